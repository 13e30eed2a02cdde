import type { Db } from '../../../electron/services/db/index.ts';
import type { State } from '../../../sandbox/index.ts';
import { listCash, listTendersOf } from './record.ts';
import { hold } from './violation.ts';

type LegRow = {
  readonly leg_id: string;
  readonly sale_id: string | null;
  readonly kind: string;
  readonly state: string;
  readonly amount_minor: number;
  readonly payment_intent_id: string | null;
  readonly stripe_refund_id: string | null;
};

const LEGS = `SELECT l.leg_id, r.sale_id, l.kind, l.state, l.amount_minor, l.payment_intent_id, l.stripe_refund_id
  FROM refund_legs l JOIN refunds r USING (refund_id)`;
/** Nothing was given back by these, or it came back. */
const GAVE_NOTHING = ['failed', 'cancelled', 'refused', 'withdrawn'];
const UNDER_WAY = ['requested', 'armed', 'processing', 'in-doubt'];

/** Refund legs whose end is not known, and could be. */
export function listOpenLegs(db: Db, stripe: State): readonly string[] {
  return db
    .all<LegRow>(LEGS)
    .filter((leg) => UNDER_WAY.includes(leg.state) && !waitsForStripe(leg, stripe))
    .map(({ leg_id: id, state }) => `refund ${id} is ${state}`);
}

/** Stripe keeps a failure under the leg's key and may complete the request itself: the till waits for as long as that. */
function waitsForStripe({ leg_id: id, state }: LegRow, stripe: State): boolean {
  const isKept = Object.entries(stripe.answers).some(
    ([key, { status }]) => key.startsWith(id) && status >= 500,
  );
  const isMade = Object.values(stripe.refunds).some(({ metadata }) => metadata?.['refund'] === id);
  return state === 'in-doubt' && isKept && !isMade;
}

/** I8, of one till: no more is given back than was paid, and what the till says of a refund is what Stripe says. */
export function checkRefunds(name: string, db: Db, stripe: State): void {
  const legs = db.all<LegRow>(LEGS);
  const bySale = new Map<string, number>();
  for (const leg of legs) {
    // It came back at Stripe, whether the till has heard of it or not.
    const cameBack = stripe.refunds[leg.stripe_refund_id ?? '']?.status === 'failed';
    if (cameBack || GAVE_NOTHING.includes(leg.state)) continue;
    const saleId = leg.sale_id ?? '';
    bySale.set(saleId, (bySale.get(saleId) ?? 0) + leg.amount_minor);
    if (leg.stripe_refund_id === null) continue;
    const refund = stripe.refunds[leg.stripe_refund_id];
    hold(
      refund?.amount === leg.amount_minor && refund.payment_intent === leg.payment_intent_id,
      'books',
      () => `${name}: refund leg ${leg.leg_id} is another refund at Stripe (${String(leg.stripe_refund_id)})`,
    );
  }
  for (const [saleId, givenBack] of bySale) {
    // A sale that was unwound and paid again was paid twice, and may be given back twice.
    const byCard = listTendersOf(db, saleId)
      .filter(({ state }) => state === 'approved' || state === 'overpaid')
      .reduce((sum, { captured_minor: captured }) => sum + (captured ?? 0), 0);
    const paid = byCard + listCash(db, saleId).reduce((sum, { amount_minor: amount }) => sum + amount, 0);
    hold(
      givenBack <= paid,
      'I8',
      () => `${name}: sale ${saleId} was paid with ${String(paid)}, and ${String(givenBack)} were given back`,
    );
  }
}

/** At Stripe: each leg was refunded once, no charge gave back more than it took, and each refund has its leg. */
export function checkStripeRefunds(
  stripe: State,
  findLeg: (legId: string) => 'there' | 'missing' | 'unknown',
): void {
  const seen = new Set<string>();
  for (const refund of Object.values(stripe.refunds)) {
    const legId = refund.metadata?.['refund'];
    if (legId === undefined) continue;
    const gone = refund.status === 'failed' || refund.status === 'canceled';
    hold(gone || !seen.has(legId), 'I8', () => `refund leg ${legId} was refunded twice at Stripe`);
    if (!gone) seen.add(legId);
    hold(findLeg(legId) !== 'missing', 'I8', () => `${refund.id} has no recorded leg (${legId})`);
  }
  for (const charge of Object.values(stripe.charges)) {
    hold(
      charge.amount_refunded <= charge.amount_captured,
      'I8',
      () => `${charge.id} was captured with ${String(charge.amount_captured)} and refunded more`,
    );
  }
}

/** At the end of the day: what a leg says is what became of its refund. */
export function closeRefunds(name: string, db: Db, stripe: State): void {
  checkRefunds(name, db, stripe);
  for (const leg of db.all<LegRow>(`${LEGS} WHERE l.kind = 'card'`)) {
    const refund = leg.stripe_refund_id === null ? undefined : stripe.refunds[leg.stripe_refund_id];
    const expected = leg.state === 'cancelled' ? 'canceled' : leg.state;
    // It came back, and the news of it got lost on the way: the nightly look at Stripe's list finds it.
    const isNews =
      db.get(
        'SELECT 1 FROM stripe_events WHERE object_id = ? AND type = ?',
        refund?.id ?? '',
        'refund.failed',
      ) === null;
    if (refund?.status === 'failed' && isNews) continue;
    hold(
      refund === undefined
        ? GAVE_NOTHING.includes(leg.state) || leg.state === 'ready' || waitsForStripe(leg, stripe)
        : refund.status === expected,
      'books',
      () => `${name}: refund leg ${leg.leg_id} is ${leg.state}, at Stripe it is ${String(refund?.status)}`,
    );
  }
}
