import { beforeEach, describe, expect, it } from 'vitest';
import type { VirtualReader } from '../../../shared/contract/index.ts';
import { createVirtualReader } from './index.ts';

/*
 * Goal: whatever page looks, and whenever, the last face that every page was shown is the reader's. Method: the
 * sandbox is a face that a test sets; the test lets the watch look when it says so, and answers a look when it likes.
 */
const ASKS = { on: true, screen: 'present-card', amountMinor: 320, currency: 'eur', cart: null };
const IDLE = { on: true, screen: 'idle', amountMinor: null, currency: null, cart: null };

let face: object;
let shown: VirtualReader[];
let timers: (() => void)[];
let held: (() => void)[] | null;
let reader: ReturnType<typeof createVirtualReader>;

beforeEach(() => {
  face = IDLE;
  shown = [];
  timers = [];
  held = null;
  reader = createVirtualReader({
    timers: {
      after: (_delayMs, call) => {
        timers.push(call);
        return () => {
          timers = timers.filter((each) => each !== call);
        };
      },
      sleep: () => Promise.resolve(),
    },
    ask: () => () => {
      const now = face;
      const waiting = held;
      if (waiting === null) return Promise.resolve(now);
      return new Promise((resolve) => waiting.push(() => resolve(now)));
    },
    readerId: () => 'tmr_1',
    push: (state) => shown.push(state),
  });
});

/** The watch's timers fire, and everything that follows from it at once has happened. */
async function watchLooks(): Promise<void> {
  for (const call of timers.splice(0)) call();
  await settled();
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function screens(): string[] {
  return shown.map(({ screen }) => screen);
}

describe('the face of the virtual reader', () => {
  it('is pushed when it changes, and not again while it stays', async () => {
    reader.setWatching(true);
    await watchLooks();
    face = ASKS;
    await watchLooks();
    await watchLooks();
    expect(screens()).toEqual(['idle', 'present-card']);
  });
  it('is still news to the other pages when one page has asked for it', async () => {
    reader.setWatching(true);
    await watchLooks();
    face = ASKS;
    expect(await reader.state()).toMatchObject({ ok: true, value: { reader: { screen: 'present-card' } } });
    await watchLooks();
    expect(screens()).toEqual(['idle', 'present-card']);
  });
  it('is pushed after an answer that was read before it changed and given after', async () => {
    reader.setWatching(true);
    await watchLooks();
    held = [];
    const answer = reader.state();
    const answerNow = held.pop();
    held = null;
    face = ASKS;
    await watchLooks();
    answerNow?.();
    expect(await answer).toMatchObject({ ok: true, value: { reader: { screen: 'idle' } } });
    await watchLooks();
    expect(screens()).toEqual(['idle', 'present-card', 'present-card']);
  });
  it('is pushed anew for a page that joins', async () => {
    reader.setWatching(true);
    await watchLooks();
    reader.showAgain();
    await watchLooks();
    expect(screens()).toEqual(['idle', 'idle']);
  });
});

describe('the watch', () => {
  it('ends when told in the middle of a look', async () => {
    reader.setWatching(true);
    held = [];
    await watchLooks();
    reader.setWatching(false);
    for (const answerNow of held.splice(0)) answerNow();
    await settled();
    expect(timers).toEqual([]);
  });
  it('is one, however often it was told to end and to begin in the middle of a look', async () => {
    reader.setWatching(true);
    held = [];
    await watchLooks();
    reader.setWatching(false);
    reader.setWatching(true);
    for (const answerNow of held.splice(0)) answerNow();
    await settled();
    expect(timers).toHaveLength(1);
  });
});
