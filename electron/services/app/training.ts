import { FURTHER_WEBHOOK_EVENTS, WEBHOOK_EVENTS } from '../../../shared/contract/index.ts';
import { maskSecret, pairRelay, type IntegrationPorts } from '../integrations/index.ts';
import type { CompanionAddresses, Log } from '../ports.ts';
import { uploadSigningSecret } from '../relay-client/index.ts';
import type { StripeGateway } from '../stripe/index.ts';

/** What training sets up at its Stripe; the other things that reconciliation understands come along. */
const TRAINING_EVENTS = [...WEBHOOK_EVENTS, ...FURTHER_WEBHOOK_EVENTS];

const STORE = { name: 'Kade 12', register: 'Till 1', currency: 'EUR' } as const;

/**
 * Sets the training shop up at its companions: keys, relay, webhook endpoint, location and reader. Done anew at each
 * start, because the companions live as long as the app and their secrets rest in memory only. False: it did not work.
 */
export async function setUpTraining(
  ports: IntegrationPorts,
  addresses: CompanionAddresses,
): Promise<boolean> {
  const { settings, log } = ports;
  const { sandbox } = addresses;
  const kept = await ports.vault().set('stripe-secret-key', sandbox.secretKey);
  if (!kept.ok) return fail(log, 'vault');
  const gateway = ports.gatewayFor(sandbox.secretKey);
  const account = await gateway.account();
  if (account.kind !== 'ok') return fail(log, 'sandbox');
  settings.change({
    mode: 'training',
    publishableKey: sandbox.publishableKey,
    secretKeyShown: maskSecret(sandbox.secretKey),
    keysMatch: 'verified',
    account: {
      accountId: account.value.accountId,
      name: account.value.name,
      country: account.value.country,
    },
    ...(settings.get().setUp
      ? {}
      : { storeName: STORE.name, register: STORE.register, currency: STORE.currency }),
  });
  if (!(await setUpReader(ports, gateway))) return fail(log, 'reader');
  // Without its relay training still works: payments are then proved by sweeps, as in a shop.
  if (!(await setUpWebhooks(ports, gateway, addresses))) log.warn('training.without-relay');
  settings.change({ setUp: true });
  return true;
}

async function setUpReader(ports: IntegrationPorts, gateway: StripeGateway): Promise<boolean> {
  const { settings } = ports;
  const readers = await gateway.listReaders();
  if (readers.kind !== 'ok') return false;
  const { readerId } = settings.get();
  if (readerId !== null && readers.value.some((reader) => reader.readerId === readerId)) return true;
  const location = await gateway.createLocation({
    name: STORE.name,
    line1: 'Oude Kade 12',
    city: 'Rotterdam',
    postalCode: '3011 AA',
    country: 'NL',
  });
  if (location.kind !== 'ok') return false;
  const reader = await gateway.registerReader({
    registrationCode: 'simulated-s700',
    label: 'Virtual reader',
    locationId: location.value,
  });
  if (reader.kind !== 'ok') return false;
  settings.change({
    locationId: location.value,
    readerId: reader.value.readerId,
    readerLabel: reader.value.label,
  });
  return true;
}

async function setUpWebhooks(
  ports: IntegrationPorts,
  gateway: StripeGateway,
  { relay }: CompanionAddresses,
): Promise<boolean> {
  const paired = await pairRelay(ports, { url: relay.url, code: relay.pairingCode });
  const token = await ports.vault().get('relay-token');
  const { webhookUrl } = ports.settings.get();
  if (!paired.ok || !token.ok || token.value === null || webhookUrl === null) return false;
  // The relay listens on another port at each start, so last time's endpoint leads nowhere.
  await gateway.removeWebhookEndpoints();
  const made = await gateway.createWebhookEndpoint(webhookUrl, TRAINING_EVENTS);
  if (made.kind !== 'ok' || made.value === null) return false;
  const uploaded = await uploadSigningSecret(ports.askRelay, {
    url: relay.url,
    token: token.value,
    signingSecret: made.value,
  });
  if (!uploaded.ok) return false;
  await ports.vault().set('webhook-signing-secret', made.value);
  ports.settings.change({ signingSecretShown: maskSecret(made.value) });
  await ports.relay().restart();
  return true;
}

function fail(log: Log, part: string): false {
  log.error('training.not-started', { part });
  return false;
}
