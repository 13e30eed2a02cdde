import type Stripe from 'stripe';
import { invalid, missing } from '../http/api-error.ts';
import type { Parameters } from '../http/parameters.ts';
import { emit } from '../webhooks/events.ts';
import { nextId, nowSeconds, type World } from '../world.ts';
import { book } from './balance.ts';
import { getIntent, latestCharge } from './payment-intents.ts';

const FAILS_AFTER_MS = 10_000;

export function createRefund(world: World, parameters: Parameters): Stripe.Refund {
  const intentId = parameters.text('payment_intent');
  const chargeId = parameters.text('charge');
  const amountGiven = parameters.integer('amount');
  const reason =
    parameters.oneOf('reason', ['duplicate', 'fraudulent', 'requested_by_customer'] as const) ?? null;
  const metadata = parameters.metadata() ?? {};
  parameters.list('expand');
  parameters.done();
  const charge =
    chargeId === undefined
      ? latestCharge(world, getIntent(world, intentId ?? ''))
      : (world.state.charges[chargeId] ?? null);
  if (charge === null) throw missing('charge', chargeId ?? intentId ?? '', 'charge');
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = amountGiven ?? left;
  if (amount <= 0 || amount > left) {
    throw invalid(
      'Refund amount is greater than unrefunded amount on charge',
      'charge_already_refunded',
      'amount',
    );
  }
  const refund: Stripe.Refund = {
    id: nextId(world, 're'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds(world),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
  refund.balance_transaction = book(world, {
    type: 'refund',
    reportingCategory: 'refund',
    amount: -amount,
    fee: 0,
    currency: charge.currency,
    source: refund.id,
    description: 'REFUND FOR CHARGE',
  });
  world.state.refunds[refund.id] = refund;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  emit(world, 'refund.created', refund);
  emit(world, 'charge.refunded', charge);
  if (charge.payment_method_details?.card_present?.last4 === '5126') failLater(world, refund.id, charge.id);
  return refund;
}

/** The card whose refunds come back from the bank. */
function failLater(world: World, refundId: string, chargeId: string): void {
  world.ports.after(FAILS_AFTER_MS, () => {
    const refund = world.state.refunds[refundId];
    const charge = world.state.charges[chargeId];
    if (refund === undefined || charge === undefined) return;
    refund.status = 'failed';
    refund.failure_reason = 'expired_or_canceled_card';
    refund.failure_balance_transaction = book(world, {
      type: 'refund_failure',
      reportingCategory: 'refund_failure',
      amount: refund.amount,
      fee: 0,
      currency: refund.currency,
      source: refund.id,
      description: 'REFUND FAILURE',
    });
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
    emit(world, 'refund.failed', refund);
    world.ports.changed();
  });
}
