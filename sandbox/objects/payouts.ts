import type Stripe from 'stripe';
import { invalid, missing } from '../http/api-error.ts';
import { emit } from '../webhooks/events.ts';
import { nextId, nowSeconds, type World } from '../world.ts';
import { book } from './balance.ts';

const ARRIVES_AFTER_SECONDS = 24 * 3600;

/**
 * Pays out everything that is on the balance and was not paid out yet, as Stripe does each day by itself. Not
 * reconciled, its bookings can't be trusted to be complete until it is.
 */
export function payOut(world: World, reconciled: boolean): Stripe.Payout {
  const open = Object.values(world.state.balance).filter(
    (booking) => world.state.paidOut[booking.id] === undefined,
  );
  const amount = open.reduce((sum, booking) => sum + booking.net, 0);
  if (amount <= 0) throw invalid('There is nothing on the balance to pay out', 'balance_insufficient');
  const id = nextId(world, 'po');
  const created = nowSeconds(world);
  const booking = book(world, {
    type: 'payout',
    reportingCategory: 'payout',
    amount: -amount,
    fee: 0,
    currency: world.currency,
    source: id,
    description: 'STRIPE PAYOUT',
  });
  const payout: Stripe.Payout = {
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: created + ARRIVES_AFTER_SECONDS,
    automatic: true,
    balance_transaction: booking,
    created,
    currency: world.currency,
    description: 'STRIPE PAYOUT',
    destination: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: reconciled ? 'completed' : 'in_progress',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'paid',
    trace_id: null,
    type: 'bank_account',
  };
  world.state.payouts[id] = payout;
  for (const each of [...open.map((one) => one.id), booking]) world.state.paidOut[each] = id;
  emit(world, 'payout.created', payout);
  emit(world, 'payout.paid', payout);
  if (reconciled) emit(world, 'payout.reconciliation_completed', payout);
  return payout;
}

export function reconcilePayout(world: World, id: string): Stripe.Payout {
  const payout = getPayout(world, id);
  payout.reconciliation_status = 'completed';
  emit(world, 'payout.reconciliation_completed', payout);
  return payout;
}

export function getPayout(world: World, id: string): Stripe.Payout {
  const payout = world.state.payouts[id];
  if (payout === undefined) throw missing('payout', id);
  return payout;
}
