import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** Customers in a real browser: in the cart, after the sale, on their own page, and erased. */
const TIMEOUT_MS = 180_000;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());

const dialog = () => till.page.getByRole('dialog');
const main = () => till.page.getByRole('main');

describe('customers', { timeout: TIMEOUT_MS }, () => {
  it('are added from the cart by keys alone, and stand on it', async () => {
    await till.button(/^Cappuccino/u).click();
    await till.button(/^Customer(?!s)/u).waitFor();
    await till.page.keyboard.press('F3');
    await till.see('Who is this sale for?');
    await till.see('No customers yet');
    await till.isAccessible();
    await till.picture('customer-choose-empty');
    await dialog().getByRole('searchbox').fill('Ines Baumann');
    await dialog().getByRole('button', { name: 'New customer' }).click();
    await expect.poll(() => dialog().getByLabel('Name').inputValue()).toBe('Ines Baumann');
    await dialog().getByLabel('Mail address').fill('ines@example');
    await till.see('This is no mail address');
    await dialog().getByLabel('Mail address').fill('ines@example.org');
    await dialog().getByRole('switch').click();
    await till.isAccessible();
    await till.picture('customer-new');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await till.button('Ines Baumann').waitFor();
    await till.isAccessible();
    await till.picture('customer-in-cart');
  });

  it('stay with the sale, where they can be changed afterwards', async () => {
    await till.button(/^Charge/u).click();
    await till.see('Received');
    await till.page.keyboard.press('Enter');
    await till.see(/R-\d{6}/u);
    await till.button(/^New sale/u).click();
    await till.button('Transactions').click();
    await till.page.getByRole('searchbox').fill('baumann');
    await till.see('1 sale');
    await till.page.getByRole('searchbox').press('Enter');
    await till.see('Ines Baumann');
    await till.isAccessible();
    await till.picture('customer-of-sale');
    await till.button('Change').click();
    await till.see('Who is this sale for?');
    await till.picture('customer-choose');
    await till.page.keyboard.press('Escape');
  });

  it('have a page with sums, consent and history', async () => {
    await main().getByRole('button', { name: 'Ines Baumann' }).click();
    await till.see('Sales of this customer');
    await till.see(/Agreed on .*, told to Owner/u);
    await till.see('€4.10');
    await till.isAccessible();
    await till.picture('customers');
  });

  it('are warned of when they look known', async () => {
    await till.button('New customer').click();
    await dialog().getByLabel('Name').fill('Baumann, Ines');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await till.see('This may be somebody you know');
    await till.isAccessible();
    await till.picture('customer-alike');
    await dialog().getByRole('button', { name: 'Take this one' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await till.see('Sales of this customer');
  });

  it('are erased for good, and their sales stay', async () => {
    await till.page.emulateMedia({ colorScheme: 'dark' });
    await till.button('Erase').click();
    await till.see('Erase this customer?');
    await till.isAccessible();
    await till.picture('customer-erase-dark');
    await dialog().getByRole('button', { name: 'Erase for good' }).click();
    await till.see('Name and addresses were erased');
    await till.see('Sales of this customer');
    await till.isAccessible();
    await till.picture('customer-erased-dark');
    await till.page.getByRole('searchbox', { name: 'Search customers' }).fill('ines');
    await till.see('Nobody found');
    expect(till.complaints).toEqual([]);
  });
});
