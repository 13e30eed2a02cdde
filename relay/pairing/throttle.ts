import type { Clock } from '../ports.ts';

/**
 * Slows down whoever guesses pairing codes. Only failures count, so a chain that pairs fifty tills in a morning never
 * meets it. `waitMs` is 0 while a try is allowed.
 */
export type Throttle = {
  readonly waitMs: (address: string) => number;
  readonly failed: (address: string) => void;
};

const WINDOW_MS = 5 * 60 * 1000;
const MOST_PER_ADDRESS = 10;
/** Guessing from many addresses meets this one; at 58 bits a code even a year of it finds nothing. */
const MOST_IN_ALL = 100;

export function createThrottle(clock: Clock): Throttle {
  let failures: { readonly address: string; readonly atMs: number }[] = [];
  const recent = (): typeof failures => {
    const sinceMs = clock.monotonicMs() - WINDOW_MS;
    failures = failures.filter(({ atMs }) => atMs > sinceMs);
    return failures;
  };
  const wait = (list: typeof failures, most: number): number => {
    const first = list.at(-most);
    return first === undefined ? 0 : Math.ceil(first.atMs + WINDOW_MS - clock.monotonicMs());
  };
  return {
    waitMs: (address) => {
      const all = recent();
      const own = all.filter((failure) => failure.address === address);
      return Math.max(wait(own, MOST_PER_ADDRESS), wait(all, MOST_IN_ALL));
    },
    failed: (address) => {
      failures = [...recent(), { address, atMs: clock.monotonicMs() }].slice(-MOST_IN_ALL);
    },
  };
}
