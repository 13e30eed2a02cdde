import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/services/db/index.ts';
import { openTill, type OpenTill } from './open-till.ts';

/** The counter in a real browser: tiles, variants, discounts, parked carts, and the screens where products are edited. */
const TIMEOUT_MS = 180_000;
const SHOTS = process.env['FLEXOTIUM_SCREENSHOTS'];
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(async () => {
  expect(till.complaints).toEqual([]);
  await till.close();
});

async function lookAt(name: string): Promise<void> {
  if (SHOTS !== undefined) {
    for (const scheme of ['light', 'dark'] as const) {
      await till.page.emulateMedia({ colorScheme: scheme });
      await settled();
      await till.page.screenshot({ path: `${SHOTS}/${name}-${scheme}.png` });
    }
    await till.page.emulateMedia({ colorScheme: 'light' });
    await settled();
  }
  const { violations } = await new AxeBuilder({ page: till.page })
    .options({ rules: { 'target-size': { enabled: true } } })
    .exclude('iframe')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

/** Colours move for a moment after the scheme changed. */
async function settled(): Promise<void> {
  await till.page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

/** Every control inside of `selector` that a finger would miss. */
async function tooSmall(selector: string, leastPx: number): Promise<readonly string[]> {
  return till.page.evaluate(
    ([within, least]) =>
      Array.from(document.querySelectorAll<HTMLElement>(`${within} :is(button, input, [role=combobox])`))
        .filter((element) => element.ariaHidden !== 'true')
        .filter((element) => {
          // What widens a target for the finger stands in a pseudo element, or in the label around a field.
          const around = element.matches('input')
            ? (element.closest('.control, .stepper, .btn') ?? element)
            : element;
          const box = around.getBoundingClientRect();
          const after = getComputedStyle(element, '::after');
          const spread = after.content === 'none' ? 0 : -parseFloat(after.top || '0') * 2;
          return box.height > 0 && box.height + spread < least - 0.5;
        })
        .map(
          (element) => `${element.outerHTML.slice(0, 90)} ${String(element.getBoundingClientRect().height)}`,
        ),
    [selector, leastPx] as const,
  );
}

describe('ringing up', { timeout: TIMEOUT_MS }, () => {
  it('takes as many as were typed before, and asks which variant', async () => {
    await till.page.keyboard.type('3*', { delay: 120 });
    await till.see('3 ×');
    await till.button(/^Espresso/u).click();
    await till.see('€8.40');
    await till.button(/^Home/u).click();
    await till.button(/^Kade 12 T-Shirt/u).click();
    await till.see('Which Kade 12 T-Shirt?');
    await lookAt('variants');
    await till.page.getByRole('dialog').getByRole('button', { name: /^M/u }).click();
    await till.see('Kade 12 T-Shirt, M');
    await till.see('€33.40');
  });

  it('takes a weight as the scale shows it', async () => {
    await till.button(/^Beans/u).click();
    await till.button(/^Loose Beans/u).click();
    await till.page.getByLabel('Weight in kilograms').fill('0,25');
    await till.see('Comes to €9.98');
    await till.page.keyboard.press('Enter');
    await till.see(/0\.250 kg × €39\.90\/kg/u);
    await till.see('€43.38');
  });

  it('gives a discount only with a reason, and takes it away again', async () => {
    await till.page.keyboard.press('F6');
    await till.see('Discount on the whole cart');
    await till.page.getByLabel('Percent', { exact: true }).fill('10');
    await till.page.keyboard.press('Enter');
    await till.see('Discount on the whole cart');
    await till.button('Regular customer').click();
    await lookAt('discount');
    await till.button(/^Apply/u).click();
    await till.see('Discount · Regular customer');
    await till.see('€39.04');
    await lookAt('checkout-discount');
    await till.page.keyboard.press('F6');
    await till.button('Take it away').click();
    await till.see('€43.38');
    expect(await tooSmall('.sell', 56)).toEqual([]);
  });

  it('changes the price of one line, with the old one in sight', async () => {
    await till.button('Change Kade 12 T-Shirt, M').click();
    await till.button('Price & discount').click();
    await till.page.getByRole('radio', { name: 'New price' }).click();
    await till.page.getByLabel('New price', { exact: true }).last().fill('20');
    await till.button('Damaged').click();
    await till.button(/^Apply/u).click();
    await till.see(/was €25\.00/u);
    await till.see('€38.38');
  });

  it('parks a cart in sight, and calls it back over a reload', async () => {
    await till.page.keyboard.press('F7');
    await till.page.getByLabel('Name (optional)').fill('red hat');
    await till.page.keyboard.press('Enter');
    await till.see('The cart is empty');
    await till.see('red hat');
    await lookAt('parked');
    await till.page.reload();
    await till.see('red hat');
    await till.page.keyboard.press('F8');
    await till.see('€38.38');
    await till.button('Clear cart').click();
    await till.button('Clear the cart').click();
    await till.see('The cart is empty');
  });
});

describe('the products', { timeout: TIMEOUT_MS }, () => {
  it('are found in the list while it is typed', async () => {
    await till.button('Products').click();
    await till.see('50 products');
    await lookAt('products');
    expect(await tooSmall('.page', 48)).toEqual([]);
    await till.page.getByLabel('Search products').fill('latte');
    await till.button('Edit Matcha Latte').waitFor();
    await expect.poll(() => till.page.getByRole('row').count()).toBe(4);
    await till.page.getByLabel('Search products').fill('zzz');
    await till.see('Nothing found');
    await till.page.getByLabel('Search products').fill('');
  });

  it('are made with a price, a code and a variant each, and sold at once', async () => {
    await till.button('New product').click();
    await till.page.getByLabel('Name', { exact: true }).fill('Postcard');
    await till.button('Save').click();
    await till.see('Type an SKU.');
    await lookAt('product-new');
    await till.page.getByLabel('SKU').fill('PC-A');
    await till.page.getByLabel('Price', { exact: true }).fill('1.20');
    await till.page.getByLabel('Barcodes').fill('4012345678901');
    await till.button('Add a variant').click();
    await till.page.getByLabel('Variant', { exact: true }).first().fill('Sea');
    await till.page.getByLabel('Variant', { exact: true }).last().fill('Harbour');
    await till.page.getByLabel('SKU').last().fill('PC-B');
    await till.page.getByLabel('Price', { exact: true }).last().fill('1.50');
    await till.page
      .getByRole('radiogroup', { name: 'Count this product' })
      .getByRole('radio', { name: 'Yes' })
      .click();
    await till.button('Save').click();
    await till.see('Saved');
    await till.page.getByLabel('How many').fill('12');
    await till.button('Book it').click();
    await till.see('+12');
    await lookAt('product');
    expect(await tooSmall('.page', 48)).toEqual([]);
    await till.button('Back to the list').click();
    await till.button('Sell').click();
    await till.page.keyboard.type('postc', { delay: 120 });
    await till.button(/^Postcard, Sea/u).click();
    await till.see('€1.20');
    await till.button('Clear cart').click();
    await till.button('Clear the cart').click();
    await till.page.keyboard.press('Escape');
  });

  it('have categories and tax classes that a shop changes itself', async () => {
    await till.button('Products').click();
    await till.button('Categories & taxes').click();
    await till.button('New category').click();
    await till.page.getByLabel('Name of the category').fill('Flowers');
    await till.button('Save').click();
    await till.button('Change Flowers').waitFor();
    await lookAt('categories');
    expect(await tooSmall('.page', 48)).toEqual([]);
    await till.button('Change Coffee').click();
    await till.button('Remove').click();
    await till.see('There are products in this category');
    await till.button('Change Flowers').click();
    await till.button('Remove').click();
    await till.button('Change Flowers').waitFor({ state: 'detached' });
    await till.button('Sell').click();
  });

  it('come as a file: looked at, checked as a whole, its mistakes to keep, and taken as a whole', async () => {
    const choose = (lines: readonly string[]): Promise<void> =>
      till.page
        .locator('input[type=file]')
        .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
    await till.button('Products').click();
    await till.button('Import & export').click();
    await lookAt('import');
    await choose(['SKU;Name;Preis', 'IM-1;Lantern;12,50', 'IM-2;Torch;twelve']);
    await till.see(/UTF-8.*semicolons/u);
    await lookAt('import-mapping');
    expect(await tooSmall('.page', 48)).toEqual([]);
    await till.button('Check all rows').click();
    await till.see('Mistakes found: 1; rows in the list: 2');
    await lookAt('import-mistakes');
    const kept = till.page.waitForEvent('download');
    await till.button('Download the list of mistakes').click();
    expect((await kept).suggestedFilename()).toBe('import-mistakes.csv');
    await till.button('Choose another file').click();
    await choose(['SKU;Name;Preis', 'IM-1;Lantern;12,50', 'IM-2;Torch;12,00', 'COF-001;Espresso;2,90']);
    await till.button('Check all rows').click();
    await till.see('2 new, 1 to change');
    await till.button('Import all rows').click();
    await till.see('Imported: 2 new, 1 changed');
    await stopAndFinishWithoutARow(choose);
    const file = till.page.waitForEvent('download');
    await till.button('Export as CSV').click();
    expect((await file).suggestedFilename()).toBe('products.csv');
    await till.button('Sell').click();
    await till.button(/^Espresso/u).waitFor();
    await till.page.keyboard.type('lantern', { delay: 120 });
    await till.button(/^Lantern.*12\.50/u).waitFor();
    await till.page.keyboard.press('Escape');
  });

  /** A fault behind the catalogue's back stops an import on its way: it is tried again, then finished without the row. */
  async function stopAndFinishWithoutARow(
    choose: (lines: readonly string[]) => Promise<void>,
  ): Promise<void> {
    await till.button('Choose another file').click();
    await choose(['SKU;Name;Preis;Barcode', 'IM-3;Rope;3,00;9000000003', 'IM-4;Hook;4,00;9000000004']);
    await till.button('Check all rows').click();
    await till.see('2 new, 0 to change');
    const opened = openDatabase({
      file: join(till.profile, 'till.db'),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      onPoisoned: () => undefined,
    });
    if (!opened.ok) throw new Error(opened.code);
    opened.db.run("INSERT INTO product_barcodes SELECT '9000000004', product_id, 9 FROM products LIMIT 1");
    opened.db.close();
    await till.button('Import all rows').click();
    await till.see('The import stopped on the way');
    await lookAt('import-stopped');
    await till.button('Try again').click();
    await till.see('The import stopped on the way');
    await till.button('Finish without the rows that fail').click();
    await till.see('Imported: 1 new, 0 changed');
    await till.see('Left out because they failed: 1');
    await lookAt('import-left-out');
    await till.button('Download the list of mistakes').waitFor();
  }
});
