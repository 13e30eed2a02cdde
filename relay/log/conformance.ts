import assert from 'node:assert/strict';
import type { AppendOutcome, EventLog, NewEvent } from './event-log.ts';

/** What an engine lends the suite: a fresh, empty log, and a way to see what would be left of it. */
export type EventLogHarness = {
  readonly eventLog: EventLog;
  readonly newStore: () => Promise<string>;
  /** Opens another log over what is on the disk at this very moment, as after a power cut. Must look at once. */
  readonly afterCrash: () => Promise<EventLog>;
  readonly close: () => Promise<void>;
};

export type ConformanceCase = { readonly name: string; readonly run: () => Promise<void> };

type Case = { readonly name: string; readonly check: (harness: EventLogHarness) => Promise<void> };

/**
 * What every engine behind the `EventLog` port has to keep, as cases that throw when it doesn't. The suite itself is
 * tested: logs with a planted bug each have to fail it.
 */
export function eventLogConformance(makeLog: () => Promise<EventLogHarness>): readonly ConformanceCase[] {
  return CASES.map(({ name, check }) => ({
    name,
    run: async () => {
      const harness = await makeLog();
      try {
        await check(harness);
      } finally {
        await harness.close();
      }
    },
  }));
}

const CASES: readonly Case[] = [
  {
    name: 'numbers each store from 1 without a gap',
    check: async ({ eventLog, newStore }) => {
      const [one, two] = [await newStore(), await newStore()];
      assert.deepEqual(await appendAll(eventLog, [draft(one, 'a'), draft(two, 'b'), draft(one, 'c')]), [
        { kind: 'stored', seq: 1 },
        { kind: 'stored', seq: 1 },
        { kind: 'stored', seq: 2 },
      ]);
      assert.deepEqual(await idsAfter(eventLog, one, 0), ['a', 'c']);
      assert.deepEqual(await idsAfter(eventLog, two, 0), ['b']);
    },
  },
  {
    name: 'gives events that come at once numbers of their own',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      const names = Array.from({ length: 450 }, (_, index) => `e${String(index)}`);
      const outcomes = await Promise.all(names.map((name) => eventLog.append(draft(storeId, name))));
      const seqs = outcomes.map((outcome) => (outcome.kind === 'stored' ? outcome.seq : -1));
      assert.deepEqual(
        seqs.toSorted((a, b) => a - b),
        names.map((_, index) => index + 1),
      );
      const read = await eventLog.readAfter({ storeId, afterSeq: 0, limit: 1000 });
      assert.deepEqual(
        read.map(({ seq }) => seq),
        names.map((_, index) => index + 1),
      );
    },
  },
  {
    name: 'stores an id once, however often and however close together it comes',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      const outcomes = await Promise.all(
        ['a', 'a', 'b', 'a'].map((name) => eventLog.append(draft(storeId, name))),
      );
      outcomes.push(await eventLog.append(draft(storeId, 'a')));
      assert.deepEqual(outcomes, [
        { kind: 'stored', seq: 1 },
        { kind: 'duplicate', seq: 1 },
        { kind: 'stored', seq: 2 },
        { kind: 'duplicate', seq: 1 },
        { kind: 'duplicate', seq: 1 },
      ]);
      assert.deepEqual(await idsAfter(eventLog, storeId, 0), ['a', 'b']);
    },
  },
  {
    name: 'keeps the first content of an id and sets another aside',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      await eventLog.append(draft(storeId, 'a', { body: 'first', fingerprint: '1' }));
      const second = draft(storeId, 'a', { body: 'second', fingerprint: '2' });
      assert.deepEqual(await eventLog.append(second), { kind: 'conflicting', seq: 1 });
      assert.deepEqual(await eventLog.append(second), { kind: 'conflicting', seq: 1 });
      const read = await eventLog.readAfter({ storeId, afterSeq: 0, limit: 10 });
      assert.deepEqual(
        read.map(({ body }) => body),
        ['first'],
      );
      assert.equal((await eventLog.extent(storeId))?.quarantined, 1);
    },
  },
  {
    name: 'takes the same id for two stores',
    check: async ({ eventLog, newStore }) => {
      const [one, two] = [await newStore(), await newStore()];
      await appendAll(eventLog, [draft(one, 'a'), draft(two, 'a')]);
      assert.deepEqual(await idsAfter(eventLog, one, 0), ['a']);
      assert.deepEqual(await idsAfter(eventLog, two, 0), ['a']);
    },
  },
  {
    name: 'answers an append only once it is on the disk',
    check: async ({ eventLog, newStore, afterCrash }) => {
      const storeId = await newStore();
      for (const name of ['a', 'b', 'c']) {
        const outcome = await eventLog.append(draft(storeId, name));
        const left = await afterCrash();
        assert.equal(outcome.kind, 'stored');
        assert.equal((await idsAfter(left, storeId, 0)).at(-1), name);
        await left.close();
      }
    },
  },
  {
    name: 'hands out events in the order of storing, whatever their clocks say',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      for (const [index, name] of ['late', 'early', 'earliest'].entries()) {
        await eventLog.append(
          draft(storeId, name, { createdAtS: 900 - index, receivedAtMs: 900_000 - index }),
        );
      }
      assert.deepEqual(await idsAfter(eventLog, storeId, 0), ['late', 'early', 'earliest']);
      assert.deepEqual(await idsAfter(eventLog, storeId, 1), ['early', 'earliest']);
    },
  },
  {
    name: 'reads after a number, up to a limit, of one store only',
    check: async ({ eventLog, newStore }) => {
      const [one, two] = [await newStore(), await newStore()];
      await appendAll(
        eventLog,
        ['a', 'b', 'c', 'd'].flatMap((name) => [draft(one, name), draft(two, `${name}2`)]),
      );
      const read = await eventLog.readAfter({ storeId: one, afterSeq: 1, limit: 2 });
      assert.deepEqual(
        read.map(({ eventId }) => eventId),
        ['b', 'c'],
      );
      assert.deepEqual(await idsAfter(eventLog, one, 4), []);
      assert.equal(await eventLog.eventIdAt(one, 3), 'c');
      assert.equal(await eventLog.eventIdAt(one, 5), null);
    },
  },
  {
    name: 'keeps every field, letter for letter',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      const body = '{"name":"Zoë ☕ \\u00e9","spaces":  [1 ,2]}\n';
      await eventLog.append(draft(storeId, 'a', { body, signature: 't=1,v1=ab', eventType: 'brand.new' }));
      await eventLog.append(draft(storeId, 'b', { signature: null }));
      const [first, second] = await eventLog.readAfter({ storeId, afterSeq: 0, limit: 2 });
      assert.deepEqual(first, {
        seq: 1,
        eventId: 'a',
        eventType: 'brand.new',
        receivedAtMs: 1_000_000,
        signature: 't=1,v1=ab',
        body,
      });
      assert.equal(second?.signature, null);
    },
  },
  {
    name: 'says where a store begins and ends',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      const empty = { headSeq: 0, headEventId: '', oldestSeq: 1, lastReceivedAtMs: null, quarantined: 0 };
      assert.deepEqual(await eventLog.extent(storeId), empty);
      await appendAll(eventLog, [draft(storeId, 'a'), draft(storeId, 'b', { receivedAtMs: 2_000_000 })]);
      const after = {
        headSeq: 2,
        headEventId: 'b',
        oldestSeq: 1,
        lastReceivedAtMs: 2_000_000,
        quarantined: 0,
      };
      assert.deepEqual(await eventLog.extent(storeId), after);
    },
  },
  {
    name: 'knows nothing of a store that was never made',
    check: async ({ eventLog, newStore }) => {
      await newStore();
      assert.deepEqual(await eventLog.append(draft('nobody', 'a')), {
        kind: 'refused',
        why: 'unknown-store',
      });
      assert.equal(await eventLog.extent('nobody'), null);
      assert.deepEqual(await idsAfter(eventLog, 'nobody', 0), []);
    },
  },
  {
    name: 'forgets by age without a gap, and goes on numbering',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      const days = [0, 0, 10, 3, 11];
      for (const [index, day] of days.entries()) {
        const name = `e${String(index + 1)}`;
        await eventLog.append(draft(storeId, name, { receivedAtMs: day * DAY_MS + 5 }));
      }
      // The fourth is old too, but between younger ones: a clock was set back. It stays.
      assert.equal(await eventLog.trim(5 * DAY_MS), 2);
      assert.deepEqual(await idsAfter(eventLog, storeId, 0), ['e3', 'e4', 'e5']);
      assert.equal((await eventLog.extent(storeId))?.oldestSeq, 3);
      assert.equal(await eventLog.trim(20 * DAY_MS), 3);
      const extent = await eventLog.extent(storeId);
      assert.deepEqual([extent?.headSeq, extent?.headEventId, extent?.oldestSeq], [5, 'e5', 6]);
      assert.deepEqual(await eventLog.append(draft(storeId, 'e6')), { kind: 'stored', seq: 6 });
    },
  },
  {
    name: 'forgets nothing that is younger than asked',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      const hour = DAY_MS / 24;
      for (const [name, atMs] of [
        ['first', 1 * hour],
        ['of the evening', 23 * hour],
        ['of the next day', 25 * hour],
      ] as const) {
        await eventLog.append(draft(storeId, name, { createdAtS: atMs / 1000, receivedAtMs: atMs }));
      }
      for (const beforeMs of [0, 1 * hour, 22 * hour]) await eventLog.trim(beforeMs);
      assert.deepEqual(await idsAfter(eventLog, storeId, 0), ['first', 'of the evening', 'of the next day']);
      for (const beforeMs of [24 * hour, 25 * hour]) await eventLog.trim(beforeMs);
      assert.equal((await idsAfter(eventLog, storeId, 0)).at(-1), 'of the next day');
      await eventLog.trim(48 * hour);
      assert.deepEqual(await idsAfter(eventLog, storeId, 0), []);
      assert.equal((await eventLog.extent(storeId))?.oldestSeq, 4);
    },
  },
  {
    name: 'knows an id again after 40 days, for as long as its event is kept',
    check: async ({ eventLog, newStore }) => {
      const storeId = await newStore();
      const first = draft(storeId, 'first');
      await eventLog.append(first);
      for (const day of [1, 5, 20, 40]) {
        await eventLog.append(draft(storeId, `of day ${String(day)}`, onDay(day)));
      }
      assert.equal(await eventLog.trim(0), 0);
      const again = { ...first, receivedAtMs: 41 * DAY_MS };
      assert.deepEqual(await eventLog.append(again), { kind: 'duplicate', seq: 1 });
      const other = { ...again, fingerprint: 'other' };
      assert.deepEqual(await eventLog.append(other), { kind: 'conflicting', seq: 1 });
      const later = draft(storeId, 'of day 20', { ...onDay(20), receivedAtMs: 42 * DAY_MS });
      assert.deepEqual(await eventLog.append(later), { kind: 'duplicate', seq: 4 });
      assert.equal((await eventLog.extent(storeId))?.headSeq, 5);
    },
  },
  {
    name: 'reads on over the end of a day, from any number',
    check: async ({ eventLog, newStore }) => {
      const [storeId, other] = [await newStore(), await newStore()];
      const days = [0, 0, 1, 3, 3, 3, 9];
      for (const [index, day] of days.entries()) {
        await eventLog.append(draft(storeId, `e${String(index + 1)}`, onDay(day)));
        if (day === 3) await eventLog.append(draft(other, `o${String(index)}`, onDay(day)));
      }
      const names = days.map((_, index) => `e${String(index + 1)}`);
      for (const afterSeq of [0, 1, 2, 3, 4, 5, 6, 7]) {
        assert.deepEqual(await idsAfter(eventLog, storeId, afterSeq), names.slice(afterSeq));
        const page = await eventLog.readAfter({ storeId, afterSeq, limit: 2 });
        assert.deepEqual(
          page.map(({ seq }) => seq),
          [afterSeq + 1, afterSeq + 2].filter((seq) => seq <= names.length),
        );
        assert.equal(await eventLog.eventIdAt(storeId, afterSeq + 1), names[afterSeq] ?? null);
      }
      assert.deepEqual(await idsAfter(eventLog, other, 0), ['o3', 'o4', 'o5']);
    },
  },
  {
    name: 'tells listeners of what can be read, once, and of nothing else',
    check: async ({ eventLog, newStore }) => {
      const [storeId, other] = [await newStore(), await newStore()];
      const readable: Promise<readonly string[]>[] = [];
      const stop = eventLog.onAppended(storeId, () => {
        readable.push(idsAfter(eventLog, storeId, 0));
      });
      await eventLog.append(draft(other, 'z'));
      await eventLog.append(draft(storeId, 'a'));
      await eventLog.append(draft(storeId, 'a'));
      assert.deepEqual(await Promise.all(readable), [['a']]);
      stop();
      await eventLog.append(draft(storeId, 'b'));
      assert.equal(readable.length, 1);
    },
  },
  {
    name: 'keeps its epoch over a restart',
    check: async ({ eventLog, newStore, afterCrash }) => {
      await newStore();
      const left = await afterCrash();
      assert.equal(left.epoch, eventLog.epoch);
      assert.notEqual(eventLog.epoch, '');
      await left.close();
    },
  },
  {
    name: 'commits what was handed in before it closes, and refuses what comes after',
    check: async ({ eventLog, newStore, afterCrash }) => {
      const storeId = await newStore();
      const handedIn = eventLog.append(draft(storeId, 'a'));
      await eventLog.close();
      assert.deepEqual(await handedIn, { kind: 'stored', seq: 1 });
      assert.deepEqual(await eventLog.append(draft(storeId, 'b')), { kind: 'refused', why: 'closed' });
      assert.equal(await eventLog.check(), 'closed');
      assert.deepEqual(await idsAfter(await afterCrash(), storeId, 0), ['a']);
    },
  },
];

const DAY_MS = 24 * 60 * 60 * 1000;

function onDay(day: number): Pick<NewEvent, 'createdAtS' | 'receivedAtMs'> {
  return { createdAtS: (day * DAY_MS) / 1000, receivedAtMs: day * DAY_MS + 1000 };
}

function draft(storeId: string, eventId: string, over: Partial<NewEvent> = {}): NewEvent {
  return {
    storeId,
    eventId,
    eventType: 'payment_intent.succeeded',
    createdAtS: 1000,
    receivedAtMs: 1_000_000,
    fingerprint: 'same',
    signature: 't=1000,v1=00',
    body: `{"id":"${eventId}"}`,
    ...over,
  };
}

async function appendAll(eventLog: EventLog, events: readonly NewEvent[]): Promise<readonly AppendOutcome[]> {
  const outcomes: AppendOutcome[] = [];
  for (const event of events) outcomes.push(await eventLog.append(event));
  return outcomes;
}

async function idsAfter(eventLog: EventLog, storeId: string, afterSeq: number): Promise<readonly string[]> {
  const events = await eventLog.readAfter({ storeId, afterSeq, limit: 1000 });
  return events.map(({ eventId }) => eventId);
}
