import {
  accept,
  FURTHER_WEBHOOK_EVENTS,
  refuse,
  WEBHOOK_EVENTS,
  type Result,
} from '../../../shared/contract/index.ts';
import { uploadSigningSecret } from '../relay-client/index.ts';
import type { StripeGateway } from '../stripe/index.ts';
import { maskSecret } from './key-pair.ts';
import { isTraining, type IntegrationPorts } from './ports.ts';

const SIGNING_SECRET = /^whsec_[\w+/=-]{8,240}$/u;
const EVENTS = [...WEBHOOK_EVENTS, ...FURTHER_WEBHOOK_EVENTS];

/** The secret that a person copied from Stripe, to the relay and into the vault. */
export async function saveSigningSecret(
  ports: IntegrationPorts,
  signingSecret: string,
): Promise<Result<null>> {
  if (isTraining(ports.settings.get().mode)) return refuse('SETTINGS_MODE_LOCKED');
  if (!SIGNING_SECRET.test(signingSecret)) return refuse('SETTINGS_SIGNING_SECRET_MALFORMED');
  return adoptSecret(ports, signingSecret, 'keep-a-day');
}

/**
 * Makes a new webhook endpoint at Stripe for the relay's address, hands its secret on, and only then removes the older
 * ones of that address, and their secrets a day later. Torn anywhere it leaves at most one endpoint too many, whose
 * events are refused and count as such; done again, it is mended. Events that were refused meanwhile are not lost: the
 * till asks Stripe by itself. Other tills of the store have to be given the new secret. Refusals: PAYMENT_CARDS_NOT_SET_UP,
 * RELAY_NOT_PAIRED, STRIPE_WEBHOOK_RIGHTS_MISSING for a restricted key, those of the relay and of Stripe.
 */
export async function setUpWebhook(
  ports: IntegrationPorts,
  gateway: StripeGateway | null = ports.gateway(),
): Promise<Result<null>> {
  const { webhookUrl } = ports.settings.get();
  if (gateway === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
  if (webhookUrl === null) return refuse('RELAY_NOT_PAIRED');
  const made = await gateway.createWebhookEndpoint(webhookUrl, EVENTS);
  if (made.kind !== 'ok')
    return refuse(made.error === 'STRIPE_KEY_RIGHTS_MISSING' ? 'STRIPE_WEBHOOK_RIGHTS_MISSING' : made.error);
  const { endpointId, signingSecret } = made.value;
  const adopted = await adoptSecret(ports, signingSecret, 'keep');
  if (!adopted.ok) {
    // The till does not hold its secret. Where this fails too, the next time clears it away.
    await gateway.removeWebhookEndpoint(endpointId);
    return adopted;
  }
  if (await removeOlder(gateway, webhookUrl, endpointId)) await upload(ports, signingSecret, 'keep-a-day');
  ports.log.info('webhook.set-up', { endpoint: endpointId });
  return accept(null);
}

/**
 * Removes the endpoints of an address that are older than this one, never a newer one: two tills that do this at once
 * must not remove each other's. False: not all of them could be.
 */
async function removeOlder(gateway: StripeGateway, url: string, endpointId: string): Promise<boolean> {
  const listed = await gateway.listWebhookEndpoints();
  if (listed.kind !== 'ok') return false;
  // Stripe lists the newest first.
  const ours = listed.value.findIndex((endpoint) => endpoint.endpointId === endpointId);
  if (ours === -1) return false;
  let isClear = true;
  for (const older of listed.value.slice(ours + 1)) {
    if (older.url !== url) continue;
    const removed = await gateway.removeWebhookEndpoint(older.endpointId);
    isClear &&= removed.kind === 'ok';
  }
  return isClear;
}

/** The relay first: with a secret that the relay does not have, the till would doubt what the relay accepts. */
async function adoptSecret(
  ports: IntegrationPorts,
  signingSecret: string,
  others: 'keep' | 'keep-a-day',
): Promise<Result<null>> {
  const uploaded = await upload(ports, signingSecret, others);
  if (!uploaded.ok) return uploaded;
  const kept = await ports.vault().set('webhook-signing-secret', signingSecret);
  if (!kept.ok) return refuse(kept.code);
  ports.settings.change({ signingSecretShown: maskSecret(signingSecret) });
  await ports.relay().restart();
  return accept(null);
}

async function upload(
  ports: IntegrationPorts,
  signingSecret: string,
  others: 'keep' | 'keep-a-day',
): Promise<Result<null>> {
  const { relayUrl } = ports.settings.get();
  const token = await ports.vault().get('relay-token');
  if (!token.ok) return refuse(token.code);
  if (relayUrl === null || token.value === null) return accept(null);
  return uploadSigningSecret(ports.askRelay, { url: relayUrl, token: token.value, signingSecret, others });
}
