import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** Amounts typed whole units first, in a real browser: with the screen's keys, the keyboard and its number pad. */
const TIMEOUT_MS = 180_000;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(async () => {
  expect(till.complaints).toEqual([]);
  await till.close();
});

async function look(name: string): Promise<void> {
  await till.isAccessible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await till.page.emulateMedia({ colorScheme });
    await till.page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    await till.picture(`${name}-${colorScheme}`);
  }
}

/** Keys as a person presses them: slower than a scanner. */
const type = (keys: readonly string[]): Promise<void> =>
  keys.reduce(async (before, key) => {
    await before;
    await till.page.keyboard.press(key, { delay: 120 });
  }, Promise.resolve());

/** The number pad as it is with its lock on: the browser's own stand-in has it off. */
async function pressNumpad(keys: readonly (readonly [key: string, code: string])[]): Promise<void> {
  for (const [key, code] of keys) {
    await till.page.evaluate(
      ([pressed, on]) => {
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: pressed, code: on, bubbles: true, cancelable: true }),
        );
      },
      [key, code] as const,
    );
    await till.page.waitForTimeout(120);
  }
}

describe('amounts typed whole units first', { timeout: TIMEOUT_MS }, () => {
  it('are chosen in the settings', async () => {
    await till.button('Settings').click();
    await till.button(/^Payments/u).click();
    await till.page.getByRole('radio', { name: 'Whole amount first' }).click();
    await till.see('As on paper');
    await look('keypad-settings');
    await till.button('Sell').click();
  });

  it('are typed with a decimal key on the screen for an item without a tile', async () => {
    await till.button('Custom item').click();
    const dialog = till.page.getByRole('dialog');
    for (const name of ['1', '2', 'Decimal sign', '5'])
      await dialog.getByRole('button', { name, exact: true }).click();
    await till.see('Whole amount first: 1 2 . 5 is €12.50');
    expect(await dialog.getByRole('group', { name: 'Price' }).first().textContent()).toContain('12.50');
    await look('keypad-item');
    await dialog.getByRole('button', { name: 'Add to cart' }).click();
    await dialog.waitFor({ state: 'detached' });
    await till.see('1 item');
  });

  it('are typed on the number pad for cash, its decimal key and a comma alike', async () => {
    await till.page.keyboard.press('F9');
    await till.see('Change due');
    const received = till.page.locator('.cashbox__received');
    await pressNumpad([
      ['1', 'Numpad1'],
      ['5', 'Numpad5'],
      [',', 'NumpadDecimal'],
      ['5', 'Numpad5'],
    ]);
    await received.getByText('15.50').first().waitFor();
    await till.see('Whole amount first: 1 2 . 5 is €12.50');
    await look('keypad-cash');
    await type(['Backspace', 'Backspace', 'Comma', 'Digit2', 'Digit0']);
    await received.getByText('15.20').first().waitFor();
    await till.page.keyboard.press('Enter');
    await till.see('€2.70');
  });

  it('and for cash that is moved by hand', async () => {
    await till.page.keyboard.press('Enter');
    await till.page.keyboard.press('F4');
    await till.button(/^Pay in/u).click();
    await type(['Digit7', 'Period', 'Digit2', 'Digit5']);
    await till.see('€7.25');
    await look('keypad-movement');
    await till.page.keyboard.press('Escape');
  });
});
