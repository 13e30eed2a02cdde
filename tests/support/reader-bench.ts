import Stripe from 'stripe';
import { STRIPE_API_VERSION } from '../../electron/services/stripe/index.ts';
import { createSandbox, listenSandbox, realPorts } from '../../sandbox/index.ts';

/** A reader of the sandbox as Stripe drives it, over HTTP and by the real library. */
export type ReaderBench = {
  readonly baseUrl: string;
  readonly secretKey: string;
  readonly stripe: Stripe;
  readonly readerId: string;
  /** A payment in EUR that waits for its card. */
  readonly intent: (amountMinor: number, metadata?: Readonly<Record<string, string>>) => Promise<string>;
  /** What the reader shows. */
  readonly screen: () => Promise<string>;
  /** One of the sandbox's own controls, such as `faults`; throws where it says no. */
  readonly control: (path: string, body: object) => Promise<void>;
  readonly present: (number: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openReaderBench(seed: string): Promise<ReaderBench> {
  const sandbox = createSandbox(
    realPorts(() => undefined),
    { seed },
  );
  const server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  const stripe = new Stripe(sandbox.keys.secret, {
    apiVersion: STRIPE_API_VERSION,
    host: hostname,
    port,
    protocol: 'http',
  });
  const location = await stripe.terminal.locations.create({
    display_name: 'Kade 12',
    address: { line1: 'Kade 12', city: 'Rotterdam', postal_code: '3011', country: 'NL' },
  });
  const { id: readerId } = await stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
  });
  const headers = { authorization: `Bearer ${sandbox.keys.control}` };
  const control: ReaderBench['control'] = async (path, body) => {
    const answer = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)}`);
  };
  return {
    baseUrl: server.baseUrl,
    secretKey: sandbox.keys.secret,
    stripe,
    readerId,
    control,
    intent: async (amountMinor, metadata = {}) => {
      const made = await stripe.paymentIntents.create({
        amount: amountMinor,
        currency: 'eur',
        allowed_payment_method_types: ['card_present'],
        metadata: { ...metadata },
      });
      return made.id;
    },
    screen: async () => {
      const answer = await fetch(`${server.baseUrl}/_sandbox/readers/${readerId}`, { headers });
      return ((await answer.json()) as { readonly screen: string }).screen; // The sandbox's own shape.
    },
    present: (number) => control(`readers/${readerId}/present`, { number, method: 'tap' }),
    close: server.close,
  };
}
