import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { connectTill } from '../../relay/testing/till.ts';
import { OTHER_SECRET, SECRET } from '../../relay/testing/stripe-events.ts';
import { openDirectory } from '../../relay/testing/workbench.ts';
import { createChance, type Chance } from '../simulation/world/chance.ts';
import { openNewDatabase } from '../support/new-database.ts';
import { eventually } from '../support/process.ts';
import { findFaults, type Ledger, type TillLedger } from './ledger.ts';
import { startSenders, type Senders } from './sender.ts';
import { createVictim, type Victim } from './victims.ts';

export type TortureOptions = {
  readonly rounds: number;
  readonly seed: number;
  readonly played?: (round: number) => void;
};

export type TortureReport = {
  /** One sentence for each promise that did not hold; empty when all is well. */
  readonly faults: readonly string[];
  readonly rounds: number;
  readonly kills: Readonly<Record<string, number>>;
  readonly accepted: number;
  readonly repeated: number;
  readonly seconds: number;
};

/** Names of the tills of each store. */
const TILLS = [['till 1', 'till 2'], ['till 3']] as const;
const SECRETS = [SECRET, OTHER_SECRET] as const;
const LINES = 8;
const SETTLED_WITHIN_MS = 120_000;

/** Two stores and three tills; each round the plug of some of them, or of the relay, is pulled at a chosen moment. */
export async function runTorture(options: TortureOptions): Promise<TortureReport> {
  const root = mkdtempSync(join(tmpdir(), 'relay-torture-'));
  const startedMs = performance.now();
  const shops = await prepareShops(root);
  // The same port in each life, as behind one address.
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const relay = createVictim('relay', 'relay/server.ts', {
    RELAY_PORT: String(port),
    RELAY_DATA_DIR: join(root, 'relay'),
    RELAY_EXIT_WITH_PARENT: '1',
  });
  const tills = shops.flatMap((shop) =>
    shop.tills.map(({ name, file, token }) =>
      createVictim(name, 'tests/torture/till.ts', { TILL_FILE: file, TILL_RELAY: url, TILL_TOKEN: token }),
    ),
  );
  try {
    await Promise.all([relay, ...tills].map((victim) => victim.start()));
    const senders = startSenders({
      url,
      targets: shops,
      lines: LINES,
      chance: createChance(options.seed + 1),
    });
    await playRounds(options, { relay, tills, senders });
    await senders.finish();
    await untilSettled(shops, senders);
    const faults = await Promise.all(
      shops.map(async (shop) => findFaults(await readLedger(url, shop, senders))),
    );
    const kills = Object.fromEntries([relay, ...tills].map((victim) => [victim.name, victim.kills()]));
    const seconds = (performance.now() - startedMs) / 1000;
    return {
      faults: faults.flat(),
      rounds: options.rounds,
      kills,
      accepted: senders.count(),
      repeated: senders.repeated(),
      seconds,
    };
  } finally {
    await Promise.all([relay, ...tills].map((victim) => victim.end()));
    rmSync(root, { recursive: true, force: true });
  }
}

type Play = { readonly relay: Victim; readonly tills: readonly Victim[]; readonly senders: Senders };

async function playRounds({ rounds, seed, played }: TortureOptions, play: Play): Promise<void> {
  const chance = createChance(seed);
  for (let round = 1; round <= rounds; round += 1) {
    await moment(chance, play);
    const victims = choose(chance, play);
    await Promise.all(victims.map((victim) => victim.pullPlug(chance)));
    played?.(round);
  }
}

/** Somewhere in the load: some answers or some applied events from now, and a little later. */
async function moment(chance: Chance, { tills, senders }: Play): Promise<void> {
  const applied = (): number => tills.reduce((sum, till) => sum + till.lines(), 0);
  const count = chance.maybe(0.5) ? senders.count : applied;
  const until = count() + chance.between(1, 60);
  await eventually('the load goes on', () => (count() >= until ? true : null), SETTLED_WITHIN_MS);
  await sleep(chance.below(40));
}

function choose(chance: Chance, { relay, tills }: Play): readonly Victim[] {
  const chosen = [relay, ...tills].filter((victim) => chance.maybe(victim === relay ? 0.5 : 0.3));
  return chosen.length > 0 ? chosen : [chance.pick([relay, ...tills])];
}

type Shop = {
  readonly storeId: string;
  readonly secret: string;
  readonly tills: readonly { readonly name: string; readonly file: string; readonly token: string }[];
  /** Of a terminal that reads the log at the end. */
  readonly auditorToken: string;
};

async function prepareShops(root: string): Promise<readonly Shop[]> {
  const { stores, database } = openDirectory(join(root, 'relay'));
  const shops: Shop[] = [];
  for (const [index, names] of TILLS.entries()) {
    const { storeId } = await stores.createStore({ name: `Shop ${String(index)}`, mode: 'test' });
    const secret = SECRETS[index] ?? '';
    await stores.setSigningSecrets({ storeId, secrets: [secret], others: 'drop' });
    const pair = async (terminalName: string): Promise<string> => {
      const code = (await stores.issuePairingCode(storeId, 60_000))?.code ?? '';
      return (await stores.pair({ code, terminalName }))?.token ?? '';
    };
    const tills: Shop['tills'][number][] = [];
    for (const name of names) {
      const file = join(root, `${name}.db`);
      openNewDatabase(file).close();
      tills.push({ name, file, token: await pair(name) });
    }
    shops.push({ storeId, secret, tills, auditorToken: await pair('Auditor') });
  }
  database.close();
  return shops;
}

/** Waits for numbers only; what they are numbers of is for the ledger to judge. A till that never gets there is a fault. */
async function untilSettled(shops: readonly Shop[], senders: Senders): Promise<void> {
  const isSettled = (): boolean =>
    shops.every(({ storeId, tills }) => {
      const expected = senders.accepted.get(storeId)?.length ?? 0;
      return tills.every(({ name, file }) => readTill(name, file).applied.length >= expected);
    });
  const end = performance.now() + SETTLED_WITHIN_MS;
  while (!isSettled() && performance.now() < end) await sleep(200);
}

async function readLedger(url: string, shop: Shop, senders: Senders): Promise<Ledger> {
  const auditor = await connectTill({ url, token: shop.auditorToken });
  const { headSeq } = await auditor.hear('welcome');
  await eventually(
    'the whole log',
    () => (auditor.events().length >= headSeq ? true : null),
    SETTLED_WITHIN_MS,
  );
  const log = auditor.events().map(({ seq, eventId }) => ({ seq, eventId }));
  await auditor.leave();
  return {
    accepted: senders.accepted.get(shop.storeId) ?? [],
    log,
    tills: shop.tills.map(({ name, file }) => readTill(name, file)),
  };
}

function readTill(name: string, file: string): TillLedger {
  const db = new SqliteDatabase(file, { readonly: true });
  const list = (sql: string): readonly string[] => db.prepare<[], string>(sql).pluck().all();
  const ledger = {
    name,
    kept: list('SELECT event_id FROM stripe_events ORDER BY rowid'),
    applied: list('SELECT event_id FROM torture_applied ORDER BY number'),
  };
  db.close();
  return ledger;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
