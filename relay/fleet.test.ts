import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RELAY_PATHS } from '../shared/contract/relay/index.ts';
import { eventually } from '../tests/support/process.ts';
import { eventLogConformance, type AppendOutcome, type EventLog, type NewEvent } from './log/index.ts';
import { openSchema } from './postgres/index.ts';
import { plantCopy, type Plant } from './testing/planted-copy.ts';
import {
  openPostgresHarness,
  openPrimary,
  quietPorts,
  type Patience,
  type PostgresHarness,
} from './testing/postgres-harness.ts';
import { startPostgresPair, type PostgresPair } from './testing/postgres-pair.ts';
import { postgresObstacle } from './testing/postgres-server.ts';
import { eventBody, SECRET, signatureHeader } from './testing/stripe-events.ts';
import { connectTill, type TestTill } from './testing/till.ts';
import { openWorkbench, type Workbench } from './testing/workbench.ts';

/*
 * The log in PostgreSQL and several relays over it: one primary with a synchronous standby, all of it real, started once.
 * The last two tests end servers, so they stay the last.
 */

const obstacle = postgresObstacle();
let pair: PostgresPair;
const relays: Workbench[] = [];
const tills: TestTill[] = [];
const logs: EventLog[] = [];
const harnesses: PostgresHarness[] = [];

beforeAll(async () => {
  if (obstacle === null) pair = await startPostgresPair();
});
afterAll(() => {
  if (obstacle === null) pair.close();
});
afterEach(async () => {
  for (const till of tills.splice(0)) till.socket.terminate();
  for (const relay of relays.splice(0)) await relay.close();
  for (const log of logs.splice(0)) await log.close();
  for (const harness of harnesses.splice(0)) await harness.close();
});

describe.skipIf(obstacle !== null)('the PostgreSQL log', () => {
  it.each(eventLogConformance(() => openPostgresHarness(pair.primary)))('$name', ({ run }) => run());
});

/** What two instances of the log keep over one database. */
const TWO_LOGS: readonly {
  readonly name: string;
  readonly check: (harness: PostgresHarness) => Promise<void>;
}[] = [
  {
    name: 'number one store without a gap when both are given its events at once',
    check: async (harness) => {
      const storeId = await harness.newStore();
      const other = await harness.another();
      logs.push(other);
      const names = Array.from({ length: 120 }, (_, index) => `evt_${String(index)}`);
      const outcomes: AppendOutcome[] = [];
      // In rounds, so that the batches of the two meet again and again.
      for (let from = 0; from < names.length; from += 4) {
        // Each comes to both, as Stripe does when an answer is lost.
        const round = names
          .slice(from, from + 4)
          .flatMap((name) => [harness.eventLog, other].map((log) => log.append(event(storeId, name))));
        outcomes.push(...(await Promise.all(round)));
      }
      const stored = outcomes.flatMap((outcome) => (outcome.kind === 'stored' ? [outcome.seq] : []));
      expect(stored.toSorted((a, b) => a - b)).toEqual(names.map((_, index) => index + 1));
      expect(outcomes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(names.length);
    },
  },

  {
    name: 'hear of each other within two seconds when every hint is lost',
    check: async (harness) => {
      const storeId = await harness.newStore();
      const deaf = await harness.another('of the first');
      logs.push(deaf);
      let heard = 0;
      const stop = deaf.onAppended(storeId, () => {
        heard += 1;
      });
      expect(await harness.eventLog.append(event(storeId, 'evt_1'))).toEqual({ kind: 'stored', seq: 1 });
      await eventually('a wake-up without a hint', () => (heard > 0 ? heard : null));
      stop();
    },
  },

  {
    name: 'don’t keep an event for a table that the other has dropped',
    check: async (harness) => {
      const storeId = await harness.newStore();
      const other = await harness.another();
      logs.push(other);
      await harness.eventLog.append(event(storeId, 'evt_1'));
      expect(await other.trim(100 * DAY_MS)).toBe(1);
      // The first one still believes that the tables of that day are there.
      expect(await harness.eventLog.append(event(storeId, 'evt_2'))).toEqual({ kind: 'stored', seq: 2 });
      expect(await other.eventIdAt(storeId, 2)).toBe('evt_2');
      expect((await other.extent(storeId))?.oldestSeq).toBe(2);
    },
  },
];

describe.skipIf(obstacle !== null)('two relays over one database', () => {
  it('are one: paired and told a secret here, a webhook there, the socket here', async () => {
    const [one, two] = [await openRelay(), await openRelay()];
    const { token } = await one.pair();
    const till = await connect(two, token);
    await till.hear('welcome');
    expect(await deliver(one, one, 'evt_1')).toBe(200);
    expect(await deliver(two, one, 'evt_2')).toBe(200);
    expect(await deliver(two, one, 'evt_1')).toBe(200);
    await till.hear('event', ({ seq }) => seq === 2);
    // Known to the second relay from before: it looks again before it refuses what the new secret signed.
    const rolled = `${SECRET}rolled`;
    await one.data.stores.setSigningSecrets({
      storeId: one.store.storeId,
      secrets: [rolled],
      others: 'keep',
    });
    expect(await deliver(two, one, 'evt_3', rolled)).toBe(200);
    await till.hear('event', ({ seq }) => seq === 3);
    expect(till.events().map(({ eventId }) => eventId)).toEqual(['evt_1', 'evt_2', 'evt_3']);
    expect((await fetch(`${two.url}/readyz`)).status).toBe(200);
  });

  it.each(TWO_LOGS)('$name', async ({ check }) => {
    await check((await openLog()).harness);
  });
});

const LOOKUP =
  'const [locked, ...found] = await Promise.all([heads, ...looks, lookFarther(connection, batch)]);';
const PLANTED: readonly {
  readonly bug: string;
  readonly plants: readonly Plant[];
  readonly caughtBy: string;
}[] = [
  {
    bug: 'answers before the commit',
    plants: [
      {
        file: 'log/postgres-writer.ts',
        find: 'waiting.push({ event, resolve, reject });',
        put: "waiting.push({ event, resolve: () => undefined, reject }); resolve({ kind: 'stored', seq: 1 });",
      },
    ],
    caughtBy: 'answers an append only once it is on the disk',
  },
  {
    bug: 'numbers without holding the heads',
    plants: [{ file: 'log/postgres-batch.ts', find: 'ORDER BY heads.store_id FOR UPDATE OF heads', put: '' }],
    caughtBy: 'number one store without a gap when both are given its events at once',
  },
  {
    bug: 'drops ids by their day alone',
    plants: [
      { file: 'log/postgres-days.ts', find: 'WHERE newest_kept_day < $1', put: 'WHERE created_day < $1' },
    ],
    caughtBy: 'knows an id for as long as its event is kept, however late that came',
  },
  {
    bug: 'looks for an id among those of its own time only',
    plants: [
      {
        file: 'log/postgres-batch.ts',
        find: LOOKUP,
        put: LOOKUP.replace(', lookFarther(connection, batch)', ''),
      },
    ],
    caughtBy: 'knows an id again after 40 days, for as long as its event is kept',
  },
  {
    bug: 'forgets from the middle',
    plants: [
      {
        file: 'log/postgres-batch.ts',
        find: 'Math.max(previous?.keptDay ?? head.kept_day, receivedDay(event))',
        put: 'receivedDay(event)',
      },
    ],
    caughtBy: 'forgets by age without a gap, and goes on numbering',
  },
];

describe.skipIf(obstacle !== null)('a PostgreSQL log that', () => {
  it.each(PLANTED)('$bug is caught', async ({ bug, plants, caughtBy }) => {
    const copy = plantCopy(`postgres ${bug}`, plants);
    try {
      const modules = await copy.load();
      const open = (): Promise<PostgresHarness> => openPostgresHarness(pair.primary, { modules });
      const suite = [
        ...eventLogConformance(open),
        ...TWO_LOGS.map(({ name, check }) => ({ name, run: async () => check(await open()) })),
      ];
      const [planted] = suite.filter(({ name }) => name === caughtBy);
      await expect(planted?.run()).rejects.toThrow();
    } finally {
      copy.remove();
    }
  });
});

describe.skipIf(obstacle !== null)('a server is not taken', () => {
  it.each([
    [
      'that would confirm before the disk',
      () => `${pair.primary.url()}?synchronous_commit=off`,
      'not be durable',
    ],
    [
      'that would end a commit’s waiting',
      () => `${pair.primary.url()}?statement_timeout=5000`,
      'not be durable',
    ],
    ['that is a standby', () => pair.standby.url(), 'It is a standby'],
    ['that does not know the user', () => pair.primary.url().replace('relay@', 'nobody@'), 'nobody'],
  ])('%s', async (_name, url, why) => {
    await expect(ask([url()])).rejects.toThrow(why);
  });

  it('that holds another log than at the start', async () => {
    const { harness } = await openLog({ connectWithinMs: 100 });
    await harness.primary.read("UPDATE relay_meta SET value = 'restored' WHERE name = 'epoch'");
    // All connections of this log but the one that asks end, and are made anew.
    await harness.primary.read(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
    );
    const lane = harness.primary.openLane();
    await expect(lane.connection()).rejects.toThrow('another log');
  });

  it('whose tables were sealed under another key, or are from the future', async () => {
    const { harness } = await openLog();
    const options = { keyCheck: 'another', random: quietPorts().random };
    await expect(openSchema(harness.primary, options)).rejects.toThrow('another master key');
    await harness.primary.read("UPDATE relay_meta SET value = '99' WHERE name = 'version'");
    await expect(openSchema(harness.primary, options)).rejects.toThrow('version 99');
  });
});

describe.skipIf(obstacle !== null)('a database with a synchronous standby', () => {
  it('that is away: nothing is confirmed, not even what the primary shows by now', async () => {
    const { harness, storeId } = await openLog({ answerWithinMs: 1500 });
    const { eventLog, primary } = harness;
    // The tables of the day are there before.
    expect(await eventLog.append(event(storeId, 'evt_1'))).toEqual({ kind: 'stored', seq: 1 });
    pair.standby.kill();
    const unconfirmed = eventLog.append(event(storeId, 'evt_2'));
    // An operator who ends the waiting makes the primary commit alone, with no more than a warning.
    await eventually('the commit waits and is made to go on', async () => {
      const { rows } = await primary.read<{ readonly told: boolean }>(
        "SELECT pg_cancel_backend(pid) AS told FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
      );
      return rows[0] ?? null;
    });
    const busy = { kind: 'refused', why: 'busy' };
    expect(await unconfirmed).toEqual(busy);
    expect((await eventLog.extent(storeId))?.headSeq).toBe(2);
    expect(await eventLog.append(event(storeId, 'evt_2'))).toEqual(busy);
    await pair.standby.start();
    const outcome = await eventually('the standby is back', async () => {
      const again = await eventLog.append(event(storeId, 'evt_2'));
      return again.kind === 'refused' ? null : again;
    });
    expect(outcome).toEqual({ kind: 'duplicate', seq: 2 });
  });

  it('whose primary is killed under load: every confirmed event is on the standby, numbered without a gap', async () => {
    const [one, two] = [await openRelay(), await openRelay()];
    const { token } = await one.pair();
    const till = await connect(two, token);
    await till.hear('welcome');
    const names = Array.from({ length: 400 }, (_, index) => `evt_${String(index)}`);
    const waiting = [...names];
    let confirmed = 0;
    const send = async (relay: Workbench): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        while ((await deliver(relay, one, name)) !== 200)
          await new Promise((resolve) => setTimeout(resolve, 50));
        confirmed += 1;
      }
    };
    const sending = Promise.all(Array.from({ length: 16 }, (_, index) => send(index % 2 === 0 ? one : two)));
    await eventually('some events are confirmed', () => (confirmed > 60 ? confirmed : null));
    pair.primary.kill();
    const confirmedBefore = confirmed;
    await pair.promote();
    await sending;
    expect(confirmedBefore).toBeLessThan(names.length);

    const { storeId } = one.store;
    const events = await two.eventLog().readAfter({ storeId, afterSeq: 0, limit: 1000 });
    expect(events.map(({ seq }) => seq)).toEqual(names.map((_, index) => index + 1));
    expect(events.map(({ eventId }) => eventId).toSorted()).toEqual(names.toSorted());
    await till.hear('event', ({ seq }) => seq === names.length);
    expect(till.events().map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
  });

  it('whose first primary comes back: it is not taken, although it says that it is one', async () => {
    const urls = [pair.standby.url(), pair.primary.url()];
    const primary = openPrimary(urls, quietPorts(), { connectWithinMs: 0, patienceMs: 0 });
    await primary.read('SELECT 1');
    pair.standby.kill();
    await pair.primary.start();
    const asked = eventually('the other server is asked', async () => {
      const why = await primary.read('SELECT 1').then(
        () => 'taken',
        (error: unknown) => String(error),
      );
      return /taken|left behind/.exec(why)?.[0] ?? null;
    });
    expect(await asked).toBe('left behind');
    primary.close();
  });
});

async function ask(urls: readonly string[]): Promise<void> {
  const primary = openPrimary(urls, quietPorts(), { connectWithinMs: 0, patienceMs: 0 });
  await primary.read('SELECT 1').finally(() => {
    primary.close();
  });
}

const DAY_MS = 24 * 60 * 60 * 1000;

async function openRelay(): Promise<Workbench> {
  const relay = await openWorkbench({
    environment: { RELAY_DATABASE_URL: pair.url, RELAY_MASTER_KEY: '7a'.repeat(32) },
  });
  relays.push(relay);
  return relay;
}

async function openLog(over: Patience = {}): Promise<{ harness: PostgresHarness; storeId: string }> {
  const harness = await openPostgresHarness(pair.primary, over);
  harnesses.push(harness);
  return { harness, storeId: await harness.newStore() };
}

async function connect(relay: Workbench, token: string): Promise<TestTill> {
  const till = await connectTill({ url: relay.url, token });
  tills.push(till);
  return till;
}

/** The status that a webhook for the store of `owner` is answered by `relay`; 0 for no answer. */
async function deliver(relay: Workbench, owner: Workbench, id: string, secret = SECRET): Promise<number> {
  const body = eventBody({ id });
  const header = signatureHeader({ secret, atS: relay.nowS(), body });
  const path = `${RELAY_PATHS.webhooks}/${owner.store.storeId}`;
  const response = await relay
    .post({ body, path, headers: { 'stripe-signature': header } })
    .catch(() => null);
  return response?.status ?? 0;
}

function event(storeId: string, eventId: string): NewEvent {
  return {
    storeId,
    eventId,
    eventType: 'payment_intent.succeeded',
    createdAtS: 1000,
    receivedAtMs: 1_000_000,
    fingerprint: 'same',
    signature: null,
    body: `{"id":"${eventId}"}`,
  };
}
