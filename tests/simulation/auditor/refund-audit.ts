import type { Db } from '../../../electron/services/db/index.ts';
import type { State } from '../../../sandbox/index.ts';
import { isReplacedByCash, listCash, listTendersOf } from './record.ts';
import { hold } from './violation.ts';

type LegRow = {
  readonly leg_id: string;
  readonly sale_id: string | null;
  readonly kind: string;
  readonly state: string;
  readonly amount_minor: number;
  readonly payment_intent_id: string | null;
  readonly stripe_refund_id: string | null;
  /** It gives a card its money back because cash had paid: no refund of the sale. */
  readonly is_repair: 0 | 1;
};

const LEGS = `SELECT l.leg_id, r.sale_id, l.kind, l.state, l.amount_minor, l.payment_intent_id, l.stripe_refund_id,
  l.leg_id IN (SELECT refund_leg_id FROM cash_repairs) AS is_repair
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
    if (leg.is_repair === 0) bySale.set(saleId, (bySale.get(saleId) ?? 0) + leg.amount_minor);
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
      .filter(({ tender_id: tenderId }) => !isReplacedByCash(db, tenderId))
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

/** At the end of the day: money that went back to a card at a reader is the refund of one leg, and of one only. */
export function closeAtReader(stripe: State, dbs: readonly Db[]): void {
  for (const refund of Object.values(stripe.refunds)) {
    const charge = Object.values(stripe.charges).find(({ id }) => id === refund.charge);
    if (charge?.payment_method_details?.type !== 'interac_present') continue;
    const legs = dbs.flatMap((db) =>
      db.all('SELECT 1 FROM refund_legs WHERE stripe_refund_id = ?', refund.id),
    );
    hold(
      legs.length === 1,
      'books',
      () =>
        `${refund.id} gave ${String(refund.amount)} back at a reader, and ${String(legs.length)} legs have it`,
    );
  }
}

export type LegStep = { readonly legId: string; readonly from: string; readonly to: string };

/** Follows each leg by its journal; `stepped` is told of each change. */
export function createLegSteps(stepped: (step: LegStep) => void): (db: Db, head: number | null) => void {
  const states = new Map<string, string>();
  let last = 0;
  return (db, head) => {
    if ((head ?? 0) === last) return;
    for (const row of db.all<{
      readonly journal_id: number;
      readonly leg_id: string;
      readonly state: string;
    }>(
      `SELECT journal_id, leg_id, json_extract(state_json, '$.state') AS state FROM refund_journal
       WHERE journal_id > ? ORDER BY journal_id`,
      last,
    )) {
      last = row.journal_id;
      const from = states.get(row.leg_id) ?? 'none';
      if (from === row.state) continue;
      states.set(row.leg_id, row.state);
      stepped({ legId: row.leg_id, from, to: row.state });
    }
  };
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
