import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsOf } from '../../renderer/till/text/index.ts';
import { pagesOf } from '../../renderer/till/text/pages.ts';
import { LOCALES, localeFacts, type Locale } from '../../shared/domain/locale/index.ts';
import { listCutOff } from './looks/cut-off.ts';
import { openTill, type OpenTill } from './open-till.ts';

/** Every language at the size of a common till's screen: nothing is cut off, and the page says which language it is. */
const TIMEOUT_MS = 180_000;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(async () => {
  expect(till.complaints).toEqual([]);
  await till.close();
});

const press = (name: string) => till.page.getByRole('button', { name, exact: true }).first().click();
const pressLike = (name: string) =>
  till.page
    .getByRole('button', { name: new RegExp(`^${name.replaceAll(/[()?+.*]/gu, '\\$&')}`, 'u') })
    .first()
    .click();

async function speak(from: Locale, to: Locale): Promise<void> {
  await press(textsOf(from).frame.rail.settings);
  await pressLike(pagesOf(from).settings.shop);
  await press(localeFacts(to).name);
  await till.page.locator(`html[lang=${to}][dir=${localeFacts(to).direction}]`).waitFor();
}

describe.each(LOCALES)('in %s at 1280 × 800', (locale) => {
  it('nothing is cut off on the main screens', { timeout: TIMEOUT_MS }, async () => {
    const before = (await till.page.locator('html').getAttribute('lang')) as Locale | null;
    await speak(before ?? 'en', locale);
    const texts = textsOf(locale);
    const { settings } = pagesOf(locale);
    const found: string[] = [];
    const look = async (screen: string): Promise<void> => {
      await till.picture(`${screen}-${locale}`);
      found.push(...(await listCutOff(till.page)).map((each) => `${screen}: ${each}`));
    };

    for (const section of SECTIONS) {
      await pressLike(settings[section]);
      await look(`settings-${section}`);
    }
    await press(texts.catalog.rail);
    await till.page.getByText('COF-001').first().waitFor();
    await look('products');
    await press(texts.catalog.newProduct);
    await look('product-new');
    await press(texts.catalog.rail);
    await press(texts.catalog.categories);
    await look('categories');
    await press(texts.catalog.rail);
    await press(texts.catalog.importExport);
    await look('import');

    await press(texts.frame.rail.sell);
    await till.see(texts.checkout.emptyCart);
    await look('checkout-empty');
    await till.scan('COF-001');
    await till.see(texts.checkout.reduceCart);
    await till.scan('COF-001');
    await till.scan('0000');
    await till.see(texts.checkout.unknownCodeTodo);
    await look('checkout');
    await pressLike(texts.checkout.charge);
    await till.see(texts.charge.exact);
    await look('charge-cash');
    await pressLike(texts.charge.backToCart);
    await press(texts.checkout.voidSale);
    await press(texts.checkout.voidConfirm);
    await till.see(texts.checkout.emptyCart);
    expect(found).toEqual([]);
  });
});

const SECTIONS = [
  'shop',
  'appearance',
  'keyboard',
  'payments',
  'drawer',
  'printer',
  'receipt',
  'mail',
  'integrations',
  'scanner',
  'security',
  'staff',
  'permissions',
  'audit',
  'exercises',
  'about',
] as const;
