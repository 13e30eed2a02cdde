import { WEBHOOK_EVENTS, type StripeSettings } from '../../../shared/contract/index.ts';
import { holdsAnotherSecret, listLastReceived } from '../relay-client/index.ts';
import type { AccountLists, IntegrationPorts } from './ports.ts';
import { viewLists } from './reader-settings.ts';

export type { AccountLists, IntegrationPorts } from './ports.ts';
export { accountShownBy, compareAccounts, maskSecret, readKeyPair } from './key-pair.ts';
export {
  chooseReader,
  connectReader,
  createLocation,
  refreshReaders,
  registerReader,
  setReaderWay,
} from './reader-settings.ts';
export { pairRelay, unpairRelay } from './relay-settings.ts';
export { saveKeys } from './stripe-keys.ts';
export { verifyIntegration } from './verify.ts';
export { saveSigningSecret, setUpWebhook } from './webhook-settings.ts';

/** Settings → Integrations → Stripe as the page shows it. No secret is in it. */
export function viewStripeSettings(ports: IntegrationPorts, lists: AccountLists): StripeSettings {
  const settings = ports.settings.get();
  const received = listLastReceived(ports.db);
  return {
    mode: settings.mode,
    publishableKey: settings.publishableKey,
    secretKey: settings.secretKeyShown,
    secretKeyKind:
      settings.secretKeyShown === null
        ? null
        : settings.secretKeyShown.prefix.startsWith('rk_')
          ? 'restricted'
          : 'secret',
    keysMatch: settings.keysMatch,
    account: settings.account,
    webhookUrl: settings.webhookUrl,
    events: WEBHOOK_EVENTS.map((type) => ({ type, lastReceivedAtMs: received.get(type) ?? null })),
    signingSecret: settings.signingSecretShown,
    signingSecretDiffers: holdsAnotherSecret(ports.db),
    relay: {
      url: settings.relayUrl,
      paired: settings.relayUrl !== null,
      terminalId: settings.relayTerminalId,
    },
    ...viewLists(settings, lists),
    readerMode: settings.readerMode,
    readerFallback: settings.readerFallback,
    cartOnReader: settings.cartOnReader,
    vault: ports.vault().kind,
  };
}
