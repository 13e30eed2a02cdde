import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** The screen that faces the customer, in a real browser beside the till: each state, both languages, both themes. */
const TIMEOUT_MS = 120_000;
let till: OpenTill;
let customer: Page;
const complaints: string[] = [];

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());

const shows = async (text: string | RegExp): Promise<void> => {
  await customer.getByText(text).first().waitFor({ state: 'visible' });
};

async function looksRight(name: string): Promise<void> {
  const folder = process.env['FLEXOTIUM_SCREENSHOTS'];
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
    [800, 600],
  ] as const) {
    await customer.setViewportSize({ width, height });
    // Nothing is cut off, whatever the screen.
    const overflows = await customer.evaluate(() =>
      [...document.querySelectorAll('.cd p, .cd h1, .cd li, .cd ul')]
        .filter((element) => {
          const box = element.getBoundingClientRect();
          return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1;
        })
        .map((element) => element.textContent),
    );
    expect(overflows, `${name} at ${String(width)}`).toEqual([]);
    if (folder !== undefined)
      await customer.screenshot({ path: `${folder}/customer-${name}-${String(width)}.png` });
  }
  const { violations } = await new AxeBuilder({ page: customer }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

describe('the customer display', { timeout: TIMEOUT_MS }, () => {
  it('is switched on in the settings, with a picture of each screen', async () => {
    await till.button('Settings').click();
    await till.button('Customer display').click();
    await till.see('An invented sale, as the customer sees it.');
    await till.page.getByRole('switch', { name: /Show the customer/u }).click();
    await till.isAccessible();
    await till.picture('customer-settings');
    const opened = till.page.context().waitForEvent('page');
    await till.page.getByRole('link', { name: 'Open the customer display' }).click();
    customer = await opened;
    customer.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    customer.on('pageerror', (error) => complaints.push(error.message));
    await shows('Welcome');
    await shows('Training. No real payment.');
    expect(new URL(customer.url()).origin).not.toBe(new URL(till.page.url()).origin);
    await looksRight('idle');
  });

  it('shows the cart while it is rung up, and no word of the cashier', async () => {
    await till.button('Sell').click();
    for (let times = 0; times < 2; times += 1) await till.button(/^Cappuccino/u).click();
    await till.button(/^Almond Croissant/u).click();
    await shows('Your purchase');
    await shows('Almond Croissant');
    await shows(/2 × €/u);
    const text = await customer.locator('body').innerText();
    expect(text).not.toMatch(/Owner|Till 1|VAT/u);
    await looksRight('cart');
  });

  it('asks for the card with the amount, and says that it is paid', async () => {
    const amount = await customer.locator('.cd__amount').innerText();
    await till.button(/^Charge/u).click();
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await shows('Please tap, insert or swipe your card');
    expect(await customer.locator('.cd__amount').innerText()).toBe(amount);
    await looksRight('card');
    await till.present('9995', 'Tap');
    await shows('This card was not accepted. Nothing was charged.');
    expect(await customer.locator('body').innerText()).not.toMatch(/insufficient|funds/iu);
    await looksRight('other-card');
    await till.button(/^Ask again|^Another card|^Other card|^Try another/u).click();
    await till.present('4242', 'Tap');
    await shows('Thank you');
    await looksRight('paid');
  });

  it('names the change of a cash sale, in German and dark where that was chosen', async () => {
    await till.button(/^New sale/u).click();
    await till.button('Settings').click();
    await till.button('Customer display').click();
    await till.page.getByRole('combobox', { name: 'Language' }).click();
    await till.page.getByRole('option', { name: 'Deutsch' }).click();
    await till.page.getByRole('radio', { name: 'Dark' }).click();
    await shows('Willkommen');
    await till.button('Sell').click();
    await till.button(/^Cappuccino/u).click();
    await shows('Ihr Einkauf');
    await looksRight('cart-de-dark');
    await till.button(/^Charge/u).click();
    await till.see('Change due');
    await till.button('€10.00').click();
    await till.page.keyboard.press('Enter');
    await shows('Ihr Rückgeld');
    expect(await customer.locator('html').getAttribute('lang')).toBe('de');
    await looksRight('change-de-dark');
  });

  it('has no way to ask, to reach a network or to make markup of a text', async () => {
    const tried = await customer.evaluate(async () => {
      const failed = async (work: () => unknown): Promise<boolean> => {
        try {
          await work();
          return false;
        } catch {
          return true;
        }
      };
      const asked = await fetch('/contract/sale.void', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"request":{}}',
      });
      return {
        asked: (await asked.json()) as unknown,
        network: await failed(() => fetch('https://example.com/')),
        markup: await failed(() => {
          document.body.innerHTML = '<b>text</b>';
        }),
      };
    });
    expect(tried).toEqual({
      asked: { ok: false, error: { code: 'CONTRACT_UNKNOWN_CHANNEL' } },
      network: true,
      markup: true,
    });
  });

  it('shows nothing of the last customer once the till is gone', async () => {
    expect(complaints.filter((text) => !/example\.com|TrustedHTML|trusted/iu.test(text))).toEqual([]);
    await till.process.stop();
    await shows('Willkommen');
  });
});
