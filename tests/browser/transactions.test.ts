import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/services/db/index.ts';
import { fillWithSales } from '../../electron/services/sale-search/testing/many-sales.ts';
import { receiptCode } from '../../shared/domain/receipt/index.ts';
import { openTill, type OpenTill } from './open-till.ts';

/** The list of sales in a real browser: finding one among thousands, by keys alone, and coming back to where one was. */
const TIMEOUT_MS = 180_000;
const SALES = 5_000;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());

/** Sales of earlier weeks, written beside the running till as an older version would have left them. */
function fill(): void {
  const opened = openDatabase({
    file: join(till.profile, 'till.db'),
    log: SILENT,
    onPoisoned: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.code);
  const everyMs = 600_000;
  fillWithSales(opened.db, {
    count: SALES,
    startMs: Date.now() - (SALES + 6) * everyMs,
    everyMs,
    firstNumber: 1_001,
  });
  opened.db.close();
}

const search = () => till.page.getByRole('searchbox', { name: 'Search transactions' });
const rows = () => till.page.getByRole('listitem');
const chip = (name: string) =>
  till.page.getByRole('group', { name: 'Filters' }).getByRole('button', { name, exact: true });
const focused = () => till.page.evaluate(() => document.activeElement?.textContent ?? '');

async function sellByCard(): Promise<void> {
  await till.button(/^Cappuccino/u).click();
  await till.button(/^Charge/u).click();
  await till.page.getByRole('radio', { name: /^Card/u }).click();
  await till.present('4242', 'Tap');
  await till.see('Paid by card');
  await till.button(/^New sale/u).click();
}

describe('the list of sales', { timeout: TIMEOUT_MS }, () => {
  it('says what will be there while it is empty', async () => {
    await till.button('Transactions').click();
    await till.see('No sales yet');
    await till.isAccessible();
    await till.picture('transactions-empty');
    await till.button('Sell').click();
  });

  it('draws only what can be seen of thousands, and reads on while one scrolls', async () => {
    await sellByCard();
    fill();
    await till.button('Transactions').click();
    await till.see('R-006000');
    expect(await rows().count()).toBeLessThan(60);
    await till.picture('transactions');
    await till.page.keyboard.press('Tab');
    await rows().first().getByRole('button').focus();
    // Each press leads to the end of what was read so far.
    await expect
      .poll(
        async () => {
          await till.page.keyboard.press('End');
          return focused();
        },
        { timeout: 20_000 },
      )
      .toMatch(/R-005[0-7]\d\d/u);
    expect(await rows().count()).toBeLessThan(60);
    await till.page.keyboard.press('Home');
    await expect.poll(focused).toContain('R-006000');
  });

  it('finds by what is typed anywhere, and comes back to the row one came from', async () => {
    await till.page.keyboard.type('guji mara', { delay: 60 });
    await expect.poll(() => search().inputValue()).toBe('guji mara');
    await till.see(/shown, more below/u);
    await expect.poll(() => rows().first().textContent()).toContain('Ethiopia Guji');
    expect(await rows().first().textContent()).toContain('Mara Jansen');
    await rows().first().getByRole('button').focus();
    for (let presses = 0; presses < 15; presses += 1) await till.page.keyboard.press('ArrowDown');
    const chosen = /R-\d{6}/u.exec(await focused())?.[0] ?? '';
    await till.isAccessible();
    await till.picture('transactions-found');
    await till.page.keyboard.press('Enter');
    await till.page.getByRole('button', { name: 'Back to transactions' }).click();
    expect(await search().inputValue()).toBe('guji mara');
    await expect.poll(() => rows().filter({ hasText: chosen }).count()).toBe(1);
    await till.page.keyboard.press('F2');
    await till.page.keyboard.press('Escape');
    await till.see('R-006000');
  });

  it.for([
    ['R-001234', /^Paid.*R-001234/u],
    ['8.20', /€8\.20$/u],
  ] as const)('found by %s', async ([text, row]) => {
    await search().fill(text);
    await expect.poll(() => rows().first().textContent()).toMatch(row);
    await search().fill('');
  });

  it('opens the only sale that fits with Enter', async () => {
    await search().fill('R-001500');
    await till.see('1 sale');
    await search().press('Enter');
    await till.see('Sale 1500');
    await till.button('Back to transactions').click();
    await till.button('Clear the search').click();
  });

  it('is narrowed down by chips and by the form, and says when nothing fits', async () => {
    await chip('Cash').click();
    await chip('Today').click();
    await expect.poll(() => chip('Today').getAttribute('aria-pressed')).toBe('true');
    await chip('Today').click();
    await chip('Cash').click();
    await chip('Filter').click();
    await till.see('Narrow the list down');
    await till.isAccessible();
    await till.picture('transactions-filter');
    await till.page.getByRole('combobox', { name: 'Register' }).click();
    await till.page.getByRole('option', { name: 'Till 2' }).click();
    await till.page.getByRole('combobox', { name: /^Cashier/u }).click();
    await till.page.getByRole('option', { name: 'Aylin Kaya' }).click();
    await till.button('Show').click();
    await expect.poll(() => rows().first().textContent()).toContain('Aylin Kaya');
    await chip('Needs a look').click();
    await till.see('Nothing found');
    await till.isAccessible();
    await till.picture('transactions-none');
    await till.button('Remove all filters').click();
    await till.see('R-006000');
  });

  it('leads from the code of a receipt to its sale, scanned or typed', async () => {
    const { data } = (await till.companions.askStripe('/v1/payment_intents?limit=1')) as {
      data: { id: string }[];
    };
    const code = receiptCode(data[0]?.id ?? '') ?? '';
    await till.scan(code);
    await till.see('Sale 1');
    await till.page.keyboard.press('Escape');
    await till.button('Back to transactions').click();
    await search().fill(code);
    await search().press('Enter');
    await till.see('Sale 1');
    await till.page.keyboard.press('Escape');
    await till.button('Back to transactions').click();
    await search().fill('');
    expect(till.complaints).toEqual([]);
  });

  it('can be read by everybody in the dark, in German and large', async () => {
    await till.page.emulateMedia({ colorScheme: 'dark' });
    await till.see('R-006000');
    await till.isAccessible();
    await till.picture('transactions-dark');
    await till.page.setViewportSize({ width: 1920, height: 1080 });
    await till.picture('transactions-1920-dark');
    await till.page.emulateMedia({ colorScheme: 'light' });
    await till.page.setViewportSize({ width: 1280, height: 800 });
  });
});
