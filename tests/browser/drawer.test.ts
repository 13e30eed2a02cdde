import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** A day of the cash drawer in a real browser: float, cash by hand, a blind count, and what it is closed with. */
const TIMEOUT_MS = 120_000;
const PIN = '2580';
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());

/** At both sizes that a till has, in light and dark. */
async function pictures(name: string): Promise<void> {
  const folder = process.env['FLEXOTIUM_SCREENSHOTS'];
  if (folder === undefined) return;
  for (const [scheme, width, height] of [
    ['light', 1280, 800],
    ['dark', 1920, 1080],
  ] as const) {
    await till.page.emulateMedia({ colorScheme: scheme });
    await till.page.setViewportSize({ width, height });
    await till.page.screenshot({ path: `${folder}/drawer-${name}-${scheme}.png` });
  }
  await till.page.emulateMedia({ colorScheme: 'light' });
  await till.page.setViewportSize({ width: 1280, height: 800 });
}

/** As fast as a person: a burst would be a scan. */
async function type(digits: string): Promise<void> {
  await till.page.keyboard.type(digits, { delay: 60 });
}

async function sellForCash(): Promise<void> {
  await till.button(/^Cappuccino/u).click();
  await till.button(/^Charge/u).click();
  await till.see('Change due');
  await till.page.keyboard.press('Enter');
  await till.see(/Paid/u);
  await till.button(/^New sale/u).click();
}

async function count(pieces: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, number] of Object.entries(pieces)) {
    await till.button(new RegExp(`^Pieces of ${name}:`, 'u')).click();
    await type(String(number));
  }
  await till.button(/^Submit count/u).click();
}

describe('the cash drawer', { timeout: TIMEOUT_MS }, () => {
  it('takes a cash drop by keys alone, from the screen on which the cashier sells', async () => {
    await sellForCash();
    await till.page.keyboard.press('F4');
    await till.see('Everything you do here stays on record with your name.');
    await till.isAccessible();
    await pictures('menu');
    await till.page.keyboard.press('1');
    await till.button(/^Record the drop/u).waitFor();
    await type('10000');
    await till.page.getByRole('button', { name: 'To the safe', exact: true }).click();
    await pictures('drop');
    await till.isAccessible();
    await till.page.keyboard.press('Enter');
    await till.page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('does not let go what it does not hold, and says so', async () => {
    await till.page.keyboard.press('F4');
    await till.page.keyboard.press('3');
    await till.button(/^Record the pay-out/u).waitFor();
    await type('90000');
    await till.button('Postage').click();
    await till.page.keyboard.press('Enter');
    await till.see('There is not that much in the drawer');
    await till.page.keyboard.press('Escape');
  });

  it('opens without a sale only for a reason', async () => {
    await till.page.keyboard.press('F4');
    await till.page.keyboard.press('4');
    expect(await till.button(/^Record and open/u).isDisabled()).toBe(true);
    await till.button('Change for a customer').click();
    await till.page.keyboard.press('Enter');
    await till.page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('shows an X at any time, with the drawer for an owner, who may see what is expected', async () => {
    await till.button('Shift').click();
    await till.button('X report').click();
    const paper = await till.page.getByTestId('report').innerText();
    expect(paper).toContain('X REPORT');
    expect(paper).toMatch(/Float +€/u);
    expect(paper).not.toContain('counted blind');
    await pictures('x');
    await till.isAccessible();
    await till.page.keyboard.press('Escape');
  });

  it('is counted twice before a large variance is told, with all that could explain it', async () => {
    await pictures('to-count');
    await till.button('Count cash').click();
    await pictures('count');
    await till.isAccessible();
    await count({ '€20': 1 });
    await till.see('Count once more');
    await pictures('count-again');
    await count({ '€20': 2 });
    await till.see(/Over the €5\.00 tolerance/u);
    await till.see('Opened without a sale');
    await till.see('Cash drop');
    await till.isAccessible();
    await pictures('variance');
  });

  it('closes with a note and a manager’s name, and its Z stays', async () => {
    expect(await till.button('Close shift').isDisabled()).toBe(true);
    await till.setPin(PIN);
    await till.button('Shift').click();
    await till.page.getByLabel('What happened').fill('A note is missing');
    await till.page.getByLabel('Left in the drawer for the next shift').fill('40.00');
    await till.button('Close shift').click();
    await till.see('Sign this variance');
    await till.page.getByLabel('Reason').fill('Counted twice');
    await till.page.getByLabel('Manager PIN').fill(PIN);
    await till.isAccessible();
    await till.button('Sign and close the shift').click();
    await till.see('Shift 1 is closed');
    await till.button('Closed shifts').click();
    await till.button('Shift 1').click();
    await till.see('A note is missing (Owner)');
    await pictures('closed');
    await till.isAccessible();
    await till.button('Show Z report').click();
    const paper = await till.page.getByTestId('report').innerText();
    expect(paper).toMatch(/Z REPORT[\s\S]*Cash drops +-€100\.00[\s\S]*Left in the drawer +€40\.00/u);
    await till.page.keyboard.press('Escape');
  });

  it('is opened anew before the next sale, with what was left', async () => {
    await till.button('Sell').click();
    await till.see('Open shift 2');
    await till.see('The last shift left €40.00 in the drawer.');
    await till.isAccessible();
    await pictures('open');
    await type('4000');
    await till.page.keyboard.press('Enter');
    await sellForCash();
  });

  it('has its settings, and none of it where there is no drawer', async () => {
    await till.button('Settings').click();
    await till.button('Cash drawer').click();
    await till.see('Tolerated variance');
    await till.isAccessible();
    await pictures('settings');
    expect(till.complaints).toEqual([]);
  });
});
