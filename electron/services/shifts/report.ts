import { accept, refuse, type Result, type ShiftReport } from '../../../shared/contract/index.ts';
import { soldPieces } from '../../../shared/domain/cart/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { findDrawerClose, findOpening, listCounts, readSums } from '../drawer/index.ts';
import { tipMinor, type TenderStore } from '../payments/index.ts';
import { readSales } from '../sales/index.ts';
import type { Shift } from '../staff/index.ts';
import { readShiftFacts } from './shift-facts.ts';
import { findClosedForOther, findOwner } from './whose.ts';

export type ReportSources = {
  readonly db: Db;
  readonly store: Pick<TenderStore, 'find' | 'findByIntent'>;
  readonly storeName: string;
  readonly register: string;
  readonly currency: string;
};

/**
 * What a shift came to until now, from what is recorded. `isBlind` leaves out all that would tell what lies in the drawer.
 * Amounts in minor units of the shop's currency; sales in another currency are not among them.
 */
export function readReport(
  from: ReportSources,
  shift: Shift,
  by: { readonly atMs: number; readonly name: string; readonly isBlind: boolean },
): ShiftReport {
  const { db, currency } = from;
  const { shiftId } = shift;
  const sums = sumSales(db, shiftId, currency);
  const owner = findOwner(db, shiftId);
  const opening = findOpening(db, shiftId);
  const drawer = readSums(db, shiftId, opening?.floatMinor ?? 0);
  const cash = readCash(db, shiftId);
  const refunds = readRefunds(db, shiftId, currency);
  const cards = readShiftFacts({ db, store: from.store }, shiftId).cards.flatMap(({ tender }) =>
    tender?.shiftId === shiftId && tender.currency === currency ? [tender] : [],
  );
  return {
    kind: 'X',
    shiftId,
    number: shift.number,
    storeName: from.storeName,
    register: from.register,
    currency: currencyCode(currency),
    openedAtMs: owner?.beganAtMs ?? shift.openedAtMs,
    openedByName: owner?.name ?? by.name,
    atMs: by.atMs,
    byName: by.name,
    // Each of these tells the cash to whoever takes the cards off.
    sales: by.isBlind ? { ...sums.sales, totalMinor: null, taxMinor: null } : sums.sales,
    taxes: by.isBlind ? [] : sums.taxes,
    tenders: [
      ...(cash.count === 0 || by.isBlind
        ? []
        : [
            {
              kind: 'cash' as const,
              brand: null,
              count: cash.count,
              amountMinor: minorUnits(drawer.cashInMinor),
            },
          ]),
      ...cardTenders(cards),
    ],
    tipsMinor: minorUnits(cards.reduce((sum, tender) => sum + tipMinor(tender), 0)),
    roundingMinor: by.isBlind ? null : minorUnits(cash.roundingMinor - refunds.roundingMinor),
    refunds: by.isBlind ? { ...refunds.view, cashMinor: null } : refunds.view,
    isBlind: by.isBlind,
    drawer: opening === null || by.isBlind ? null : viewSums(drawer),
    closed: null,
  };
}

/** Keeps what a shift was closed with. Call it inside the transaction that closes it, after its close is written. */
export function recordReport(
  db: Db,
  report: ShiftReport,
  auditHead: NonNullable<ShiftReport['closed']>['auditHead'],
): void {
  const { shiftId } = report;
  const row = db.get<{
    readonly till_minor: number;
    readonly stripe_minor: number;
    readonly accepted: number;
  }>(
    `SELECT till_minor, stripe_minor,
       (SELECT COUNT(*) FROM shift_lines l WHERE l.shift_id = c.shift_id AND l.kind <> 'matched') AS accepted
     FROM shift_closes c WHERE shift_id = ?`,
    shiftId,
  );
  const z: ShiftReport = {
    ...report,
    kind: 'Z',
    isBlind: false,
    closed: {
      tillMinor: minorUnits(row?.till_minor ?? 0),
      stripeMinor: minorUnits(row?.stripe_minor ?? 0),
      accepted: row?.accepted ?? 0,
      drawer: findDrawerClose(db, shiftId),
      counts: listCounts(db, shiftId),
      other: findClosedForOther(db, shiftId),
      auditHead,
    },
  };
  db.run('INSERT INTO shift_reports VALUES (?, ?)', shiftId, JSON.stringify(z));
}

/** The Z of a closed shift as it was kept. SHIFT_NOT_FOUND also for shifts that an older version closed without one. */
export function findReport(db: Db, shiftId: string): Result<ShiftReport> {
  const row = db.get<{ readonly report_json: string }>(
    'SELECT report_json FROM shift_reports WHERE shift_id = ?',
    shiftId,
  );
  if (row === null) return refuse('SHIFT_NOT_FOUND');
  const report = JSON.parse(row.report_json) as ShiftReport; // Written above.
  const { closed } = report;
  return accept(closed === null ? report : { ...report, closed: { ...LATER_ADDED, ...closed } });
}

/** What a Z of an older version does not say. */
const LATER_ADDED = { counts: [], other: null, auditHead: null };

/** Keeps an X as it was taken, for its paper. */
export function keepXReport(db: Db, xReportId: string, report: ShiftReport): void {
  db.run('INSERT INTO x_reports VALUES (?, ?, ?)', xReportId, report.shiftId, JSON.stringify(report));
}

export function findXReport(db: Db, xReportId: string): ShiftReport | null {
  const row = db.get<{ readonly report_json: string }>(
    'SELECT report_json FROM x_reports WHERE x_report_id = ?',
    xReportId,
  );
  return row === null ? null : (JSON.parse(row.report_json) as ShiftReport); // Written above.
}

type Sums = { readonly sales: ShiftReport['sales']; readonly taxes: ShiftReport['taxes'] };

function sumSales(db: Db, shiftId: string, currency: string): Sums {
  const rows = db.all<{ readonly sale_id: string; readonly state: string }>(
    "SELECT sale_id, state FROM sales WHERE shift_id = ? AND currency = ? AND state IN ('completed', 'voided')",
    shiftId,
    currency,
  );
  const completed = [
    ...readSales(
      db,
      rows.flatMap(({ sale_id: saleId, state }) => (state === 'completed' ? saleId : [])),
    ),
  ];
  type Row = { name: string; ratePpm: number; isExempt: boolean; net: number; tax: number };
  const taxes = new Map<string, Row>();
  for (const { totals } of completed) {
    for (const { name, ratePpm, isExempt, netMinor, taxMinor } of totals.taxes) {
      const key = `${name} ${String(ratePpm)} ${String(isExempt)}`;
      const before = taxes.get(key) ?? { name, ratePpm, isExempt, net: 0, tax: 0 };
      taxes.set(key, { ...before, net: before.net + netMinor, tax: before.tax + taxMinor });
    }
  }
  const sum = (of: (sale: (typeof completed)[number]) => number) =>
    minorUnits(completed.reduce((total, sale) => total + of(sale), 0));
  return {
    sales: {
      count: completed.length,
      items: completed.reduce((total, { cart }) => total + soldPieces(cart), 0),
      totalMinor: sum(({ totals }) => totals.totalMinor),
      taxMinor: sum(({ totals }) => totals.taxMinor),
      discountMinor: sum(
        ({ totals }) =>
          totals.discountMinor + totals.lines.reduce((total, line) => total + line.discountMinor, 0),
      ),
      voided: rows.length - completed.length,
    },
    taxes: [...taxes.values()]
      .toSorted((one, other) => other.ratePpm - one.ratePpm || Number(one.isExempt) - Number(other.isExempt))
      .map(({ name, ratePpm, isExempt, net, tax }) => ({
        name,
        ratePpm,
        isExempt,
        netMinor: minorUnits(net),
        taxMinor: minorUnits(tax),
      })),
  };
}

function cardTenders(cards: readonly NonNullable<ReturnType<TenderStore['find']>>[]): ShiftReport['tenders'] {
  const brands = new Map<string, { count: number; amount: number }>();
  for (const { state, charge } of cards) {
    if (state.state !== 'approved') continue;
    const brand = charge?.brand ?? 'unknown';
    const before = brands.get(brand) ?? { count: 0, amount: 0 };
    brands.set(brand, { count: before.count + 1, amount: before.amount + state.capturedMinor });
  }
  return [...brands]
    .toSorted(([, one], [, other]) => other.amount - one.amount)
    .map(([brand, { count, amount }]) => ({ kind: 'card', brand, count, amountMinor: minorUnits(amount) }));
}

function readCash(db: Db, shiftId: string): { readonly count: number; readonly roundingMinor: number } {
  const row = db.get<{ readonly count: number; readonly rounding: number }>(
    `SELECT COUNT(*) AS count, COALESCE(SUM(rounding_minor), 0) AS rounding FROM cash_tenders t WHERE shift_id = ?
       AND NOT EXISTS (SELECT 1 FROM tender_repairs r WHERE r.cash_tender_id = t.tender_id)`,
    shiftId,
  );
  return { count: row?.count ?? 0, roundingMinor: row?.rounding ?? 0 };
}

/** What went back of a card that no sale needed is in no sum, as what came by it is in none; cash left the drawer anyhow. */
function readRefunds(
  db: Db,
  shiftId: string,
  currency: string,
): { readonly view: ShiftReport['refunds']; readonly roundingMinor: number } {
  const row = db.get<{
    readonly count: number;
    readonly cash: number;
    readonly card: number;
    readonly rounding: number;
  }>(
    `SELECT COUNT(DISTINCT r.refund_id) AS count,
       COALESCE(SUM(CASE WHEN l.kind = 'cash' THEN l.amount_minor + l.rounding_minor ELSE 0 END), 0) AS cash,
       COALESCE(SUM(CASE WHEN l.kind = 'card' AND l.state IN ('pending', 'succeeded') THEN l.amount_minor ELSE 0 END), 0)
         AS card,
       COALESCE(SUM(CASE WHEN l.kind = 'cash' THEN l.rounding_minor ELSE 0 END), 0) AS rounding
     FROM refund_legs l JOIN refunds r USING (refund_id) LEFT JOIN card_tenders c ON c.tender_id = l.tender_id
     WHERE r.shift_id = ? AND l.currency = ? AND (l.kind = 'cash' OR COALESCE(c.state, '') <> 'overpaid')`,
    shiftId,
    currency,
  );
  return {
    view: {
      count: row?.count ?? 0,
      cashMinor: minorUnits(row?.cash ?? 0),
      cardMinor: minorUnits(row?.card ?? 0),
    },
    roundingMinor: row?.rounding ?? 0,
  };
}

function viewSums(sums: ReturnType<typeof readSums>): NonNullable<ShiftReport['drawer']> {
  return {
    floatMinor: minorUnits(sums.floatMinor),
    cashInMinor: minorUnits(sums.cashInMinor),
    cashOutMinor: minorUnits(sums.cashOutMinor),
    payInMinor: minorUnits(sums.payInMinor),
    payOutMinor: minorUnits(sums.payOutMinor),
    dropMinor: minorUnits(sums.dropMinor),
  };
}
