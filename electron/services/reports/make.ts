import { addDaysMs, daysBetween } from '../../../shared/domain/calendar/index.ts';
import {
  latencyByDay,
  makeReport,
  NO_CATEGORY,
  type LatencyDay,
  type SalesReport,
  type SalesRow,
} from '../../../shared/domain/report/index.ts';
import type { Db } from '../db/index.ts';
import { readFacts, type Span } from './read-facts.ts';
import { readLatency } from './read-latency.ts';

/** Beside what a report is set: the days just before it, or the same days of the week before. */
export type Comparison = 'none' | 'before' | 'week';

export type ReportRequest = Span & { readonly compare: Comparison };

/** A report with the names of its people and categories, beside the days that it is compared with. */
export type ReportOfSpan = {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly report: SalesReport;
  readonly latency: readonly LatencyDay[];
  readonly before: {
    readonly fromMs: number;
    readonly untilMs: number;
    readonly report: SalesReport;
  } | null;
};

/** Reads and adds up a span of whole days, and the days that it is compared with. */
export function makeReportOfSpan(db: Db, request: ReportRequest): ReportOfSpan {
  const { fromMs, untilMs, currency, compare } = request;
  const earlier = spanBefore(request, compare);
  return {
    fromMs,
    untilMs,
    report: named(db, makeReport(readFacts(db, { fromMs, untilMs, currency }))),
    latency: latencyByDay(readLatency(db, { fromMs, untilMs })),
    before:
      earlier === null
        ? null
        : { ...earlier, report: named(db, makeReport(readFacts(db, { ...earlier, currency }))) },
  };
}

/** As many products as a person reads; the file has all of them. */
const PRODUCTS_SHOWN = 100;

type Others = Omit<SalesRow, 'key' | 'name'> & { readonly rows: number };
type ReportShown = SalesReport & { readonly otherProducts: Others | null };

/** The same for a page: of the products those that brought most, the rest as one row, so that main checks few of them. */
export function makeReportForPage(
  db: Db,
  request: ReportRequest,
): ReportOfSpan & { readonly report: ReportShown; readonly before: { readonly report: ReportShown } | null } {
  const made = makeReportOfSpan(db, request);
  const shown = new Set(made.report.products.slice(0, PRODUCTS_SHOWN).map(({ key }) => key));
  return {
    ...made,
    report: shorten(made.report, shown),
    before: made.before === null ? null : { ...made.before, report: shorten(made.before.report, shown) },
  };
}

function shorten(report: SalesReport, shown: ReadonlySet<string>): ReportShown {
  const others = report.products.filter(({ key }) => !shown.has(key));
  const sum = (of: (row: SalesRow) => number): number => others.reduce((total, row) => total + of(row), 0);
  return {
    ...report,
    products: report.products.filter(({ key }) => shown.has(key)),
    otherProducts:
      others.length === 0
        ? null
        : {
            rows: others.length,
            count: sum(({ count }) => count),
            quantity: sum(({ quantity }) => quantity),
            grossMinor: sum(({ grossMinor }) => grossMinor),
            refundsMinor: sum(({ refundsMinor }) => refundsMinor),
            netMinor: sum(({ netMinor }) => netMinor),
          },
  };
}

/** The days that a span is compared with. `week`: as many whole weeks earlier as the span needs not to meet itself. */
export function spanBefore(
  { fromMs, untilMs }: Pick<Span, 'fromMs' | 'untilMs'>,
  compare: Comparison,
): { readonly fromMs: number; readonly untilMs: number } | null {
  if (compare === 'none') return null;
  const days = Math.max(1, daysBetween(fromMs, untilMs));
  const back = compare === 'before' ? days : Math.ceil(days / 7) * 7;
  return { fromMs: addDaysMs(fromMs, -back), untilMs: addDaysMs(untilMs, -back) };
}

function named(db: Db, report: SalesReport): SalesReport {
  const people = namesOf(db, 'SELECT staff_id AS id, name FROM staff');
  const categories = namesOf(db, 'SELECT category_id AS id, name FROM categories');
  const name = (rows: readonly SalesRow[], names: ReadonlyMap<string, string>): readonly SalesRow[] =>
    rows.map((row) => ({ ...row, name: row.key === NO_CATEGORY ? '' : (names.get(row.key) ?? '') }));
  return {
    ...report,
    cashiers: name(report.cashiers, people),
    categories: name(report.categories, categories),
  };
}

function namesOf(db: Db, sql: string): ReadonlyMap<string, string> {
  return new Map(
    db.all<{ readonly id: string; readonly name: string }>(sql).map(({ id, name }) => [id, name]),
  );
}
