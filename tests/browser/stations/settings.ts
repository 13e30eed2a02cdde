import type { OpenTill } from '../open-till.ts';
import { holdBack, openSettings, other, press, refuse, type Station } from './station.ts';

const PAGES = [
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

/** What each page asks main first; refused, the page has to say so. */
const ASKS = [
  ['payments', /^Payments/u, 'charge.getSettings'],
  ['drawer', /^Cash drawer/u, 'drawer.getSettings'],
  ['display', /^Customer display/u, 'customerDisplay.getSettings'],
  ['printer', /^Printer/u, 'printing.getSettings'],
  ['receipt', /^Receipt paper/u, 'printing.getSettings'],
  ['mail', /^Receipts by mail/u, 'mail.getSettings'],
  ['stripe', /^Integrations/u, 'stripeSettings.get'],
  ['staff', /^Staff/u, 'staff.list'],
  ['permissions', /^Permissions/u, 'permissions.get'],
  ['audit', /^Audit log/u, 'audit.list'],
  ['exercises', /^Exercises/u, 'exercise.list'],
] as const;

const open = async (till: OpenTill, item: RegExp): Promise<void> => {
  await till.button('Settings').click();
  await till.page.getByRole('navigation').getByRole('button', { name: item }).last().click();
};

/** The settings as they come with the till, refused, and with what may go wrong in them. Nobody has a PIN yet. */
export const SETTINGS: readonly Station[] = [
  other('settings-loading', async (till) => {
    await holdBack(till, 'charge.getSettings');
    await open(till, /^Payments/u);
    await till.page.locator('.skel').first().waitFor();
  }),
  ...PAGES.map(([name, item]) =>
    other(`settings-${name}`, async (till) => {
      await openSettings(till, item);
    }),
  ),
  ...ASKS.map(([name, item, channel]) =>
    other(`settings-${name}-error`, async (till) => {
      await open(till, /^About/u);
      await refuse(till, channel);
      await open(till, item);
      await till.page.locator('.settings__body .banner').first().waitFor();
    }),
  ),
  other('settings-key-pressed', async (till) => {
    await openSettings(till, /^Keyboard/u);
    await till.button('Change the key for: Cash drawer menu').click();
    await till.see('Press the new key');
  }),
  other('settings-key-conflict', async (till) => {
    await press(till, 'F9');
    await till.see('F9 has a task already: Charge');
  }),
  other('settings-printer-no-answer', async (till) => {
    await press(till, 'Escape');
    await openSettings(till, /^Printer/u);
    await till.page.getByRole('radio', { name: 'Network' }).click();
    await till.page.getByLabel('Address').fill('127.0.0.1');
    await till.page.getByLabel('Port').fill('1');
    await till.button('Check').click();
    await till.see('it does not take print jobs');
  }),
  other('settings-mail-no-answer', async (till) => {
    await openSettings(till, /^Receipts by mail/u);
    await till.page.getByRole('switch', { name: 'Receipts can be mailed' }).click();
    await till.page.getByLabel('Mail server').fill('127.0.0.1');
    await till.page.getByLabel('Port').fill('1');
    await till.page.getByLabel('Sender').fill('till@bakery.example');
    await till.button('Save').click();
    await till.see('Saved');
    await till.page.getByLabel('Send it to').fill('owner@bakery.example');
    await till.button('Send test mail').click();
    await till.see('The mail server does not answer');
  }),
  other('settings-scanner-read', async (till) => {
    await openSettings(till, /^Scanner/u);
    await till.scan('2000000000039');
    await till.see('Retail barcode, check digit right');
  }),
  other('settings-stripe-verified', async (till) => {
    await openSettings(till, /^Integrations/u);
    await till.button('Verify now').click();
    await till.page.getByRole('listitem').filter({ hasText: 'Clock' }).first().waitFor();
  }),
  other('settings-stripe-reader-off', async (till) => {
    await till.ask('virtualReader.setPower', { on: false });
    await till.see('Virtual reader · Not reachable');
    await till.page.getByRole('button', { name: 'Connect', exact: true }).click();
    await till.see('Stripe hears nothing from it');
  }),
  other('settings-exercise', async (till) => {
    await till.ask('virtualReader.setPower', { on: true });
    await till.page.getByText('Virtual reader · Ready').first().waitFor({ timeout: 30_000 });
    await openSettings(till, /^Exercises/u);
    await till.button('Start: The card is declined').click();
    await till.see('Not seen yet');
  }),
  other('settings-security-wrong', async (till) => {
    await till.button('End exercise').click();
    await openSettings(till, /^PIN and lock/u);
    await till.page.getByLabel('New PIN').fill('1234');
    await till.button('Set PIN').click();
    await till.see(/easy to guess/u);
  }),
];
