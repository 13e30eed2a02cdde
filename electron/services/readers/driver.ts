import type { ErrorCode } from '../../../shared/contract/index.ts';
import type { ArmedReader, ReaderDriverKind, ReleaseReason } from '../../../shared/domain/payment/index.ts';

/** What a reader is asked to collect a card for. */
export type ArmRequest = {
  /** The reader and the way to it, as recorded before the asking. */
  readonly reader: ArmedReader;
  readonly paymentIntentId: string;
  readonly clientSecret: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Whether the reader asks the customer for a tip; the amount at Stripe then grows by it. */
  readonly tipping: boolean;
};

/**
 * How the asking for a card ended.
 * `collected`: a card was read and nothing is confirmed yet (only over the LAN). `finished`: whatever was to happen has
 * happened; main reads the intent, and when nothing was charged the reader was let go for the reason in `otherwise`.
 * `ended`: no card can have been charged; `refusedBy` where Stripe itself gave a reason that a person can act on.
 * `unknown` is never treated as a decline: main asks Stripe.
 */
export type ArmOutcome =
  | { readonly kind: 'collected' }
  | { readonly kind: 'finished'; readonly otherwise: ReleaseReason }
  | { readonly kind: 'ended'; readonly why: ReleaseReason; readonly refusedBy?: ErrorCode }
  | { readonly kind: 'unknown' };

/** What the driver heard of a confirmation. It is a claim; main reads the intent in either case. */
export type ProcessOutcome = { readonly kind: 'answered' } | { readonly kind: 'unknown' };

export type ReadyReader = {
  readonly readerId: string;
  readonly label: string;
  readonly driver: ReaderDriverKind;
};

/** A payment that a reader was asked to take, and how: its cancel must go the same way. */
export type ArmedPayment = { readonly reader: ArmedReader; readonly paymentIntentId: string };

/** One reader, one mode at a time. A cancel goes through the driver that armed. */
export type ReaderDriver = {
  /** The reader that would be armed now, and the way to it; null while there is none. */
  readonly ready: () => ReadyReader | null;
  /** Asks for a card. Resolves when one was read, or the asking ended. */
  readonly arm: (request: ArmRequest) => Promise<ArmOutcome>;
  /** Confirms the collected card with the bank. */
  readonly process: (paymentIntentId: string) => Promise<ProcessOutcome>;
  /**
   * Makes the reader forget that payment, or with null whatever it was asked over the LAN. Best effort; safe at any
   * time; never throws, and never takes away a payment of another till.
   */
  readonly disarm: (armed: ArmedPayment | null) => Promise<void>;
};
