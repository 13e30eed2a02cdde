import type { ReaderDriverKind, ReleaseReason } from '../../../shared/domain/payment/index.ts';

/** What a reader is asked to collect a card for. */
export type ArmRequest = {
  readonly paymentIntentId: string;
  readonly clientSecret: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Whether the reader asks the customer for a tip; the amount at Stripe then grows by it. */
  readonly tipping: boolean;
};

/** How a collection ended. `unknown` is never treated as a decline: main asks Stripe. */
export type ArmOutcome =
  | { readonly kind: 'collected' }
  | { readonly kind: 'ended'; readonly why: ReleaseReason }
  | { readonly kind: 'unknown' };

/** What the driver heard of a confirmation. It is a claim; main reads the intent in either case. */
export type ProcessOutcome = { readonly kind: 'answered' } | { readonly kind: 'unknown' };

/** One reader, one mode at a time. A cancel goes through the driver that armed. */
export type ReaderDriver = {
  readonly kind: ReaderDriverKind;
  /** The reader that would be armed now; null while none is connected. */
  readonly ready: () => { readonly readerId: string; readonly label: string } | null;
  /** Asks for a card. Resolves when one was read, or the asking ended. */
  readonly arm: (request: ArmRequest) => Promise<ArmOutcome>;
  /** Confirms the collected card with the bank. */
  readonly process: (paymentIntentId: string) => Promise<ProcessOutcome>;
  /** Makes the reader forget what it was asked. Best effort; safe at any time; never throws. */
  readonly disarm: () => Promise<void>;
};
