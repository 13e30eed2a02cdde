import type { ShiftObstacle } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { paymentIntentIdOf, type CardTenderState } from '../../../shared/domain/payment/index.ts';
import type { CardHere } from '../../../shared/domain/shift/index.ts';
import type { Db } from '../db/index.ts';
import { tipMinor, type CardTender, type TenderStore } from '../payments/index.ts';

/** One payment that a shift has to answer for: its own, or an older one of which it gave something back. */
export type ShiftCard = {
  readonly lineId: string;
  readonly paymentIntentId: string | null;
  readonly tender: CardTender | null;
  readonly saleId: string | null;
  readonly atMs: number;
  readonly here: CardHere;
};

/** What this till's own tables say about a shift. Amounts in minor units of the shop's currency. */
export type ShiftFacts = {
  readonly cards: readonly ShiftCard[];
  readonly sales: number;
  readonly payments: number;
  readonly tipsMinor: number;
  readonly cashInMinor: number;
  readonly cashOutMinor: number;
  readonly obstacles: readonly ShiftObstacle[];
  /** Another one as soon as anything of the shift is another: a sale begun, cash taken, a card or a refund moved on. */
  readonly stamp: string;
};

type Sources = { readonly db: Db; readonly store: Pick<TenderStore, 'find' | 'findByIntent'> };

export function readShiftFacts(from: Sources, shiftId: string): ShiftFacts {
  const { db } = from;
  const tenders = db
    .all<{ readonly tender_id: string }>(
      'SELECT tender_id FROM card_tenders WHERE shift_id = ? ORDER BY created_at_ms, tender_id',
      shiftId,
    )
    .flatMap((row) => from.store.find(row.tender_id) ?? []);
  const refunds = listRefunded(db, shiftId);
  return {
    cards: [
      ...tenders.map((tender) => cardOf(db, tender, refunds)),
      ...refunds
        .filter(({ intentId }) => !tenders.some((tender) => paymentIntentIdOf(tender.state) === intentId))
        .map((refunded) => olderCardOf(from, refunded)),
    ],
    ...readSums(db, shiftId),
    payments: tenders.filter(({ state }) => state.state === 'approved').length,
    tipsMinor: tenders.reduce((sum, tender) => sum + tipMinor(tender), 0),
    obstacles: listObstacles(db, shiftId, tenders),
    stamp: stampOf(db, shiftId),
  };
}

type Refunded = {
  readonly intentId: string;
  readonly minor: number;
  readonly inDoubt: boolean;
  readonly currency: string;
  readonly mode: string;
  readonly saleId: string | null;
  readonly atMs: number;
};

/** What a shift gave back to cards, by payment. What is in doubt counts as not given back until Stripe says so. */
function listRefunded(db: Db, shiftId: string): readonly Refunded[] {
  return db
    .all<{
      readonly payment_intent_id: string;
      readonly minor: number;
      readonly doubts: number;
      readonly currency: string;
      readonly mode: string;
      readonly sale_id: string | null;
      readonly at_ms: number;
    }>(
      `SELECT l.payment_intent_id, l.currency, l.mode, MAX(r.sale_id) AS sale_id, MIN(l.created_at_ms) AS at_ms,
         SUM(CASE WHEN l.state IN ('pending', 'succeeded') THEN l.amount_minor ELSE 0 END) AS minor,
         SUM(l.state = 'in-doubt') AS doubts
       FROM refund_legs l JOIN refunds r USING (refund_id)
       WHERE r.shift_id = ? AND l.kind = 'card' GROUP BY l.payment_intent_id`,
      shiftId,
    )
    .map((row) => ({
      intentId: row.payment_intent_id,
      minor: row.minor,
      inDoubt: row.doubts > 0,
      currency: row.currency,
      mode: row.mode,
      saleId: row.sale_id,
      atMs: row.at_ms,
    }));
}

function refundedEver(db: Db, intentId: string | null): number {
  if (intentId === null) return 0;
  return (
    db.get<{ readonly sum: number | null }>(
      `SELECT SUM(amount_minor) AS sum FROM refund_legs
       WHERE payment_intent_id = ? AND state IN ('pending', 'succeeded')`,
      intentId,
    )?.sum ?? 0
  );
}

function cardOf(db: Db, tender: CardTender, refunds: readonly Refunded[]): ShiftCard {
  const intentId = paymentIntentIdOf(tender.state);
  const refunded = refunds.find((each) => each.intentId === intentId);
  return {
    lineId: intentId ?? tender.tenderId,
    paymentIntentId: intentId,
    tender,
    saleId: tender.saleId,
    atMs: tender.createdAtMs,
    here: {
      knows: refunded?.inDoubt === true ? 'doubt' : knowledgeOf(tender.state),
      ofThisShift: true,
      takenMinor: minorUnits(tender.state.state === 'approved' ? tender.state.capturedMinor : 0),
      refundedMinor: minorUnits(refunded?.minor ?? 0),
      refundedEverMinor: minorUnits(refundedEver(db, intentId)),
      currency: tender.currency,
      livemode: tender.mode === 'live',
    },
  };
}

/** A payment of another shift, or of another register, of which this shift gave something back. */
function olderCardOf({ db, store }: Sources, refunded: Refunded): ShiftCard {
  const tender = store.findByIntent(refunded.intentId);
  return {
    lineId: refunded.intentId,
    paymentIntentId: refunded.intentId,
    tender,
    saleId: refunded.saleId ?? tender?.saleId ?? null,
    atMs: refunded.atMs,
    here: {
      knows: refunded.inDoubt ? 'doubt' : 'taken',
      ofThisShift: false,
      takenMinor: minorUnits(0),
      refundedMinor: minorUnits(refunded.minor),
      refundedEverMinor: minorUnits(refundedEver(db, refunded.intentId)),
      currency: refunded.currency,
      livemode: refunded.mode === 'live',
    },
  };
}

function knowledgeOf({ state }: CardTenderState): CardHere['knows'] {
  switch (state) {
    case 'approved':
      return 'taken';
    case 'overpaid':
      return 'too-much';
    case 'in-doubt':
    case 'decided-by-manager':
    case 'creating':
    case 'armed':
    case 'authorising':
    case 'cancelling':
      return 'doubt';
    default:
      return 'nothing-taken';
  }
}

const UNDER_WAY = new Set(['creating', 'armed', 'authorising', 'cancelling']);

function listObstacles(db: Db, shiftId: string, tenders: readonly CardTender[]): readonly ShiftObstacle[] {
  const obstacles: ShiftObstacle[] = [];
  if (tenders.some(({ state }) => UNDER_WAY.has(state.state))) obstacles.push('payment-under-way');
  const partlyPaid = db.get(
    `SELECT 1 FROM sales s WHERE s.shift_id = ? AND s.state = 'charging' AND (
       EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id AND c.state IN ('approved', 'to-capture'))
       OR EXISTS (SELECT 1 FROM cash_tenders t WHERE t.sale_id = s.sale_id
         AND NOT EXISTS (SELECT 1 FROM cash_given_back g WHERE g.tender_id = t.tender_id)))
     AND NOT EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id
       AND c.state IN ('in-doubt', 'decided-by-manager')) LIMIT 1`,
    shiftId,
  );
  if (partlyPaid !== null) obstacles.push('sale-partly-paid');
  const refunding = db.get(
    `SELECT 1 FROM refund_legs l JOIN refunds r USING (refund_id)
     WHERE r.shift_id = ? AND (l.state IN ('requested', 'ready', 'armed', 'processing')
       -- Its cash belongs into this shift's drawer and is written when the refund is known.
       OR (l.state = 'in-doubt' AND EXISTS (SELECT 1 FROM cash_repairs m WHERE m.refund_leg_id = l.leg_id))) LIMIT 1`,
    shiftId,
  );
  if (refunding !== null) obstacles.push('refund-under-way');
  return obstacles;
}

function readSums(db: Db, shiftId: string): Pick<ShiftFacts, 'sales' | 'cashInMinor' | 'cashOutMinor'> {
  const row = db.get<{ readonly sales: number; readonly cash_in: number; readonly cash_out: number }>(
    `SELECT
       (SELECT COUNT(*) FROM sales WHERE shift_id = ? AND state = 'completed') AS sales,
       (SELECT COALESCE(SUM(amount_minor + rounding_minor), 0) FROM cash_tenders t WHERE shift_id = ?
          AND NOT EXISTS (SELECT 1 FROM tender_repairs r WHERE r.cash_tender_id = t.tender_id)) AS cash_in,
       (SELECT COALESCE(SUM(given_minor), 0) FROM cash_given_back WHERE shift_id = ?) +
       (SELECT COALESCE(SUM(l.amount_minor + l.rounding_minor), 0) FROM refund_legs l JOIN refunds r USING (refund_id)
          WHERE r.shift_id = ? AND l.kind = 'cash') AS cash_out`,
    shiftId,
    shiftId,
    shiftId,
    shiftId,
  );
  return { sales: row?.sales ?? 0, cashInMinor: row?.cash_in ?? 0, cashOutMinor: row?.cash_out ?? 0 };
}

/** Versions only rise and rows are only added, so equal sums mean that nothing moved. */
export function stampOf(db: Db, shiftId: string): string {
  const row = db.get<{ readonly stamp: string }>(
    `SELECT
       (SELECT COUNT(*) || '.' || COALESCE(SUM(version), 0) FROM card_tenders WHERE shift_id = ?) || '/' ||
       (SELECT COUNT(*) || '.' || COUNT(completed_at_ms) || '.' || COALESCE(SUM(state = 'charging'), 0)
          FROM sales WHERE shift_id = ?) || '/' ||
       (SELECT COUNT(*) FROM cash_tenders WHERE shift_id = ?) || '/' ||
       (SELECT COUNT(*) FROM cash_given_back WHERE shift_id = ?) || '/' ||
       (SELECT COUNT(*) || '.' || COALESCE(SUM(l.version), 0) FROM refund_legs l JOIN refunds r USING (refund_id)
          WHERE r.shift_id = ?) || '/' ||
       (SELECT COUNT(*) FROM tender_repairs) || '/' || (SELECT COUNT(*) FROM refunds_elsewhere) || '/' ||
       (SELECT COUNT(*) || '.' || COALESCE(SUM(state = 'open'), 0) FROM orphans) AS stamp`,
    shiftId,
    shiftId,
    shiftId,
    shiftId,
    shiftId,
  );
  return row?.stamp ?? '';
}
