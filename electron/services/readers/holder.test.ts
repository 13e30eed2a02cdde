import { beforeEach, describe, expect, it } from 'vitest';
import type { StripeAnswer, StripeGateway } from '../stripe/index.ts';
import { createReaderHolders, readHolder, type ReaderHolders } from './holder.ts';

/*
 * Goal: the note tells who uses a reader and never lies for longer than it must. Method: two tills and one reader's
 * metadata, kept by Stripe's rule that an empty value drops its key.
 */
const HOUR_MS = 3_600_000;
const FOURTEEN_PAST = Date.UTC(2026, 10, 27, 14, 5);
let metadata: Record<string, string>;
let reachable: boolean;
let asked: string[];
let warned: string[];
let nowMs: number;
let waits: (() => void)[];

beforeEach(() => {
  metadata = { installer: 'Anna' };
  reachable = true;
  asked = [];
  warned = [];
  waits = [];
  nowMs = FOURTEEN_PAST;
});

const lost = { kind: 'unknown', code: 'no_answer', error: 'STRIPE_UNREACHABLE', stored: false } as const;

function tillOf(profileId: string, register: string): ReaderHolders {
  const answer = <Value>(value: Value): Promise<StripeAnswer<Value>> =>
    Promise.resolve(reachable ? { kind: 'ok', value } : lost);
  const gateway = {
    readReader: () => {
      asked.push('read');
      return answer({ metadata: { ...metadata } });
    },
    noteOnReader: (_id: string, note: Record<string, string>) => {
      asked.push('write');
      if (reachable) {
        const all = Object.entries({ ...metadata, ...note });
        metadata = Object.fromEntries(all.filter(([, value]) => value !== ''));
      }
      return answer(null);
    },
  };
  return createReaderHolders({
    gateway: () => gateway as unknown as StripeGateway, // The two calls that a note needs.
    us: () => ({ profileId, register }),
    timers: {
      after: (_delayMs, call) => {
        waits.push(call);
        return () => undefined;
      },
      sleep: () => Promise.resolve(),
    },
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    log: { info: () => undefined, warn: (what) => warned.push(what), error: (what) => warned.push(what) },
  });
}

/** What runs in the background has run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('the note on a reader', () => {
  it('names the register and since when, to the till itself and to another', async () => {
    const one = tillOf('profile-1', 'Counter 1');
    one.took('tmr_1', 'lan');
    await turn();
    const said = { lastSaidAtMs: FOURTEEN_PAST, isStale: false };
    const note = { register: 'Counter 1', sinceMs: FOURTEEN_PAST, way: 'lan', ...said };
    expect(await one.look('tmr_1')).toEqual({ ...note, isUs: true });
    expect(await tillOf('profile-2', 'Counter 1').look('tmr_1')).toEqual({ ...note, isUs: false });
  });

  it('is taken back by whoever wrote it, and leaves what others wrote', async () => {
    const one = tillOf('profile-1', 'Counter 1');
    one.took('tmr_1', 'lan');
    one.left('tmr_1');
    await turn();
    expect(metadata).toEqual({ installer: 'Anna' });
  });

  it('is left alone by a till that lost the reader to another one', async () => {
    const [one, two] = [tillOf('profile-1', 'Counter 1'), tillOf('profile-2', 'Counter 2')];
    one.took('tmr_1', 'lan');
    await turn();
    two.took('tmr_1', 'lan');
    await turn();
    one.left('tmr_1');
    await turn();
    expect(await one.look('tmr_1')).toMatchObject({ register: 'Counter 2', isUs: false });
  });

  it.each(['Counter 1', 'Counter 2', null])(
    'of %s is put back after a take-over that failed',
    async (name) => {
      const [one, two] = [tillOf('profile-1', 'Counter 1'), tillOf('profile-2', 'Counter 2')];
      if (name !== null) (name === 'Counter 1' ? one : two).took('tmr_1', 'lan');
      await turn();
      const before = { ...metadata };
      nowMs += 60_000;
      const putBack = await one.takesOver('tmr_1', 'server-driven');
      expect(await two.look('tmr_1')).toMatchObject({ register: 'Counter 1', sinceMs: nowMs });
      reachable = false;
      putBack();
      await turn();
      reachable = true;
      waits.shift()?.();
      await turn();
      expect(metadata).toEqual(before);
    },
  );

  it('is not put back over a till that took the reader meanwhile', async () => {
    const [one, two] = [tillOf('profile-1', 'Counter 1'), tillOf('profile-2', 'Counter 2')];
    const putBack = await one.takesOver('tmr_1', 'lan');
    await two.takesOver('tmr_1', 'lan');
    putBack();
    await turn();
    expect(await one.look('tmr_1')).toMatchObject({ register: 'Counter 2' });
  });

  it('that could not be written or read is a line in the log, and no answer', async () => {
    const one = tillOf('profile-1', 'Counter 1');
    reachable = false;
    one.took('tmr_1', 'lan');
    await turn();
    expect(warned).toEqual(['reader.note-failed']);
    expect(await one.look('tmr_1')).toBe('no-answer');
    one.left('tmr_1');
    await turn();
    expect(asked).toEqual(['write', 'read', 'read']);
  });

  it('that got no answer is written again, until somebody changes their mind', async () => {
    const one = tillOf('profile-1', 'Counter 1');
    reachable = false;
    one.took('tmr_1', 'lan');
    await turn();
    reachable = true;
    waits.shift()?.();
    expect(await one.look('tmr_1')).toMatchObject({ register: 'Counter 1' });
    reachable = false;
    one.took('tmr_1', 'lan');
    await turn();
    reachable = true;
    one.left('tmr_1');
    waits.shift()?.();
    expect(await one.look('tmr_1')).toBeNull();
  });

  it('is old after a day, unless its till says again that it uses the reader', async () => {
    const [one, two] = [tillOf('profile-1', 'Counter 1'), tillOf('profile-2', 'Counter 2')];
    one.took('tmr_1', 'lan');
    nowMs += 23 * HOUR_MS;
    one.stillUses('tmr_1');
    await one.written();
    nowMs += 2 * HOUR_MS;
    const note = { register: 'Counter 1', sinceMs: FOURTEEN_PAST };
    expect(await two.look('tmr_1')).toMatchObject({ ...note, isStale: false });
    expect(two.keptBy(metadata)).toBe('Counter 1');
    nowMs += 23 * HOUR_MS;
    expect(await two.look('tmr_1')).toMatchObject({
      ...note,
      isStale: true,
      lastSaidAtMs: FOURTEEN_PAST + 23 * HOUR_MS,
    });
    expect(two.keptBy(metadata)).toBeNull();
  });

  it('is not made young again by a till that lost the reader meanwhile', async () => {
    const [one, two] = [tillOf('profile-1', 'Counter 1'), tillOf('profile-2', 'Counter 2')];
    two.took('tmr_1', 'lan');
    await two.written();
    nowMs += 25 * HOUR_MS;
    one.stillUses('tmr_1');
    await one.written();
    expect(await one.look('tmr_1')).toMatchObject({ register: 'Counter 2', isStale: true });
  });

  it('keeps the reader for a till on the LAN, and for none that Stripe drives', async () => {
    const [one, two] = [tillOf('profile-1', 'Counter 1'), tillOf('profile-2', 'Counter 2')];
    one.took('tmr_1', 'lan');
    await turn();
    expect([one.keptBy(metadata), two.keptBy(metadata)]).toEqual([null, 'Counter 1']);
    one.took('tmr_1', 'server-driven');
    await turn();
    expect(two.keptBy(metadata)).toBeNull();
    expect(two.keptBy({})).toBeNull();
  });
});

it.each([
  {},
  { used_by: 'Counter 1' },
  { used_by: 'Counter 1', used_by_profile: 'p', used_since_ms: 'yesterday' },
  { used_by: 'Counter 1', used_by_profile: 'p', used_since_ms: '' },
  { used_by: 'Counter 1', used_by_profile: 'p', used_since_ms: '-4' },
])('a note that no till wrote, %j, names nobody', (note) => {
  expect(readHolder(note, { profileId: 'p', register: 'Counter 1' }, FOURTEEN_PAST)).toBeNull();
});
