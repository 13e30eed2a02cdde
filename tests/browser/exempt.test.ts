import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** A sale without tax in a real browser: from the cart over the charge screen to the receipt and the X report. */
const TIMEOUT_MS = 180_000;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(async () => {
  // The plug was pulled on purpose.
  expect(till.complaints.filter((each) => !each.includes('net::ERR_'))).toEqual([]);
  await till.close();
});

/** A picture in both looks, for whoever asked for some. */
async function look(name: string): Promise<void> {
  await till.isAccessible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await till.page.emulateMedia({ colorScheme });
    await till.page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    await till.picture(`${name}-${colorScheme}`);
  }
}

describe('a sale without tax', { timeout: TIMEOUT_MS }, () => {
  it('is asked for in the cart, with a reason and a number', async () => {
    await till.button(/^Espresso/u).click();
    await till.see('€2.80');
    await till.button('Tax exempt').click();
    const dialog = till.page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Sell without tax' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await dialog.getByRole('button', { name: 'Export' }).click();
    await till.page.keyboard.type('EX 2026/77', { delay: 60 });
    await look('exempt-dialog');
    await till.page.keyboard.press('Enter');
    await till.see('Tax exempt · Export · EX 2026/77');
    // 9 % of tax in 2.80 are 0.23.
    await till.see('€2.57');
    await look('exempt-cart');
  });

  it('stays so when the plug is pulled', async () => {
    await till.restart();
    await till.see('Tax exempt · Export · EX 2026/77');
    await till.see('€2.57');
  });

  it('is charged without tax, and its receipt says why', async () => {
    await till.page.keyboard.press('F9');
    await till.see('Tax exempt · Export · EX 2026/77');
    await look('exempt-charge');
    await till.page.keyboard.press('Enter');
    await till.see(/Paid/u);
    await till.button('Transactions').click();
    await till.page
      .getByText(/R-\d{6}/u)
      .first()
      .click();
    await till.see('Tax exempt · Export · EX 2026/77');
    await look('exempt-transaction');
  });
});
