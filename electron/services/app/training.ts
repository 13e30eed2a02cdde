import { maskSecret, pairRelay, setUpWebhook, type IntegrationPorts } from '../integrations/index.ts';
import type { CompanionAddresses, Log } from '../ports.ts';
import type { StripeGateway } from '../stripe/index.ts';

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
      : {
          storeName: STORE.name,
          register: STORE.register,
          currency: STORE.currency,
          printing: { ...settings.get().printing, printer: { kind: 'virtual' } },
        }),
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
  if (!paired.ok) return false;
  // The relay listens on another port at each start, so last time's endpoint leads nowhere.
  const older = await gateway.listWebhookEndpoints();
  for (const { endpointId } of older.kind === 'ok' ? older.value : [])
    await gateway.removeWebhookEndpoint(endpointId);
  const made = await setUpWebhook(ports, gateway);
  return made.ok;
}

function fail(log: Log, part: string): false {
  log.error('training.not-started', { part });
  return false;
}
