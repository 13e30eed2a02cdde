import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** The keys of a till: shown where they work, changed in the settings, printed as a card. */
const TIMEOUT_MS = 120_000;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(async () => {
  expect(till.complaints).toEqual([]);
  await till.close();
});

const press = (key: string) => till.page.keyboard.press(key);
const hintOn = (name: RegExp) => till.button(name).locator('kbd').textContent();
const row = (name: string) =>
  till.page.locator('.keyrow').filter({ has: till.page.getByText(name, { exact: true }) });
const keyOf = (name: string) => row(name).locator('kbd').textContent();
async function openSettings(): Promise<void> {
  await till.button('Settings').click();
  await till.button(/^Keyboard/u).click();
  await till.page.getByRole('heading', { name: 'Keyboard' }).waitFor();
}
async function sellForCash(chargeKey: string): Promise<void> {
  await till.button('Sell').click();
  await till.scan('2000000000039');
  await till.see('1 item');
  await press(chargeKey);
  await till.see('Received');
  await press('Enter');
  await till.see(/receipt R-\d{6}/u);
  await press('Enter');
  await till.see('The cart is empty');
}

describe('the keys of a till', { timeout: TIMEOUT_MS }, () => {
  it.each(['F1', '?'])('are all shown over the page by %s, and gone again without a change', async (key) => {
    await till.button(/^Espresso/u).click();
    await press(key);
    const overlay = till.page.getByRole('dialog');
    await overlay.getByText('Charge', { exact: true }).waitFor();
    await till.picture('keys-overlay');
    await press('F9');
    await press(key === 'F1' ? 'F1' : 'Escape');
    await overlay.waitFor({ state: 'hidden' });
    await till.see('1 item');
    await till.button('Clear cart').click();
    await till.page.getByRole('dialog').getByRole('button', { name: 'Clear the cart' }).click();
    await till.see('The cart is empty');
  });

  it('are another one once it was chosen: on the button, in the list, and for the sale', async () => {
    await openSettings();
    await row('Charge')
      .getByRole('button', { name: /^Change the key/u })
      .first()
      .click();
    await till.see('Press the new key');
    await press('F12');
    await expect.poll(() => keyOf('Charge')).toBe('F12');
    await till.button('Sell').click();
    await till.button(/^Espresso/u).click();
    expect(await hintOn(/^Charge/u)).toBe('F12');
    await press('F9');
    await till.see('1 item');
    await press('F12');
    await till.see('Received');
    await press('Escape');
    await till.button('Clear cart').click();
    await till.page.getByRole('dialog').getByRole('button', { name: 'Clear the cart' }).click();
    await sellForCash('F12');
  });

  it('are not given to two tasks: the till says who has it, and swaps the two when asked', async () => {
    await openSettings();
    await row('Cash drawer menu')
      .getByRole('button', { name: /^Change the key/u })
      .click();
    await press('F12');
    await till.see('F12 has a task already: Charge');
    await till.picture('keys-conflict');
    expect(await keyOf('Charge')).toBe('F12');
    await till.button('Swap').click();
    await expect.poll(() => keyOf('Cash drawer menu')).toBe('F12');
    expect(await keyOf('Charge')).toBe('F4');
    await sellForCash('F4');
  });

  it('stay as they were after Esc, and are never a letter where letters are typing', async () => {
    await openSettings();
    await row('Charge')
      .getByRole('button', { name: /^Change the key/u })
      .first()
      .click();
    await press('g');
    await till.see('G can’t be used here');
    await press('Escape');
    expect(await keyOf('Charge')).toBe('F4');
  });

  it('can be printed as a card of one page', async () => {
    await openSettings();
    await till.page.emulateMedia({ media: 'print' });
    const shown = await till.page.evaluate(() =>
      [...document.body.children].filter((child) => child.checkVisibility()).map((child) => child.className),
    );
    expect(shown).toEqual(['keycard']);
    await till.picture('keys-card');
    const paper = await till.page.pdf({ format: 'A4' });
    const folder = process.env['FLEXOTIUM_SCREENSHOTS'];
    if (folder !== undefined) writeFileSync(`${folder}/keycard.pdf`, paper);
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);
    await till.page.emulateMedia({ media: 'screen' });
  });

  it('go back to what comes with the till', async () => {
    await openSettings();
    await till.button('Reset all').click();
    await expect.poll(() => keyOf('Charge')).toBe('F9');
    expect(await keyOf('Cash drawer menu')).toBe('F4');
    await sellForCash('F9');
  });

  it('can not be given twice by asking main itself', async () => {
    const answer: unknown = await till.page.evaluate(async () => {
      const response = await fetch('/contract/shortcuts.save', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ request: { keys: [{ shortcut: 'park', key: 'F9' }] } }),
      });
      return response.json();
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'SETTINGS_SHORTCUT_TAKEN' } });
  });
});
