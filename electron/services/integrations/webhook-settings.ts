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
  return adoptSecret(ports, signingSecret);
}

/**
 * Makes a new webhook endpoint at Stripe for the relay's address, hands its secret on, and only then removes the older
 * ones of that address. Torn anywhere it leaves at most one endpoint too many, whose events are refused and count as
 * such; done again, it is mended. Events that were refused meanwhile are not lost: the till asks Stripe by itself.
 */
export async function setUpWebhook(
  ports: IntegrationPorts,
  gateway: StripeGateway | null = ports.gateway(),
): Promise<Result<null>> {
  const { webhookUrl } = ports.settings.get();
  if (gateway === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
  if (webhookUrl === null) return refuse('RELAY_NOT_PAIRED');
  const made = await gateway.createWebhookEndpoint(webhookUrl, EVENTS);
  if (made.kind !== 'ok') return refuse(made.error);
  const { endpointId, signingSecret } = made.value;
  const adopted = await adoptSecret(ports, signingSecret);
  if (!adopted.ok) {
    // Nobody holds its secret. Where this fails too, the next time clears it away.
    await gateway.removeWebhookEndpoint(endpointId);
    return adopted;
  }
  const listed = await gateway.listWebhookEndpoints();
  for (const other of listed.kind === 'ok' ? listed.value : []) {
    if (other.url === webhookUrl && other.endpointId !== endpointId)
      await gateway.removeWebhookEndpoint(other.endpointId);
  }
  ports.log.info('webhook.set-up', { endpoint: endpointId });
  return accept(null);
}

/** The relay first: with a secret that the relay does not have, the till would doubt what the relay accepts. */
async function adoptSecret(ports: IntegrationPorts, signingSecret: string): Promise<Result<null>> {
  const { relayUrl } = ports.settings.get();
  const token = await ports.vault().get('relay-token');
  if (!token.ok) return refuse(token.code);
  if (relayUrl !== null && token.value !== null) {
    const uploaded = await uploadSigningSecret(ports.askRelay, {
      url: relayUrl,
      token: token.value,
      signingSecret,
    });
    if (!uploaded.ok) return uploaded;
  }
  const kept = await ports.vault().set('webhook-signing-secret', signingSecret);
  if (!kept.ok) return refuse(kept.code);
  ports.settings.change({ signingSecretShown: maskSecret(signingSecret) });
  await ports.relay().restart();
  return accept(null);
}
