import type { RefundLegState, RefundMethod } from '../../../shared/domain/refund/index.ts';

/** Why money is given back, as the cashier chose it. */
export const REFUND_REASONS = [
  'changed-mind',
  'defective',
  'wrong-item',
  'price-correction',
  'duplicate',
  'exchange',
  'overpaid',
  'unwound',
  'mis-tender',
  'other',
] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** The payment of a sale that this till has no record of, as Stripe tells it. */
export type RefundOrigin = {
  readonly paymentIntentId: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly description: string | null;
  readonly amountMinor: number;
  readonly createdAtMs: number;
};

/** A refund as it is on the disk: what a customer was given back at one time, and by which legs. */
export type Refund = {
  readonly refundId: string;
  readonly number: string;
  /** `sale`: of a sale of this till. `tender`: of one leg of it. `payment`: of a payment with no sale here. */
  readonly kind: 'sale' | 'tender' | 'payment' | 'without-receipt';
  readonly saleId: string | null;
  readonly origin: RefundOrigin | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly mode: 'training' | 'test' | 'live';
  readonly reason: RefundReason;
  readonly note: string | null;
  /** Whether the goods go back on the shelf. */
  readonly restock: boolean;
  readonly register: string;
  readonly shiftId: string;
  readonly cashierId: string;
  readonly approvalId: string | null;
  readonly exchangeSaleId: string | null;
  readonly createdAtMs: number;
  readonly lines: readonly RefundLineRecord[];
  readonly legs: readonly RefundLeg[];
};

export type RefundLineRecord = {
  readonly lineId: string | null;
  /** The line's place in its sale, by which another register knows it; null where there is none. */
  readonly salePosition: number | null;
  readonly name: string;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly taxName: string;
  readonly taxPpm: number;
  readonly taxMinor: number;
};

/** Cash has one state: it was counted out of the drawer. */
export type AnyLegState = RefundLegState | { readonly state: 'paid-out' };

/** One way by which a refund goes back: to one card, or in cash. */
export type RefundLeg = {
  /** Also Stripe's idempotency key and the metadata by which the refund is found again. */
  readonly legId: string;
  readonly refundId: string;
  readonly kind: 'card' | 'cash';
  readonly tenderId: string | null;
  readonly paymentIntentId: string | null;
  readonly method: RefundMethod | null;
  readonly amountMinor: number;
  /** What the customer got in cash minus `amountMinor`. */
  readonly roundingMinor: number;
  readonly currency: string;
  readonly mode: Refund['mode'];
  readonly state: AnyLegState;
  readonly version: number;
  readonly keyOrdinal: number;
  /** Since when the present key may have been used: Stripe forgets keys. */
  readonly keyAtMs: number;
  readonly seen: readonly string[] | null;
  /** The leg that failed and that this one makes good. */
  readonly replacesLegId: string | null;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
};

export type NewRefundLeg = Pick<
  RefundLeg,
  | 'legId'
  | 'kind'
  | 'tenderId'
  | 'paymentIntentId'
  | 'method'
  | 'amountMinor'
  | 'roundingMinor'
  | 'state'
  | 'replacesLegId'
>;
export type NewRefund = Omit<Refund, 'number' | 'legs'> & { readonly legs: readonly NewRefundLeg[] };
