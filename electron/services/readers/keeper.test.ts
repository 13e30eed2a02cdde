import { beforeEach, describe, expect, it } from 'vitest';
import type { ReaderTrouble } from '../../../shared/contract/index.ts';
import type { NotedHolder } from './holder.ts';
import { createReaderKeeper, type LanConnection, type ReaderKeeper } from './index.ts';

/*
 * Goal: the keeper gets its reader back after each cut, and leaves it where another till uses it. Method: a reader that
 * answers as a test says, and waits that end when a test says so.
 */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const READER = { readerId: 'tmr_1', label: 'Counter', locationId: null, simulated: false };
const SIX_HOURS_MS = 6 * 3_600_000;
const OTHER = { ...READER, readerId: 'tmr_2', label: 'Bar' };
const THEIRS: NotedHolder = {
  register: 'Till 2',
  sinceMs: 2,
  lastSaidAtMs: 2,
  isUs: false,
  isStale: false,
  way: 'lan',
};
const OFF: ReaderTrouble = { cause: 'off', possible: [], usedBy: null };

let keeper: ReaderKeeper;
let state: LanConnection['state'];
let answer: 'connected' | 'in-use' | 'failed';
let noted: NotedHolder | null | 'no-answer';
let done: string[];
let waits: (() => void)[];
let delays: number[];
/** Where the till says again that it uses the reader. */
let beats: (() => void)[];
/** The reader that the page is connected to. */
let at: string | null;
let chosen: typeof READER;
/** What the reader page still has to do before it answers a connect. */
let page: Promise<void>;
let isIdle: boolean;
/** What a look at the reader finds. */
let found: ReaderTrouble | null;

beforeEach(() => {
  state = 'disconnected';
  answer = 'connected';
  noted = null;
  done = [];
  waits = [];
  delays = [];
  beats = [];
  at = null;
  chosen = READER;
  page = Promise.resolve();
  isIdle = true;
  found = OFF;
  keeper = createReaderKeeper({
    driver: {
      connection: () => ({ state, reader: null, error: null }),
      isSdkMissing: () => false,
      isIdle: () => isIdle,
      connect: async (request: { readonly readerId: string; readonly failIfInUse: boolean }) => {
        const outcome = answer === 'in-use' && !request.failIfInUse ? 'connected' : answer;
        done.push(request.failIfInUse ? 'try' : 'take');
        await page;
        if (outcome === 'connected') {
          state = 'connected';
          at = request.readerId;
        }
        return outcome;
      },
      disconnect: () => {
        state = 'disconnected';
        at = null;
        return Promise.resolve();
      },
    } as unknown as Parameters<typeof createReaderKeeper>[0]['driver'], // What a keeper uses of it.
    drivers: { ready: () => null, isPrompting: () => false },
    holders: {
      look: () => {
        done.push('look');
        return Promise.resolve(noted);
      },
      took: (id) => done.push(`took ${id}`),
      takesOver: (id) => {
        done.push(`takes over ${id}`);
        return Promise.resolve(() => done.push(`puts back ${id}`));
      },
      left: (id) => done.push(`left ${id}`),
      stillUses: (id) => done.push(`still uses ${id}`),
      written: () => Promise.resolve(),
    },
    examine: () => {
      done.push('examine');
      return Promise.resolve(found);
    },
    usesLan: () => true,
    timers: {
      after: (delayMs, call) => {
        const list = delayMs === SIX_HOURS_MS ? beats : waits;
        list.push(call);
        delays.push(delayMs);
        return () => void (list.includes(call) && list.splice(list.indexOf(call), 1));
      },
      sleep: () => Promise.resolve(),
    },
    random: { bytes: (count) => new Uint8Array(count) },
    log: SILENT,
    chosen: () => chosen,
    connected: () => undefined,
    changed: () => undefined,
  });
});

/** The reader is lost, and the wait until the next try is over. */
async function lose(): Promise<void> {
  state = 'lost';
  keeper.noticed();
  await again();
}

async function again(): Promise<void> {
  waits.shift()?.();
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a reader that was lost', () => {
  beforeEach(async () => {
    expect(await keeper.connect('itself')).toBe('connected');
    done = [];
  });

  it('is connected again, and tried again until it is', async () => {
    answer = 'failed';
    await lose();
    answer = 'connected';
    await again();
    expect(done).toEqual(['look', 'try', 'look', 'try', 'took tmr_1']);
    expect(waits).toEqual([]);
  });

  it('to another till is left there: no try, and no further wait', async () => {
    noted = THEIRS;
    await lose();
    expect([done, waits]).toEqual([['look'], []]);
    // Until a person asks for it, or a manager.
    answer = 'in-use';
    expect(await keeper.connect('person')).toEqual({ inUseBy: THEIRS });
    answer = 'connected';
    expect(await keeper.connect('manager')).toBe('connected');
    expect(done.slice(1)).toEqual(['look', 'takes over tmr_1', 'take']);
  });

  it('and is in use, is tried again while nobody could read whose it is', async () => {
    answer = 'in-use';
    noted = 'no-answer';
    await lose();
    noted = null;
    await again();
    expect([done, waits]).toEqual([['look', 'try', 'look', 'try'], []]);
  });
});

it('asked for while the till tries by itself, it is tried again for whoever asks', async () => {
  answer = 'in-use';
  noted = THEIRS;
  const itself = keeper.connect('itself');
  const manager = keeper.connect('manager');
  expect(await keeper.connect('itself')).toBe('failed');
  expect(await itself).toEqual({ inUseBy: THEIRS });
  expect(await manager).toBe('connected');
  expect(done).toEqual(['look', 'takes over tmr_1', 'take']);
});

it('a disconnected one is let go of, and never asked for again', async () => {
  await keeper.connect('person');
  await keeper.disconnect();
  await keeper.disconnect();
  expect(done).toEqual(['look', 'try', 'took tmr_1', 'left tmr_1']);
  keeper.noticed();
  expect(waits).toEqual([]);
});

describe('a try that was called off while the reader page was at it', () => {
  let answerNow: () => void;
  beforeEach(() => {
    page = new Promise((resolve) => {
      answerNow = resolve;
    });
  });

  it('by a disconnect ends disconnected, for whoever waits', async () => {
    const itself = keeper.connect('itself');
    const person = keeper.connect('person');
    const disconnected = keeper.disconnect();
    answerNow();
    await disconnected;
    expect([await itself, await person, state]).toEqual(['failed', 'failed', 'disconnected']);
    expect(done).toEqual(['look', 'try', 'took tmr_1', 'left tmr_1']);
  });

  it.each(['connected', 'failed'] as const)('by another choice ends at the other: %s', async (first) => {
    answer = first;
    const before = keeper.connect('itself');
    const disconnected = keeper.disconnect();
    answerNow();
    await disconnected;
    chosen = OTHER;
    answer = 'connected';
    expect(await keeper.connect('person')).toBe('connected');
    expect([await before, state, at, waits]).toEqual(['failed', 'connected', 'tmr_2', []]);
  });

  it('is not in the way of a connect that was asked for after it', async () => {
    void keeper.connect('itself');
    const disconnected = keeper.disconnect();
    const person = keeper.connect('person');
    answerNow();
    await disconnected;
    expect([await person, at]).toEqual(['connected', 'tmr_1']);
  });
});

it('a connection counts only for the reader that is chosen', async () => {
  await keeper.connect('person');
  chosen = OTHER;
  expect(await keeper.connect('person')).toBe('connected');
  expect([at, done.filter((step) => step.startsWith('left'))]).toEqual(['tmr_2', ['left tmr_1']]);
});

describe('a reader that is missing', () => {
  it('is looked for by its cause: after two tries by itself, at once for a person', async () => {
    answer = 'failed';
    expect(await keeper.connect('person')).toBe('failed');
    expect([done, keeper.chip(false).trouble]).toEqual([['look', 'try', 'examine'], OFF]);
    answer = 'connected';
    await again();
    await lose();
    expect(keeper.chip(false).trouble).toBeNull();
    answer = 'failed';
    done = [];
    await lose();
    expect(done).toEqual(['look', 'try']);
    await again();
    expect([done, keeper.chip(false).trouble]).toEqual([['look', 'try', 'look', 'try', 'examine'], OFF]);
  });

  it('for another till is told with that till’s name to the one that lost it', async () => {
    await keeper.connect('itself');
    noted = THEIRS;
    await lose();
    const usedBy = { register: 'Till 2', sinceMs: 2 };
    expect(keeper.chip(false).trouble).toEqual({ cause: 'in-use', possible: [], usedBy });
  });

  it('for a night is asked for every few minutes, not twice a minute', async () => {
    answer = 'failed';
    await keeper.connect('itself');
    for (let tries = 0; tries < 25; tries += 1) await again();
    expect(delays.at(-1)).toBeGreaterThanOrEqual(150_000);
    expect(Math.max(...delays.slice(0, 20))).toBeLessThanOrEqual(30_000);
  });
});

it('a reader that is missing while a sale is being paid is asked for at once, and at shorter waits', async () => {
  answer = 'failed';
  for (let tries = 0; tries < 8; tries += 1) await (tries === 0 ? keeper.connect('itself') : again());
  expect(delays.at(-1)).toBeGreaterThanOrEqual(15_000);
  keeper.follow(true);
  expect([waits.length, delays.at(-1)]).toEqual([1, 500]);
  for (let tries = 0; tries < 8; tries += 1) await again();
  expect(delays.at(-1)).toBeLessThanOrEqual(10_000);
});

describe('a reader that another till uses, while a sale is being paid', () => {
  beforeEach(async () => {
    answer = 'in-use';
    expect(await keeper.connect('itself')).toEqual({ inUseBy: null });
    expect(waits).toEqual([]);
    done = [];
  });

  it('is asked for again, and had as soon as it is free', async () => {
    keeper.follow(true);
    await again();
    answer = 'connected';
    await again();
    expect([done, waits]).toEqual([['look', 'try', 'look', 'try', 'took tmr_1'], []]);
  });

  it('is asked for ten times at most, and again for the next sale', async () => {
    keeper.follow(true);
    for (let tries = 0; tries < 30; tries += 1) await again();
    expect([done.filter((step) => step === 'try').length, waits]).toEqual([10, []]);
    keeper.follow(true);
    expect(waits).toEqual([]);
    keeper.follow(false);
    keeper.follow(true);
    expect(waits).toHaveLength(1);
  });

  it('is left alone as soon as nobody pays', async () => {
    keeper.follow(true);
    keeper.follow(false);
    await again();
    expect([done, waits]).toEqual([['look', 'try'], []]);
  });
});

describe('a till that ends', () => {
  beforeEach(async () => {
    await keeper.connect('itself');
    done = [];
    keeper.stop();
  });

  it('lets go of its reader, so that nobody needs a manager for it', async () => {
    await keeper.leave();
    expect([done, state, beats]).toEqual([['left tmr_1'], 'disconnected', []]);
  });

  it('keeps one that still has a payment: the next start takes it up', async () => {
    isIdle = false;
    await keeper.leave();
    expect([done, state]).toEqual([[], 'connected']);
  });
});

it('a till says every six hours that it still uses its reader, and no more once it let go', async () => {
  await keeper.connect('itself');
  beats.shift()?.();
  expect([done.at(-1), beats.length]).toEqual(['still uses tmr_1', 1]);
  await keeper.disconnect();
  expect(beats).toEqual([]);
});
