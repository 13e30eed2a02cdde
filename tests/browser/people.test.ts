import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** The people of a shop, from the owner's first PIN to the audit log, by clicking and scanning as they would. */
const TIMEOUT_MS = 240_000;
const PINS = { eva: '2580', mara: '1357', ben: '8642' } as const;
const BADGE = 'FX-00417-B';
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());

async function isAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: till.page }).exclude('iframe').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

/** A screen as it is in light and dark, on a small and a large display; and that nothing on it is too small to press. */
async function look(name: string): Promise<void> {
  await isAccessible();
  const small = await till.page.evaluate(() =>
    [...document.querySelectorAll('button, [role="combobox"], .control')]
      .map(
        (element) =>
          [
            element.getBoundingClientRect(),
            element.getAttribute('aria-label') ?? element.textContent,
          ] as const,
      )
      .filter(([box]) => box.width > 0 && Math.min(box.width, box.height) < 47.5)
      .map(
        ([box, label]) =>
          `${String(label)}: ${String(Math.round(box.width))} x ${String(Math.round(box.height))}`,
      ),
  );
  expect(small.filter((each) => !each.startsWith('Virtual reader'))).toEqual([]);
  const folder = process.env['FLEXOTIUM_SCREENSHOTS'];
  if (folder === undefined) return;
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await till.page.setViewportSize({ width, height });
      await till.page.emulateMedia({ colorScheme });
      await till.page.waitForTimeout(150);
      await till.page.screenshot({ path: `${folder}/${name}-${String(width)}-${colorScheme}.png` });
    }
  await till.page.setViewportSize({ width: 1280, height: 800 });
  await till.page.emulateMedia({ colorScheme: 'light' });
}

const dialog = () => till.page.getByRole('dialog');
const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name }).last();

async function openSettings(section: RegExp): Promise<void> {
  await till.button('Settings').click();
  await till.page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: section })
    .click();
}

async function hire(name: string, role: string, pin: string): Promise<void> {
  await till.button('Add person').click();
  await dialog().getByLabel('Name').fill(name);
  await dialog().getByRole('combobox').click();
  await till.page.getByRole('option', { name: role }).click();
  await dialog().getByLabel(/PIN/u).fill(pin);
  await inDialog('Add person').click();
  await dialog().waitFor({ state: 'detached' });
  await till.see(name);
}

async function typePin(pin: string, confirm: string): Promise<void> {
  for (const digit of pin) await till.page.getByRole('button', { name: digit, exact: true }).last().click();
  await till.page.getByRole('button', { name: confirm, exact: true }).last().click();
}

async function switchTo(name: string, pin: string): Promise<void> {
  await till.button(/switch person/u).click();
  await dialog()
    .getByRole('button', { name: new RegExp(name, 'u') })
    .click();
  await typePin(pin, 'Switch');
  await dialog().waitFor({ state: 'detached' });
  await till.button(new RegExp(`${name}.*switch person`, 'u')).waitFor();
}

describe('the people of a shop', { timeout: TIMEOUT_MS }, () => {
  it('begin with the owner, who adds the others', async () => {
    await openSettings(/^Staff$/u);
    await till.see('Set up the owner first');
    await look('staff-owner');
    await till.page.getByLabel('Name').fill('Eva Roos');
    await till.page.getByLabel(/PIN/u).fill('1234');
    await till.button('Set up the owner').click();
    await till.see(/easy to guess/u);
    await till.page.getByLabel(/PIN/u).fill(PINS.eva);
    await till.button('Set up the owner').click();
    await hire('Mara Jansen', 'Manager', PINS.mara);
    await hire('Ben de Wit', 'Cashier', PINS.ben);
    await hire('Tomás Vidal', 'Accountant', '9173');
    await look('staff');
  });

  it('get a badge by a scan, which confirms nothing by itself', async () => {
    await till.button('Badge: Ben de Wit').click();
    await till.scan(BADGE);
    await till.page.waitForTimeout(300);
    expect(await dialog().count()).toBe(1);
    await isAccessible();
    await inDialog('Give out the badge').click();
    await dialog().waitFor({ state: 'detached' });
    await till.page
      .getByRole('row', { name: /Ben de Wit/u })
      .getByText('Badge')
      .waitFor();
  });

  it('may do what the owner chose for their role', async () => {
    await openSettings(/^Permissions$/u);
    await till.see('Clear a cart');
    await look('permissions');
    await till.page.getByRole('combobox', { name: /^Clear a cart, Cashier/u }).click();
    await till.page.getByRole('option', { name: 'With approval' }).click();
    await till.page.getByRole('combobox', { name: /^Clear a cart, Cashier: With approval/u }).waitFor();
    expect(await till.page.getByRole('combobox', { name: /, Owner/u }).count()).toBe(0);
    expect(await till.page.getByRole('combobox', { name: /^Change permissions/u }).count()).toBe(0);
    await till.page.getByLabel(/^Refund with a receipt, Manager: Up to/u).fill('100');
    await till.page.getByLabel(/^Refund with a receipt, Manager: Up to/u).blur();
    await expect
      .poll(() => till.page.getByLabel(/^Refund with a receipt, Manager: Up to/u).inputValue())
      .toBe('100.00');
  });

  it('take the till over by PIN, and find only what their role has', async () => {
    await till.button(/switch person/u).click();
    await dialog().getByText('Ben de Wit').waitFor();
    await look('switch');
    await dialog()
      .getByRole('button', { name: /Ben de Wit/u })
      .click();
    await typePin('1111', 'Switch');
    await till.see(/PIN/u);
    await typePin(PINS.ben, 'Switch');
    await dialog().waitFor({ state: 'detached' });
    await till.button('Settings').click();
    const pages = till.page.getByRole('navigation', { name: 'Settings' });
    await pages.getByRole('button', { name: 'Shop and language' }).waitFor();
    expect(await pages.getByRole('button', { name: /Staff|Audit/u }).count()).toBe(0);
  });

  it('ask a manager over the cashier’s screen, for one act', async () => {
    await till.button('Sell').click();
    await till.page.locator('.tile').first().click();
    await till.button('Clear cart').click();
    await inDialog('Clear the cart').click();
    await till.see('Approve: Clear a cart');
    await look('approval');
    await dialog().getByRole('button', { name: 'Customer’s wish' }).click();
    await dialog().getByRole('combobox').click();
    await till.page.getByRole('option', { name: 'Mara Jansen' }).click();
    await dialog().getByLabel('Manager PIN').fill('9999');
    await inDialog('Approve').click();
    await till.see(/PIN/u);
    await dialog().getByLabel('Manager PIN').fill(PINS.mara);
    await inDialog('Approve').click();
    await dialog().waitFor({ state: 'detached' });
    await till.button('Clear cart').waitFor({ state: 'detached' });
  });

  it('lock the till, and come back by badge; goods that are scanned open nothing', async () => {
    await till.button('Lock').click();
    await till.see('Hello Ben de Wit');
    await look('lock');
    await till.scan('4006381333931');
    await till.see(/This is not a badge/u);
    await till.scan('FX-99999-B');
    await till.see(/Nobody has this badge/u);
    await till.scan('1234');
    await till.see(/This is not a badge/u);
    await till.scan(BADGE);
    await till.button(/Ben de Wit.*switch person/u).waitFor();
  });

  it('stand in the audit log with what they did, before and after', async () => {
    await switchTo('Eva Roos', PINS.eva);
    await openSettings(/^Audit log$/u);
    await till.see('Cleared a cart');
    await till.button('Check the chain').click();
    await till.see(/the chain is whole/u);
    await look('audit');
    const voided = till.page.getByRole('button', { name: /Cleared a cart/u });
    expect(await voided.textContent()).toMatch(/Ben de Wit.*Mara Jansen/u);
    await voided.click();
    await dialog().getByText('Customer’s wish').waitFor();
    await dialog()
      .getByRole('row', { name: /state open voided/u })
      .waitFor();
    await look('audit-entry');
    await till.page.keyboard.press('Escape');
    await till.page.getByRole('searchbox').fill('nothing like it');
    await till.see('Nothing found');
    await look('audit-nothing');
    await till.button('Clear filters').click();
    await till.page.getByRole('combobox', { name: /^What happened/u }).click();
    await till.page.getByRole('option', { name: 'Changed a permission' }).click();
    await till.see('Cashier: Clear a cart');
    const download = till.page.waitForEvent('download');
    await till.button('Export JSON').click();
    const file = await (await download).path();
    const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly {
      readonly action: string;
      readonly mac: string;
    }[]; // The export's own.
    expect(rows.map(({ action }) => action)).toEqual(['permission.changed', 'permission.changed']);
    expect(rows[0]?.mac).toMatch(/^[0-9a-f]{64}$/u);
    expect(till.complaints.filter((each) => !/40\d/u.test(each))).toEqual([]);
  });
});
