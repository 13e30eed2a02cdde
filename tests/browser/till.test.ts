import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** A cashier at work in a real browser: real page, real services, real relay; only Stripe is the sandbox. */
const TIMEOUT_MS = 120_000;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(() => till.close());
afterEach(async ({ task }) => {
  try {
    // Each test leaves an empty cart before the cashier, and no complaint of the page.
    expect(till.complaints).toEqual([]);
    await till.page.getByText('The cart is empty').waitFor({ timeout: 5_000 });
  } catch (error) {
    await openAnother();
    if (task.result?.state !== 'fail') throw error;
    // What a failed test left behind is no second failure.
  }
}, TIMEOUT_MS);

/** A till of its own for the tests after one that failed, so that they don't fail in its wake. */
async function openAnother(): Promise<void> {
  await till.close();
  till = await openTill();
}

async function sellForCash(): Promise<void> {
  await till.button(/^Espresso/u).click();
  await till.button(/^Charge/u).click();
  await till.see('Received');
  await till.page.keyboard.press('Enter');
  await till.see(/R-\d{6}/u);
  await till.button(/^New sale/u).click();
}

describe('cash', { timeout: TIMEOUT_MS }, () => {
  it('gives change to the cent and a receipt number', async () => {
    await till.button(/^Flat White/u).click();
    await till.button(/^Charge/u).click();
    await till.page.getByRole('radio', { name: /^Cash/u }).click();
    await till.button('€10.00').click();
    await till.see('Change due');
    await till.see('€5.80');
    await till
      .button(/^Take/u)
      .or(till.button(/^Paid|^Confirm|^Done/u))
      .first()
      .click();
    await till.see('R-000001');
    await till.button(/^New sale/u).click();
  });

  it('stands still: nothing of the page can be scrolled away', async () => {
    const room = await till.page.evaluate(
      () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
    );
    expect(room).toBe(0);
  });

  it('takes the exact amount with one press', sellForCash);

  it('is not taken by the second half of a double press on Charge, nor left by that on Exact', async () => {
    await till.button(/^Espresso/u).click();
    await till.pressTwice(/^Charge/u, () => till.see('Received'));
    await till.pressTwice(/^Exact.*Enter/u, () => till.see('No change to give'));
    await till.see(/receipt R-\d{6}/u);
    await till.button(/^New sale/u).click();
  });

  it('is confirmed by Enter once, however long it is held down', async () => {
    await till.button(/^Espresso/u).click();
    await till.button(/^Charge/u).click();
    await till.see('Received');
    await till.page.keyboard.down('Enter');
    await till.see(/receipt R-\d{6}/u);
    // Down again without up: the keyboard's own repetition.
    await till.page.keyboard.down('Enter');
    await till.page.keyboard.up('Enter');
    await till.see(/receipt R-\d{6}/u);
    await till.button(/^New sale/u).click();
  });
});

describe('card', { timeout: TIMEOUT_MS }, () => {
  const begin = async (): Promise<void> => {
    await till.button(/^Cappuccino/u).click();
    await till.button(/^Charge/u).click();
    await till.page.getByRole('radio', { name: /^Card/u }).click();
  };

  it('cancelled by the customer and asked for again, then paid by chip and PIN', async () => {
    await begin();
    await till.see('Ask for tap, insert or swipe');
    await till.button('Customer cancels').click();
    await till.see('Customer cancelled');
    await till.see('Nothing charged');
    await till.button(/^Ask again/u).click();
    await till.present('4242', 'Insert');
    await till.see('Paid by card');
    await till.button(/^New sale/u).click();
  });

  it('left for cash with the cart intact, once Stripe has confirmed the cancel', async () => {
    await begin();
    await till.see('Ask for tap, insert or swipe');
    await till.button('Other way to pay').click();
    await till.see('Received');
    await till.page.keyboard.press('Enter');
    await till.see(/R-\d{6}/u);
    const intents = await till.companions.askStripe('/v1/payment_intents?limit=1');
    expect(intents).toMatchObject({ data: [{ status: 'canceled', amount_received: 0 }] });
    await till.button(/^New sale/u).click();
  });

  it('goes on after the page was loaded anew in the middle of it', async () => {
    await begin();
    await till.see('Ask for tap, insert or swipe');
    await till.page.reload();
    // The reader page was loaded anew too, so the reader was let go: nothing is charged, and one press asks again.
    await till.see(/The reader is (?:gone|off)|Ready for a card/u);
    await till.see('Nothing charged');
    await till.see('Virtual reader · Ready');
    await till.button(/^Ask again/u).click();
    await till.present('4242', 'Tap');
    await till.see('Paid by card');
    await till.button(/^New sale/u).click();
  });

  it('is left for cash when the reader is gone, once Stripe has confirmed the cancel', async () => {
    await begin();
    await till.see('Ask for tap, insert or swipe');
    const { readers } = (await till.companions.control('GET', 'readers')) as { readers: { id: string }[] };
    const power = (on: boolean): Promise<unknown> =>
      till.companions.control('POST', `readers/${readers[0]?.id ?? ''}/power`, { on });
    await power(false);
    await till.see(/The reader is (?:gone|off)/u);
    await till.button(/^Cash/u).click();
    await till.see('Received');
    await till.page.keyboard.press('Enter');
    await till.see('R-00000');
    const intents = await till.companions.askStripe('/v1/payment_intents?limit=1');
    expect(intents).toMatchObject({ data: [{ status: 'canceled', amount_received: 0 }] });
    await power(true);
    await till.see('Virtual reader · Ready');
    await till.button(/^New sale/u).click();
  });

  it('waits for a reader that was switched off, and finds it again', async () => {
    await begin();
    await till.see('Ask for tap, insert or swipe');
    const { readers } = (await till.companions.control('GET', 'readers')) as { readers: { id: string }[] };
    await till.companions.control('POST', `readers/${readers[0]?.id ?? ''}/power`, { on: false });
    await till.see(/The reader is (?:gone|off)/u);
    await till.see('Nothing charged');
    await till.companions.control('POST', `readers/${readers[0]?.id ?? ''}/power`, { on: true });
    await till.see('Virtual reader · Ready');
    await till.button(/^Ask again/u).click();
    await till.present('4242', 'Swipe');
    await till.see('Paid by card');
    await till.button(/^New sale/u).click();
  });
});

describe('the reader’s screen', { timeout: TIMEOUT_MS }, () => {
  it('shows the total while items are scanned, and then asks for the card', async () => {
    const shown = async (): Promise<unknown> => {
      const { readers } = (await till.companions.control('GET', 'readers')) as { readers: object[] };
      return readers[0];
    };
    await till.scan('2000000000039');
    await till.see('1 item');
    await expect.poll(shown, { timeout: 5_000 }).toMatchObject({ screen: 'cart', cart: { lines: [{}] } });
    await till.button(/^Espresso/u).click();
    await till.see('2 items');
    await expect.poll(shown, { timeout: 5_000 }).toMatchObject({ screen: 'cart', cart: { lines: [{}, {}] } });
    const { amountMinor } = (await shown()) as { amountMinor: number };
    await till.button(new RegExp(`^Charge.*${(amountMinor / 100).toFixed(2)}`, 'u')).click();
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await till.present('4242', 'Tap');
    await till.see('Paid by card');
    await till.button(/^New sale/u).click();
  });
});

describe('two tabs', { timeout: TIMEOUT_MS }, () => {
  it('take turns at the reader: the newest has it, and the first has it again when that is closed', async () => {
    const tab = await till.page.context().newPage();
    // The first tab's reader is ready as well, so the words on the page do not tell whose turn it is.
    const connected = tab.waitForRequest((request) => /"kind":"connected"/u.test(request.postData() ?? ''));
    await tab.goto(new URL('/', till.page.url()).href);
    await connected;
    await tab.getByText('Virtual reader · Ready').waitFor();
    await till.button(/^Espresso/u).click();
    await till.button(/^Charge/u).click();
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await till.see('Ask for tap, insert or swipe');
    await tab.close();
    await till.see(/The reader is (?:gone|off)|Ready for a card/u);
    await till.see('Nothing charged');
    await till.see('Virtual reader · Ready');
    await till.button(/^Ask again/u).click();
    await till.present('4242', 'Tap');
    await till.see('Paid by card');
    await till.button(/^New sale/u).click();
  });
});

describe('the cart', { timeout: TIMEOUT_MS }, () => {
  it('takes a scanned code, quantities, a note, and an item without a tile; and is cleared when asked twice', async () => {
    await till.scan('2000000000039');
    await till.see('1 item');
    await till.button('Custom item').click();
    await till.page.getByRole('dialog').getByRole('textbox').first().fill('Gift wrap');
    await till.page.keyboard.press('Tab');
    await till.page.keyboard.type('250', { delay: 90 });
    await till.page.getByRole('dialog').getByRole('button', { name: 'Add to cart' }).click();
    await till.see('Gift wrap');
    await till.see('2 items');
    await till.button('Clear cart').click();
    await till.page
      .getByRole('dialog')
      .or(till.page.getByRole('alertdialog'))
      .getByRole('button', { name: 'Clear the cart' })
      .click();
  });

  it('finds products by the beginnings of words', async () => {
    await till.page.getByRole('textbox', { name: 'Search or scan' }).fill('guj');
    await till.see('Ethiopia Guji, 250 g');
    await till.page.getByRole('textbox', { name: 'Search or scan' }).fill('');
  });
});

describe('people', { timeout: TIMEOUT_MS }, () => {
  it('set a PIN, lock the till and come back', async () => {
    await till.button('Settings').click();
    await till.button(/PIN and lock/u).click();
    await till.page.locator('#new-pin').fill('2580');
    await till.button('Set PIN').click();
    await till.see('The PIN is set');
    await till.button('Lock').click();
    await till.see('Enter your PIN');
    await till.page.keyboard.type('1111', { delay: 90 });
    await till.page.keyboard.press('Enter');
    await till.see('This PIN is not right');
    await till.page.keyboard.type('2580', { delay: 90 });
    await till.page.keyboard.press('Enter');
    await till.button('Sell').click();
  });

  it('read the till in German', async () => {
    await till.button('Settings').click();
    await till.button(/Shop and language/u).click();
    await till
      .button('Deutsch')
      .or(till.page.getByRole('radio', { name: 'Deutsch' }))
      .first()
      .click();
    await till.see('Einstellungen');
    await till
      .button('English')
      .or(till.page.getByRole('radio', { name: 'English' }))
      .first()
      .click();
    await till.button('Sell').click();
  });
});
