import type { OpenTill } from '../open-till.ts';
import {
  dialog,
  dialogGone,
  heading,
  holdBack,
  inDialog,
  loaded,
  other,
  refuse,
  toSell,
  type Station,
} from './station.ts';

const toProducts = async (till: OpenTill): Promise<void> => {
  await till.button('Products').click();
};
const chooseFile = (till: OpenTill, lines: readonly string[]): Promise<void> =>
  till.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });

/** Where a shop looks after what it sells. Begins below a dialog, or without one. */
export const PRODUCTS: readonly Station[] = [
  other('products-loading', async (till) => {
    await dialogGone(till);
    await holdBack(till, 'catalog.listProducts');
    await toProducts(till);
    await till.page.locator('.skel').first().waitFor();
  }),
  other('products-error', async (till) => {
    await toSell(till);
    await refuse(till, 'catalog.listProducts');
    await toProducts(till);
    await till.page.locator('.banner').first().waitFor();
  }),
  other('products', async (till) => {
    await toSell(till);
    await toProducts(till);
    await heading(till, 'Products');
    await till.see('COF-001');
    await loaded(till);
  }),
  other('products-nothing', async (till) => {
    await till.page.getByLabel('Search products').fill('zzz');
    await till.see('Nothing found');
  }),
  other('product', async (till) => {
    await till.page.getByLabel('Search products').fill('');
    await till.page.getByText('Almond Croissant').first().click();
    await till.button(/^Save/u).waitFor();
    await loaded(till);
  }),
  other('product-unsaved', async (till) => {
    await till.page.getByLabel('Name', { exact: true }).fill('Almond Croissant, large');
    await till.button('Back to the list').click();
    await dialog(till).waitFor();
  }),
  other('product-archive', async (till) => {
    await dialogGone(till);
    await till.page.getByRole('button', { name: 'Archive', exact: true }).click();
    await dialog(till).waitFor();
  }),
  other('product-variants', async (till) => {
    await dialogGone(till);
    await till.button('Back to the list').click();
    await inDialog(till, 'Leave').click();
    await till.page.getByLabel('Search products').fill('t-shirt');
    await till.page
      .getByRole('button', { name: /^Edit Kade 12 T-Shirt/u })
      .first()
      .click();
    await till.button(/^Save/u).waitFor();
    await loaded(till);
  }),
  other('product-error', async (till) => {
    await till.button('Back to the list').click();
    await refuse(till, 'catalog.getProduct', 'CATALOG_PRODUCT_NOT_FOUND');
    await till.page
      .getByRole('button', { name: /^Edit /u })
      .first()
      .click();
    await till.page.locator('.banner').first().waitFor();
  }),
  other('product-new', async (till) => {
    await toSell(till);
    await toProducts(till);
    await till.button('New product').click();
    await till.button(/^Save/u).waitFor();
  }),
  other('product-new-missing', async (till) => {
    await till.page.getByLabel('Name', { exact: true }).fill('Postcard');
    await till.page.getByLabel('Price', { exact: true }).fill('much');
    await till.button('Save').click();
    await till.see('Type an SKU.');
  }),
  other('categories', async (till) => {
    await till.button('Back to the list').click();
    await inDialog(till, 'Leave').click();
    await till.button('Categories & taxes').click();
    await till.button('New category').waitFor();
    await loaded(till);
  }),
  other('category-in-use', async (till) => {
    await till.button('Change Coffee').click();
    await till.button('Remove').click();
    await till.see('There are products in this category');
  }),
  other('import', async (till) => {
    await till.button('Back to the list').click();
    await till.button('Import & export').click();
    await till.button('Export as CSV').waitFor();
  }),
  other('import-mapping', async (till) => {
    await chooseFile(till, ['SKU;Name;Preis', 'IM-1;Lantern;12,50', 'IM-2;Torch;twelve']);
    await till.see(/UTF-8.*semicolons/u);
  }),
  other('import-mistakes', async (till) => {
    await till.button('Check all rows').click();
    await till.see('Mistakes found: 1; rows in the list: 2');
  }),
  other('import-ready', async (till) => {
    await till.button('Choose another file').click();
    await chooseFile(till, ['SKU;Name;Preis', 'IM-1;Lantern;12,50', 'COF-001;Espresso;2,80']);
    await till.button('Check all rows').click();
    await till.see('1 new, 1 to change');
  }),
  other('import-done', async (till) => {
    await till.button('Import all rows').click();
    await till.see('Imported: 1 new, 1 changed');
  }),
];
