import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** A reader that is gone, as a cashier and a manager meet it: the cause in words, and the way back to ready. */
const TIMEOUT_MS = 120_000;
const SIZES = [
  [1920, 1080],
  [1280, 800],
] as const;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());

async function picture(name: string): Promise<void> {
  const folder = process.env['FLEXOTIUM_SCREENSHOTS'];
  if (folder === undefined) return;
  for (const [width, height] of SIZES)
    for (const colorScheme of ['light', 'dark'] as const) {
      await till.page.setViewportSize({ width, height });
      await till.page.emulateMedia({ colorScheme });
      // A change of colours takes its moment.
      await till.page.waitForTimeout(300);
      await till.page.screenshot({ path: `${folder}/${name}-${String(width)}-${colorScheme}.png` });
    }
  await till.page.emulateMedia({ colorScheme: 'light' });
}

/** Where a part of the page ends, from the top. */
async function endOf(selector: string): Promise<number> {
  const box = await till.page.locator(selector).boundingBox();
  if (box === null) throw new Error(`There is no ${selector}`);
  return box.y + box.height;
}

async function power(on: boolean): Promise<void> {
  const { baseUrl, controlKey } = till.companions.addresses.sandbox;
  const readers = await fetch(`${baseUrl}/v1/terminal/readers`, {
    headers: { authorization: `Bearer ${till.companions.addresses.sandbox.secretKey}` },
  });
  const { data } = (await readers.json()) as { readonly data: readonly { readonly id: string }[] }; // Stripe's list.
  const answer = await fetch(`${baseUrl}/_sandbox/readers/${data[0]?.id ?? ''}/power`, {
    method: 'POST',
    headers: { authorization: `Bearer ${controlKey}` },
    body: JSON.stringify({ on }),
  });
  expect(answer.status).toBe(200);
}

describe('a reader that is gone', { timeout: TIMEOUT_MS }, () => {
  it('is told with its cause at the payment, and the payment is ready when it is back', async () => {
    await till.button(/^Cappuccino/u).click();
    // The cart on the reader's screen, as the customer has it before them.
    await till.page.locator('.rail .reader__amount').getByText('4.10').waitFor();
    await till.isAccessible('.rail');
    await picture('sell');
    await till.button(/^Charge/u).click();
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await till.see('Ask for tap, insert or swipe');
    await power(false);
    await till.see('The reader is off');
    await till.isAccessible();
    await picture('charge-reader-off');
    // A refusal above it takes its room from the screen, and nothing may be cut off by that.
    await till.button(/^Try again|^Ask again/u).click();
    await till.page.locator('.notices').waitFor();
    await picture('charge-notice');
    for (const [width, height] of SIZES) {
      await till.page.setViewportSize({ width, height });
      expect(await endOf('.vreader__keys')).toBeLessThan(await endOf('.vreader'));
      expect(await endOf('.cardpay__actions')).toBeLessThan(await endOf('.cardpay'));
    }

    await power(true);
    // The till tries at growing waits.
    await till.page.getByText('Virtual reader · Ready').first().waitFor({ timeout: 30_000 });
    await till.see('Ready for a card');
  });

  it('is told with its cause in the settings as well, until it is connected', async () => {
    await till.page.keyboard.press('Escape');
    await power(false);
    await till.see('Virtual reader · Not reachable');
    await till.button('Settings').click();
    await till.button(/Stripe/u).click();
    await till.page.getByRole('button', { name: 'Connect', exact: true }).click();
    await till.see('Stripe hears nothing from it');
    await till.isAccessible();
    await picture('settings-reader-off');
    await power(true);
    await till.page.getByRole('button', { name: 'Connect', exact: true }).click();
    await till.button('Disconnect').waitFor();
    expect(await till.page.getByText('Stripe hears nothing from it').count()).toBe(0);
  });
});
