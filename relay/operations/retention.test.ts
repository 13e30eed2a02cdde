import { expect, it } from 'vitest';
import { createHealthBook } from './health-book.ts';
import { trimRegularly } from './retention.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = DAY_MS / 24;

it('counts age back from the last accepted webhook, whatever the computer’s clock says', async () => {
  const relay = startTrimming();
  await relay.passHour();
  expect(relay.trimmed).toEqual([]);
  relay.health.accepted('store', 100 * DAY_MS);
  relay.clock.nowMs = 100 * DAY_MS + HOUR_MS;
  await relay.passHour();
  // The clock leaps ten years ahead: no event is that old because of it.
  relay.clock.nowMs = 3750 * DAY_MS;
  await relay.passHour();
  expect(relay.trimmed).toEqual([65 * DAY_MS, 65 * DAY_MS]);
  // And back: then less is forgotten, not more.
  relay.clock.nowMs = 90 * DAY_MS;
  await relay.passHour();
  expect(relay.trimmed.at(-1)).toBe(55 * DAY_MS);
});

it('stops the relay when the disk failed meanwhile, and tries again after anything else', async () => {
  const relay = startTrimming();
  relay.health.accepted('store', 100 * DAY_MS);
  relay.fails = true;
  await relay.passHour();
  expect(relay.fatal).toHaveLength(0);
  await relay.passHour();
  relay.condition = 'failed';
  await relay.passHour();
  expect(relay.fatal).toHaveLength(1);
});

function startTrimming() {
  const health = createHealthBook();
  let due: (() => void) | null = null;
  const relay = {
    health,
    clock: { nowMs: 0 },
    trimmed: [] as number[],
    fatal: [] as unknown[],
    fails: false,
    condition: 'ok' as 'ok' | 'failed',
    passHour: async (): Promise<void> => {
      const call = due;
      if (call === null) throw new Error('Nothing is planned.');
      due = null;
      call();
      while (due === null) await new Promise((resolve) => void setImmediate(resolve));
    },
  };
  trimRegularly({
    config: { retentionDays: 35 },
    ports: portsOf(relay.clock, (call) => {
      due = call;
    }),
    health,
    eventLog: {
      trim: (beforeMs) => {
        if (relay.fails) return Promise.reject(new Error('Busy.'));
        relay.trimmed.push(beforeMs);
        return Promise.resolve(0);
      },
      check: () => Promise.resolve(relay.condition),
    },
    counters: { add: () => undefined },
    onFatal: (error) => relay.fatal.push(error),
  });
  return relay;
}

function portsOf(clock: { readonly nowMs: number }, plan: (call: () => void) => void) {
  return {
    clock: { nowMs: () => clock.nowMs, monotonicMs: () => 0 },
    timers: {
      after: (_delayMs: number, call: () => void) => {
        plan(call);
        return () => undefined;
      },
      soon: (call: () => void) => {
        call();
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
}
