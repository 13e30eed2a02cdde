import {
  accept,
  refuse,
  type CardLeg,
  type CashLeg,
  type Mode,
  type Result,
  type TransactionDetail,
  type TransactionRow,
  type TransactionStatus,
} from '../../../shared/contract/index.ts';
import { readReceiptCode } from '../../../shared/domain/receipt/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { paymentIntentIdOf } from '../../../shared/domain/payment/index.ts';
import { listDisputesOf, type Dispute } from '../disputes/index.ts';
import type { Db, SqlValue } from '../db/index.ts';
import { listCashOfSale, tipMinor, viewCard, type CardTender, type TenderStore } from '../payments/index.ts';
import {
  isRepairedToCash,
  listRefundsOfSale,
  mayBecomeCash,
  refundTimeline,
  viewRefund,
} from '../refunds/index.ts';
import { findSale, viewSale, type Sale } from '../sales/index.ts';

export type TransactionPorts = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly cashierName: (staffId: string) => string;
  readonly shiftNumber: (shiftId: string) => number;
};

export type TransactionQuery = {
  readonly text: string;
  readonly status: TransactionStatus | null;
  readonly before: string | null;
  readonly limit: number;
};

/**
 * What of a sale is with the customer again or on its way, by refunds of this till and by those that Stripe showed of
 * others. What was paid too much and given back is no refund of the sale, nor what went back to a card because cash had
 * paid.
 */
const REFUNDED_SQL = `(
  (SELECT COALESCE(SUM(l.amount_minor), 0) FROM refunds r JOIN refund_legs l USING (refund_id)
    LEFT JOIN card_tenders c ON c.tender_id = l.tender_id
    WHERE r.sale_id = s.sale_id AND COALESCE(c.state, '') <> 'overpaid'
      AND NOT EXISTS (SELECT 1 FROM cash_repairs m LEFT JOIN cash_tenders t ON t.tender_id = m.cash_tender_id
        WHERE m.card_tender_id = l.tender_id AND (m.refund_leg_id = l.leg_id OR t.tender_id IS NOT NULL))
      AND l.state NOT IN ('failed', 'cancelled', 'refused', 'withdrawn'))
  + (SELECT COALESCE(SUM(e.amount_minor), 0) FROM refunds_elsewhere e
    JOIN card_tenders c ON c.payment_intent_id = e.payment_intent_id
    WHERE c.sale_id = s.sale_id AND c.state = 'approved' AND e.status NOT IN ('failed', 'canceled')))`;

/** One status per sale, worst news first. The same words in SQL as on the screen. */
const STATUS_SQL = `CASE
  WHEN EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id AND c.state = 'overpaid') THEN 'overpaid'
  WHEN EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id
    AND c.reconciliation IN ('mismatched', 'missing-at-stripe')) THEN 'mismatch'
  WHEN EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id
    AND c.state IN ('in-doubt', 'decided-by-manager')) THEN 'in-doubt'
  WHEN EXISTS (SELECT 1 FROM refunds r JOIN refund_legs l USING (refund_id) WHERE r.sale_id = s.sale_id
    AND l.state IN ('failed', 'cancelled')
    AND NOT EXISTS (SELECT 1 FROM refund_legs g WHERE g.replaces_leg_id = l.leg_id)) THEN 'refund-failed'
  WHEN s.state = 'completed' AND s.total_minor > 0 AND ${REFUNDED_SQL} >= s.total_minor THEN 'refunded'
  WHEN s.state = 'completed' AND ${REFUNDED_SQL} > 0 THEN 'part-refunded'
  WHEN s.state = 'completed' THEN 'paid'
  WHEN s.state = 'voided' THEN 'voided'
  ELSE 'in-progress' END`;

type ListRow = {
  readonly sale_id: string;
  readonly opened_at_ms: number;
  readonly status: TransactionStatus;
  readonly refunded_minor: number;
};

/** Sales, newest first. The text may be a number, a receipt, an amount, last four digits, an intent id or a product. */
export function listTransactions(
  ports: TransactionPorts,
  query: TransactionQuery,
): { readonly rows: TransactionRow[]; readonly next: string | null } {
  const conditions: string[] = ["(s.state <> 'open' OR s.current = 0)"];
  const values: SqlValue[] = [];
  if (query.text !== '') {
    const like = `%${query.text.replaceAll(/[%_\\]/gu, (sign) => `\\${sign}`)}%`;
    const amount = amountIn(query.text);
    conditions.push(`(CAST(s.number AS TEXT) = ? OR s.receipt_number LIKE ? ESCAPE '\\' OR s.total_minor = ?
      OR EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id
        AND (c.payment_intent_id = ? OR json_extract(c.card_json, '$.last4') = ?))
      OR EXISTS (SELECT 1 FROM sale_lines l WHERE l.sale_id = s.sale_id AND l.name LIKE ? ESCAPE '\\'))`);
    const intentId = readReceiptCode(query.text) ?? query.text;
    values.push(query.text, like, amount ?? -1, intentId, query.text, like);
  }
  if (query.status !== null) {
    conditions.push(`${STATUS_SQL} = ?`);
    values.push(query.status);
  }
  const cursor = query.before === null ? null : readPlace(query.before);
  if (cursor !== null) {
    conditions.push('(s.opened_at_ms, s.sale_id) < (?, ?)');
    values.push(cursor.openedAtMs, cursor.saleId);
  }
  const rows = ports.db.all<ListRow>(
    `SELECT s.sale_id, s.opened_at_ms, ${STATUS_SQL} AS status, ${REFUNDED_SQL} AS refunded_minor FROM sales s
     WHERE ${conditions.join(' AND ')} ORDER BY s.opened_at_ms DESC, s.sale_id DESC LIMIT ?`,
    ...values,
    query.limit + 1,
  );
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    rows: page.flatMap((row) => rowFor(ports, row)),
    next: last === undefined ? null : `${String(last.opened_at_ms)}|${last.sale_id}`,
  };
}

/** One sale with all its legs and everything that happened to them. */
export function getTransaction(ports: TransactionPorts, saleId: string): Result<TransactionDetail> {
  const sale = findSale(ports.db, saleId);
  const row = ports.db.get<ListRow>(
    `SELECT s.sale_id, s.opened_at_ms, ${STATUS_SQL} AS status, ${REFUNDED_SQL} AS refunded_minor FROM sales s WHERE s.sale_id = ?`,
    saleId,
  );
  if (sale === null || row === null) return refuse('SALE_NOT_FOUND');
  const view = viewSale(sale);
  const views = { db: ports.db, tenders: ports.store, cashierName: ports.cashierName };
  return accept({
    saleId,
    number: sale.number,
    receiptNumber: sale.receiptNumber,
    status: row.status,
    mode: modeOf(sale),
    currency: sale.cart.currency,
    openedAtMs: sale.openedAtMs,
    completedAtMs: sale.completedAtMs,
    cashierName: ports.cashierName(sale.cashierId),
    register: sale.register,
    shiftNumber: ports.shiftNumber(sale.shiftId),
    lines: view.lines,
    totals: view.totals,
    exemption: view.exemption,
    refunds: listRefundsOfSale(ports.db, saleId).map((refund) => viewRefund(views, refund)),
    approvals: [...approvalsOf(ports.db, saleId)],
    refundedMinor: minorUnits(row.refunded_minor),
    legs: [
      ...ports.store.listOfSale(saleId).map((tender) => cardLeg(ports, tender)),
      ...listCashOfSale(ports.db, saleId).map((tender): CashLeg => ({
        tenderId: tender.tenderId,
        kind: 'cash',
        amountMinor: minorUnits(tender.amountMinor),
        tenderedMinor: minorUnits(tender.tenderedMinor),
        changeMinor: minorUnits(tender.changeMinor),
        atMs: tender.atMs,
        givenBackAtMs: tender.givenBackAtMs,
      })),
    ],
  });
}

/** Approvals of the sale itself, of its card tenders and of its refunds. */
function approvalsOf(db: Db, saleId: string): TransactionDetail['approvals'] {
  return db
    .all<{
      readonly approval_id: string;
      readonly at_ms: number;
      readonly staff_name: string;
      readonly asked_by_name: string | null;
      readonly reason: string;
    }>(
      `SELECT * FROM approvals WHERE subject_id = ?
         OR subject_id IN (SELECT tender_id FROM card_tenders WHERE sale_id = ?)
         OR subject_id IN (SELECT l.leg_id FROM refund_legs l JOIN refunds r USING (refund_id) WHERE r.sale_id = ?)
       ORDER BY at_ms, approval_id`,
      saleId,
      saleId,
      saleId,
    )
    .map((row) => ({
      approvalId: row.approval_id,
      atMs: row.at_ms,
      by: row.staff_name,
      askedBy: row.asked_by_name,
      reason: row.reason,
    }));
}

function rowFor(ports: TransactionPorts, row: ListRow): readonly TransactionRow[] {
  const sale = findSale(ports.db, row.sale_id);
  if (sale === null) return [];
  const cards = ports.store
    .listOfSale(row.sale_id)
    .filter((tender) => !isWithoutMoney(tender) && !isRepairedToCash(ports.db, tender.tenderId));
  const cash = listCashOfSale(ports.db, row.sale_id);
  return [
    {
      saleId: sale.saleId,
      number: sale.number,
      receiptNumber: sale.receiptNumber,
      status: row.status,
      atMs: sale.completedAtMs ?? sale.openedAtMs,
      cashierName: ports.cashierName(sale.cashierId),
      currency: sale.cart.currency,
      totalMinor: sale.totals.totalMinor,
      refundedMinor: minorUnits(row.refunded_minor),
      tenders: [
        ...cards.map((tender) => ({
          kind: 'card' as const,
          brand: tender.charge?.brand ?? null,
          last4: tender.charge?.last4 ?? null,
        })),
        ...cash.map(() => ({ kind: 'cash' as const, brand: null, last4: null })),
      ],
      itemSummary: sale.cart.lines
        .slice(0, 3)
        .map((line) => (line.quantity === 1 ? line.name : `${String(line.quantity)} ${line.name}`))
        .join(', '),
    },
  ];
}

function asCashOf(db: Db, tender: CardTender): CardLeg['asCash'] {
  if (isRepairedToCash(db, tender.tenderId)) return 'done';
  return mayBecomeCash(db, tender) ? 'possible' : 'no';
}

function isWithoutMoney(tender: CardTender): boolean {
  return tender.state.state === 'cancelled' || tender.state.state === 'hold-released';
}

function cardLeg(ports: TransactionPorts, tender: CardTender): CardLeg {
  const intentId = paymentIntentIdOf(tender.state);
  const journal = ports.store.listJournal(tender.tenderId);
  return {
    tenderId: tender.tenderId,
    kind: 'card',
    state: tender.state.state,
    amountMinor: minorUnits(tender.amountMinor),
    capturedMinor: tender.capturedMinor === null ? null : minorUnits(tender.capturedMinor),
    tipMinor: minorUnits(tipMinor(tender)),
    decision: tender.decision,
    asCash: asCashOf(ports.db, tender),
    card: isWithoutMoney(tender) ? null : viewCard(tender.charge),
    attempts: journal.filter((entry) => entry.kind === 'reader-armed').length,
    stripe_payment_intent_id: intentId,
    chargeId: tender.charge?.chargeId ?? null,
    dashboardUrl: intentId === null ? null : dashboardUrl(tender.mode, intentId),
    reconciliation: {
      state: tender.reconciliation,
      source: tender.reconciledSource,
      atMs: tender.reconciledAtMs,
      why: tender.reconciledWhy,
    },
    disputes: intentId === null ? [] : listDisputesOf(ports.db, intentId).map(viewDispute),
    witnesses: { stripeAtMs: tender.stripeAtMs, tillAtMs: tender.tillAtMs, webhookAtMs: tender.webhookAtMs },
    timeline: [...journal, ...refundTimeline(ports.db, tender.tenderId)].toSorted(
      (one, other) => one.atMs - other.atMs,
    ),
  };
}

function viewDispute(dispute: Dispute): CardLeg['disputes'][number] {
  const { disputeId, amountMinor, status, reason, dueAtMs } = dispute;
  return { disputeId, amountMinor: minorUnits(amountMinor), status, reason, dueAtMs };
}

function dashboardUrl(mode: Mode, intentId: string): string | null {
  if (mode === 'training') return null;
  return `https://dashboard.stripe.com/${mode === 'test' ? 'test/' : ''}payments/${intentId}`;
}

/** Before keys are set a sale has no Stripe mode; nothing of it can be anywhere but here. */
function modeOf(sale: Sale): Mode {
  return sale.mode === 'none' ? 'test' : sale.mode;
}

function amountIn(text: string): number | null {
  const match = /^\D?\s?(\d{1,7})[.,](\d{2})\s?\D?$/u.exec(text);
  return match === null ? null : Number(`${match[1] ?? ''}${match[2] ?? ''}`);
}

function readPlace(text: string): { readonly openedAtMs: number; readonly saleId: string } | null {
  const match = /^(\d{1,16})\|([\w-]{1,64})$/u.exec(text);
  return match === null ? null : { openedAtMs: Number(match[1]), saleId: match[2] ?? '' };
}
