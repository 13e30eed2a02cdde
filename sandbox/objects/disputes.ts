import type Stripe from 'stripe';
import { invalid, missing } from '../http/api-error.ts';
import { emit } from '../webhooks/events.ts';
import { nextId, nowSeconds, type World } from '../world.ts';
import { book, DISPUTE_FEE_MINOR, getBooking } from './balance.ts';

const ANSWER_WITHIN_SECONDS = 14 * 24 * 3600;
/** The card whose charges are disputed as fraudulent soon after (docs.stripe.com/testing#disputes). */
export const DISPUTED_CARD = '4000000000000259';
const DISPUTED_AFTER_MS = 10_000;

/** A cardholder tells the bank that a charge is not right: the bank takes the money back until it is answered. */
export function openDispute(world: World, chargeId: string, reason: string): Stripe.Dispute {
  const charge = world.state.charges[chargeId];
  if (charge === undefined) throw missing('charge', chargeId);
  if (!charge.captured || charge.disputed) throw invalid('This charge can’t be disputed', 'charge_disputed');
  const id = nextId(world, 'du');
  const created = nowSeconds(world);
  const booking = bookDispute(world, charge, id, -charge.amount_captured, DISPUTE_FEE_MINOR);
  const dispute = {
    id,
    object: 'dispute',
    amount: charge.amount_captured,
    balance_transactions: [booking],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {
      due_by: created + ANSWER_WITHIN_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  } as unknown as Stripe.Dispute; // The thirty empty fields of evidence are left out: nobody here answers with any.
  world.state.disputes[id] = dispute;
  charge.disputed = true;
  emit(world, 'charge.dispute.created', dispute);
  emit(world, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** The bank decides. Won, the money comes back; the fee does not. */
export function closeDispute(world: World, id: string, status: 'won' | 'lost'): Stripe.Dispute {
  const dispute = getDispute(world, id);
  if (dispute.status === 'won' || dispute.status === 'lost') throw invalid('This dispute is closed');
  dispute.status = status;
  if (status === 'won') {
    const charge =
      world.state.charges[typeof dispute.charge === 'string' ? dispute.charge : dispute.charge.id];
    if (charge !== undefined)
      dispute.balance_transactions.push(bookDispute(world, charge, id, dispute.amount, 0));
  }
  emit(world, 'charge.dispute.closed', dispute);
  if (status === 'won') emit(world, 'charge.dispute.funds_reinstated', dispute);
  return dispute;
}

export function getDispute(world: World, id: string): Stripe.Dispute {
  const dispute = world.state.disputes[id];
  if (dispute === undefined) throw missing('dispute', id);
  return dispute;
}

/** Called for each charge that succeeded. */
export function disputeLater(world: World, chargeId: string, cardNumber: string): void {
  if (cardNumber !== DISPUTED_CARD) return;
  world.ports.after(DISPUTED_AFTER_MS, () => {
    const charge = world.state.charges[chargeId];
    if (charge === undefined || !charge.captured || charge.disputed) return;
    openDispute(world, chargeId, 'fraudulent');
    world.ports.changed();
  });
}

function bookDispute(
  world: World,
  charge: Stripe.Charge,
  disputeId: string,
  amount: number,
  fee: number,
): Stripe.BalanceTransaction {
  const id = book(world, {
    type: 'adjustment',
    reportingCategory: amount < 0 ? 'dispute' : 'dispute_reversal',
    amount,
    fee,
    currency: charge.currency,
    source: disputeId,
    description: `Chargeback ${amount < 0 ? 'withdrawal' : 'reversal'} for ${charge.id}`,
  });
  return getBooking(world, id);
}
