import { dayOf, hourOf } from '../calendar/index.ts';
import type { PaymentFact, ReportFacts, ReportLine } from './facts.ts';

/** What one group of sales came to. `count`: sales, or lines where products and categories are counted. */
export type SalesRow = {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  readonly quantity: number;
  readonly grossMinor: number;
  readonly refundsMinor: number;
  readonly netMinor: number;
};

/** How much came in and went out by one way of paying. */
export type PaymentRow = {
  readonly key: string;
  readonly count: number;
  readonly takenMinor: number;
  readonly givenBackMinor: number;
  readonly netMinor: number;
};

/** One tax rate: what was sold under it, less what was given back. What is exempt of a rate stands by itself. */
export type TaxRow = {
  readonly name: string;
  readonly ratePpm: number;
  readonly isExempt: boolean;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
};

export type ReportTotals = {
  readonly sales: number;
  readonly items: number;
  readonly grossMinor: number;
  readonly refunds: number;
  readonly refundsMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly discountMinor: number;
  readonly tipsMinor: number;
  readonly roundingMinor: number;
  readonly takenMinor: number;
  readonly givenBackMinor: number;
  readonly voided: number;
  /** What others than this till gave back to cards of its sales. It is in no other figure. */
  readonly elsewhereMinor: number;
};

export type SalesReport = {
  readonly totals: ReportTotals;
  readonly hours: readonly SalesRow[];
  readonly days: readonly SalesRow[];
  readonly cashiers: readonly SalesRow[];
  readonly products: readonly SalesRow[];
  readonly categories: readonly SalesRow[];
  readonly taxes: readonly TaxRow[];
  readonly tenders: readonly PaymentRow[];
  readonly brands: readonly PaymentRow[];
  readonly entryModes: readonly PaymentRow[];
};

/** Whatever has no category. */
export const NO_CATEGORY = '';

/** Adds facts up, exactly: the groups of each table come to the totals. */
export function makeReport(facts: ReportFacts): SalesReport {
  const { sales, refunds, payments } = facts;
  const sum = <Fact>(of: readonly Fact[], amount: (fact: Fact) => number): number =>
    of.reduce((total, fact) => total + amount(fact), 0);
  const grossMinor = sum(sales, ({ totalMinor }) => totalMinor);
  const refundsMinor = sum(refunds, ({ amountMinor }) => amountMinor);
  const taxes = taxRows(facts);
  const cards = payments.filter(({ kind }) => kind === 'card');
  return {
    totals: {
      sales: sales.length,
      items: sum(sales, ({ itemCount }) => itemCount),
      grossMinor,
      refunds: refunds.length,
      refundsMinor,
      netMinor: grossMinor - refundsMinor,
      taxMinor: sum(taxes, ({ taxMinor }) => taxMinor),
      discountMinor: sum(sales, ({ discountMinor }) => discountMinor),
      tipsMinor: sum(payments, ({ tipMinor }) => tipMinor) - sum(refunds, ({ tipMinor }) => tipMinor),
      roundingMinor: sum(payments, ({ roundingMinor }) => roundingMinor),
      takenMinor: sum(payments, ({ takenMinor }) => takenMinor),
      givenBackMinor: sum(payments, ({ givenBackMinor }) => givenBackMinor),
      voided: facts.voided,
      elsewhereMinor: facts.elsewhereMinor,
    },
    hours: salesRows(facts, (fact) => String(hourOf(fact.atMs))).toSorted(byNumber),
    days: salesRows(facts, (fact) => dayOf(fact.atMs)).toSorted(byKey),
    cashiers: salesRows(facts, (fact) => fact.cashierId).toSorted(byNet),
    products: lineRows(facts, (line) => line.key).toSorted(byNet),
    categories: lineRows(facts, (line) => line.categoryId ?? NO_CATEGORY).toSorted(byNet),
    taxes,
    tenders: paymentRows(payments, ({ kind }) => kind),
    brands: paymentRows(cards, ({ brand }) => brand ?? 'unknown'),
    entryModes: paymentRows(cards, ({ entryMode }) => entryMode ?? 'unknown'),
  };
}

type Sums = { name: string; count: number; quantity: number; grossMinor: number; refundsMinor: number };

/** Rows by the key of each sale and each refund. */
function salesRows(
  { sales, refunds }: ReportFacts,
  keyOf: (fact: { readonly atMs: number; readonly cashierId: string }) => string,
): SalesRow[] {
  const rows = new Map<string, Sums>();
  for (const sale of sales) {
    const row = rowOf(rows, keyOf(sale));
    row.count += 1;
    row.quantity += sale.itemCount;
    row.grossMinor += sale.totalMinor;
  }
  for (const refund of refunds) rowOf(rows, keyOf(refund)).refundsMinor += refund.amountMinor;
  return finished(rows);
}

/** Rows by the key of each line. What was given back counts against the pieces that were sold. */
function lineRows({ sales, refunds }: ReportFacts, keyOf: (line: ReportLine) => string): SalesRow[] {
  const rows = new Map<string, Sums>();
  for (const { lines } of sales)
    for (const line of lines) {
      const row = rowOf(rows, keyOf(line));
      row.name = line.name;
      row.count += 1;
      row.quantity += line.quantity;
      row.grossMinor += line.grossMinor;
    }
  for (const { lines } of refunds)
    for (const line of lines) {
      const row = rowOf(rows, keyOf(line));
      if (row.name === '') row.name = line.name;
      row.quantity -= line.quantity;
      row.refundsMinor += line.grossMinor;
    }
  return finished(rows);
}

function rowOf(rows: Map<string, Sums>, key: string): Sums {
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = { name: '', count: 0, quantity: 0, grossMinor: 0, refundsMinor: 0 };
  rows.set(key, row);
  return row;
}

function finished(rows: ReadonlyMap<string, Sums>): SalesRow[] {
  return [...rows].map(([key, row]) => ({ key, ...row, netMinor: row.grossMinor - row.refundsMinor }));
}

function taxRows({ sales, refunds }: ReportFacts): readonly TaxRow[] {
  type Row = { name: string; ratePpm: number; isExempt: boolean; netMinor: number; taxMinor: number };
  const rows = new Map<string, Row>();
  const add = (tax: SalesTax, sign: 1 | -1): void => {
    const { name, ratePpm, isExempt } = tax;
    const key = `${name} ${String(ratePpm)} ${String(isExempt)}`;
    const row = rows.get(key) ?? { name, ratePpm, isExempt, netMinor: 0, taxMinor: 0 };
    row.netMinor += sign * tax.netMinor;
    row.taxMinor += sign * tax.taxMinor;
    rows.set(key, row);
  };
  for (const { taxes } of sales) for (const tax of taxes) add(tax, 1);
  for (const { taxes } of refunds) for (const tax of taxes) add(tax, -1);
  return [...rows.values()]
    .map((row) => ({ ...row, grossMinor: row.netMinor + row.taxMinor }))
    .toSorted(
      (one, other) =>
        other.ratePpm - one.ratePpm ||
        Number(one.isExempt) - Number(other.isExempt) ||
        (one.name < other.name ? -1 : 1),
    );
}

type SalesTax = ReportFacts['sales'][number]['taxes'][number];

function paymentRows(
  payments: readonly PaymentFact[],
  keyOf: (payment: PaymentFact) => string,
): readonly PaymentRow[] {
  const rows = new Map<string, { count: number; takenMinor: number; givenBackMinor: number }>();
  for (const payment of payments) {
    const key = keyOf(payment);
    const row = rows.get(key) ?? { count: 0, takenMinor: 0, givenBackMinor: 0 };
    row.count += payment.takenMinor === 0 ? 0 : 1;
    row.takenMinor += payment.takenMinor;
    row.givenBackMinor += payment.givenBackMinor;
    rows.set(key, row);
  }
  return [...rows]
    .map(([key, row]) => ({ key, ...row, netMinor: row.takenMinor - row.givenBackMinor }))
    .toSorted(byNet);
}

type Keyed = { readonly key: string };

function byKey(one: Keyed, other: Keyed): number {
  return one.key < other.key ? -1 : 1;
}

function byNumber(one: Keyed, other: Keyed): number {
  return Number(one.key) - Number(other.key);
}

function byNet(
  one: Keyed & { readonly netMinor: number },
  other: Keyed & { readonly netMinor: number },
): number {
  return other.netMinor - one.netMinor || byKey(one, other);
}
