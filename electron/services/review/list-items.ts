import type { ReviewItem, ReviewSeverity } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { listOverpaid, listTwins, viewCard, type CardTender, type TenderStore } from '../payments/index.ts';
import type { OrphanRow, Strays } from '../reconciliation/index.ts';
import type { RefundLeg, Refunds } from '../refunds/index.ts';
import { currencyOf, earlierSideOf, itemsOf, makeItem, saleSideOf, stripeSideOf } from './item-parts.ts';
import { findSale } from '../sales/index.ts';

export type ItemSources = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly strays: Pick<Strays, 'listOpen'>;
  readonly refunds: Pick<Refunds, 'listRefundTrouble'>;
  readonly currency: () => string;
  /** Where the journal's chain is broken; null while all that was looked at is whole. */
  readonly journalDamage: () => { readonly journalId: number; readonly foundAtMs: number } | null;
  readonly nowMs: () => number;
};

const HOUR_MS = 3_600_000;
/** Duplicates older than this are history: somebody who was charged twice has asked for the money by then. */
const TWINS_FOR_MS = 7 * 24 * HOUR_MS;
const HOLD_ALARM_MS = 24 * HOUR_MS;
const ORDER: readonly ReviewSeverity[] = ['critical', 'high', 'medium', 'low'];

/** What hangs on the database alone, and on tables that few sales write to. */
export function listSteadyItems(from: ItemSources): readonly ReviewItem[] {
  return [
    ...from.strays.listOpen().map((orphan) => orphanItem(from.db, orphan)),
    ...listRefundItems(from),
    ...listRefundedElsewhere(from),
    ...listDisputes(from),
  ];
}

/** Everything that waits for a person, computed from what is on the disk: worst first, then oldest first. */
export function listItems(from: ItemSources, steady: readonly ReviewItem[]): readonly ReviewItem[] {
  const items = [
    ...steady,
    ...listOverpaidItems(from),
    ...listTroubledTenders(from).map((tender) => tenderItem(from.db, tender)),
    ...listLapsingHolds(from),
    ...listDuplicates(from),
    ...listDamage(from),
  ];
  return items.toSorted(
    (one, other) =>
      ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) ||
      one.foundAtMs - other.foundAtMs ||
      one.itemId.localeCompare(other.itemId),
  );
}

function orphanItem(db: Db, orphan: OrphanRow): ReviewItem {
  const sale = findSale(db, orphan.metadata['sale'] ?? '');
  const { paymentIntentId, captured } = orphan;
  return makeItem({
    itemId: `orphan:${paymentIntentId}`,
    kind: 'orphan',
    severity: 'critical',
    foundAtMs: orphan.foundAtMs,
    money: captured ? 'at-stripe' : 'on-hold',
    amountMinor: minorUnits(orphan.amountMinor - orphan.refundedMinor),
    currency: currencyOf(orphan.currency),
    stripe: {
      paymentIntentId,
      amountMinor: minorUnits(orphan.amountMinor),
      atMs: orphan.createdAtMs,
      register: orphan.register,
      card: viewCard(orphan.charge),
    },
    // The journal may still know the cart, although the sale did not get this money.
    sale: sale === null ? null : { ...saleSideOf(db, sale.saleId), ...sideOfCart(sale) },
    actions: captured
      ? ['adopt', 'repair-tender', 'refund', 'dismiss']
      : ['release-hold', 'adopt', 'dismiss'],
  });
}

function sideOfCart(sale: NonNullable<ReturnType<typeof findSale>>): NonNullable<ReviewItem['sale']> {
  return {
    saleId: sale.saleId,
    number: sale.number,
    amountMinor: sale.totals.totalMinor,
    atMs: sale.openedAtMs,
    items: itemsOf(sale.cart.lines),
  };
}

/** Money that no sale needs and that has not gone back yet. */
function listOverpaidItems(from: ItemSources): readonly ReviewItem[] {
  return listOverpaid(from.db).flatMap((overpaid) => {
    const left = overpaid.surplusMinor - refundedMinor(from.db, overpaid.tenderId);
    const tender = from.store.find(overpaid.tenderId);
    if (tender === null || left <= 0) return [];
    return makeItem({
      itemId: `overpaid:${overpaid.tenderId}`,
      kind: 'overpaid',
      severity: 'critical',
      foundAtMs: overpaid.sinceMs,
      money: 'at-stripe',
      amountMinor: minorUnits(left),
      currency: currencyOf(overpaid.currency),
      stripe: stripeSideOf(tender),
      sale: saleSideOf(from.db, overpaid.saleId),
      actions: ['refund', 'open-sale', 'dismiss'],
    });
  });
}

/** Tenders about which Stripe and this till differ. Those that are overpaid have an item of their own. */
function listTroubledTenders(from: ItemSources): readonly CardTender[] {
  return from.db
    .all<{ readonly tender_id: string }>(
      `SELECT tender_id FROM card_tenders
       WHERE reconciliation IN ('mismatched', 'missing-at-stripe') AND state <> 'overpaid'`,
    )
    .flatMap(({ tender_id }) => from.store.find(tender_id) ?? []);
}

function tenderItem(db: Db, tender: CardTender): ReviewItem {
  const foundAtMs = tender.reconciledAtMs ?? tender.changedAtMs;
  const common = {
    foundAtMs,
    currency: currencyOf(tender.currency),
    sale: saleSideOf(db, tender.saleId),
  };
  const missing = tender.reconciliation === 'missing-at-stripe';
  const uncaptured = tender.reconciledWhy === 'not-captured';
  const received = tender.stripeReceivedMinor ?? 0;
  return makeItem({
    ...common,
    itemId: `${missing ? 'missing' : 'mismatch'}:${tender.tenderId}:${tender.reconciledWhy ?? 'state'}`,
    kind: missing ? 'missing-at-stripe' : 'mismatch',
    severity: missing ? 'critical' : 'high',
    why: tender.reconciledWhy,
    money: missing ? 'not-at-stripe' : uncaptured ? 'on-hold' : received > 0 ? 'at-stripe' : 'not-known',
    amountMinor: minorUnits(missing ? tender.amountMinor : received - (tender.capturedMinor ?? 0)),
    stripe: missing ? null : stripeSideOf(tender),
    actions: ['check-with-stripe', 'open-sale', 'dismiss'],
  });
}

/** What a bank holds and nobody took yet, while there is still time. */
function listLapsingHolds(from: ItemSources): readonly ReviewItem[] {
  const alarmMs = from.nowMs() + HOLD_ALARM_MS;
  return from.db
    .all<{ readonly tender_id: string; readonly capture_before_ms: number }>(
      `SELECT tender_id, capture_before_ms FROM card_tenders
       WHERE state = 'to-capture' AND capture_before_ms IS NOT NULL`,
    )
    .flatMap((row) => {
      const tender = row.capture_before_ms <= alarmMs ? from.store.find(row.tender_id) : null;
      if (tender === null) return [];
      return makeItem({
        itemId: `hold:${tender.tenderId}`,
        kind: 'hold-lapsing',
        severity: 'critical',
        foundAtMs: row.capture_before_ms - HOLD_ALARM_MS,
        dueAtMs: row.capture_before_ms,
        money: 'on-hold',
        amountMinor: minorUnits(tender.amountMinor),
        currency: currencyOf(tender.currency),
        stripe: stripeSideOf(tender),
        sale: saleSideOf(from.db, tender.saleId),
        actions: ['check-with-stripe', 'open-sale'],
      });
    });
}

function listDuplicates(from: ItemSources): readonly ReviewItem[] {
  // By the hour, so that the answer holds from one look to the next.
  const since = from.nowMs() - TWINS_FOR_MS;
  return listTwins(from.db, since - (since % HOUR_MS)).flatMap(({ tenderId, earlierTenderId }) => {
    const tender = from.store.find(tenderId);
    // Once its money went back, nobody has to look any more.
    if (tender === null || refundedMinor(from.db, tenderId) >= tender.amountMinor) return [];
    return makeItem({
      itemId: `duplicate:${tenderId}`,
      kind: 'duplicate',
      severity: 'high',
      foundAtMs: tender.stripeAtMs ?? tender.changedAtMs,
      money: tender.state.state === 'to-capture' ? 'on-hold' : 'at-stripe',
      amountMinor: minorUnits(tender.amountMinor),
      currency: currencyOf(tender.currency),
      stripe: stripeSideOf(tender),
      sale: saleSideOf(from.db, tender.saleId),
      earlier: earlierSideOf(from.db, from.store.find(earlierTenderId)),
      actions: ['open-sale', 'dismiss'],
    });
  });
}

function refundedMinor(db: Db, tenderId: string): number {
  return (
    db.get<{ readonly sum: number | null }>(
      "SELECT SUM(amount_minor) AS sum FROM refund_legs WHERE tender_id = ? AND state IN ('pending', 'succeeded')",
      tenderId,
    )?.sum ?? 0
  );
}

function listRefundItems(from: ItemSources): readonly ReviewItem[] {
  return from.refunds
    .listRefundTrouble()
    .filter(({ leg }) => leg.state.state !== 'in-doubt')
    .map(({ refund, leg }) =>
      makeItem({
        itemId: `refund:${leg.legId}`,
        kind: 'refund-failed',
        severity: 'high',
        foundAtMs: leg.changedAtMs,
        money: 'at-stripe',
        amountMinor: minorUnits(leg.amountMinor),
        currency: currencyOf(leg.currency),
        stripe: {
          paymentIntentId: leg.paymentIntentId,
          amountMinor: minorUnits(leg.amountMinor),
          atMs: leg.changedAtMs,
          register: refund.register,
          card: viewCard(leg.tenderId === null ? null : (from.store.find(leg.tenderId)?.charge ?? null)),
        },
        sale: saleSideOf(from.db, refund.saleId),
        detail: troubleOf(leg.state),
        actions: refund.saleId === null ? ['dismiss'] : ['open-sale', 'dismiss'],
      }),
    );
}

function troubleOf(state: RefundLeg['state']): string {
  if (state.state === 'failed') return state.reason;
  return state.state === 'refused' ? state.code : state.state;
}

/** Refunds of this till's payments that somebody made at Stripe: the goods and the drawer know nothing of them. */
function listRefundedElsewhere(from: ItemSources): readonly ReviewItem[] {
  return from.db
    .all<{
      readonly stripe_refund_id: string;
      readonly payment_intent_id: string;
      readonly amount_minor: number;
      readonly seen_at_ms: number;
    }>(
      `SELECT stripe_refund_id, payment_intent_id, amount_minor, seen_at_ms FROM refunds_elsewhere
       WHERE status NOT IN ('failed', 'canceled')`,
    )
    .flatMap((row) => {
      const tender = from.store.findByIntent(row.payment_intent_id);
      if (tender === null) return [];
      return makeItem({
        itemId: `refunded-elsewhere:${row.stripe_refund_id}`,
        kind: 'refunded-elsewhere',
        severity: 'medium',
        foundAtMs: row.seen_at_ms,
        money: 'given-back',
        amountMinor: minorUnits(row.amount_minor),
        currency: currencyOf(tender.currency),
        stripe: stripeSideOf(tender),
        sale: saleSideOf(from.db, tender.saleId),
        detail: row.stripe_refund_id,
        actions: ['open-sale', 'dismiss'],
      });
    });
}

/** Disputes that need an answer, and those that were lost: the bank took the money back. */
function listDisputes(from: ItemSources): readonly ReviewItem[] {
  return from.db
    .all<DisputeRow>(
      `SELECT * FROM disputes
       WHERE status IN ('needs_response', 'warning_needs_response', 'appeal_needs_response', 'lost')`,
    )
    .flatMap((row) => {
      const tender = row.payment_intent_id === null ? null : from.store.findByIntent(row.payment_intent_id);
      if (tender === null && !isOurStray(from.db, row.payment_intent_id)) return [];
      return makeItem({
        itemId: `dispute:${row.dispute_id}:${row.status}`,
        kind: 'dispute',
        severity: row.status === 'lost' ? 'medium' : 'high',
        foundAtMs: row.created_at_ms,
        dueAtMs: row.status === 'lost' ? null : row.due_at_ms,
        money: row.status.startsWith('warning') ? 'at-stripe' : 'taken-back-by-bank',
        amountMinor: minorUnits(row.amount_minor),
        currency: currencyOf(row.currency),
        stripe: tender === null ? null : stripeSideOf(tender),
        sale: saleSideOf(from.db, tender?.saleId ?? null),
        detail: row.reason,
        actions: tender === null ? ['dismiss'] : ['open-sale', 'dismiss'],
      });
    });
}

type DisputeRow = {
  readonly dispute_id: string;
  readonly status: string;
  readonly reason: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly due_at_ms: number | null;
  readonly created_at_ms: number;
  readonly payment_intent_id: string | null;
};

function isOurStray(db: Db, paymentIntentId: string | null): boolean {
  const orphan = "SELECT 1 FROM orphans WHERE payment_intent_id = ? AND state <> 'elsewhere'";
  return db.get(orphan, paymentIntentId) !== null;
}

function listDamage(from: ItemSources): readonly ReviewItem[] {
  const items: ReviewItem[] = [];
  const currency = currencyOf(from.currency());
  const damage = from.journalDamage();
  if (damage !== null) {
    items.push(
      makeItem({
        itemId: `journal:${String(damage.journalId)}`,
        kind: 'journal-damaged',
        severity: 'critical',
        foundAtMs: damage.foundAtMs,
        money: 'not-known',
        currency,
        count: damage.journalId,
        actions: ['check-with-stripe', 'dismiss'],
      }),
    );
  }
  const forged = from.db.get<{ readonly count: number; readonly last_at_ms: number }>(
    'SELECT count, last_at_ms FROM forged_events WHERE id = 1',
  );
  if (forged !== null) {
    items.push(
      makeItem({
        itemId: `forged:${String(forged.count)}`,
        kind: 'forged-events',
        severity: 'medium',
        foundAtMs: forged.last_at_ms,
        money: 'none',
        currency,
        count: forged.count,
        actions: ['dismiss'],
      }),
    );
  }
  return items;
}
