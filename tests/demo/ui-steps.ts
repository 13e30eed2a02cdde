import { join } from 'node:path';
import type { Page } from 'playwright';

/** Drives the page as a cashier would: only controls that can be seen, found by the words on them. */
export type Cashier = ReturnType<typeof createCashier>;

const PATIENCE_MS = 30_000;

export function createCashier(page: Page, outDirectory: string, screenshots: string[]) {
  page.setDefaultTimeout(PATIENCE_MS);
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name }).first().click();
  };
  const see = async (text: string | RegExp): Promise<void> => {
    await page.getByText(text).first().waitFor({ state: 'visible' });
  };
  return {
    page,
    press,
    see,
    /** Waits until pictures and fonts are there, then keeps what a person would see. */
    photograph: async (name: string): Promise<void> => {
      await page.evaluate(() => document.fonts.ready.then(() => null));
      const path = join(outDirectory, `${name}.png`);
      await page.screenshot({ path });
      screenshots.push(path);
    },
    startTraining: async (): Promise<void> => {
      await press('Start training');
      // Usable when a card could be taken: the shop is set up and its reader connected.
      await see(/Virtual reader · Ready/u);
    },
    ringUp: async (...products: readonly string[]): Promise<void> => {
      for (const product of products) await press(new RegExp(`^${product}`, 'u'));
    },
    charge: async (): Promise<void> => {
      await page.getByRole('button', { name: /^Charge/u }).click();
    },
    chooseWay: async (way: 'Cash' | 'Card'): Promise<void> => {
      await page.getByRole('radio', { name: new RegExp(`^${way}`, 'u') }).click();
    },
    /** Takes a card out of the trainee's wallet and holds it to the virtual reader. */
    presentCard: async (last4: string, how: 'Tap' | 'Insert' | 'Swipe'): Promise<void> => {
      await see('Ask for tap, insert or swipe');
      await page.getByRole('combobox', { name: /card/iu }).click();
      await page.getByRole('option', { name: new RegExp(last4, 'u') }).click();
      await page.getByRole('button', { name: how, exact: true }).click();
    },
  };
}
