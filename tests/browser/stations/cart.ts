import { dialog, dialogGone, inDialog, other, press, sale, toSell, type, type Station } from './station.ts';

/** What is done with a cart and its lines. Begins at an empty cart, ends with one of two items below a dialog. */
export const CART: readonly Station[] = [
  sale('sell-cart', async (till) => {
    await toSell(till);
    await till.button(/^Espresso/u).click();
    await till.button(/^Flat White/u).click();
    await till.button(/^Almond Croissant/u).click();
    await till.see('3 items');
  }),
  sale('sell-line', async (till) => {
    await till.button('Change Espresso').click();
    await till.page.getByRole('button', { name: /Note/u }).first().waitFor();
  }),
  sale('sell-line-price', async (till) => {
    await till.button('Price & discount').click();
    await dialog(till).getByRole('radio', { name: 'New price' }).click();
  }),
  sale('sell-line-note', async (till) => {
    await dialogGone(till);
    await till.page.locator('.line__tools').getByRole('button', { name: 'Note' }).click();
    await dialog(till).getByRole('textbox').fill('Oat milk, to take away');
  }),
  sale('sell-discount', async (till) => {
    await press(till, 'Enter');
    await dialog(till).waitFor({ state: 'hidden' });
    await press(till, 'F6');
    await dialog(till).waitFor();
  }),
  sale('sell-exempt', async (till) => {
    await till.page.getByLabel('Percent', { exact: true }).fill('10');
    await inDialog(till, 'Regular customer').click();
    await inDialog(till, /^Apply/u).click();
    await dialog(till).waitFor({ state: 'hidden' });
    await till.button('Tax exempt').click();
    await inDialog(till, 'Diplomat').click();
  }),
  sale('sell-reduced', async (till) => {
    await type(till, 'D 2026');
    await press(till, 'Enter');
    await till.see(/Tax exempt · Diplomat/u);
  }),
  sale('sell-clear', async (till) => {
    await till.button('Clear cart').click();
    await inDialog(till, 'Clear the cart').waitFor();
  }),
  sale('sell-park', async (till) => {
    await dialogGone(till);
    await press(till, 'F7');
    await dialog(till).waitFor();
  }),
  sale('sell-parked', async (till) => {
    await press(till, 'Enter');
    await dialog(till).waitFor({ state: 'hidden' });
    await till.see('The cart is empty');
    await till.button(/^Espresso/u).click();
    await till.button(/^Matcha Latte/u).click();
    await till.see('2 items');
  }),
  sale('keys', async (till) => {
    await press(till, 'F1');
    await dialog(till).waitFor();
  }),
  other('lines', async (till) => {
    await dialogGone(till);
    await till.button(/^Relay live/u).click();
    await dialog(till).waitFor();
  }),
  sale('cash-menu', async (till) => {
    await dialogGone(till);
    await press(till, 'F4');
    await dialog(till).waitFor();
  }),
  sale('cash-drop', async (till) => {
    await press(till, '1');
    await till.button(/^Record the drop/u).waitFor();
    await type(till, '5000');
    await till.page.getByRole('button', { name: 'To the safe', exact: true }).click();
  }),
  sale('cash-pay-in', async (till) => {
    await press(till, 'Enter');
    await dialog(till).waitFor({ state: 'hidden' });
    await press(till, 'F4');
    await press(till, '2');
    await till.button(/^Record the pay-in/u).waitFor();
  }),
  sale('cash-pay-out-refused', async (till) => {
    await dialogGone(till);
    await press(till, 'F4');
    await press(till, '3');
    await till.button(/^Record the pay-out/u).waitFor();
    await type(till, '90000');
    await till.button('Postage').click();
    await press(till, 'Enter');
    await till.see('There is not that much in the drawer');
  }),
  sale('cash-without-sale', async (till) => {
    await dialogGone(till);
    await press(till, 'F4');
    await press(till, '4');
    await till.button(/^Record and open/u).waitFor();
  }),
];
