import type { OpenTill } from '../open-till.ts';
import {
  chooseOption,
  dialog,
  dialogGone,
  inDialog,
  loaded,
  openSettings,
  other,
  press,
  sale,
  toSell,
  type Station,
} from './station.ts';

export const OWNER_PIN = '2580';
const CASHIER_PIN = '8642';

async function hire(till: OpenTill, name: string, role: string, pin: string): Promise<void> {
  await till.button('Add person').click();
  await dialog(till).getByLabel('Name').fill(name);
  await dialog(till).getByRole('combobox').click();
  await till.page.getByRole('option', { name: role }).click();
  await dialog(till).getByLabel(/PIN/u).fill(pin);
  await inDialog(till, 'Add person').click();
  await dialog(till).waitFor({ state: 'detached' });
  await till.see(name);
}
async function pressDigits(till: OpenTill, pin: string, confirm: string): Promise<void> {
  for (const digit of pin) await till.page.getByRole('button', { name: digit, exact: true }).last().click();
  await till.page.getByRole('button', { name: confirm, exact: true }).last().click();
}
async function switchTo(till: OpenTill, name: string, pin: string): Promise<void> {
  await till.button(/switch person/u).click();
  await dialog(till)
    .getByRole('button', { name: new RegExp(name, 'u') })
    .click();
  await pressDigits(till, pin, 'Switch');
  await dialog(till).waitFor({ state: 'detached' });
}

/** Who works at the till, and what they may do. Nobody has a PIN at first; it ends with the owner at the till. */
export const PEOPLE: readonly Station[] = [
  other('staff-owner-refused', async (till) => {
    await openSettings(till, /^Staff/u);
    await till.page.getByLabel('Name').fill('Eva Roos');
    await till.page.getByLabel(/PIN/u).fill('1234');
    await till.button('Set up the owner').click();
    await till.see(/easy to guess/u);
  }),
  other('staff-add', async (till) => {
    await till.page.getByLabel(/PIN/u).fill(OWNER_PIN);
    await till.button('Set up the owner').click();
    await till.button('Add person').click();
    await dialog(till).getByLabel('Name').fill('Mara Jansen');
  }),
  other('staff', async (till) => {
    await dialogGone(till);
    await hire(till, 'Mara Jansen', 'Manager', '1357');
    await hire(till, 'Ben de Wit', 'Cashier', CASHIER_PIN);
    await hire(till, 'Tomás Vidal', 'Accountant', '9173');
  }),
  other('staff-badge', async (till) => {
    await till.button('Badge: Ben de Wit').click();
    await till.scan('FX-00417-B');
    await dialog(till).waitFor();
  }),
  other('staff-new-pin', async (till) => {
    await inDialog(till, 'Give out the badge').click();
    await dialog(till).waitFor({ state: 'detached' });
    await till.button('New PIN: Ben de Wit').click();
    await dialog(till).waitFor();
  }),
  other('staff-deactivate', async (till) => {
    await dialogGone(till);
    await till.button('Deactivate: Tomás Vidal').click();
    await dialog(till).waitFor();
  }),
  other('staff-inactive', async (till) => {
    await inDialog(till, 'Deactivate').click();
    await dialog(till).waitFor({ state: 'detached' });
    await till.see('Deactivated');
  }),
  other('permissions-reset', async (till) => {
    await openSettings(till, /^Permissions/u);
    await chooseOption(till, /^Clear a cart, Cashier/u, 'With approval');
    await till.page.getByRole('combobox', { name: /^Clear a cart, Cashier: With approval/u }).waitFor();
    await till.button('Back to the usual').click();
    await till.see('Set all permissions back?');
  }),
  other('switch-person', async (till) => {
    await dialogGone(till);
    await toSell(till);
    await till.button(/switch person/u).click();
    await dialog(till).getByText('Ben de Wit').waitFor();
  }),
  other('switch-wrong-pin', async (till) => {
    await dialog(till)
      .getByRole('button', { name: /Ben de Wit/u })
      .click();
    await pressDigits(till, '1111', 'Switch');
    await till.see(/PIN is not right/u);
  }),
  sale('approval', async (till) => {
    await pressDigits(till, CASHIER_PIN, 'Switch');
    await dialog(till).waitFor({ state: 'detached' });
    await till.button(/^Espresso/u).click();
    await till.button('Clear cart').click();
    await inDialog(till, 'Clear the cart').click();
    await till.see('Approve: Clear a cart');
  }),
  sale('approval-refused', async (till) => {
    await inDialog(till, 'Customer’s wish').click();
    await dialog(till).getByRole('combobox').click();
    await till.page.getByRole('option', { name: 'Mara Jansen' }).click();
    await dialog(till).getByLabel('Manager PIN').fill('9999');
    await inDialog(till, 'Approve').click();
    await till.see(/PIN is not right/u);
  }),
  other('cashier-settings', async (till) => {
    await dialog(till).getByLabel('Manager PIN').fill('1357');
    await inDialog(till, 'Approve').click();
    await dialog(till).waitFor({ state: 'detached' });
    await till.see('The cart is empty');
    await till.button('Settings').click();
    await loaded(till);
  }),
  other('cashier-staff', async (till) => {
    await till.button(/^Keyboard/u).click();
    await loaded(till);
  }),
  other('audit', async (till) => {
    await switchTo(till, 'Eva Roos', OWNER_PIN);
    await openSettings(till, /^Audit log/u);
    await till.button('Check the chain').click();
    await till.see(/the chain is whole/u);
  }),
  other('audit-entry', async (till) => {
    await till.page
      .getByRole('button', { name: /Cleared a cart/u })
      .first()
      .click();
    await dialog(till).waitFor();
  }),
  other('audit-nothing', async (till) => {
    await dialogGone(till);
    await till.page.getByRole('searchbox').fill('nothing like it');
    await till.see('Nothing found');
  }),
];

/** The locked till, and the way back in. Begins with the owner at the till, who is asked to decide for a payment. */
export const LOCK: readonly Station[] = [
  other('lock', async (till) => {
    await till.page.getByRole('dialog', { name: 'Decide for this payment' }).press('Escape');
    await till.page.getByRole('dialog', { name: 'Decide for this payment' }).waitFor({ state: 'hidden' });
    await dialogGone(till);
    await till.button('Lock').click();
    await till.see(/^Hello /u);
  }),
  other('lock-wrong-pin', async (till) => {
    // Slower than a scanner, which would be taken for a badge.
    await till.page.keyboard.type('1111', { delay: 90 });
    await press(till, 'Enter');
    await till.see(/PIN is not right/u);
  }),
  other('lock-no-badge', async (till) => {
    await till.scan('4006381333931');
    await till.see(/This is not a badge/u);
  }),
];
