import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** The end of a shift in a real browser: what a manager sees of it, and what closing takes. */
const TIMEOUT_MS = 120_000;
const PIN = '2580';
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());

async function sellByCard(): Promise<void> {
  await till.button(/^Cappuccino/u).click();
  await till.button(/^Charge/u).click();
  await till.page.getByRole('radio', { name: /^Card/u }).click();
  await till.present('4242', 'Tap');
  await till.see('Paid by card');
  await till.button(/^New sale/u).click();
}

/** By a hand at Stripe's dashboard: the till is not asked. */
async function refundAtStripe(amount: number): Promise<void> {
  const { baseUrl, secretKey } = till.companions.addresses.sandbox;
  const { hostname, port } = new URL(baseUrl);
  const stripe = new Stripe(secretKey, { host: hostname, port, protocol: 'http' });
  const [newest] = (await stripe.paymentIntents.list({ limit: 1 })).data;
  await stripe.refunds.create({ payment_intent: newest?.id ?? '', amount });
}

describe('the shift', { timeout: TIMEOUT_MS }, () => {
  it('that agrees with Stripe is closed with one press, and the next one begins', async () => {
    await sellByCard();
    await till.button('Shift').click();
    await till.see('Close shift 1');
    await till.see('Every card payment is at Stripe, to the cent');
    await till.see('Ready to close');
    await till.isAccessible();
    await till.picture('shift-ready');
    await till.button('Close shift').click();
    await till.see('Shift 1 is closed');
    await till.see('No card payments in this shift');
    await till.see('Close shift 2');
  });

  it('with a difference waits for a manager’s name, which stays with it', async () => {
    await till.setPin(PIN);
    await till.button('Sell').click();
    await sellByCard();
    await refundAtStripe(120);
    await till.button('Shift').click();
    await till.see('Refunded elsewhere');
    await till.see('One line needs a name');
    expect(await till.button('Close shift').isDisabled()).toBe(true);
    await till.isAccessible();
    await till.picture('shift-difference');
    await till.button('Explain').click();
    await till.button('Repaired at Stripe').click();
    await till.page.getByLabel('PIN').fill(PIN);
    await till.picture('shift-explain');
    await till.button('Accept this line').click();
    await till.see('Accepted by Owner');
    await till.button('Close shift').click();
    await till.see('Shift 2 is closed');
  });

  it('stays in the list of closed ones as it was closed', async () => {
    await till.button('Closed shifts').click();
    await till.button('Shift 2').click();
    await till.see('Accepted by Owner');
    await till.see('Nothing turned up after the close.');
    await till.isAccessible();
    await till.picture('shift-closed');
    expect(till.complaints).toEqual([]);
  });
});
