import type { OpenTill } from '../open-till.ts';
import {
  dialog,
  dialogGone,
  heading,
  holdBack,
  inDialog,
  loaded,
  other,
  press,
  refuse,
  toSell,
  type Station,
} from './station.ts';

const toTransactions = (till: OpenTill): Promise<void> => till.button('Transactions').click();
const row = (till: OpenTill, receipt: string) => till.page.locator('.saleslist').getByText(receipt).first();

/** Sales that are done, and money that goes back. Begins when at least one sale by card and one for cash were paid. */
export const SALES: readonly Station[] = [
  other('transactions-loading', async (till) => {
    await press(till, 'Enter');
    await till.see('The cart is empty');
    await till.page.getByText('is being printed again').waitFor({ state: 'hidden' });
    await holdBack(till, 'transactions.list');
    await toTransactions(till);
    await till.page.locator('.skel').first().waitFor();
  }),
  other('transactions-error', async (till) => {
    await toSell(till);
    await refuse(till, 'transactions.list', 'CONTRACT_UNREACHABLE');
    await toTransactions(till);
    await till.page.locator('.banner').first().waitFor();
  }),
  other('transactions', async (till) => {
    await toSell(till);
    await toTransactions(till);
    await row(till, 'R-000002').waitFor();
    await loaded(till);
  }),
  other('transactions-filter', async (till) => {
    await till.page.getByRole('button', { name: 'Filter', exact: true }).click();
    await till.see('Narrow the list down');
  }),
  other('transactions-nothing', async (till) => {
    await dialogGone(till);
    await press(till, 'F2');
    await till.page.keyboard.type('nobody bought this', { delay: 60 });
    await till.see('Nothing found');
    await loaded(till);
  }),
  other('transaction', async (till) => {
    // The list keeps what was searched for.
    await till.button('Remove all filters').click();
    await row(till, 'R-000001').click();
    await heading(till, /R-000001|Sale/u);
    await loaded(till);
  }),
  other('transaction-receipt', async (till) => {
    await till.page.getByRole('button', { name: 'Receipt', exact: true }).click();
    await till.page.getByTestId('receipt').waitFor();
  }),
  other('refund-checking', async (till) => {
    await dialogGone(till);
    await holdBack(till, 'refunds.prepare');
    await till.button(/^Refund/u).click();
    await dialog(till).waitFor();
  }),
  other('refund-not-possible', async (till) => {
    await dialogGone(till);
    await refuse(till, 'refunds.prepare', 'STRIPE_UNREACHABLE');
    await till.button(/^Refund/u).click();
    await dialog(till).locator('.banner').waitFor();
  }),
  other('refund', async (till) => {
    await dialogGone(till);
    await till.button(/^Refund/u).click();
    await till.see('Where the money goes');
  }),
  other('refund-amount', async (till) => {
    await dialog(till).getByRole('radio', { name: 'An amount' }).click();
    await dialog(till).getByLabel('Amount to give back').fill('2.00');
    await inDialog(till, 'Refund €2.00').waitFor();
  }),
  other('refund-done', async (till) => {
    await inDialog(till, 'Refund €2.00').click();
    await till.see('Refund RF-000001');
    await till.see('Given back. It shows on the customer’s statement in a few days.');
  }),
  other('refund-receipt', async (till) => {
    await inDialog(till, 'Refund receipt').click();
    await till.page.getByTestId('refund-receipt').waitFor();
  }),
  other('transaction-refunded', async (till) => {
    // Below the receipt is what became of the refund.
    await inDialog(till, 'Close').click();
    await till.see('Refund RF-000001');
    await dialogGone(till);
    await loaded(till);
    await till.see('Part refunded');
  }),
  other('transaction-error', async (till) => {
    await till.button('Back to transactions').click();
    await refuse(till, 'transactions.get');
    await row(till, 'R-000002').click();
    await till.page.locator('.banner').first().waitFor();
  }),
  other('refund-by-code', async (till) => {
    await toSell(till);
    await toTransactions(till);
    await till.button('Refund by code').click();
    await dialog(till).getByLabel('Code on the receipt').fill('1234');
    await inDialog(till, 'Find the payment').click();
    await dialog(till).locator('.banner').waitFor();
  }),
  other('refund-without-receipt', async (till) => {
    await inDialog(till, 'No receipt?').click();
    await dialog(till).getByLabel('What comes back').fill('Umbrella');
    await dialog(till).getByLabel('Amount to give back').fill('12');
    await inDialog(till, 'Pay out €12.00').waitFor();
  }),
];
