import {
  grossOfLines,
  shareOfRefund,
  type PaymentFact,
  type RefundFact,
  type ReportFacts,
  type ReportLine,
  type ReportTax,
  type SaleFact,
} from '../../../shared/domain/report/index.ts';
import type { Db } from '../db/index.ts';
import { findSale, type Sale } from '../sales/index.ts';

/** From `fromMs` on and before `untilMs`, in one currency. */
export type Span = { readonly fromMs: number; readonly untilMs: number; readonly currency: string };

/** Everything of a span that a report adds up. */
export function readFacts(db: Db, span: Span): ReportFacts {
  const categoryOf = readCategories(db);
  const refunds = readRefundLegs(db, span);
  return {
    sales: readSales(db, span, categoryOf),
    refunds: refundFacts(db, refunds, categoryOf),
    payments: [...readCash(db, span), ...readCards(db, span), ...refunds.map(paymentOfRefund)],
    voided:
      db.get<{ readonly count: number }>(
        `SELECT COUNT(*) AS count FROM sales WHERE state = 'voided' AND currency = ?
         AND COALESCE(completed_at_ms, opened_at_ms) >= ? AND COALESCE(completed_at_ms, opened_at_ms) < ?`,
        span.currency,
        span.fromMs,
        span.untilMs,
      )?.count ?? 0,
  };
}

type CategoryOf = (productId: string | null) => string | null;

function readCategories(db: Db): CategoryOf {
  const rows = db.all<{ readonly product_id: string; readonly category_id: string | null }>(
    'SELECT product_id, category_id FROM products WHERE category_id IS NOT NULL',
  );
  const categories = new Map(rows.map((row) => [row.product_id, row.category_id]));
  return (productId) => (productId === null ? null : (categories.get(productId) ?? null));
}

function readSales(db: Db, span: Span, categoryOf: CategoryOf): readonly SaleFact[] {
  return db
    .all<{ readonly sale_id: string; readonly at_ms: number }>(
      `SELECT sale_id, completed_at_ms AS at_ms FROM sales
       WHERE COALESCE(completed_at_ms, opened_at_ms) >= ? AND COALESCE(completed_at_ms, opened_at_ms) < ?
         AND state = 'completed' AND currency = ? ORDER BY number`,
      span.fromMs,
      span.untilMs,
      span.currency,
    )
    .flatMap((row) => {
      const sale = findSale(db, row.sale_id);
      return sale === null ? [] : [saleFact(sale, row.at_ms, categoryOf)];
    });
}

function saleFact(sale: Sale, atMs: number, categoryOf: CategoryOf): SaleFact {
  const { totals, cart } = sale;
  const gross = grossByLine(sale);
  return {
    atMs,
    cashierId: sale.cashierId,
    totalMinor: totals.totalMinor,
    discountMinor: totals.discountMinor + totals.lines.reduce((total, line) => total + line.discountMinor, 0),
    itemCount: totals.itemCount,
    lines: cart.lines.map((line): ReportLine => ({
      key: keyOf(line.productId, line.name),
      name: line.name,
      categoryId: categoryOf(line.productId),
      quantity: line.quantity,
      grossMinor: gross.get(line.lineId) ?? 0,
    })),
    taxes: totals.taxes.map(({ name, ratePpm, netMinor, taxMinor }) => ({
      name,
      ratePpm,
      netMinor,
      taxMinor,
    })),
  };
}

/** What each line of a sale was paid with, tax included. */
function grossByLine({ cart, totals }: Sale): ReadonlyMap<string, number> {
  const bases = new Map(totals.lines.map((line) => [line.lineId, line.totalMinor - line.orderDiscountMinor]));
  if (cart.pricesIncludeTax) return bases;
  const gross = new Map<string, number>();
  for (const tax of totals.taxes) {
    const lines = cart.lines.filter(
      ({ taxRate }) => taxRate.id === tax.rateId && taxRate.ratePpm === tax.ratePpm,
    );
    const amounts = grossOfLines(
      lines.map(({ lineId }) => bases.get(lineId) ?? 0),
      tax.taxMinor,
    );
    lines.forEach(({ lineId }, index) => gross.set(lineId, amounts[index] ?? 0));
  }
  return gross;
}

/** A product by its id; what was typed in by its name. */
function keyOf(productId: string | null, name: string): string {
  return productId ?? `=${name}`;
}

function readCash(db: Db, span: Span): readonly PaymentFact[] {
  const cash = {
    kind: 'cash' as const,
    brand: null,
    entryMode: null,
    tipMinor: 0,
  };
  const taken = db
    .all<{ readonly at_ms: number; readonly amount: number; readonly rounding: number }>(
      `SELECT at_ms, amount_minor + rounding_minor AS amount, rounding_minor AS rounding FROM cash_tenders t
       WHERE at_ms >= ? AND at_ms < ? AND currency = ?
         AND NOT EXISTS (SELECT 1 FROM tender_repairs r WHERE r.cash_tender_id = t.tender_id)`,
      span.fromMs,
      span.untilMs,
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
  return db
    .all<{
      readonly at_ms: number;
      readonly captured: number;
      readonly tip: number | null;
      readonly brand: string | null;
      readonly entry_mode: string | null;
    }>(
      `SELECT created_at_ms AS at_ms, json_extract(state_json, '$.capturedMinor') AS captured,
         json_extract(state_json, '$.tipMinor') AS tip, json_extract(card_json, '$.brand') AS brand,
         CASE WHEN json_extract(card_json, '$.wallet') IS NULL THEN json_extract(card_json, '$.entryMode') ELSE 'wallet' END
           AS entry_mode
       FROM card_tenders WHERE created_at_ms >= ? AND created_at_ms < ? AND state = 'approved' AND currency = ?`,
      span.fromMs,
      span.untilMs,
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
      `SELECT p.product_id, r.name, r.quantity, r.amount_minor, r.tax_name, r.tax_ppm, r.tax_minor FROM refund_lines r
       LEFT JOIN sale_lines p ON p.line_id = r.line_id WHERE r.refund_id = ? ORDER BY r.position`,
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
        netMinor: row.grossMinor - row.taxMinor,
        taxMinor: row.taxMinor,
      })),
      ...(unknownMinor === 0 ? [] : [{ name: '', ratePpm: 0, netMinor: unknownMinor, taxMinor: 0 }]),
    ],
  };
}

/** Money back of which no line is on record: of another register's sale, or an amount alone. */
function unknown(grossMinor: number): ReportLine {
  return { key: '=', name: '', categoryId: null, quantity: 0, grossMinor };
}
