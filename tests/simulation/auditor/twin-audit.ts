import type { Db } from '../../../electron/services/db/index.ts';
import type { State } from '../../../sandbox/index.ts';
import { hold } from './violation.ts';

const WITHIN_MS = 10 * 60_000;

/** The bank holds it, and the cashier was not heard about the earlier payment that it looks like. */
export function asksAboutTwin(db: Db, tenderId: string): boolean {
  return (
    db.get(
      `SELECT 1 FROM card_tenders WHERE tender_id = ? AND state = 'to-capture' AND state_json LIKE '%"secondPurchase":false%'`,
      tenderId,
    ) !== null
  );
}

/**
 * Where the till holds before it takes: the same card for the same amount within minutes was taken a second time only
 * by the cashier's word. The cards are compared as Stripe has them.
 */
export function closeTwins(name: string, db: Db, stripe: State): void {
  for (const later of listTaken(db).filter(({ held_id: heldId }) => heldId !== null)) {
    const earlier = listTaken(db).find(
      (one) =>
        one.tender_id !== later.tender_id &&
        one.amount_minor === later.amount_minor &&
        one.created_at_ms <= later.created_at_ms &&
        one.created_at_ms >= later.created_at_ms - WITHIN_MS &&
        one.taken_id < (later.held_id ?? 0) &&
        one.given_back === 0 &&
        cardOf(stripe, one) === cardOf(stripe, later),
    );
    hold(
      earlier === undefined || later.word_id !== null || later.decision_json !== null,
      'books',
      () => `${name}: ${later.tender_id} was taken like ${String(earlier?.tender_id)}, and nobody was asked`,
    );
  }
}

type Taken = {
  readonly tender_id: string;
  readonly payment_intent_id: string;
  readonly amount_minor: number;
  readonly created_at_ms: number;
  readonly decision_json: string | null;
  /** The journal's rows: first held, the cashier's word, taken. */
  readonly held_id: number | null;
  readonly word_id: number | null;
  readonly taken_id: number;
  readonly given_back: number;
};

function listTaken(db: Db): readonly Taken[] {
  const first = (what: string): string =>
    `(SELECT MIN(journal_id) FROM tender_journal j WHERE j.tender_id = c.tender_id AND ${what})`;
  return db.all<Taken>(
    `SELECT c.tender_id, c.payment_intent_id, c.amount_minor, c.created_at_ms, c.decision_json,
       ${first('state_json LIKE \'%"state":"to-capture"%\'')} AS held_id,
       ${first("kind = 'second-purchase'")} AS word_id,
       ${first('state_json LIKE \'%"state":"approved"%\'')} AS taken_id,
       (SELECT COUNT(*) FROM refund_legs r WHERE r.tender_id = c.tender_id) AS given_back
     FROM card_tenders c WHERE c.state = 'approved'`,
  );
}

function cardOf(stripe: State, { payment_intent_id: id }: Taken): string {
  const charge = Object.values(stripe.charges).find(
    ({ payment_intent: intent, captured }) => intent === id && captured,
  );
  return charge?.payment_method_details?.card_present?.fingerprint ?? `no card of ${id}`;
}
