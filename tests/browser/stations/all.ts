import { dialog, dialogGone, heading, loaded, other, press, sale, type Station } from './station.ts';

const SETTINGS = [
  ['shop', /^Shop and language/u],
  ['appearance', /^Appearance/u],
  ['keyboard', /^Keyboard/u],
  ['payments', /^Payments/u],
  ['drawer', /^Cash drawer/u],
  ['printer', /^Printer/u],
  ['receipt', /^Receipt paper/u],
  ['mail', /^Receipts by mail/u],
  ['stripe', /^Integrations/u],
  ['scanner', /^Scanner/u],
  ['security', /^PIN and lock/u],
  ['staff', /^Staff/u],
  ['permissions', /^Permissions/u],
  ['audit', /^Audit log/u],
  ['exercises', /^Exercises/u],
  ['about', /^About/u],
] as const;

/** Every main screen, empty, filled and in trouble, in one walk through a till in training that begins at an empty cart. */
export const STATIONS: readonly Station[] = [
  sale('sell-empty', async (till) => {
    await till.see('The cart is empty');
    await loaded(till);
  }),
  sale('sell-unknown-code', async (till) => {
    await till.scan('4006381333931');
    await till.see('4006381333931');
  }),
  sale('sell-cart', async (till) => {
    await till.button(/^Espresso/u).click();
    await till.button(/^Flat White/u).click();
    await till.button(/^Almond Croissant/u).click();
    await till.see('3 items');
  }),
  sale('sell-line', async (till) => {
    await till.button('Change Espresso').click();
    await till.page.getByRole('button', { name: /Note/u }).first().waitFor();
  }),
  sale('sell-discount', async (till) => {
    await press(till, 'F6');
    await dialog(till).waitFor();
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
  sale('sell-custom-item', async (till) => {
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
  sale('cash-menu', async (till) => {
    await press(till, 'Escape');
    await press(till, 'F4');
    await dialog(till).waitFor();
  }),
  sale('keys', async (till) => {
    await dialogGone(till);
    await press(till, 'F1');
    await dialog(till).waitFor();
  }),
  other('lines', async (till) => {
    await dialogGone(till);
    await till.button(/^Relay live/u).click();
    await dialog(till).waitFor();
  }),
  sale('charge-cash', async (till) => {
    await dialogGone(till);
    await press(till, 'F9');
    await till.see('Received');
  }),
  sale('charge-split', async (till) => {
    await press(till, '3');
    await till.page.getByRole('radio', { name: /^Split/u, checked: true }).waitFor();
  }),
  sale('charge-card', async (till) => {
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await till.see('Ask for tap, insert or swipe');
  }),
  sale('charge-declined', async (till) => {
    await till.present('9995', 'Insert');
    await till.see(/Declined/u);
  }),
  sale('paid-card', async (till) => {
    await till.button(/^(?:Other card|Ask again|Try)/u).click();
    await till.present('4242', 'Tap');
    await till.see('Paid by card');
  }),
  sale('paid-receipt', async (till) => {
    await press(till, 'F8');
    await dialog(till).waitFor();
  }),
  sale('paid-cash', async (till) => {
    await dialogGone(till);
    await press(till, 'Enter');
    await till.see('The cart is empty');
    await till.button(/^Cappuccino/u).click();
    await till.see('1 item');
    await press(till, 'F9');
    await till.button('€10.00').click();
    await press(till, 'Enter');
    await till.see(/receipt R-\d{6}/u);
  }),
  other('transactions', async (till) => {
    await press(till, 'Enter');
    await till.see('The cart is empty');
    await till.button('Transactions').click();
    await till.see('R-000002');
    await loaded(till);
  }),
  other('transactions-nothing', async (till) => {
    await press(till, 'F2');
    await till.page.keyboard.type('nobody bought this');
    await till.page.getByText('R-000002').waitFor({ state: 'hidden' });
    await loaded(till);
  }),
  other('transaction', async (till) => {
    // The list keeps what was searched for.
    await till.button('Remove all filters').click();
    await till.page.getByRole('listitem').getByText('R-000001').click();
    await heading(till, /R-000001|Sale/u);
    await loaded(till);
  }),
  other('refund', async (till) => {
    await till.button(/^Refund/u).click();
    await dialog(till).waitFor();
  }),
  other('products', async (till) => {
    await dialogGone(till);
    await till.button('Products').click();
    await heading(till, 'Products');
    await loaded(till);
  }),
  other('product', async (till) => {
    await till.page.getByText('Almond Croissant').first().click();
    await till.button(/^Save/u).waitFor();
    await loaded(till);
  }),
  other('product-new', async (till) => {
    await till.button('Sell').click();
    await till.button('Products').click();
    await till.button('New product').click();
    await till.button(/^Save/u).waitFor();
  }),
  other('shift', async (till) => {
    await till.button('Shift').click();
    await heading(till, /shift/iu);
    await loaded(till);
  }),
  other('review', async (till) => {
    await till.button('Review').click();
    await heading(till, /Review/u);
    await loaded(till);
  }),
  ...SETTINGS.map(([name, item]) =>
    other(`settings-${name}`, async (till) => {
      await till.button('Settings').click();
      await till.page.getByRole('navigation').getByRole('button', { name: item }).last().click();
      await heading(till, /./u);
      await loaded(till);
    }),
  ),
  other('lock', async (till) => {
    await till.setPin('2580');
    await till.button('Lock').click();
    await till.see('Enter your PIN');
  }),
  other('lock-wrong-pin', async (till) => {
    // Slower than a scanner, which would be taken for a badge.
    await till.page.keyboard.type('1111', { delay: 90 });
    await press(till, 'Enter');
    await till.see(/PIN is not right/u);
  }),
];
