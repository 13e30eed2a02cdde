import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RELAY_PATHS } from '../shared/contract/relay/index.ts';
import { eventually } from '../tests/support/process.ts';
import { eventLogConformance, type EventLog, type NewEvent } from './log/index.ts';
import { openPostgresHarness, type PostgresHarness } from './testing/postgres-harness.ts';
import { startPostgresPair, type PostgresPair } from './testing/postgres-pair.ts';
import { postgresObstacle } from './testing/postgres-server.ts';
import { eventBody, SECRET, signatureHeader } from './testing/stripe-events.ts';
import { connectTill, type TestTill } from './testing/till.ts';
import { openWorkbench, type Workbench } from './testing/workbench.ts';

/*
 * The log in PostgreSQL and several relays over it: one primary with a synchronous standby, all of it real, started once.
 * The last test ends the primary, so it stays the last.
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

  it('number one store without a gap when both are given its events at once', async () => {
    const { harness, storeId } = await openLog();
    const other = await harness.another();
    logs.push(other);
    const names = Array.from({ length: 300 }, (_, index) => `evt_${String(index)}`);
    const outcomes = await Promise.all(
      // Each comes to both, as Stripe does when an answer is lost.
      names.flatMap((name) => [harness.eventLog, other].map((log) => log.append(event(storeId, name)))),
    );
    const stored = outcomes.flatMap((outcome) => (outcome.kind === 'stored' ? [outcome.seq] : []));
    expect(stored.toSorted((a, b) => a - b)).toEqual(names.map((_, index) => index + 1));
    expect(outcomes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(names.length);
  });

  it('hear of each other within two seconds when every hint is lost', async () => {
    const { harness, storeId } = await openLog();
    const deaf = await harness.another('of the first');
    logs.push(deaf);
    let heard = 0;
    const stop = deaf.onAppended(storeId, () => {
      heard += 1;
    });
    expect(await harness.eventLog.append(event(storeId, 'evt_1'))).toEqual({ kind: 'stored', seq: 1 });
    await eventually('a wake-up without a hint', () => (heard > 0 ? heard : null));
    stop();
  });

  it('don’t keep an event for a table that the other has dropped', async () => {
    const { harness, storeId } = await openLog();
    const other = await harness.another();
    logs.push(other);
    await harness.eventLog.append(event(storeId, 'evt_1'));
    expect(await other.trim(100 * DAY_MS)).toBe(1);
    // The first one still believes that the tables of that day are there.
    expect(await harness.eventLog.append(event(storeId, 'evt_2'))).toEqual({ kind: 'stored', seq: 2 });
    expect(await other.eventIdAt(storeId, 2)).toBe('evt_2');
    expect((await other.extent(storeId))?.oldestSeq).toBe(2);
  });
});

describe.skipIf(obstacle !== null)('a database with a synchronous standby', () => {
  it('that is away: nothing is confirmed, not even what the primary alone has by now', async () => {
    const { harness, storeId } = await openLog({ answerWithinMs: 700 });
    // The tables of the day are there before.
    expect(await harness.eventLog.append(event(storeId, 'evt_1'))).toEqual({ kind: 'stored', seq: 1 });
    pair.standby.kill();
    const busy = { kind: 'refused', why: 'busy' };
    expect(await harness.eventLog.append(event(storeId, 'evt_2'))).toEqual(busy);
    // After its restart the primary shows the event, which the standby still lacks.
    pair.primary.kill();
    await pair.primary.start();
    expect((await harness.eventLog.extent(storeId))?.headSeq).toBe(2);
    expect(await harness.eventLog.append(event(storeId, 'evt_2'))).toEqual(busy);
    await pair.standby.start();
    const outcome = await eventually('the standby is back', async () => {
      const again = await harness.eventLog.append(event(storeId, 'evt_2'));
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
});

const DAY_MS = 24 * 60 * 60 * 1000;

async function openRelay(): Promise<Workbench> {
  const relay = await openWorkbench({
    environment: { RELAY_DATABASE_URL: pair.url, RELAY_MASTER_KEY: '7a'.repeat(32) },
  });
  relays.push(relay);
  return relay;
}

async function openLog(
  over: { readonly answerWithinMs?: number } = {},
): Promise<{ harness: PostgresHarness; storeId: string }> {
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
