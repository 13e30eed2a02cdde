import type Stripe from 'stripe';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { RefundSnapshot } from '../../../shared/domain/refund/index.ts';
import type { StripeAnswer } from './gateway.ts';

export type RefundRead = {
  readonly snapshot: RefundSnapshot;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
};

export type CreateRefund = {
  readonly paymentIntentId: string;
  readonly amountMinor: number;
  /** Stripe's own three words; ours go into the metadata. */
  readonly reason: 'duplicate' | 'fraudulent' | 'requested_by_customer';
  readonly metadata: Readonly<Record<string, string>>;
  readonly idempotencyKey: string;
};

type Ask = <Value>(work: () => Promise<Value>) => Promise<StripeAnswer<Value>>;

/** Stripe's calls about refunds; a part of the gateway. */
export function refundCalls(
  stripe: Stripe,
  ask: Ask,
  timeouts: { readonly readMs: number; readonly writeMs: number },
) {
  const read = { timeout: timeouts.readMs };
  return {
    createRefund: (request: CreateRefund): Promise<StripeAnswer<RefundRead>> =>
      ask(async () =>
        readRefund(
          await stripe.refunds.create(
            {
              payment_intent: request.paymentIntentId,
              amount: request.amountMinor,
              reason: request.reason,
              metadata: { ...request.metadata },
            },
            { idempotencyKey: request.idempotencyKey, timeout: timeouts.writeMs },
          ),
        ),
      ),
    readRefund: (stripeRefundId: string): Promise<StripeAnswer<RefundRead>> =>
      ask(async () => readRefund(await stripe.refunds.retrieve(stripeRefundId, {}, read))),
    /** All refunds of a payment, whoever made them; pages are followed to the end. */
    listRefunds: (paymentIntentId: string): Promise<StripeAnswer<readonly RefundRead[]>> =>
      ask(async () => {
        const found: RefundRead[] = [];
        const pages = stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }, read);
        for await (const refund of pages) found.push(readRefund(refund));
        return found;
      }),
    /** Writes into a refund that a reader made which of ours it is: the reader's script can't. */
    markRefund: (
      stripeRefundId: string,
      metadata: Readonly<Record<string, string>>,
      idempotencyKey: string,
    ): Promise<StripeAnswer<RefundRead>> =>
      ask(async () =>
        readRefund(
          await stripe.refunds.update(
            stripeRefundId,
            { metadata: { ...metadata } },
            { idempotencyKey, timeout: timeouts.writeMs },
          ),
        ),
      ),
  };
}

const STATUSES: readonly RefundSnapshot['status'][] = [
  'pending',
  'requires_action',
  'succeeded',
  'failed',
  'canceled',
];

function readRefund(refund: Stripe.Refund): RefundRead {
  return {
    snapshot: {
      stripeRefundId: refund.id,
      paymentIntentId: idOf(refund.payment_intent),
      chargeId: idOf(refund.charge),
      // A status this version has never heard of must not look settled: pending is the one that is looked at again.
      status: STATUSES.find((status) => status === refund.status) ?? 'pending',
      amountMinor: minorUnits(refund.amount),
      failureReason: refund.failure_reason ?? null,
    },
    currency: currencyCode(refund.currency.toUpperCase()),
    metadata: refund.metadata ?? {},
    createdAtMs: refund.created * 1000,
  };
}

function idOf(value: string | { readonly id: string } | null): string | null {
  return typeof value === 'string' ? value : (value?.id ?? null);
}
