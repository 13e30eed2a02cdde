import { salesReportSchema } from '../../shared/contract/index.ts';
import { createTenderStore } from '../../electron/services/payments/index.ts';
import { makeReportFile, makeReportForPage } from '../../electron/services/reports/index.ts';
import { readReport } from '../../electron/services/shifts/index.ts';
import { bestAndWorst, countFrom, timesOf, type Figure } from './figures.ts';
import { openShopOfYears } from './shop-of-years.ts';

const DAY_MS = 86_400_000;

/**
 * Reports among very many sales. They are made in the thread for long reads; what main does for each is measured by
 * itself, because a payment waits for that: the check of the answer, and the X.
 */
export async function reportsSuite(): Promise<readonly Figure[]> {
  const shop = openShopOfYears(countFrom('sales', 100_000));
  const { db, reading, untilMs, startMs } = shop;
  const span = (days: number) => ({
    fromMs: Math.max(startMs, untilMs - days * DAY_MS),
    untilMs,
    currency: 'EUR',
  });
  try {
    const figures: Figure[] = [...shop.figures];
    const measure = async (what: string, rounds: number, work: () => unknown): Promise<void> => {
      figures.push({ what, value: bestAndWorst(await timesOf(rounds, work)) });
    };
    for (const [name, days, rounds] of [
      ['a day', 1, 10],
      ['a week', 7, 10],
      ['a month', 30, 5],
      ['all of them', 3_650, 3],
    ] as const) {
      const request = { ...span(days), compare: 'none' } as const;
      const { totals, products, otherProducts } = makeReportForPage(reading, request).report;
      const of = `${name}: ${String(totals.sales)} sales, ${String(products.length + (otherProducts?.rows ?? 0))} products`;
      await measure(`report of ${of}`, rounds, () => makeReportForPage(reading, request));
      await measure('  beside the days before', rounds, () =>
        makeReportForPage(reading, { ...request, compare: 'before' }),
      );
      const made = { ...makeReportForPage(reading, request), currency: 'EUR' };
      await measure('  in main: its answer taken over and checked', rounds, () =>
        salesReportSchema.parse(structuredClone(made)),
      );
      for (const format of ['csv', 'pdf'] as const)
        await measure(`  as ${format.toUpperCase()}`, rounds, () =>
          makeReportFile(reading, {
            ...request,
            format,
            locale: 'en',
            storeName: 'Shop',
            register: 'Till 1',
            madeAtMs: untilMs,
            madeAt: '2026-01-01 12:00',
            isTraining: false,
          }),
        );
    }
    const sources = {
      db,
      store: createTenderStore(db, () => undefined),
      storeName: 'Shop',
      register: 'Till 1',
      currency: 'EUR',
    };
    for (const [name, shift] of [
      ['a day', shop.day],
      ['a week', shop.week],
    ] as const) {
      const by = { atMs: untilMs, name: 'Owner', isBlind: false };
      const { sales } = readReport(sources, shift, by);
      await measure(`in main: X of a shift of ${name}: ${String(sales.count)} sales`, 10, () => {
        // As a till has it after a sale: nothing of the shift is an answer that was kept.
        for (const table of ['sales', 'sale_lines', 'cash_tenders', 'card_tenders'])
          db.run(`UPDATE ${table} SET sale_id = sale_id WHERE rowid = 1`);
        readReport(sources, shift, by);
      });
    }
    return figures;
  } finally {
    shop.close();
  }
}
