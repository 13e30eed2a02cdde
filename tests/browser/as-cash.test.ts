import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** A manager corrects a card payment that was cash in truth, on the page of its sale. */
const TIMEOUT_MS = 120_000;
const PIN = '2580';
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
  await till.button('Settings').click();
  await till.button(/PIN and lock/u).click();
  await till.page.locator('#new-pin').fill(PIN);
  await till.button('Set PIN').click();
  await till.see('The PIN is set');
  await till.button('Sell').click();
}, TIMEOUT_MS);
afterAll(() => till.close());

describe('a card payment that was cash', { timeout: TIMEOUT_MS }, () => {
  it('goes back to the card with a manager’s PIN, and the sale is paid in cash', async () => {
    await till.button(/^Cappuccino/u).click();
    await till.button(/^Charge/u).click();
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await till.present('4242', 'Tap');
    await till.see('Paid by card');
    await till.button(/^New sale/u).click();
    await till.button('Transactions').click();
    await till.page.getByText('R-000001').first().click();
    await till.button('Was paid in cash').click();
    await till.see('Was €4.10 paid in cash?');
    const { violations } = await new AxeBuilder({ page: till.page }).exclude('iframe').analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.html ?? ''}`)).toEqual([]);
    const dialog = till.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Wrong button: customer paid cash' }).click();
    await dialog.getByLabel('PIN').fill('1111');
    await dialog.getByRole('button', { name: 'Give €4.10 back to the card' }).click();
    await till.see('This PIN is not right');
    await dialog.getByLabel('PIN').fill(PIN);
    await dialog.getByRole('button', { name: 'Give €4.10 back to the card' }).click();
    await till.see('the sale is paid in cash');
    await till.see('Paid in cash, not by card');
    await till.see('The money is in the drawer');
    expect(await till.button('Was paid in cash').count()).toBe(0);
    const refunds = await till.companions.askStripe('/v1/refunds?limit=2');
    expect(refunds).toMatchObject({ data: [{ amount: 410, status: 'succeeded' }] });
    expect(till.complaints).toEqual([]);
  });

  it('is counted in the drawer of its shift', async () => {
    await till.button('Shift').click();
    await till.button('Count cash').click();
    // The float of 150.00, and 4.10 for the sale: the drawer agrees with that alone.
    for (const [piece, count] of [
      ['€50', '3'],
      ['€2', '2'],
      ['€0.10', '1'],
    ] as const) {
      await till.page.getByRole('button', { name: `Pieces of ${piece}: 0`, exact: true }).click();
      await till.page.keyboard.type(count);
    }
    await till.button(/^Submit count/u).click();
    await till.see('Agrees');
  });
});
