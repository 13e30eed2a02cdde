import { beforeEach, describe, expect, it } from 'vitest';
import { watchPickup, type Pickup } from './pickup.ts';

/*
 * Goal: a reader that does not react is told of after a while, and one that does is never called silent.
 */
let fifteenSeconds: () => void;
let changes: number;
let pickup: Pickup;
beforeEach(() => {
  changes = 0;
  begin(1_000);
});

function begin(lastSeenAtMs: number | null): void {
  const after = (delayMs: number, call: () => void): (() => void) => {
    expect(delayMs).toBe(15_000);
    fifteenSeconds = call;
    return () => {
      fifteenSeconds = () => undefined;
    };
  };
  pickup = watchPickup({ timers: { after }, changed: () => (changes += 1) }, lastSeenAtMs);
}

describe('a command that a reader', () => {
  it('has not answered is told of after fifteen seconds, until it answers', () => {
    expect(pickup.isMissing()).toBe(false);
    fifteenSeconds();
    expect([pickup.isMissing(), changes]).toEqual([true, 1]);
    pickup.answered();
    expect([pickup.isMissing(), changes]).toEqual([false, 2]);
  });

  it('answered in time is never told of', () => {
    pickup.answered();
    fifteenSeconds();
    expect([pickup.isMissing(), changes]).toEqual([false, 0]);
  });

  it('may have got, its answer lost, counts as picked up once the reader was heard of since', () => {
    pickup.seen({ status: 'online', lastSeenAtMs: 1_000 });
    fifteenSeconds();
    expect(pickup.isMissing()).toBe(true);
    pickup.seen({ status: 'online', lastSeenAtMs: 1_001 });
    expect([pickup.isMissing(), changes]).toEqual([false, 2]);
  });

  it('had, and dropped off with, is told of', () => {
    pickup.answered();
    pickup.seen({ status: 'offline', lastSeenAtMs: 2_000 });
    fifteenSeconds();
    expect(pickup.isMissing()).toBe(true);
  });

  it('of unknown contact has is measured from the first look', () => {
    begin(null);
    pickup.seen({ status: 'unknown', lastSeenAtMs: 1_000 });
    fifteenSeconds();
    pickup.seen({ status: 'online', lastSeenAtMs: null });
    expect(pickup.isMissing()).toBe(true);
    pickup.seen({ status: 'online', lastSeenAtMs: 3_000 });
    expect(pickup.isMissing()).toBe(false);
  });

  it('was called off from is not told of any more', () => {
    pickup.end();
    fifteenSeconds();
    expect([pickup.isMissing(), changes]).toEqual([false, 0]);
  });
});
