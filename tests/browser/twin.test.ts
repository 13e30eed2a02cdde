import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** The same card pays the same amount twice where the till holds first: the cashier is asked before it is taken. */
const TIMEOUT_MS = 120_000;
const QUESTION = 'Is this a second purchase?';
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
  await till.button('Settings').click();
  await till.button(/Payments/u).click();
  await till.page.getByRole('radio', { name: 'Held, then taken' }).click();
  await till.see('The bank holds the amount first');
  await till.button('Sell').click();
}, TIMEOUT_MS);
afterAll(() => till.close());

async function payByCard(): Promise<void> {
  await till.button(/^Cappuccino/u).click();
  await till.button(/^Charge/u).click();
  await till.page.getByRole('radio', { name: /^Card/u }).click();
  await till.present('4242', 'Tap');
}

async function newestIntent(): Promise<unknown> {
  const { data } = (await till.companions.askStripe('/v1/payment_intents?limit=1')) as { data: unknown[] };
  return data[0];
}

/** Everything on the panel is readable by everybody and fits: no word of a button is cut off. */
async function checkPanel(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: till.page }).exclude('iframe').analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.html ?? ''}`)).toEqual([]);
  const cut = await till.page.evaluate(() =>
    [...document.querySelectorAll('.cardpay, .cardpay__body, .cardpay__actions button')]
      .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
      .map((box) => `${box.className}: ${box.textContent}`),
  );
  expect(cut).toEqual([]);
}

describe('the same card for the same amount again', { timeout: TIMEOUT_MS }, () => {
  it('is a question on the card panel, also after a reload; let go, nothing is charged', async () => {
    await payByCard();
    await till.see('Paid by card');
    await till.button(/^New sale/u).click();
    await payByCard();
    await till.see(QUESTION);
    await till.see('The same card paid the same amount less than a minute ago on receipt R-000001.');
    await till.see(/held, not taken yet/u);
    for (const colorScheme of ['dark', 'light'] as const) {
      await till.page.emulateMedia({ colorScheme });
      await checkPanel();
    }
    // No key answers it by mistake.
    await till.page.keyboard.press('Enter');
    await till.page.keyboard.press('Escape');
    await till.page.reload();
    await till.see(QUESTION);
    expect(await newestIntent()).toMatchObject({ status: 'requires_capture', amount_received: 0 });
    await till.button('Let it go').click();
    await till.see('The bank let the amount go');
    expect(await newestIntent()).toMatchObject({ status: 'canceled', amount_received: 0 });
  });

  it('is taken when the cashier says that it is a second purchase', async () => {
    await till.see('Virtual reader · Ready');
    await till.button(/^Ask again/u).click();
    await till.present('4242', 'Tap');
    await till.see(QUESTION);
    await till.button(/^Take it/u).click();
    await till.see('Paid by card');
    expect(await newestIntent()).toMatchObject({ status: 'succeeded' });
    await till.button(/^New sale/u).click();
    expect(till.complaints).toEqual([]);
  });

  it('is asked in German as well', async () => {
    await till.button('Settings').click();
    await till.button(/Shop and language/u).click();
    await till
      .button('Deutsch')
      .or(till.page.getByRole('radio', { name: 'Deutsch' }))
      .first()
      .click();
    await till.button('Verkauf').click();
    await till.button(/^Cappuccino/u).click();
    await till.button(/^Kassieren/u).click();
    await till.page.getByRole('radio', { name: /^Karte/u }).click();
    await till.page.getByRole('button', { name: 'Anhalten', exact: true }).click();
    await till.see('Ist das ein zweiter Einkauf?');
    await checkPanel();
    await till.button('Freigeben').click();
    await till.see('Die Bank hat den Betrag freigegeben');
  });
});
