import { join } from 'node:path';
import { openDatabase } from '../../../electron/services/db/index.ts';
import type { MemoryDisk } from '../../../electron/services/db/index.ts';
import type { Log, VaultKey } from '../../../electron/services/ports.ts';
import { DATABASE_FILE } from '../../../relay/database/index.ts';
import { openSqliteData } from '../../../relay/data.ts';
import type { State } from '../../../sandbox/index.ts';
import { emptyState } from '../../../sandbox/world.ts';
import { FURTHER_WEBHOOK_EVENTS, WEBHOOK_EVENTS } from '../../../shared/contract/index.ts';
import { createChance } from './chance.ts';
import { createMemoryDisk, type PreparedFile, type SimulatedDisk } from './memory-disk.ts';
import { RELAY_MASTER_KEY } from './relay-node.ts';
import { createStripeWorld, CURRENCIES, MORNING_MS, type Country } from './stripe-world.ts';
import { TILL_FILE } from './till-node.ts';
import { createVirtualTime } from './virtual-time.ts';

/** A shop on its first morning, prepared once and copied for each run: everything is set up, nothing was sold. */
export type Template = {
  readonly shops: Readonly<Record<Country, ShopTemplate>>;
  readonly secrets: ReadonlyMap<VaultKey, string>;
  readonly relayStoreId: string;
  readonly readerId: string;
  /** The folders of one run, with its copies of the files. */
  readonly copy: (registers: number) => SimulatedDisk;
};

/** What is another in another country. */
export type ShopTemplate = {
  readonly registers: readonly { readonly settings: Record<string, unknown>; readonly relayToken: string }[];
  readonly stripeState: State;
};

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const REGISTERS = ['Till 1', 'Till 2'] as const;
const RELAY_FILE = join('relay', DATABASE_FILE);
const RELAY_URL = 'http://127.0.0.1:2';

export async function prepareTemplate(): Promise<Template> {
  const [stripe, canada] = [await prepareStripe('NL'), await prepareStripe('CA')];
  // The same calls give the same ids in both countries, so that one relay and one set of secrets serve both.
  if (canada.readerId !== stripe.readerId || canada.signingSecret !== stripe.signingSecret)
    throw new Error('Two countries, two sets of ids');
  const relay = await prepareRelay(createMemoryDisk(), stripe.signingSecret);
  const shopOf = (country: PreparedStripe): ShopTemplate => ({
    registers: REGISTERS.map((register, index) => ({
      settings: settingsOf({ register, relay, stripe: country }),
      relayToken: relay.tokens[index] ?? '',
    })),
    stripeState: country.state,
  });
  const fileOf = (prepare: PreparedFile['prepare']): PreparedFile => ({ prepare, free: [] });
  const relayFile = fileOf(relay.copyTo);
  const tillFiles = REGISTERS.map(() => fileOf(prepareTill));
  return {
    shops: { NL: shopOf(stripe), CA: shopOf(canada) },
    secrets: new Map<VaultKey, string>([
      ['stripe-secret-key', stripe.secretKey],
      ['webhook-signing-secret', stripe.signingSecret],
    ]),
    relayStoreId: relay.storeId,
    readerId: stripe.readerId,
    copy: (registers) =>
      createMemoryDisk(
        new Map([
          [RELAY_FILE, relayFile],
          ...tillFiles
            .slice(0, registers)
            .map((file, index) => [join(REGISTERS[index] ?? '', TILL_FILE), file] as const),
        ]),
      ),
  };
}

type PreparedStripe = Awaited<ReturnType<typeof prepareStripe>>;

async function prepareStripe(country: Country) {
  const state = emptyState('simulation');
  const stripe = createStripeWorld({
    country,
    time: createVirtualTime(),
    state,
    deliver: () => Promise.resolve(null),
  });
  const make = async (path: string, form: Record<string, string> | [string, string][]) => {
    const made = await stripe.ask('POST', `/v1/${path}`, new URLSearchParams(form).toString());
    if (made.status !== 200) throw new Error(`${path}: ${JSON.stringify(made.body)}`);
    return made.body;
  };
  const location = await make('terminal/locations', {
    display_name: 'Kade 12',
    'address[line1]': 'Oude Kade 12',
    'address[city]': 'Rotterdam',
    'address[postal_code]': '3011 AA',
    'address[country]': country,
  });
  const reader = await make('terminal/readers', {
    registration_code: 'simulated-s700',
    label: 'Counter',
    location: String(location['id']),
  });
  const endpoint = await make('webhook_endpoints', [
    ['url', `${RELAY_URL}/webhooks`],
    ['api_version', '2026-10-28.endive'],
    ...[...WEBHOOK_EVENTS, ...FURTHER_WEBHOOK_EVENTS].map((type): [string, string] => [
      'enabled_events[]',
      type,
    ]),
  ]);
  return {
    country,
    state,
    locationId: String(location['id']),
    readerId: String(reader['id']),
    signingSecret: String(endpoint['secret']),
    secretKey: stripe.sandbox.keys.secret,
    publishableKey: stripe.sandbox.keys.publishable,
    accountId: stripe.sandbox.accountId,
  };
}

async function prepareRelay(memory: MemoryDisk, signingSecret: string) {
  const data = openRelay(memory);
  const store = await data.stores.createStore({ name: 'Kade 12', mode: 'test' });
  await data.stores.setSigningSecrets({ storeId: store.storeId, secrets: [signingSecret], others: 'drop' });
  const terminals = [];
  for (const terminalName of REGISTERS) {
    const issued = await data.stores.issuePairingCode(store.storeId, 60_000);
    const paired = issued === null ? null : await data.stores.pair({ code: issued.code, terminalName });
    if (paired === null) throw new Error('The relay paired nobody');
    terminals.push(paired);
  }
  return {
    storeId: store.storeId,
    tokens: terminals.map(({ token }) => token),
    terminalIds: terminals.map(({ terminal }) => terminal.terminalId),
    /** Prepares another file the same way, at once. */
    copyTo: (other: MemoryDisk): void => {
      const { database } = openRelay(other);
      for (const table of ['stores', 'signing_secrets', 'pairing_codes', 'terminals']) {
        const rows = data.database.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
        for (const row of rows) {
          const names = Object.keys(row);
          const places = names.map((name) => `@${name}`).join(', ');
          database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(row);
        }
      }
    },
  };
}

function openRelay(memory: MemoryDisk) {
  return openSqliteData(
    { dataDirectory: 'relay', databaseUrls: null, masterKey: RELAY_MASTER_KEY, masterKeyFile: null },
    {
      clock: { nowMs: () => MORNING_MS, monotonicMs: () => 0 },
      timers: { after: () => () => undefined, soon: () => undefined },
      random: { bytes: createChance(1).bytes },
      memory,
    },
  );
}

function prepareTill(memory: MemoryDisk): void {
  const opened = openDatabase({
    file: TILL_FILE,
    memory,
    log: SILENT,
    onPoisoned: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.code);
}

/** What the settings screen would have saved; the till adds what it knows better defaults for. */
function settingsOf(from: {
  readonly register: (typeof REGISTERS)[number];
  readonly relay: Awaited<ReturnType<typeof prepareRelay>>;
  readonly stripe: PreparedStripe;
}): Record<string, unknown> {
  const { register, relay, stripe } = from;
  return {
    version: 1,
    profileId: `profile of ${register}`,
    mode: 'test',
    setUp: true,
    locale: 'en',
    storeId: '01971111-0000-7000-8000-000000000001',
    storeName: 'Kade 12',
    currency: CURRENCIES[stripe.country],
    register,
    publishableKey: stripe.publishableKey,
    secretKeyShown: null,
    signingSecretShown: null,
    keysMatch: 'verified',
    account: { accountId: stripe.accountId, name: 'Kade 12', country: stripe.country },
    locationId: stripe.locationId,
    readerId: stripe.readerId,
    readerLabel: 'Counter',
    relayUrl: RELAY_URL,
    relayStoreId: relay.storeId,
    relayTerminalId: relay.terminalIds[REGISTERS.indexOf(register)] ?? '',
    webhookUrl: `${RELAY_URL}/webhooks`,
    lineItemsAccepted: true,
    // Floats and counts have tests of their own; nobody walks away from these tills.
    hasDrawer: false,
    autoLockMinutes: 0,
  };
}
