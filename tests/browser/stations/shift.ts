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
  type,
  type Station,
} from './station.ts';

const toShift = (till: OpenTill): Promise<void> => till.button('Shift').click();
/** Hands in what was typed for one row of the count, which is not what lies in the drawer. */
const countWrong = async (till: OpenTill, pieces: string): Promise<void> => {
  await till.button(/^Pieces of €20:/u).click();
  await type(till, pieces);
  await till.button(/^Submit count/u).click();
};

/** The end of a shift, from the comparison with Stripe to the next one's float. Begins with sales by card and for cash. */
export const SHIFT: readonly Station[] = [
  other('shift-asking', async (till) => {
    await holdBack(till, 'shift.compare');
    await toShift(till);
    await till.see('Asking Stripe about every card payment');
  }),
  other('shift-stripe-away', async (till) => {
    await toSell(till);
    await refuse(till, 'shift.compare', 'STRIPE_UNREACHABLE');
    await toShift(till);
    await till.see('Not compared: Stripe did not answer');
  }),
  other('shift', async (till) => {
    await toSell(till);
    await toShift(till);
    await heading(till, /shift/iu);
    await loaded(till);
    await till.see('Count the drawer first');
  }),
  other('shift-x', async (till) => {
    await till.button('X report').click();
    await till.page.getByTestId('report').waitFor();
  }),
  other('shift-count', async (till) => {
    await dialogGone(till);
    await till.page.getByRole('button', { name: 'Count cash' }).first().click();
    await till.see('What we expect stays hidden until you submit.');
  }),
  other('shift-count-again', async (till) => {
    await countWrong(till, '1');
    await till.see('Count once more');
  }),
  other('shift-variance', async (till) => {
    await countWrong(till, '4');
    await till.see(/Over the €5\.00 tolerance/u);
  }),
  other('shift-sign', async (till) => {
    await till.page.getByLabel('What happened').fill('A note is missing');
    await till.page.getByLabel('Left in the drawer for the next shift').fill('40.00');
    await till.button('Close shift').click();
    await till.see('Sign this variance');
  }),
  other('shift-sign-wrong-pin', async (till) => {
    await till.page.getByLabel('Reason').fill('Counted twice');
    await till.page.getByLabel('Manager PIN').fill('1111');
    await inDialog(till, 'Sign and close the shift').click();
    await dialog(till).locator('.banner').waitFor();
  }),
  other('shift-closed', async (till) => {
    await till.page.getByLabel('Manager PIN').fill('2580');
    await inDialog(till, 'Sign and close the shift').click();
    await till.see('Shift 1 is closed');
    await loaded(till);
  }),
  other('closed-shifts', async (till) => {
    await till.button('Closed shifts').click();
    await till.button('Shift 1').waitFor();
  }),
  other('closed-shift', async (till) => {
    await till.button('Shift 1').click();
    await till.see('A note is missing');
    await loaded(till);
  }),
  other('closed-shift-z', async (till) => {
    await till.button('Show Z report').click();
    await till.page.getByTestId('report').waitFor();
  }),
  other('closed-shifts-error', async (till) => {
    await dialogGone(till);
    await till.button('Sell').click();
    await till.see('Open shift 2');
    await toShift(till);
    await refuse(till, 'shift.listClosed');
    await till.button('Closed shifts').click();
    await till.page.locator('.banner').first().waitFor();
  }),
  other('shift-open', async (till) => {
    await till.button('Sell').click();
    await till.see('Open shift 2');
  }),
  other('shift-open-refused', async (till) => {
    await type(till, '4000');
    await refuse(till, 'drawer.open', 'DRAWER_ALREADY_OPEN');
    await press(till, 'Enter');
    await till.page.locator('.banner').first().waitFor();
  }),
  other('shift-nothing-yet', async (till) => {
    await press(till, 'Enter');
    await till.page
      .getByRole('button', { name: /^Espresso/u })
      .first()
      .waitFor();
    await toShift(till);
    await till.see('No card payments in this shift');
    await loaded(till);
  }),
];
