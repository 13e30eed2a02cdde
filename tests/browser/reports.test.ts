import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/services/db/index.ts';
import { fillWithSales } from '../../electron/services/sale-search/testing/many-sales.ts';
import { openTill, type OpenTill } from './open-till.ts';

/** Reports in a real browser: figures, charts with their tables, comparison and files. */
const TIMEOUT_MS = 180_000;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());

const section = (name: string) => till.page.getByRole('radio', { name, exact: true });

async function choose(label: string, option: string): Promise<void> {
  await till.page.getByRole('combobox', { name: new RegExp(`^${label}`, 'u') }).click();
  await till.page.getByRole('option', { name: option }).click();
}

/** Three weeks of sales, written beside the running till. */
function fill(): void {
  const opened = openDatabase({
    file: join(till.profile, 'till.db'),
    log: SILENT,
    onPoisoned: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.code);
  const everyMs = 15 * 60_000;
  const count = 2_000;
  fillWithSales(opened.db, {
    count,
    startMs: Date.now() - (count + 2) * everyMs,
    everyMs,
    firstNumber: 1_001,
  });
  opened.db.close();
}

describe('reports', { timeout: TIMEOUT_MS }, () => {
  it('say that there was nothing yet', async () => {
    await till.button('Reports').click();
    await till.see('No sales in these days');
    await till.isAccessible();
    await till.picture('reports-empty');
  });

  it('show a sale as soon as it is paid, by hour', async () => {
    await till.button('Sell').click();
    await till.button(/^Cappuccino/u).click();
    await till.button(/^Charge/u).click();
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await till.present('4242', 'Tap');
    await till.see('Paid by card');
    await till.button(/^New sale/u).click();
    await till.button('Reports').click();
    await till.see('By hour of the day');
    await till.see('€4.10');
    await section('Card speed').click();
    await till.see('How long card payments took');
    await till.isAccessible();
    await till.picture('reports-speed');
    await section('Time').click();
  });

  it('set weeks beside each other', async () => {
    fill();
    await choose('Days', 'Last week');
    await choose('Compare with', 'The days before');
    await till.see(/against /u);
    await till.see('By day');
    await till.see(/up |down |the same/u);
    await till.isAccessible();
    await till.picture('reports-week');
    for (const name of ['Payments', 'Tax', 'People', 'Products', 'Categories']) {
      await section(name).click();
      await till.page.getByRole('table').first().waitFor();
      await till.isAccessible();
      await till.picture(`reports-${name.toLowerCase()}`);
    }
    await section('Time').click();
  });

  it.for(['CSV', 'PDF'] as const)('are taken along as %s', async (format) => {
    const saving = till.page.waitForEvent('download');
    await till.button(format).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(
      /^sales-report-\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.(csv|pdf)$/u,
    );
    const bytes = await readFile(await download.path());
    if (format === 'CSV') expect(bytes.toString('utf8')).toContain('Ways to pay');
    else expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    await till.see(/was saved$/u);
    expect(till.complaints).toEqual([]);
  });

  it('take any days, and say when they are turned round', async () => {
    await choose('Days', 'Other days');
    await till.page.getByLabel('First day').fill('2031-01-02');
    await till.see('These days can’t be reported');
    await till.isAccessible();
    await till.page.getByLabel('Last day').fill('2031-01-03');
    await till.see('No sales in these days');
    await choose('Days', 'Last week');
  });

  it('can be read in the dark and on a large screen', async () => {
    await till.page.emulateMedia({ colorScheme: 'dark' });
    await till.see('By day');
    await till.isAccessible();
    await till.picture('reports-week-dark');
    await till.page.setViewportSize({ width: 1920, height: 1080 });
    await till.picture('reports-week-1920-dark');
    expect(till.complaints).toEqual([]);
  });
});
