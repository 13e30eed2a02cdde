import { describe, expect, it } from 'vitest';
import { watchStripeLine } from './line.ts';

/** A clock, timers and a Stripe that answers or not, all by hand. */
function bench() {
  let nowMs = 1_000_000;
  let waiting: { readonly atMs: number; readonly call: () => void }[] = [];
  let answers = true;
  let looks = 0;
  let changes = 0;
  let returns = 0;
  let hasKey = true;
  const watch = watchStripeLine({
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    timers: {
      after: (delayMs, call) => {
        const timer = { atMs: nowMs + delayMs, call };
        waiting.push(timer);
        return () => {
          waiting = waiting.filter((each) => each !== timer);
        };
      },
      sleep: () => Promise.resolve(),
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    gateway: () =>
      hasKey
        ? {
            isThere: () => {
              looks += 1;
              watch.asked()(answers);
              return Promise.resolve(answers);
            },
          }
        : null,
    changed: () => (changes += 1),
    back: () => (returns += 1),
  });
  const pass = async (ms: number): Promise<void> => {
    const untilMs = nowMs + ms;
    for (;;) {
      const [next] = waiting.toSorted((one, other) => one.atMs - other.atMs);
      if (next === undefined || next.atMs > untilMs) break;
      nowMs = next.atMs;
      waiting = waiting.filter((each) => each !== next);
      next.call();
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
    nowMs = untilMs;
  };
  return {
    watch,
    pass,
    lose: () => (answers = false),
    mend: () => (answers = true),
    loseKey: () => (hasKey = false),
    findKey: () => (hasKey = true),
    told: () => ({ looks, changes, returns }),
    waiting: () => waiting.length,
  };
}

describe('the line to Stripe', () => {
  it('is away since the first call that nobody answered, and is looked at until it is back', async () => {
    const { watch, pass, lose, mend, told, waiting } = bench();
    lose();
    watch.asked()(false);
    expect(watch.line()).toEqual({ state: 'away', sinceMs: 1_000_000 });
    watch.asked()(false);
    await pass(60_000);
    expect(watch.line()).toEqual({ state: 'away', sinceMs: 1_000_000 });
    expect(told().changes).toBe(1);
    expect(told().looks).toBeGreaterThan(10);
    mend();
    await pass(4_000);
    expect(watch.isAway()).toBe(false);
    expect(told()).toMatchObject({ changes: 2, returns: 1 });
    expect(waiting()).toBe(0);
  });

  it('is back with the answer to any call, whatever it said', async () => {
    const { watch, pass, lose, told } = bench();
    lose();
    watch.asked()(false);
    watch.asked()(true);
    expect(watch.line()).toEqual({ state: 'there', sinceMs: null });
    await pass(60_000);
    expect(told().looks).toBe(0);
  });

  it('is not asked about while somebody has just been answered', async () => {
    const { watch, pass, told } = bench();
    watch.look();
    expect(told().looks).toBe(1);
    await pass(2_000);
    watch.look();
    expect(told().looks).toBe(1);
    await pass(3_000);
    expect(told().looks).toBe(2);
    await pass(1_000);
    watch.look();
    watch.asked()(true);
    await pass(60_000);
    expect(told().looks).toBe(2);
  });

  it('is looked at again after a while without a key, and at once with a new one', async () => {
    const { watch, pass, lose, mend, loseKey, findKey, told } = bench();
    lose();
    watch.asked()(false);
    loseKey();
    await pass(60_000);
    expect(told().looks).toBe(0);
    expect(watch.isAway()).toBe(true);
    findKey();
    await pass(4_000);
    expect(told().looks).toBeGreaterThan(0);
    const { looks } = told();
    mend();
    watch.keyLoaded();
    await pass(0);
    expect(told().looks).toBe(looks + 1);
    expect(watch.isAway()).toBe(false);
    watch.keyLoaded();
    expect(told().looks).toBe(looks + 1);
  });

  it('is not away by a call that hung while later ones were answered, but is looked at', async () => {
    const { watch, pass, lose, told } = bench();
    const hung = watch.asked();
    watch.asked()(true);
    hung(false);
    expect(watch.isAway()).toBe(false);
    expect(told().looks).toBe(0);
    const hungLonger = watch.asked();
    watch.asked()(true);
    lose();
    await pass(20_000);
    hungLonger(false);
    await pass(0);
    expect(watch.isAway()).toBe(true);
    watch.asked()(true);
    watch.asked()(false);
    expect(watch.isAway()).toBe(true);
  });

  it('is looked at for whoever asked last, though others were answered between two questions', async () => {
    const { watch, pass, lose, told } = bench();
    watch.asked()(true);
    await pass(1_000);
    watch.look();
    watch.asked()(true);
    lose();
    await pass(1_000);
    watch.look();
    await pass(5_000);
    expect(told().looks).toBeGreaterThan(0);
    expect(watch.isAway()).toBe(true);
  });

  it('is left alone once the till stops', async () => {
    const { watch, pass, lose, told } = bench();
    lose();
    watch.asked()(false);
    watch.stop();
    await pass(60_000);
    expect(told().looks).toBe(0);
  });
});
