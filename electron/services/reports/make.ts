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
