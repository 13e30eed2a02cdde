import type Stripe from 'stripe';
import { missing } from '../http/api-error.ts';
import { listPage } from '../http/lists.ts';
import type { Parameters } from '../http/parameters.ts';
import { nextId, nowSeconds, type World } from '../world.ts';

/** Money is available to the shop this long after it came. */
const AVAILABLE_AFTER_SECONDS = 2 * 24 * 3600;
/** Invented, but in the size of Stripe's for cards at a reader: 1.4 % and 10 of the smallest unit. */
const FEE_PER_MILLE = 14;
const FEE_FIXED_MINOR = 10;
export const DISPUTE_FEE_MINOR = 2_000;

type Kind = {
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'adjustment' | 'payout';
  readonly reportingCategory: string;
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly source: string;
  readonly description: string | null;
};

/** What Stripe keeps of a captured amount. */
export function chargeFee(amount: number): number {
  return Math.round((amount * FEE_PER_MILLE) / 1000) + FEE_FIXED_MINOR;
}

/** Books an amount on the shop's balance and gives the booking's id. */
export function book(world: World, kind: Kind): string {
  const id = nextId(world, 'txn');
  const created = nowSeconds(world);
  world.state.balance[id] = {
    id,
    object: 'balance_transaction',
    amount: kind.amount,
    available_on: created + AVAILABLE_AFTER_SECONDS,
    balance_type: 'payments',
    created,
    currency: kind.currency,
    description: kind.description,
    exchange_rate: null,
    fee: kind.fee,
    fee_details:
      kind.fee === 0
        ? []
        : [
            {
              amount: kind.fee,
              application: null,
              currency: kind.currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: kind.amount - kind.fee,
    reporting_category: kind.reportingCategory,
    source: kind.source,
    status: 'available',
    type: kind.type,
  } satisfies Stripe.BalanceTransaction;
  return id;
}

export function bookCharge(
  world: World,
  charge: {
    readonly id: string;
    readonly amount: number;
    readonly currency: string;
    readonly description: string | null;
  },
): string {
  return book(world, {
    type: 'charge',
    reportingCategory: 'charge',
    amount: charge.amount,
    fee: chargeFee(charge.amount),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
  });
}

export function getBooking(world: World, id: string): Stripe.BalanceTransaction {
  const booking = world.state.balance[id];
  if (booking === undefined) throw missing('balance_transaction', id);
  return booking;
}

export function listBookings(world: World, parameters: Parameters): unknown {
  const payout = parameters.text('payout');
  const source = parameters.text('source');
  const type = parameters.text('type');
  const currency = parameters.text('currency');
  if (payout !== undefined && world.state.payouts[payout] === undefined) throw missing('payout', payout);
  const bookings = Object.values(world.state.balance).filter(
    (booking) =>
      (payout === undefined || world.state.paidOut[booking.id] === payout) &&
      (source === undefined || booking.source === source) &&
      (type === undefined || booking.type === type) &&
      (currency === undefined || booking.currency === currency),
  );
  return listPage(bookings, '/v1/balance_transactions', parameters);
}
