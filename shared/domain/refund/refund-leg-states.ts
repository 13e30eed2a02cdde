import type { MinorUnits } from '../money/index.ts';

/*
 * The states of a refund leg by card. A refund has legs, as a sale has tenders; a card leg gives money back to the card
 * of exactly one PaymentIntent and becomes exactly one refund at Stripe.
 *
 *   requested → pending → succeeded → failed          (a refund can fail after it succeeded)
 *       ├──────────┴────────────────→ failed | cancelled
 *       ├→ refused                                     (Stripe said no and made nothing)
 *       └→ in-doubt → (Stripe is read) → any of the above, or asked again under the same key
 *
 *   ready → armed → processing → as `requested`        (at the reader, where the card's network wants the card)
 *     ▲       │         │
 *     └───────┴─────────┘  nothing was made
 *   ready → withdrawn
 *
 * Where the money is, is decided by Stripe alone: `stripe-said` is the only event that leads to pending, succeeded,
 * failed or cancelled.
 */

/** Why a reader went back to idle without a refund. */
export type RefundReleaseReason =
  | 'customer-cancelled'
  | 'cashier-cancelled'
  | 'nobody-came'
  | 'reader-lost'
  | 'reader-busy'
  | 'reader-offline'
  | 'declined'
  | 'not-made';

/** Why the till does not know whether a refund was made. */
export type RefundDoubtCause = 'no-answer' | 'restart' | 'unknown-answer' | 'reader-lost';

/** How the refund is asked for: by a request to Stripe, or with the customer's card at a reader. */
export type RefundMethod = 'api' | 'reader';

/** One refund leg in one state; each state has only the fields that are true in it. */
export type RefundLegState =
  /** Recorded; the request may be on its way to Stripe. */
  | { readonly state: 'requested' }
  /** Recorded; the reader is idle and nothing was sent. */
  | { readonly state: 'ready'; readonly attempt: number; readonly released: RefundReleaseReason | null }
  /** The reader asks for the customer's card. Nothing was made yet. */
  | { readonly state: 'armed'; readonly attempt: number; readonly readerId: string }
  /** The card was read; the reader may be making the refund. No way back but Stripe's answer. */
  | { readonly state: 'processing'; readonly attempt: number; readonly readerId: string }
  /** The till does not know. It asks Stripe until it knows, and makes no second refund for it. */
  | {
      readonly state: 'in-doubt';
      readonly attempt: number;
      readonly method: RefundMethod;
      readonly cause: RefundDoubtCause;
      /** The reader that may still ask for the card; null for a request, and in records older than this field. */
      readonly readerId: string | null;
    }
  /** Stripe has made the refund; the money is on its way. */
  | { readonly state: 'pending'; readonly stripeRefundId: string }
  /** Stripe says that the money has left. It can still come back. */
  | { readonly state: 'succeeded'; readonly stripeRefundId: string }
  /** The money did not reach the customer and is the shop's again. Somebody must pay it another way. */
  | {
      readonly state: 'failed';
      readonly stripeRefundId: string;
      readonly reason: string;
      readonly afterSuccess: boolean;
    }
  /** Taken back at Stripe before it left. The customer has not got the money. */
  | { readonly state: 'cancelled'; readonly stripeRefundId: string }
  /** Stripe, or the till's own look at Stripe, said no. Nothing was made. */
  | { readonly state: 'refused'; readonly code: string }
  /** Given up by the cashier before any card was read. Nothing was made. */
  | { readonly state: 'withdrawn' };

export type RefundLegStateName = RefundLegState['state'];

/** Every state, in the order of the diagram. The table tests are built from this list. */
export const REFUND_LEG_STATES = [
  'requested',
  'ready',
  'armed',
  'processing',
  'in-doubt',
  'pending',
  'succeeded',
  'failed',
  'cancelled',
  'refused',
  'withdrawn',
] as const satisfies readonly RefundLegStateName[];

/** What main read at Stripe about one refund. */
export type RefundSnapshot = {
  readonly stripeRefundId: string;
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
  readonly status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';
  readonly amountMinor: MinorUnits;
  readonly failureReason: string | null;
};

/** What can happen to a refund leg. */
export type RefundLegEvent =
  | { readonly type: 'arm-sent'; readonly readerId: string }
  | { readonly type: 'card-presented' }
  | { readonly type: 'released'; readonly why: RefundReleaseReason }
  | { readonly type: 'stripe-said'; readonly refund: RefundSnapshot }
  /** Stripe was read to the end after the reader was done, and has no such refund. */
  | { readonly type: 'never-made' }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'answer-lost'; readonly cause: RefundDoubtCause }
  | { readonly type: 'withdrawn' };

export type RefundLegEventType = RefundLegEvent['type'];

export const REFUND_LEG_EVENTS = [
  'arm-sent',
  'card-presented',
  'released',
  'stripe-said',
  'never-made',
  'refused',
  'answer-lost',
  'withdrawn',
] as const satisfies readonly RefundLegEventType[];

/**
 * What is done after the new state is on disk. `make-refund` looks at Stripe before it sends, so it is safe to repeat;
 * `find-refund` only looks.
 */
export type RefundLegEffect =
  'make-refund' | 'find-refund' | 'arm-reader' | 'process-refund' | 'disarm-reader';

/** Why an event changes nothing. */
export type RefundRefusal = 'not-now' | 'already-over' | 'another-refund' | 'nothing-new';

export type RefundLegStep =
  | { readonly ok: true; readonly next: RefundLegState; readonly effects: readonly RefundLegEffect[] }
  | { readonly ok: false; readonly refusal: RefundRefusal };

/** A leg begins here; an API leg's request is sent right after this is on the disk. */
export function openRefundLeg(method: RefundMethod): {
  readonly state: RefundLegState;
  readonly effects: readonly RefundLegEffect[];
} {
  return method === 'api'
    ? { state: { state: 'requested' }, effects: ['make-refund'] }
    : { state: { state: 'ready', attempt: 0, released: null }, effects: [] };
}

/** Whether this leg's amount is with the customer, or may be or get there: it can't be given back a second time. */
export function countsAsRefunded(state: RefundLegState): boolean {
  return !NOT_REFUNDED.includes(state.state);
}

const NOT_REFUNDED: readonly RefundLegStateName[] = ['failed', 'cancelled', 'refused', 'withdrawn'];

/** Stripe's id of the refund, where one is known. */
export function stripeRefundIdOf(state: RefundLegState): string | null {
  return 'stripeRefundId' in state ? state.stripeRefundId : null;
}
