import { beforeEach, describe, expect, it } from 'vitest';
import type { RefundLeg } from './records.ts';
import type { RefundStore } from './refund-store.ts';
import { createRefundResolver, type RefundResolver } from './resolver.ts';
import type { RefundRunner } from './runner.ts';

/*
 * Goal: a refund in doubt is asked about soon at first and sparingly later, also one whose doubt a full disk did not take.
 * Method: time is a list of timers that a test fires; the runner only writes down what it was asked to do.
 */
let leg: RefundLeg;
let done: string[];
let timers: { readonly delayMs: number; readonly call: () => void }[];
let answers: boolean;
let room: boolean;
let resolver: RefundResolver;

function legIn(state: string, version: number): RefundLeg {
  return { legId: 'leg-1', version, state: { state, method: 'api' } } as unknown as RefundLeg; // Nothing else is read.
}

beforeEach(() => {
  leg = legIn('requested', 1);
  done = [];
  timers = [];
  room = true;
  answers = true;
  const store = { findLeg: () => leg, listUnsettled: () => [leg] } as unknown as RefundStore; // As above.
  const runner = {
    send: (legId: string, event: { readonly type: string }) => {
      if (!room) return Promise.reject(new Error('database or disk is full'));
      done.push(`send ${event.type} ${legId}`);
      leg = legIn('in-doubt', leg.version + 1);
      return Promise.resolve({ ok: true });
    },
    perform: (legId: string, effect: string) => {
      done.push(`${effect} ${legId}`);
      if (answers) leg = legIn('succeeded', leg.version + 1);
      return Promise.resolve();
    },
    idle: () => Promise.resolve(),
  } as unknown as RefundRunner; // What it answers is not looked at.
  resolver = createRefundResolver({
    store,
    runner,
    clock: { nowMs: () => 0, monotonicMs: () => 0 },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    timers: {
      after: (delayMs, call) => {
        const timer = { delayMs, call };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
      sleep: () => Promise.resolve(),
    },
  });
});

async function fire(): Promise<number> {
  const timer = timers.shift();
  timer?.call();
  await new Promise((resolve) => setImmediate(resolve));
  return timer?.delayMs ?? -1;
}

it('a doubt that goes on is asked about soon at first, and seldom for the rest of the day', async () => {
  answers = false;
  leg = legIn('in-doubt', 2);
  resolver.noticed(leg);
  const waits: number[] = [];
  for (let asks = 0; asks < 24; asks += 1) waits.push(await fire());
  expect(waits.slice(0, 6)).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000]);
  expect(waits.slice(-3)).toEqual([30_000, 600_000, 600_000]);
});

describe('a refund whose doubt the disk did not take', () => {
  it('is recorded as soon as there is room, and then asked about', async () => {
    room = false;
    resolver.unrecorded('leg-1');
    await fire();
    await fire();
    expect(done).toEqual([]);
    room = true;
    await fire();
    expect(done).toEqual(['send answer-lost leg-1', 'make-refund leg-1']);
    expect(timers).toEqual([]);
  });

  it('is left alone when it went on meanwhile, and once the till stops', async () => {
    resolver.unrecorded('leg-1');
    leg = legIn('succeeded', 2);
    await fire();
    resolver.stop();
    resolver.unrecorded('leg-1');
    expect([done, timers]).toEqual([[], []]);
  });
});
