import type Stripe from 'stripe';
import type { StripeAnswer } from './gateway.ts';

/** What a cardholder's bank says about a charge, as Stripe tells it. */
export type DisputeRead = {
  readonly disputeId: string;
  readonly chargeId: string;
  readonly paymentIntentId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: string;
  readonly reason: string;
  readonly dueAtMs: number | null;
  readonly createdAtMs: number;
};

export type PayoutRead = {
  readonly payoutId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: string;
  /** Whether Stripe knows all that is in it. */
  readonly linesState: 'complete' | 'in-progress' | 'not-applicable';
  readonly createdAtMs: number;
  readonly arrivesAtMs: number;
};

/** One booking in a payout. */
export type PayoutLineRead = {
  readonly lineId: string;
  readonly type: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly netMinor: number;
  readonly sourceId: string | null;
  /** The payment behind a charge, a refund or a dispute; null for everything else. */
  readonly paymentIntentId: string | null;
  readonly atMs: number;
};

type Ask = <Value>(work: () => Promise<Value>) => Promise<StripeAnswer<Value>>;

/** Stripe's calls about what banks do with the money; a part of the gateway. */
export function bankCalls(stripe: Stripe, ask: Ask, timeouts: { readonly readMs: number }) {
  const read = { timeout: timeouts.readMs };
  return {
    readDispute: (disputeId: string): Promise<StripeAnswer<DisputeRead>> =>
      ask(async () => readDispute(await stripe.disputes.retrieve(disputeId, {}, read))),
    readPayout: (payoutId: string): Promise<StripeAnswer<PayoutRead>> =>
      ask(async () => readPayout(await stripe.payouts.retrieve(payoutId, {}, read))),
    /** Everything in a payout but the payout itself, oldest first; pages are followed to the end. */
    listPayoutLines: (payoutId: string): Promise<StripeAnswer<readonly PayoutLineRead[]>> =>
      ask(async () => {
        const found: PayoutLineRead[] = [];
        const pages = stripe.balanceTransactions.list(
          { payout: payoutId, limit: 100, expand: ['data.source'] },
          read,
        );
        for await (const line of pages) if (line.type !== 'payout') found.push(readLine(line));
        return found.toReversed();
      }),
  };
}

function readDispute(dispute: Stripe.Dispute): DisputeRead {
  const due = dispute.evidence_details.due_by;
  return {
    disputeId: dispute.id,
    chargeId: idOf(dispute.charge) ?? '',
    paymentIntentId: idOf(dispute.payment_intent),
    amountMinor: dispute.amount,
    currency: dispute.currency.toUpperCase(),
    status: dispute.status,
    reason: dispute.reason,
    dueAtMs: due === null ? null : due * 1000,
    createdAtMs: dispute.created * 1000,
  };
}

function readPayout(payout: Stripe.Payout): PayoutRead {
  const states = {
    completed: 'complete',
    in_progress: 'in-progress',
    not_applicable: 'not-applicable',
  } as const;
  return {
    payoutId: payout.id,
    amountMinor: payout.amount,
    currency: payout.currency.toUpperCase(),
    status: payout.status,
    // A word that this version does not know must not look complete.
    linesState:
      Object.entries(states).find(([word]) => word === payout.reconciliation_status)?.[1] ?? 'in-progress',
    createdAtMs: payout.created * 1000,
    arrivesAtMs: payout.arrival_date * 1000,
  };
}

function readLine(line: Stripe.BalanceTransaction): PayoutLineRead {
  const { source } = line;
  const behind =
    typeof source === 'object' && source !== null && 'payment_intent' in source
      ? source.payment_intent
      : null;
  return {
    lineId: line.id,
    type: line.type,
    amountMinor: line.amount,
    feeMinor: line.fee,
    netMinor: line.net,
    sourceId: typeof source === 'string' ? source : (source?.id ?? null),
    paymentIntentId: idOf(behind),
    atMs: line.created * 1000,
  };
}

function idOf(object: string | { readonly id: string } | null | undefined): string | null {
  return typeof object === 'string' ? object : (object?.id ?? null);
}
