import type Stripe from 'stripe';
import { invalid, missing } from '../http/api-error.ts';
import type { Parameters } from '../http/parameters.ts';
import { findTestCard, TEST_CARDS, type TestCard } from '../machine/test-cards.ts';
import { emit } from '../webhooks/events.ts';
import { nextId, nowSeconds, type PresentedCard, type World } from '../world.ts';
import { book } from './balance.ts';
import { getIntent, latestCharge } from './payment-intents.ts';

const LATER_MS = 10_000;
const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

export function createRefund(world: World, parameters: Parameters): Stripe.Refund {
  const intentId = parameters.text('payment_intent');
  const chargeId = parameters.text('charge');
  const amount = parameters.integer('amount');
  const reason = parameters.oneOf('reason', REASONS) ?? null;
  const metadata = parameters.metadata() ?? {};
  parameters.list('expand');
  parameters.done();
  const charge = chargeFor(world, intentId, chargeId);
  if (refundOf(charge) === 'at-reader') {
    throw invalid('Refunds of this card have to be made in person: present the card to a reader.');
  }
  return makeRefund(world, charge, { amount: amount ?? leftOf(charge), reason, metadata });
}

export function updateRefund(world: World, id: string, parameters: Parameters): Stripe.Refund {
  const refund = world.state.refunds[id];
  if (refund === undefined) throw missing('refund', id);
  const metadata = parameters.metadata();
  parameters.list('expand');
  parameters.done();
  refund.metadata = { ...refund.metadata, ...metadata };
  emit(world, 'refund.updated', refund);
  return refund;
}

/** The charge that a refund is for, by its own id or its intent's. */
export function chargeFor(world: World, intentId?: string, chargeId?: string): Stripe.Charge {
  const charge =
    chargeId === undefined
      ? latestCharge(world, getIntent(world, intentId ?? ''))
      : (world.state.charges[chargeId] ?? null);
  if (charge === null) throw missing('charge', chargeId ?? intentId ?? '', 'charge');
  return charge;
}

export function leftOf(charge: Stripe.Charge): number {
  return charge.amount_captured - charge.amount_refunded;
}

export function assertRefundable(charge: Stripe.Charge, amount: number): void {
  if (amount > 0 && amount <= leftOf(charge)) return;
  throw invalid(
    'Refund amount is greater than unrefunded amount on charge',
    'charge_already_refunded',
    'amount',
  );
}

/** Makes the refund that the presented card decides: at once, pending first, or coming back later. */
export function makeRefund(
  world: World,
  charge: Stripe.Charge,
  request: {
    readonly amount: number;
    readonly reason: Stripe.Refund['reason'];
    readonly metadata: Record<string, string>;
  },
): Stripe.Refund {
  assertRefundable(charge, request.amount);
  const kind = refundOf(charge);
  const refund: Stripe.Refund = {
    id: nextId(world, 're'),
    object: 'refund',
    amount: request.amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds(world),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    metadata: request.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: request.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: kind === 'pends' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  refund.balance_transaction = book(world, {
    type: 'refund',
    reportingCategory: 'refund',
    amount: -request.amount,
    fee: 0,
    currency: charge.currency,
    source: refund.id,
    description: 'REFUND FOR CHARGE',
  });
  world.state.refunds[refund.id] = refund;
  charge.amount_refunded += request.amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  emit(world, 'refund.created', refund);
  emit(world, 'charge.refunded', charge);
  if (kind === 'fails-later') later(world, refund.id, failRefund);
  if (kind === 'pends') later(world, refund.id, arriveRefund);
  return refund;
}

/** Whether the card that is shown now is the one that paid. */
export function isCardOf(charge: Stripe.Charge, presented: PresentedCard): boolean {
  return findTestCard(presented.number)?.number.slice(-4) === last4Of(charge);
}

function refundOf(charge: Stripe.Charge): TestCard['refund'] {
  const last4 = last4Of(charge);
  return TEST_CARDS.find((card) => card.number.slice(-4) === last4)?.refund ?? 'succeeds';
}

function last4Of(charge: Stripe.Charge): string | null {
  const details = charge.payment_method_details;
  return details?.card_present?.last4 ?? details?.interac_present?.last4 ?? null;
}

function later(
  world: World,
  refundId: string,
  happen: (world: World, refund: Stripe.Refund, charge: Stripe.Charge) => void,
): void {
  world.ports.after(LATER_MS, () => {
    const refund = world.state.refunds[refundId];
    const charge = typeof refund?.charge === 'string' ? world.state.charges[refund.charge] : undefined;
    if (refund === undefined || charge === undefined) return;
    happen(world, refund, charge);
    world.ports.changed();
  });
}

/** The card whose refunds come back from the bank. */
function failRefund(world: World, refund: Stripe.Refund, charge: Stripe.Charge): void {
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
  emit(world, 'refund.updated', refund);
  emit(world, 'refund.failed', refund);
}

function arriveRefund(world: World, refund: Stripe.Refund): void {
  refund.status = 'succeeded';
  emit(world, 'refund.updated', refund);
}
