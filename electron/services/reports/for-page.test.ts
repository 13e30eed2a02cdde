import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHANNELS } from '../../../shared/contract/index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';
import type { Db } from '../db/index.ts';
import { fillWithSales } from '../sale-search/testing/many-sales.ts';
import { makeReportForPage, makeReportOfSpan } from './index.ts';

/** A shop that sold more products than a page shows: what the page leaves out is still in its sums. */
const START_MS = new Date(2026, 0, 5).getTime();
const DAY_MS = 86_400_000;
const SPAN = { fromMs: START_MS + DAY_MS, untilMs: START_MS + 2 * DAY_MS, currency: 'EUR' } as const;
let directory: string;
let db: Db;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-report-page-'));
  db = openNewDatabase(join(directory, 'till.db'));
  fillWithSales(db, { count: 560, startMs: START_MS, everyMs: 300_000 });
  db.run("UPDATE sale_lines SET product_id = 'product-' || (rowid % 230)");
});
afterAll(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

it('a page gets a hundred products and the rest as one row, and the same totals', () => {
  const request = { ...SPAN, compare: 'before' } as const;
  const whole = makeReportOfSpan(db, request);
  const page = makeReportForPage(db, request);
  expect(page.report.products).toEqual(whole.report.products.slice(0, 100));
  const rest = whole.report.products.slice(100);
  expect(rest.length).toBeGreaterThan(50);
  const sum = (of: (row: (typeof rest)[number]) => number): number =>
    rest.reduce((total, row) => total + of(row), 0);
  expect(page.report.otherProducts).toEqual({
    rows: rest.length,
    count: sum((row) => row.count),
    quantity: sum((row) => row.quantity),
    grossMinor: sum((row) => row.grossMinor),
    refundsMinor: sum((row) => row.refundsMinor),
    netMinor: sum((row) => row.netMinor),
  });
  expect(page.report.totals).toEqual(whole.report.totals);
  const answer = CHANNELS['reports.make'].response.safeParse({ ...page, currency: 'EUR' });
  expect(answer.error).toBeUndefined();
});

it('the days beside it have the same products, whatever these brought then', () => {
  const request = { ...SPAN, compare: 'before' } as const;
  const page = makeReportForPage(db, request);
  const before = makeReportOfSpan(db, request).before?.report.products ?? [];
  const shown = new Set(page.report.products.map(({ key }) => key));
  expect(page.before?.report.products).toEqual(before.filter(({ key }) => shown.has(key)));
  expect(page.before?.report.products.length).toBeGreaterThan(50);
});

it('a page gets no further row where all products are shown', () => {
  const request = { ...SPAN, untilMs: SPAN.fromMs + 3_600_000, compare: 'none' } as const;
  expect(makeReportForPage(db, request).report.otherProducts).toBeNull();
});
