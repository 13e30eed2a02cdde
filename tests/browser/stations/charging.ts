import type { OpenTill } from '../open-till.ts';
import { dialog, dialogGone, inDialog, other, press, sale, toSell, type, type Station } from './station.ts';

const newSale = async (till: OpenTill): Promise<void> => {
  await press(till, 'Enter');
  await till.see('The cart is empty');
};
const toCharge = async (till: OpenTill, item: RegExp): Promise<void> => {
  await till.button(item).click();
  await till.see('1 item');
  await press(till, 'F9');
  await till.see('Received');
};
const byCard = async (till: OpenTill): Promise<void> => {
  await till.page.getByRole('radio', { name: /^Card/u }).click();
  await till.see('Ask for tap, insert or swipe');
};

/** Ways to pay, and what may become of them. Begins with a cart of two items below a dialog, ends when a sale was paid. */
export const CHARGING: readonly Station[] = [
  sale('charge-cash', async (till) => {
    await dialogGone(till);
    await press(till, 'F9');
    await till.see('Received');
  }),
  sale('charge-cash-typed', async (till) => {
    await press(till, '1');
    await type(till, '300');
    await till.see('Still missing');
  }),
  sale('charge-split', async (till) => {
    await till.page.getByRole('radio', { name: /^Split/u }).click();
    await till.page.getByRole('radio', { name: /^Split/u, checked: true }).waitFor();
  }),
  sale('charge-card', byCard),
  sale('charge-declined', async (till) => {
    await till.present('9995', 'Insert');
    await till.see(/Declined/u);
  }),
  sale('charge-customer-cancelled', async (till) => {
    await till.button(/^Other card/u).click();
    await till.see('Ask for tap, insert or swipe');
    await till.page.getByRole('button', { name: 'Customer cancels' }).click();
    await till.see('Customer cancelled');
  }),
  sale('charge-reader-off', async (till) => {
    await till.button(/^Ask again/u).click();
    await till.see('Ask for tap, insert or swipe');
    await till.ask('virtualReader.setPower', { on: false });
    await till.see('The reader is off');
  }),
  sale('paid-card', async (till) => {
    await till.button('Switch on').click();
    await till.page.getByText('Virtual reader · Ready').first().waitFor({ timeout: 30_000 });
    await till.see('Ready for a card');
    await till.button(/^(?:Ask|Try) again/u).click();
    await till.present('4242', 'Tap');
    await till.see('Paid by card');
  }),
  sale('paid-receipt', async (till) => {
    await press(till, 'F8');
    await dialog(till).waitFor();
    await till.page.getByTestId('receipt').waitFor();
  }),
  sale('paid-cash', async (till) => {
    await dialogGone(till);
    await newSale(till);
    await toCharge(till, /^Cappuccino/u);
    await till.button('€10.00').click();
    await press(till, 'Enter');
    await till.see(/receipt R-\d{6}/u);
  }),
  sale('paid-paper', async (till) => {
    await till.button('Virtual printer').click();
    await till.page
      .getByRole('region', { name: 'Paper of the virtual printer' })
      .getByText(/R-\d{6}/u)
      .waitFor();
  }),
  sale('charge-part-paid', async (till) => {
    await dialogGone(till);
    await newSale(till);
    await toCharge(till, /^Matcha Latte/u);
    await till.page.getByRole('radio', { name: /^Split/u }).click();
    await type(till, '200');
    await till.button('In cash').click();
    await till.see('Give all back');
  }),
  sale('charge-give-back', async (till) => {
    await till.button('Give all back').click();
    await dialog(till).waitFor();
  }),
  sale('paid-split', async (till) => {
    await dialogGone(till);
    await byCard(till);
    await till.present('4242', 'Swipe');
    await till.see('Paid in cash and by card');
  }),
  sale('paid-reprinted', async (till) => {
    await press(till, 'F10');
    await till.see(/is being printed again/u);
  }),
];

/** A card payment that nobody knows the end of, because the line is down. Begins at an empty cart; nothing mends it. */
export const IN_DOUBT: readonly Station[] = [
  sale('charge-cards-wait', async (till) => {
    await toSell(till);
    await till.ask('exercise.start', { id: 'stripe-unreachable' });
    await toCharge(till, /^Espresso/u);
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await till.see('Stripe does not answer');
  }),
  sale('sell-unsettled', async (till) => {
    await till.button(/^Next customer/u).click();
    await till.see('1 payment unsettled');
  }),
  other('unsettled', async (till) => {
    await till.button(/1 payment unsettled/u).click();
    await till.see('Payments that are not known yet');
  }),
  other('unsettled-decide', async (till) => {
    await inDialog(till, 'Manager').click();
    await till.see('Decide for this payment');
  }),
];
