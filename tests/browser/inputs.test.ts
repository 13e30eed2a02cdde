import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/**
 * How much a sale takes of a cashier: inputs counted, by keyboard alone, and with text at 200 %, at which
 * `usable.test.ts` looks at each screen.
 */
const TIMEOUT_MS = 240_000;
let till: OpenTill;
let inputs: string[] = [];

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(async () => {
  expect(till.complaints).toEqual([]);
  await till.close();
});
beforeEach(() => {
  inputs = [];
});

/** One input of a cashier: a scan, or a key. */
async function scan(code: string): Promise<void> {
  inputs.push('scan');
  await till.scan(code);
}
async function press(key: string): Promise<void> {
  inputs.push(key);
  await till.page.keyboard.press(key);
}
/** What the customer does at the reader; no input of the cashier's. */
async function tap(): Promise<void> {
  await till.see('Ask for tap, insert or swipe');
  await till.page.evaluate(async () => {
    await fetch('/contract/virtualReader.present', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ request: { testCardNumber: '4242424242424242', method: 'tap' } }),
    });
  });
}
const nextSale = async (): Promise<void> => {
  await till.page.keyboard.press('Enter');
  await till.see('The cart is empty');
};

describe('a sale of one item', { timeout: TIMEOUT_MS }, () => {
  it('for cash takes three inputs: scan, charge, Enter', async () => {
    await scan('2000000000039');
    await press('F9');
    await till.see('Received');
    await press('Enter');
    await till.see(/receipt R-\d{6}/u);
    expect(inputs).toEqual(['scan', 'F9', 'Enter']);
    await nextSale();
  });

  it('by card takes three inputs and the customer’s tap: scan, charge, 2', async () => {
    await scan('2000000000039');
    await press('F9');
    await till.see('Received');
    await press('2');
    await tap();
    await till.see('Paid by card');
    expect(inputs).toEqual(['scan', 'F9', '2']);
    await nextSale();
  });
});

describe('a cashier without a mouse', { timeout: TIMEOUT_MS }, () => {
  const type = (text: string) => till.page.keyboard.type(text, { delay: 90 });

  it('finds a product by typing, types what was received, and gives change', async () => {
    await type('guj');
    await till.see('Ethiopia Guji');
    await press('Enter');
    await till.see('1 item');
    await press('F9');
    await till.see('Received');
    await press('1');
    await type('2000');
    await till.see('€5.50');
    await press('Enter');
    await till.see(/receipt R-\d{6}/u);
    await nextSale();
  });

  it('takes a card, goes back one step at a time, and never loses the cart by Esc', async () => {
    await scan('2000000000039');
    await till.see('1 item');
    await press('F9');
    await till.see('Received');
    await press('Escape');
    await till.see('1 item');
    await till.button(/^Charge/u).waitFor();
    await press('Escape');
    await press('Escape');
    await till.see('1 item');
    await press('F9');
    await till.see('Received');
    await press('2');
    await tap();
    await till.see('Paid by card');
    await nextSale();
  });

  it('reaches everything of the cart with Tab, and sees where the focus is', async () => {
    await scan('2000000000039');
    await till.see('1 item');
    const seen = new Set<string>();
    const hidden: string[] = [];
    for (let step = 0; step < 90; step += 1) {
      await till.page.keyboard.press('Tab');
      const focus = await till.page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const target = element.closest('.control') ?? element;
        const { outlineStyle, outlineWidth } = getComputedStyle(target);
        return {
          name: element.getAttribute('aria-label') ?? element.textContent,
          isShown: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        };
      });
      if (focus === null) continue;
      if (!focus.isShown) hidden.push(focus.name);
      seen.add(focus.name);
    }
    const all = [...seen].join('\n');
    for (const name of [
      /^Search/u,
      /^Favourites/u,
      /^Espresso/u,
      /^Change Cappuccino/u,
      /^Charge/u,
      /^Discount/u,
    ])
      expect(all).toMatch(new RegExp(name.source, 'mu'));
    expect(hidden).toEqual([]);
    await till.button('Clear cart').press('Enter');
    await till.page.getByRole('dialog').getByRole('button', { name: 'Clear the cart' }).press('Enter');
    await till.see('The cart is empty');
  });
});

describe('text at 200 %', { timeout: TIMEOUT_MS }, () => {
  it('leaves a sale as it is: what is pressed is found and pressed', async () => {
    await till.ask('appearance.save', { theme: 'system', textPercent: 200, sound: 'normal' });
    await till.page.locator('html[data-text="200"]').waitFor();
    await till.button(/^Espresso/u).click();
    await till.button(/^Charge/u).click();
    await till.button('€10.00').click();
    await till.button(/^Confirm cash/u).click();
    await till.see(/receipt R-\d{6}/u);
    await till.button(/^New sale/u).click();
    await till.see('The cart is empty');
  });
});
