import type { Timers } from '../ports.ts';
import type { ReaderNow } from '../stripe/index.ts';

/** A command that a reader has not picked up by then has probably not reached it. */
const PICKUP_WITHIN_MS = 15_000;

/** What becomes of one command that Stripe was given for a reader. */
export type Pickup = {
  /** True once the time to pick the command up is over, and the reader was not heard of. */
  readonly isMissing: () => boolean;
  /** Stripe answered the command, which it does when the reader has it. */
  readonly answered: () => void;
  /** A look at the reader while it is waited for. */
  readonly seen: (reader: Pick<ReaderNow, 'status' | 'lastSeenAtMs'>) => void;
  readonly end: () => void;
};

/**
 * Watches whether a reader picks a command up. A slow reader is a slow answer of Stripe's; a command whose answer was lost
 * counts as picked up when the reader was heard of since; a reader that Stripe calls offline has lost what it had.
 * Nothing follows from it but a word to the cashier: whether a card was charged is never decided by this.
 */
export function watchPickup(
  ports: { readonly timers: Pick<Timers, 'after'>; readonly changed: () => void },
  lastSeenAtMs: number | null,
): Pickup {
  let isLate = false;
  let isHeard = false;
  let before = lastSeenAtMs;
  const update = (change: () => void): void => {
    const was = isLate && !isHeard;
    change();
    if (was !== (isLate && !isHeard)) ports.changed();
  };
  const forget = ports.timers.after(PICKUP_WITHIN_MS, () => {
    update(() => {
      isLate = true;
    });
  });
  return {
    isMissing: () => isLate && !isHeard,
    answered: () => {
      update(() => {
        isHeard = true;
      });
    },
    seen: ({ status, lastSeenAtMs: atMs }) => {
      update(() => {
        if (status === 'offline') isHeard = false;
        else if (atMs !== null && before !== null && atMs > before) isHeard = true;
        before ??= atMs;
      });
    },
    end: forget,
  };
}
