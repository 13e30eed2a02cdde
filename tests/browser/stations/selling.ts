import { dialog, dialogGone, holdBack, loaded, press, refuse, sale, type, type Station } from './station.ts';

/** Ringing up: tiles, search and scans, and what a product still has to be asked for. Ends at an empty cart. */
export const SELLING: readonly Station[] = [
  sale('sell-loading', async (till) => {
    await holdBack(till, 'catalog.list');
    await till.page.locator('.skel--tile').first().waitFor();
  }),
  sale('sell-not-loaded', async (till) => {
    await till.see('Virtual reader · Ready');
    await refuse(till, 'catalog.list');
    await till.page.reload();
    await till.see('Something unexpected happened');
  }),
  sale('sell-empty', async (till) => {
    await till.page.reload();
    await till.see('The cart is empty');
    await till.page
      .getByRole('button', { name: /^Espresso/u })
      .first()
      .waitFor();
    await loaded(till);
  }),
  sale('sell-unknown-code', async (till) => {
    await till.scan('4006381333931');
    await till.see('4006381333931');
  }),
  sale('sell-misread', async (till) => {
    await till.scan('4006381333932');
    await till.see('was not read right');
  }),
  sale('sell-times', async (till) => {
    await type(till, '3*');
    await till.see('3 ×');
  }),
  sale('sell-category', async (till) => {
    await press(till, 'Escape');
    await till.button(/^Home/u).click();
    await till.button(/^Kade 12 T-Shirt/u).waitFor();
  }),
  sale('sell-variants', async (till) => {
    await till.button(/^Kade 12 T-Shirt/u).click();
    await till.see('Which Kade 12 T-Shirt?');
  }),
  sale('sell-weight', async (till) => {
    await dialogGone(till);
    await till.button(/^Beans/u).click();
    await till.button(/^Loose Beans/u).click();
    await till.page.getByLabel('Weight in kilograms').fill('0,25');
    await till.see('Comes to €9.98');
  }),
  sale('sell-custom-item', async (till) => {
    await dialogGone(till);
    await till.button(/^Favourites/u).click();
    await till.button('Custom item').click();
    await dialog(till).waitFor();
  }),
  sale('sell-search', async (till) => {
    await dialogGone(till);
    await press(till, 'F2');
    await till.page.keyboard.type('guj');
    await till.see('Ethiopia Guji');
  }),
  sale('sell-search-nothing', async (till) => {
    await till.page.keyboard.type('xyz');
    await till.page.getByText('Ethiopia Guji').waitFor({ state: 'hidden' });
  }),
  sale('sell-refused', async (till) => {
    await press(till, 'Escape');
    await refuse(till, 'sale.addProduct', 'DB_FULL');
    await till.button(/^Espresso/u).click();
    await till.page.locator('.notices .banner').waitFor();
  }),
  sale('sell-main-away', async (till) => {
    await refuse(till, 'sale.addProduct', 'CONTRACT_UNREACHABLE');
    await till.button(/^Espresso/u).click();
    await till.see('The till does not answer');
  }),
];
