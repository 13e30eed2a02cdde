import type { OpenTill } from '../open-till.ts';
import { dialog, dialogGone, inDialog, other, press, refuse, sale, toSell, type Station } from './station.ts';

const form = (till: OpenTill) => dialog(till);

/** Customers, in the cart and on their own page. Begins at an empty cart, and ends on a page of its own. */
export const CUSTOMERS: readonly Station[] = [
  other('customers-empty', async (till) => {
    await till.button('Customers').click();
    await till.see('No customers yet');
  }),
  other('customers-error', async (till) => {
    await toSell(till);
    await refuse(till, 'customers.search');
    await till.button('Customers').click();
    await till.page.locator('.banner').first().waitFor();
  }),
  sale('customer-choose-empty', async (till) => {
    await toSell(till);
    await till.button(/^Cappuccino/u).click();
    await till.see('1 item');
    await press(till, 'F3');
    await till.see('Who is this sale for?');
  }),
  sale('customer-new', async (till) => {
    await dialog(till).getByRole('searchbox').fill('Ines Baumann');
    await inDialog(till, 'New customer').click();
    await form(till).getByLabel('Mail address').fill('ines@example');
    await till.see('This is no mail address');
  }),
  sale('customer-in-cart', async (till) => {
    await form(till).getByLabel('Mail address').fill('ines.baumann@example.org');
    await form(till).getByRole('switch').click();
    await inDialog(till, 'Save').click();
    await dialog(till).waitFor({ state: 'hidden' });
    await till.button('Ines Baumann').waitFor();
  }),
  sale('customer-choose', async (till) => {
    await press(till, 'F3');
    await till.see('Who is this sale for?');
    await dialog(till).getByText('ines.baumann@example.org').waitFor();
  }),
  other('customers', async (till) => {
    await dialogGone(till);
    await press(till, 'F9');
    await till.see('Received');
    await press(till, 'Enter');
    await till.see(/receipt R-\d{6}/u);
    await press(till, 'Enter');
    await till.see('The cart is empty');
    await till.button('Customers').click();
    await till.page
      .getByRole('main')
      .getByRole('button', { name: /Ines Baumann/u })
      .first()
      .click();
    await till.see(/Agreed on .*, told to Owner/u);
    await till.see('Sales of this customer');
  }),
  other('customer-change', async (till) => {
    await till.page.getByRole('main').getByRole('button', { name: 'Change', exact: true }).click();
    await dialog(till).waitFor();
  }),
  other('customer-alike', async (till) => {
    await dialogGone(till);
    await till.button('New customer').click();
    await form(till).getByLabel('Name').fill('Baumann, Ines');
    await inDialog(till, 'Save').click();
    await till.see('This may be somebody you know');
  }),
  other('customer-nobody-found', async (till) => {
    await dialogGone(till);
    await till.page.getByRole('searchbox', { name: 'Search customers' }).fill('nobody at all');
    await till.see('Nobody found');
  }),
  other('customer-erase', async (till) => {
    await till.page.getByRole('searchbox', { name: 'Search customers' }).fill('');
    await till.button('Erase').click();
    await till.see('Erase this customer?');
  }),
  other('customer-erased', async (till) => {
    await inDialog(till, 'Erase for good').click();
    await till.see('Name and addresses were erased');
  }),
];

const display = (till: OpenTill) => {
  const page = till.page.context().pages().at(-1);
  if (page === undefined) throw new Error('There is no customer display');
  return page;
};
const facing = (name: string, go: Station['go']): Station => ({
  name,
  onSalePath: false,
  go: async (till) => {
    // Looked at, the display lies over the till, and a browser slows down what lies behind.
    await till.page.bringToFront();
    await go(till);
  },
  pageOf: display,
});

/** The screen that faces the customer, which is a window of its own. Begins and ends at an empty cart. */
export const CUSTOMER_DISPLAY: readonly Station[] = [
  facing('display-idle', async (till) => {
    await till.button('Settings').click();
    await till.button('Customer display').click();
    await till.page.getByRole('switch', { name: /Show the customer/u }).click();
    const opened = till.page.context().waitForEvent('page');
    await till.page.getByRole('link', { name: 'Open the customer display' }).click();
    await (await opened).getByText('Welcome').waitFor();
  }),
  facing('display-cart', async (till) => {
    await toSell(till);
    await till.button(/^Flat White/u).click();
    await till.button(/^Almond Croissant/u).click();
    await display(till).getByText('Almond Croissant').waitFor();
  }),
  facing('display-card', async (till) => {
    await till.button(/^Charge/u).click();
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await display(till).getByText('Please tap, insert or swipe your card').waitFor();
  }),
  facing('display-other-card', async (till) => {
    await till.present('9995', 'Tap');
    await display(till).getByText('This card was not accepted. Nothing was charged.').waitFor();
  }),
  facing('display-paid', async (till) => {
    await till.button('Other card').click();
    await till.present('4242', 'Tap');
    await display(till).getByText('Thank you').waitFor();
  }),
  other('display-settings', async (till) => {
    await display(till).close();
    await till.button(/^New sale/u).click();
    await till.button('Settings').click();
    await till.button('Customer display').click();
    await till.see('An invented sale, as the customer sees it.');
  }),
];
