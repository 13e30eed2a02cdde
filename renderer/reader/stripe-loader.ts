import { loadStripeTerminal } from '@stripe/terminal-js/pure';
import type { LoadSdk, SdkTerminal } from './sdk.ts';

/** Stripe's own SDK, from Stripe's own address: it may not be bundled. The only importer of its package. */
export const loadStripe: LoadSdk = async (callbacks) => {
  const sdk = await loadStripeTerminal();
  if (sdk === null) throw new Error('The Terminal SDK needs a window');
  const terminal = sdk.create({
    ...callbacks,
    onUnexpectedReaderDisconnect: (event) => {
      // The SDK says why since 2024; its types do not know yet.
      callbacks.onUnexpectedReaderDisconnect(
        event as Parameters<typeof callbacks.onUnexpectedReaderDisconnect>[0],
      );
    },
  });
  return terminal as unknown as SdkTerminal; // The same calls; `sdk.ts` names only the fields that are read.
};
