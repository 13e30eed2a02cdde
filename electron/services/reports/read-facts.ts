import { piecesOf, soldPieces } from '../../../shared/domain/cart/index.ts';
import { refundableLines } from '../../../shared/domain/refund/index.ts';
import {
  shareOfRefund,
  type PaymentFact,
  type RefundFact,
  type ReportFacts,
  type ReportLine,
  type ReportTax,
  type SaleFact,
} from '../../../shared/domain/report/index.ts';
import type { Db } from '../db/index.ts';
import { readSales, type Sale } from '../sales/index.ts';

/** From `fromMs` on and before `untilMs`, in one currency. */
export type Span = { readonly fromMs: number; readonly untilMs: number; readonly currency: string };

/** Everything of a span that a report adds up. */
export function readFacts(db: Db, span: Span): ReportFacts {
  const categoryOf = readCategories(db);
  const refunds = readRefundLegs(db, span);
  return {
    sales: readSaleFacts(db, span, categoryOf),
    refunds: refundFacts(db, refunds, categoryOf),
    payments: [
      ...readCash(db, span),
      ...readCards(db, span),
      ...refunds.filter(({ of_surplus: ofSurplus }) => ofSurplus === 0).map(paymentOfRefund),
    ],
    voided:
      db.get<{ readonly count: number }>(
        `SELECT COUNT(*) AS count FROM sales WHERE state = 'voided' AND currency = ?
         AND COALESCE(voided_at_ms, opened_at_ms) >= ? AND COALESCE(voided_at_ms, opened_at_ms) < ?`,
        span.currency,
        span.fromMs,
        span.untilMs,
      )?.count ?? 0,
    // Whoever gave it back has it in a report of their own, or at Stripe alone: it is told, and not counted twice.
    elsewhereMinor:
      db.get<{ readonly total: number | null }>(
        `SELECT SUM(e.amount_minor) AS total FROM refunds_elsewhere e
         JOIN card_tenders c ON c.payment_intent_id = e.payment_intent_id
         WHERE c.state = 'approved' AND c.currency = ? AND e.status NOT IN ('failed', 'canceled')
           AND e.created_at_ms >= ? AND e.created_at_ms < ?`,
        span.currency,
        span.fromMs,
        span.untilMs,
      )?.total ?? 0,
  };
}

type CategoryOf = (productId: string | null) => string | null;

/** Asked for each product once: a span sells few of a hundred thousand. */
function readCategories(db: Db): CategoryOf {
  const known = new Map<string, string | null>();
  return (productId) => {
    if (productId === null) return null;
    const before = known.get(productId);
    if (before !== undefined) return before;
    const row = db.get<{ readonly category_id: string | null }>(
      'SELECT category_id FROM products WHERE product_id = ?',
      productId,
    );
    const categoryId = row?.category_id ?? null;
    known.set(productId, categoryId);
    return categoryId;
  };
}

function readSaleFacts(db: Db, span: Span, categoryOf: CategoryOf): readonly SaleFact[] {
  const ids = db
    .all<{ readonly sale_id: string }>(
      `SELECT sale_id FROM sales
       WHERE COALESCE(completed_at_ms, opened_at_ms) >= ? AND COALESCE(completed_at_ms, opened_at_ms) < ?
         AND state = 'completed' AND currency = ? ORDER BY number`,
      span.fromMs,
      span.untilMs,
      span.currency,
    )
    .map((row) => row.sale_id);
  return Array.from(readSales(db, ids), (sale) => saleFact(sale, categoryOf));
}

function saleFact(sale: Sale, categoryOf: CategoryOf): SaleFact {
  const { totals, cart } = sale;
  const paid = refundableLines(cart, totals, []);
  return {
    // Of a sale that is completed there is always one.
    atMs: sale.completedAtMs ?? sale.openedAtMs,
    cashierId: sale.cashierId,
    totalMinor: totals.totalMinor,
    discountMinor: totals.discountMinor + totals.lines.reduce((total, line) => total + line.discountMinor, 0),
    itemCount: soldPieces(cart),
    lines: cart.lines.map((line, index): ReportLine => ({
      key: keyOf(line.productId, line.name),
      name: line.name,
      categoryId: categoryOf(line.productId),
      quantity: piecesOf(line),
      grossMinor: paid[index]?.paidMinor ?? 0,
    })),
    taxes: totals.taxes.map(({ name, ratePpm, isExempt, netMinor, taxMinor }) => ({
      name,
      ratePpm,
      isExempt,
      netMinor,
      taxMinor,
    })),
  };
}

/** A product by its id; what was typed in by its name. */
function keyOf(productId: string | null, name: string): string {
  return productId ?? `=${name}`;
}

/**
 * The tenders `t` of a span, by when they count: with their sale once it is finished, until then when they came. So a
 * day's sales and the money for them are in the same day.
 */
function ofSpan(table: 'cash_tenders' | 'card_tenders', ownTime: string, span: Span) {
  return {
    sql: `(SELECT s.completed_at_ms AS counted_at_ms, t.* FROM sales s CROSS JOIN ${table} t USING (sale_id)
        WHERE COALESCE(s.completed_at_ms, s.opened_at_ms) >= ? AND COALESCE(s.completed_at_ms, s.opened_at_ms) < ?
          AND s.completed_at_ms IS NOT NULL
      UNION ALL SELECT t.${ownTime}, t.* FROM ${table} t CROSS JOIN sales s USING (sale_id)
        WHERE t.${ownTime} >= ? AND t.${ownTime} < ? AND s.completed_at_ms IS NULL) t`,
    values: [span.fromMs, span.untilMs, span.fromMs, span.untilMs],
  };
}

function readCash(db: Db, span: Span): readonly PaymentFact[] {
  const cash = {
    kind: 'cash' as const,
    brand: null,
    entryMode: null,
    tipMinor: 0,
  };
  const tenders = ofSpan('cash_tenders', 'at_ms', span);
  const taken = db
    .all<{ readonly at_ms: number; readonly amount: number; readonly rounding: number }>(
      `SELECT counted_at_ms AS at_ms, amount_minor + rounding_minor AS amount, rounding_minor AS rounding
       FROM ${tenders.sql} WHERE currency = ?
         AND NOT EXISTS (SELECT 1 FROM tender_repairs r WHERE r.cash_tender_id = t.tender_id)`,
      ...tenders.values,
      span.currency,
    )
    .map((row): PaymentFact => ({
      ...cash,
      atMs: row.at_ms,
      takenMinor: row.amount,
      givenBackMinor: 0,
      roundingMinor: row.rounding,
    }));
  const back = db
    .all<{ readonly at_ms: number; readonly given: number; readonly rounding: number }>(
      `SELECT g.at_ms, g.given_minor AS given, t.rounding_minor AS rounding
       FROM cash_given_back g JOIN cash_tenders t USING (tender_id)
       WHERE g.at_ms >= ? AND g.at_ms < ? AND g.currency = ?`,
      span.fromMs,
      span.untilMs,
      span.currency,
    )
    .map((row): PaymentFact => ({
      ...cash,
      atMs: row.at_ms,
      takenMinor: 0,
      givenBackMinor: row.given,
      roundingMinor: 0 - row.rounding,
    }));
  return [...taken, ...back];
}

function readCards(db: Db, span: Span): readonly PaymentFact[] {
  const tenders = ofSpan('card_tenders', 'created_at_ms', span);
  return db
    .all<{
      readonly at_ms: number;
      readonly captured: number;
      readonly tip: number | null;
      readonly brand: string | null;
      readonly entry_mode: string | null;
    }>(
      `SELECT counted_at_ms AS at_ms, json_extract(state_json, '$.capturedMinor') AS captured,
         json_extract(state_json, '$.tipMinor') AS tip, json_extract(card_json, '$.brand') AS brand,
         CASE WHEN json_extract(card_json, '$.wallet') IS NULL THEN json_extract(card_json, '$.entryMode') ELSE 'wallet' END
           AS entry_mode
       FROM ${tenders.sql} WHERE state = 'approved' AND currency = ?`,
      ...tenders.values,
      span.currency,
    )
    .map((row) => ({
      atMs: row.at_ms,
      kind: 'card',
      brand: row.brand,
      entryMode: row.entry_mode,
      takenMinor: row.captured,
      givenBackMinor: 0,
      tipMinor: row.tip ?? 0,
      roundingMinor: 0,
    }));
}

type RefundLegRow = {
  readonly leg_id: string;
  readonly refund_id: string;
  readonly kind: 'cash' | 'card';
  readonly amount_minor: number;
  readonly rounding_minor: number;
  readonly replaces_leg_id: string | null;
  readonly at_ms: number;
  readonly cashier_id: string;
  /** 1 where the sale is one that counts, or not of this till. */
  readonly of_sale: 0 | 1;
  readonly repairs: 0 | 1;
  /** 1 where it went back to a card that no sale needed: what came by it is in no sum either. */
  readonly of_surplus: 0 | 1;
  readonly tip: number | null;
  readonly brand: string | null;
  readonly entry_mode: string | null;
};

/** Each leg by which money went back, as a shift counts them: cash when it left the drawer, cards once Stripe took it on. */
function readRefundLegs(db: Db, span: Span): readonly RefundLegRow[] {
  return db.all<RefundLegRow>(
    `SELECT l.leg_id, l.refund_id, l.kind, l.amount_minor, l.rounding_minor, l.replaces_leg_id, r.created_at_ms AS at_ms,
       r.cashier_id,
       (COALESCE(s.state, 'completed') = 'completed' AND r.exchange_sale_id IS NULL
         AND COALESCE(c.state, '') <> 'overpaid') AS of_sale,
       EXISTS (SELECT 1 FROM cash_repairs m LEFT JOIN cash_tenders t ON t.tender_id = m.cash_tender_id
         WHERE m.card_tender_id = l.tender_id AND (m.refund_leg_id = l.leg_id OR t.tender_id IS NOT NULL)) AS repairs,
       (l.kind = 'card' AND COALESCE(c.state, '') = 'overpaid') AS of_surplus,
       json_extract(c.state_json, '$.tipMinor') AS tip, json_extract(c.card_json, '$.brand') AS brand,
       CASE WHEN json_extract(c.card_json, '$.wallet') IS NULL THEN json_extract(c.card_json, '$.entryMode')
         ELSE 'wallet' END AS entry_mode
     FROM refunds r JOIN refund_legs l USING (refund_id) LEFT JOIN sales s ON s.sale_id = r.sale_id
       LEFT JOIN card_tenders c ON c.tender_id = l.tender_id
     WHERE r.created_at_ms >= ? AND r.created_at_ms < ? AND l.currency = ?
       AND (l.kind = 'cash' OR l.state IN ('pending', 'succeeded'))
     ORDER BY r.created_at_ms, l.leg_id`,
    span.fromMs,
    span.untilMs,
    span.currency,
  );
}

function paymentOfRefund(leg: RefundLegRow): PaymentFact {
  const isCash = leg.kind === 'cash';
  return {
    atMs: leg.at_ms,
    kind: leg.kind,
    brand: isCash ? null : leg.brand,
    entryMode: isCash ? null : leg.entry_mode,
    takenMinor: 0,
    givenBackMinor: leg.amount_minor + (isCash ? leg.rounding_minor : 0),
    // A card that is called cash gets back all that it paid, its tip too; other tips are found with the refund's lines.
    tipMinor: leg.repairs === 1 ? 0 - (leg.tip ?? 0) : 0,
    roundingMinor: isCash ? 0 - leg.rounding_minor : 0,
  };
}

/** The refunds of sales among these legs, each with what it was of. */
function refundFacts(db: Db, legs: readonly RefundLegRow[], categoryOf: CategoryOf): readonly RefundFact[] {
  const refunds = new Map<string, { leg: RefundLegRow; rootId: string; reachedMinor: number }>();
  for (const leg of legs) {
    if (leg.of_sale === 0 || leg.repairs === 1) continue;
    const rootId = rootOf(db, leg);
    const key = `${leg.refund_id} ${rootId}`;
    const before = refunds.get(key);
    refunds.set(key, {
      leg: before?.leg ?? leg,
      rootId,
      reachedMinor: (before?.reachedMinor ?? 0) + leg.amount_minor,
    });
  }
  return [...refunds.values()].map(({ leg, rootId, reachedMinor }) =>
    refundFact(db, { leg, rootId, reachedMinor }, categoryOf),
  );
}

/** The refund of which this leg makes good what failed; its own where it makes good none. */
function rootOf(db: Db, leg: Pick<RefundLegRow, 'refund_id' | 'replaces_leg_id'>): string {
  let { refund_id: rootId, replaces_leg_id: replaces } = leg;
  while (replaces !== null) {
    const before = db.get<{ readonly refund_id: string; readonly replaces_leg_id: string | null }>(
      'SELECT refund_id, replaces_leg_id FROM refund_legs WHERE leg_id = ?',
      replaces,
    );
    if (before === null) break;
    ({ refund_id: rootId, replaces_leg_id: replaces } = before);
  }
  return rootId;
}

type RefundedRow = {
  readonly product_id: string | null;
  readonly name: string;
  readonly quantity: number;
  readonly amount_minor: number;
  readonly tax_name: string;
  readonly tax_ppm: number;
  readonly tax_minor: number;
  readonly is_exempt: 0 | 1;
};

function refundFact(
  db: Db,
  {
    leg,
    rootId,
    reachedMinor,
  }: { readonly leg: RefundLegRow; readonly rootId: string; readonly reachedMinor: number },
  categoryOf: CategoryOf,
): RefundFact {
  const wholeMinor =
    db.get<{ readonly amount_minor: number }>('SELECT amount_minor FROM refunds WHERE refund_id = ?', rootId)
      ?.amount_minor ?? reachedMinor;
  const rows = db
    .all<RefundedRow>(
      `SELECT p.product_id, r.name, r.quantity, r.amount_minor, r.tax_name, r.tax_ppm, r.tax_minor,
         COALESCE(p.exempt = 1 OR (s.exempt_reason IS NOT NULL AND p.unit_price_minor >= 0), 0) AS is_exempt
       FROM refund_lines r LEFT JOIN sale_lines p ON p.line_id = r.line_id LEFT JOIN sales s ON s.sale_id = p.sale_id
       WHERE r.refund_id = ? ORDER BY r.position`,
      rootId,
    )
    .map((row) => ({ ...row, grossMinor: row.amount_minor, taxMinor: row.tax_minor }));
  const restMinor = Math.max(0, wholeMinor - rows.reduce((sum, row) => sum + row.amount_minor, 0));
  const shared = shareOfRefund(rows, restMinor, reachedMinor);
  // Beyond the lines it was a tip; where nothing says what was given back, it is no tip but a refund of something.
  const unknownMinor = rows.length === 0 ? shared.restMinor : 0;
  const isAgain = rootId !== leg.refund_id;
  return {
    atMs: leg.at_ms,
    cashierId: leg.cashier_id,
    amountMinor: rows.length === 0 ? reachedMinor : reachedMinor - shared.restMinor,
    tipMinor: rows.length === 0 ? 0 : shared.restMinor,
    lines: [
      ...shared.lines.map((row): ReportLine => ({
        key: keyOf(row.product_id, row.name),
        name: row.name,
        categoryId: categoryOf(row.product_id),
        // The goods came back once, with the refund itself.
        quantity: isAgain ? 0 : row.quantity,
        grossMinor: row.grossMinor,
      })),
      ...(unknownMinor === 0 ? [] : [unknown(unknownMinor)]),
    ],
    taxes: [
      ...shared.lines.map((row): ReportTax => ({
        name: row.tax_name,
        ratePpm: row.tax_ppm,
        isExempt: row.is_exempt === 1,
        netMinor: row.grossMinor - row.taxMinor,
        taxMinor: row.taxMinor,
      })),
      ...(unknownMinor === 0
        ? []
        : [{ name: '', ratePpm: 0, isExempt: false, netMinor: unknownMinor, taxMinor: 0 }]),
    ],
  };
}

/** Money back of which no line is on record: of another register's sale, or an amount alone. */
function unknown(grossMinor: number): ReportLine {
  return { key: '=', name: '', categoryId: null, quantity: 0, grossMinor };
}
