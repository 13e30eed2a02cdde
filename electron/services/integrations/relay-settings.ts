import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { RELAY_PATHS } from '../../../shared/contract/relay/index.ts';
import { pairWithRelay, startStreamAnew, uploadSigningSecret } from '../relay-client/index.ts';
import { isTraining, type IntegrationPorts } from './ports.ts';

/** Pairs this till with a store at a relay and hands it the signing secret, where there is one already. */
export async function pairRelay(
  ports: IntegrationPorts,
  request: { readonly url: string; readonly code: string },
): Promise<Result<null>> {
  const { settings } = ports;
  const before = settings.get();
  const paired = await pairWithRelay(ports.askRelay, { ...request, terminalName: before.register || 'Till' });
  if (!paired.ok) return paired;
  const { token, storeId, terminalId, webhookUrl, mode } = paired.value;
  const mine = isTraining(before.mode) ? 'test' : before.mode;
  if (mine !== null && mine !== mode) {
    await giveUpToken(ports, request.url, token);
    return refuse('RELAY_MODE_DIFFERS');
  }
  const kept = await ports.vault().set('relay-token', token);
  if (!kept.ok) {
    await giveUpToken(ports, request.url, token);
    return refuse(kept.code);
  }
  if (before.relayStoreId !== storeId) startStreamAnew(ports.db);
  settings.change({ relayUrl: request.url, relayStoreId: storeId, relayTerminalId: terminalId, webhookUrl });
  ports.log.info('relay.paired', { store: storeId, terminal: terminalId });
  const signingSecret = await ports.vault().get('webhook-signing-secret');
  if (signingSecret.ok && signingSecret.value !== null) {
    await uploadSigningSecret(ports.askRelay, {
      url: request.url,
      token,
      signingSecret: signingSecret.value,
      // This till may have been away while another one of the shop got a newer secret.
      others: 'keep',
    });
  }
  await ports.relay().restart();
  return accept(null);
}

/** Ends the pairing here, and at the relay when it can be reached. Payments are then proved by sweeps alone. */
export async function unpairRelay(ports: IntegrationPorts): Promise<Result<null>> {
  const { settings } = ports;
  const { mode, relayUrl } = settings.get();
  if (isTraining(mode)) return refuse('SETTINGS_MODE_LOCKED');
  if (relayUrl === null) return refuse('RELAY_NOT_PAIRED');
  const token = await ports.vault().get('relay-token');
  const removed = await ports.vault().remove('relay-token');
  if (!removed.ok) return refuse(removed.code);
  settings.change({ relayUrl: null, relayStoreId: null, relayTerminalId: null, webhookUrl: null });
  startStreamAnew(ports.db);
  await ports.relay().restart();
  if (relayUrl !== null && token.ok && token.value !== null) await giveUpToken(ports, relayUrl, token.value);
  return accept(null);
}

/** Best effort: a token nobody holds any more should not stay good, but a relay that is away can't be told. */
async function giveUpToken(ports: IntegrationPorts, url: string, token: string): Promise<void> {
  await ports.askRelay(new URL(RELAY_PATHS.token, url).href, { method: 'DELETE', token, body: null });
}
