import {
  accept,
  refuse,
  type CardLeg,
  type CashLeg,
  type Mode,
  type Result,
  type TransactionDetail,
  type TransactionRow,
} from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { paymentIntentIdOf } from '../../../shared/domain/payment/index.ts';
import { listDisputesOf, type Dispute } from '../disputes/index.ts';
import { findCustomerOfSale } from '../customers/index.ts';
import type { Db } from '../db/index.ts';
import type { LongReads } from '../long-reads/index.ts';
import { listCashOfSale, tipMinor, viewCard, type CardTender, type TenderStore } from '../payments/index.ts';
import {
  isRepairedToCash,
  listRefundsOfSale,
  mayBecomeCash,
  refundTimeline,
  viewRefund,
} from '../refunds/index.ts';
import type { Timers } from '../ports.ts';
import { findStatus, takeSomeIntoSearch, type FoundSale, type SaleQuery } from '../sale-search/index.ts';
import { findSale, viewSale, type Sale } from '../sales/index.ts';

export type TransactionPorts = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly timers: Pick<Timers, 'sleep'>;
  readonly cashierName: (staffId: string) => string;
  readonly shiftNumber: (shiftId: string) => number;
  readonly reads: Pick<LongReads, 'read'>;
  /** Of the shop: what a typed amount is in. */
  readonly currency: () => string;
};

export type TransactionQuery = SaleQuery;

/** A page of the sales that somebody looks for, newest first. */
export async function listTransactions(
  ports: TransactionPorts,
  query: SaleQuery,
): Promise<{ readonly rows: TransactionRow[]; readonly next: number | null }> {
  // A till whose backlog is long goes on serving between the pieces.
  if (query.text !== '') while (!takeSomeIntoSearch(ports.db)) await ports.timers.sleep(0);
  const { found, next } = await ports.reads.read('sales.find', { ...query, currency: ports.currency() });
  return { rows: found.flatMap((sale) => rowFor(ports, sale)), next };
}

/** One sale with all its legs and everything that happened to them. */
export function getTransaction(ports: TransactionPorts, saleId: string): Result<TransactionDetail> {
  const sale = findSale(ports.db, saleId);
  const row = findStatus(ports.db, saleId);
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
    customer: findCustomerOfSale(ports.db, saleId),
    lines: view.lines,
    totals: view.totals,
    exemption: view.exemption,
    refunds: listRefundsOfSale(ports.db, saleId).map((refund) => viewRefund(views, refund)),
    approvals: [...approvalsOf(ports.db, saleId)],
    refundedMinor: minorUnits(row.refundedMinor),
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

function rowFor(ports: TransactionPorts, row: FoundSale): readonly TransactionRow[] {
  const sale = findSale(ports.db, row.saleId);
  if (sale === null) return [];
  const cards = ports.store
    .listOfSale(row.saleId)
    .filter((tender) => !isWithoutMoney(tender) && !isRepairedToCash(ports.db, tender.tenderId));
  const cash = listCashOfSale(ports.db, row.saleId);
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
      refundedMinor: minorUnits(row.refundedMinor),
      tenders: [
        ...cards.map((tender) => ({
          kind: 'card' as const,
          brand: tender.charge?.brand ?? null,
          last4: tender.charge?.last4 ?? null,
        })),
        ...cash.map(() => ({ kind: 'cash' as const, brand: null, last4: null })),
      ],
      customerName: findCustomerOfSale(ports.db, sale.saleId)?.name ?? null,
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
