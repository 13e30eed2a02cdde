export * from './gateway.ts';
export type { ChargeFacts, EmvReceipt } from './read-intent.ts';
export type { CreateRefund, RefundRead } from './refund-calls.ts';
export type { ReaderAction, ReaderNow } from './reader-calls.ts';
export type { IntentLineItem, ListedEvent } from './review-calls.ts';
export type { DisputeRead, PayoutLineRead, PayoutRead } from './bank-calls.ts';
export { watchStripeLine, type StripeLineWatch } from './line.ts';
export { STRIPE_ERRORS, UNKNOWN_STRIPE_ERROR, type StripeErrorRow } from './stripe-errors.ts';
