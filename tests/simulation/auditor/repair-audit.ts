import type { Db } from '../../../electron/services/db/index.ts';
import type { State } from '../../../sandbox/index.ts';
import { hold } from './violation.ts';

/** A card payment that a manager called cash, with the refund and the cash that belong to it. */
type RepairRow = {
  readonly card_tender_id: string;
  readonly refund_leg_id: string;
  readonly payment_intent_id: string;
  readonly leg_state: string;
  readonly goods_minor: number;
  readonly sale_shift: string;
  /** Null until the cash was written. */
  readonly cash_minor: number | null;
  readonly paid_minor: number | null;
  readonly rounding_minor: number | null;
  readonly cash_shift: string | null;
  readonly approved_by: string | null;
};

const REPAIRS = `SELECT m.card_tender_id, m.refund_leg_id, c.payment_intent_id, l.state AS leg_state,
    c.captured_minor - c.tip_asked_minor - COALESCE(json_extract(c.state_json, '$.tipMinor'), 0) AS goods_minor,
    s.shift_id AS sale_shift, t.amount_minor AS cash_minor, t.tendered_minor - t.change_minor AS paid_minor,
    t.rounding_minor, t.shift_id AS cash_shift,
    (SELECT staff_name FROM approvals a WHERE a.approval_id = m.approval_id AND a.action = 'refund.as-cash'
       AND a.subject_id = m.card_tender_id) AS approved_by
  FROM cash_repairs m JOIN card_tenders c ON c.tender_id = m.card_tender_id JOIN sales s ON s.sale_id = m.sale_id
  JOIN refund_legs l ON l.leg_id = m.refund_leg_id LEFT JOIN cash_tenders t ON t.tender_id = m.cash_tender_id`;

/** These say that Stripe has made the refund, whatever became of it later. */
const MADE = ['pending', 'succeeded', 'failed', 'cancelled'];

/**
 * Cash takes a card payment's place when the card has all of its money back, once, for what the goods cost, in the
 * shift of the sale, and with a manager's name on it.
 */
export function checkRepairs(name: string, db: Db, stripe: State): void {
  const replaced = new Set<string>();
  for (const repair of db.all<RepairRow>(REPAIRS)) {
    const { card_tender_id: id, cash_minor: cashMinor } = repair;
    hold(
      (repair.approved_by ?? '') !== '',
      'books',
      () => `${name}: nobody’s name is on ${id}, which was called cash`,
    );
    hold(
      (cashMinor !== null) === MADE.includes(repair.leg_state),
      'books',
      () =>
        `${name}: ${id} was called cash, its refund is ${repair.leg_state}, the cash is ${String(cashMinor)}`,
    );
    if (cashMinor === null) continue;
    hold(!replaced.has(id), 'books', () => `${name}: cash took the place of ${id} twice`);
    replaced.add(id);
    const back = Object.values(stripe.refunds)
      .filter(({ metadata }) => metadata?.['refund'] === repair.refund_leg_id)
      .reduce((sum, { amount }) => sum + amount, 0);
    const taken = stripe.intents[repair.payment_intent_id]?.amount_received;
    hold(
      back === taken,
      'books',
      () =>
        `${name}: cash took the place of ${id} over ${String(taken)}, and the card has ${String(back)} back`,
    );
    const { rounding_minor: rounding, paid_minor: paid } = repair;
    hold(
      cashMinor === repair.goods_minor &&
        Math.abs(rounding ?? 0) <= 2 &&
        paid === cashMinor + (rounding ?? 0),
      'books',
      () =>
        `${name}: ${id} paid ${String(repair.goods_minor)} of its goods, and ${String(paid)} of cash took its place`,
    );
    hold(
      repair.cash_shift === repair.sale_shift,
      'books',
      () => `${name}: the cash for ${id} went into another shift than its sale`,
    );
  }
}

/** Repairs whose cash would still go into a shift. */
export function listOpenRepairs(db: Db, shiftId: string): readonly string[] {
  return db
    .all<RepairRow>(REPAIRS)
    .filter(
      ({ cash_minor: cash, leg_state: state, sale_shift: shift }) =>
        shift === shiftId && cash === null && !['refused', 'withdrawn'].includes(state),
    )
    .map(({ card_tender_id: id, leg_state: state }) => `${id}, whose refund is ${state}`);
}
