import type { OpenTill } from '../open-till.ts';
import { chooseOption, holdBack, loaded, other, refuse, toSell, type Station } from './station.ts';

const toReview = (till: OpenTill): Promise<void> => till.button(/^Review/u).click();
const section = (till: OpenTill, name: string) => till.page.getByRole('radio', { name, exact: true });

/** What a manager reads: reports, the Review Queue, payouts and registers. */
export const BOOKS: readonly Station[] = [
  other('reports-loading', async (till) => {
    await holdBack(till, 'reports.make');
    await till.button('Reports').click();
    await till.page.locator('.skel').first().waitFor();
  }),
  other('reports-error', async (till) => {
    await toSell(till);
    await refuse(till, 'reports.make');
    await till.button('Reports').click();
    await till.page.locator('.banner').first().waitFor();
  }),
  other('reports', async (till) => {
    await toSell(till);
    await till.button('Reports').click();
    await till.see('By hour of the day');
    await chooseOption(till, /^Compare with/u, 'The days before');
    await loaded(till);
  }),
  ...(['Payments', 'Tax', 'People', 'Products', 'Categories', 'Card speed'] as const).map((name) =>
    other(`reports-${name.toLowerCase().replace(' ', '-')}`, async (till) => {
      await section(till, name).click();
      await section(till, name).and(till.page.locator('[aria-checked=true]')).waitFor();
    }),
  ),
  other('reports-days-turned', async (till) => {
    await chooseOption(till, /^Days/u, 'Other days');
    await till.page.getByLabel('First day').fill('2031-01-02');
    await till.see('These days can’t be reported');
  }),
  other('reports-nothing', async (till) => {
    await till.page.getByLabel('Last day').fill('2031-01-03');
    await till.see('No sales in these days');
  }),
  other('review-loading', async (till) => {
    await holdBack(till, 'review.list');
    await toReview(till);
    await till.page.locator('.skel').first().waitFor();
  }),
  other('review-error', async (till) => {
    await toSell(till);
    await refuse(till, 'review.list');
    await toReview(till);
    await till.page.locator('.banner').first().waitFor();
  }),
  other('review', async (till) => {
    await toSell(till);
    await toReview(till);
    await till.page
      .getByRole('heading', { name: /Review/u })
      .first()
      .waitFor();
    await loaded(till);
  }),
  other('review-done', async (till) => {
    await till.page.getByRole('radio', { name: /^Done/u }).or(till.button(/^Done/u)).first().click();
    await till.see('What a manager settles or puts aside stands here, with name and reason.');
  }),
  other('registers', async (till) => {
    await till.button('Registers').click();
    await till.see('Registers of this shop');
    await loaded(till);
  }),
  other('registers-error', async (till) => {
    await till.button('Back to the queue').click();
    await refuse(till, 'registers.list');
    await till.button('Registers').click();
    await till.page.locator('.banner').first().waitFor();
  }),
  other('payouts-elsewhere', async (till) => {
    await till.button('Back to the queue').click();
    await till.button('Payouts').click();
    await till.see('Payouts are kept by the back office');
  }),
  other('payouts-empty', async (till) => {
    await till.button('Make this the back office').click();
    await till.see('No payout yet');
  }),
  other('payouts-error', async (till) => {
    await till.page.getByRole('button', { name: 'Back', exact: true }).click();
    await refuse(till, 'payouts.list');
    await till.button('Payouts').click();
    await till.page.locator('.banner').first().waitFor();
  }),
];
