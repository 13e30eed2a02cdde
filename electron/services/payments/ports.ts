import type { Result } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids, Log, Timers } from '../ports.ts';
import type { ReaderDriver } from '../readers/index.ts';
import type { Approvals } from '../staff/index.ts';
import type { StripeGateway } from '../stripe/index.ts';
import type { Preparing } from './preparing.ts';
import type { Resolver } from './resolver.ts';
import type { Runner } from './runner.ts';
import type { TenderStore } from './tender-store.ts';

/** How this shop takes cards: where tips are added, and when money is taken. */
export type ChargeRules = {
  readonly tips: 'off' | 'reader' | 'till';
  readonly tipPercents: readonly number[];
  readonly capture: 'automatic' | 'manual';
};

/** What a payment needs of the refunds: how much went back, and a way to give a leg back as a whole. */
export type GivingBack = {
  readonly refundedMinor: (tenderId: string) => number;
  /** Whether some of it may have gone back, and Stripe has not said: it pays nothing for sure, and frees nothing. */
  readonly isUnderWay: (tenderId: string) => boolean;
  /** Refunds all that a card leg took. Answers when Stripe has answered, or when its answer is late. */
  readonly unwind: (tenderId: string, approvalId: string) => Promise<Result<unknown>>;
};

export type ChargePorts = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly runner: Runner;
  readonly resolver: Pick<Resolver, 'askNow' | 'nextTryAtMs'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  /** Whether Stripe answers at all: without it no card payment is begun. */
  readonly line: { readonly isAway: () => boolean; readonly look: () => void };
  readonly driver: () => ReaderDriver;
  readonly isPrompting: () => boolean;
  /** True while that reader seems not to have got what Stripe was asked to tell it. */
  readonly isUnheard: () => boolean;
  /** What may have been made at Stripe before Card is pressed. */
  readonly preparing: Pick<Preparing, 'begin' | 'match' | 'used' | 'leave'>;
  /**
   * The reader will be asked once the payment is made: what that needs to know is read meanwhile. `if-old`: only where
   * no look is at hand that is fresh enough, because the payment is made already.
   */
  readonly lookAhead: (which: 'anew' | 'if-old') => void;
  /** The register that kept this payment from the reader at its last try; null where nobody knows. */
  readonly heldBy: (paymentIntentId: string) => string | null;
  /** Reaching the reader through Stripe's servers when the LAN can't, before a card was shown. */
  readonly fallBack: { readonly possible: () => boolean; readonly allow: () => boolean };
  readonly rules: () => ChargeRules;
  readonly approvals: Pick<Approvals, 'approve'>;
  readonly givingBack: GivingBack;
  /** Who stands at the till now: cash that is given back leaves this person's shift. */
  readonly atTheTill: () => { readonly shiftId: string; readonly cashierId: string };
  readonly cashierName: (staffId: string) => string;
  readonly changed: (saleId: string) => void;
};
