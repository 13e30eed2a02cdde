import type { StripeLine } from '../../../shared/contract/index.ts';
import { inBackground } from '../background.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import type { StripeGateway } from './gateway.ts';

/** What is heard of Stripe: every call says whether it was answered at all. */
export type StripeLineWatch = {
  readonly line: () => StripeLine;
  /** Cards wait while nothing answers: the reason is known before anything is begun. */
  readonly isAway: () => boolean;
  /** Called by the gateway as each call begins; what it returns, once it ended. Whatever Stripe said, it answered. */
  readonly asked: () => (answered: boolean) => void;
  /**
   * Makes sure that what is known is fresh: before a card may be wanted, or after another line broke. Looks now, or as
   * soon as what was heard last is no longer fresh.
   */
  readonly look: () => void;
  /** Another key is there: while nothing answers it is tried at once. */
  readonly keyLoaded: () => void;
  readonly stop: () => void;
};

/** Somebody was answered so lately that another question tells nothing new yet. */
const FRESH_MS = 5_000;
/** Waits between two looks while nothing answers, the last one for good: a line that is back is seen soon. */
const LOOK_WAITS_MS = [1_000, 2_000, 4_000] as const;

/**
 * Knows whether Stripe answers, from the calls that are made anyway. Only where that is not enough it asks by itself: as
 * long as nothing answers, and when a sale is about to be paid.
 */
export function watchStripeLine(ports: {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly gateway: () => Pick<StripeGateway, 'isThere'> | null;
  readonly changed: () => void;
  /** Stripe answers again: what waited for it can go on. */
  readonly back: () => void;
}): StripeLineWatch {
  let sinceMs: number | null = null;
  let heardMs = Number.NEGATIVE_INFINITY;
  let answers = 0;
  let looks = 0;
  let isLooking = false;
  /** Somebody was answered since a look was wanted last. */
  let isAnswered = true;
  let forget: (() => void) | null = null;

  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      // The gateway tells `asked` by itself, as for every call. Without a key there is none, but one may come.
      await ports.gateway()?.isThere();
    } finally {
      isLooking = false;
    }
    if (sinceMs !== null) lookLater();
  };
  const lookLater = (): void => {
    forget?.();
    const waitMs = LOOK_WAITS_MS[Math.min(looks, LOOK_WAITS_MS.length - 1)] ?? 0;
    looks += 1;
    forget = ports.timers.after(waitMs, () => {
      forget = null;
      inBackground(ports.log, 'stripe.look', look);
    });
  };
  /** Puts the look off while what was heard is fresh; an answer that came after the question is the answer to it. */
  const lookWhenStale = (): void => {
    const freshForMs = heardMs + FRESH_MS - ports.clock.monotonicMs();
    if (freshForMs <= 0) {
      inBackground(ports.log, 'stripe.look', look);
      return;
    }
    forget = ports.timers.after(freshForMs, () => {
      forget = null;
      if (!isAnswered) lookWhenStale();
    });
  };
  const isBack = (): void => {
    sinceMs = null;
    looks = 0;
    forget?.();
    forget = null;
    ports.log.info('stripe.line-back');
    ports.changed();
    ports.back();
  };
  const lookSoon = (): void => {
    isAnswered = false;
    if (sinceMs === null && forget === null) lookWhenStale();
  };
  const ended = (answered: boolean, answersBefore: number): void => {
    if (answered) {
      answers += 1;
      heardMs = ports.clock.monotonicMs();
      isAnswered = true;
      if (sinceMs !== null) isBack();
      return;
    }
    if (sinceMs !== null) return;
    // It hung while others were answered: it says less than they do.
    if (answers !== answersBefore) {
      lookSoon();
      return;
    }
    sinceMs = ports.clock.nowMs();
    ports.log.warn('stripe.line-away');
    ports.changed();
    if (!isLooking) lookLater();
  };
  return {
    line: () => (sinceMs === null ? { state: 'there', sinceMs: null } : { state: 'away', sinceMs }),
    isAway: () => sinceMs !== null,
    asked: () => {
      const answersBefore = answers;
      return (answered) => ended(answered, answersBefore);
    },
    look: lookSoon,
    keyLoaded: () => {
      if (sinceMs === null) return;
      looks = 0;
      forget?.();
      forget = null;
      inBackground(ports.log, 'stripe.look', look);
    },
    stop: () => {
      forget?.();
      forget = null;
    },
  };
}
