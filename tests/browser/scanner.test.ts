import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/*
 * Goal: whatever is scanned, on whatever screen or dialog, changes nothing but the cart. Method: bursts as scanners send
 * them (with Enter, with Tab, twice Enter, with nothing, short and long) at every place that a cashier can be at, and
 * then a look into the records: sales, tenders, settings, the catalogue, and what the place shows.
 */
const TIMEOUT_MS = 300_000;
const ESPRESSO = '2000000000015';
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(async () => {
  expect(till.complaints).toEqual([]);
  await till.close();
});

/** The keys of a code, one by one. */
const keys = (code: string, ...ends: readonly string[]): readonly string[] => Array.from(code).concat(ends);
const BURSTS: readonly (readonly string[])[] = [
  keys(ESPRESSO, 'Enter'),
  keys('4006381333931', 'Enter', 'Enter'),
  keys('12345', 'Tab'),
  keys('A 1 B', 'Enter'),
  keys('96385074'),
  keys('999', 'Enter'),
];

/** What the page asks for while a scan is on its way; not answered before all keys of it are there. */
const HELD = '/held-by-the-test';

/**
 * Real key presses by the browser's own input, as close behind each other as a scanner's. The page hears none before all
 * are on the way, as in a shop whose till is busy; each key has its own time all the same.
 */
async function scan(burst: readonly string[]): Promise<void> {
  const session = await till.page.context().newCDPSession(till.page);
  const isHeld = Promise.withResolvers<() => Promise<void>>();
  await till.page.route(`**${HELD}`, (route) => {
    isHeld.resolve(() => route.fulfill({ status: 204 }));
  });
  await till.page.evaluate((path) => {
    setTimeout(() => {
      const request = new XMLHttpRequest();
      request.open('GET', path, false);
      request.send();
    });
  }, HELD);
  const letGo = await isHeld.promise;
  const startMs = Date.now();
  const heard = Promise.all(
    burst.flatMap((key, index) => {
      const named: Record<string, { code: string; vk: number; text?: string }> = {
        Enter: { code: 'Enter', vk: 13, text: '\r' },
        Tab: { code: 'Tab', vk: 9 },
        ' ': { code: 'Space', vk: 32, text: ' ' },
      };
      const special = named[key];
      const event = {
        key,
        code: special?.code ?? (/\d/u.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`),
        windowsVirtualKeyCode: special?.vk ?? key.toUpperCase().charCodeAt(0),
        // Scanners send every 4 ms; a busy machine would stretch that, so the time is told.
        timestamp: startMs / 1_000 + index * 0.004,
        ...(special === undefined ? { text: key } : special.text === undefined ? {} : { text: special.text }),
      };
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }),
      ];
    }),
  );
  // Answered behind the keys: then the browser has them all. And none was pressed in the future.
  await session.send('Browser.getVersion');
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, startMs + burst.length * 4 - Date.now())));
  await letGo();
  await heard;
  await till.page.unroute(`**${HELD}`);
  await session.detach();
  // Longer than any pause by which a scan is told from a person.
  await till.page.waitForTimeout(200);
}

/** What the page asked of main meanwhile, but for what only reads and what puts goods into the cart. */
const HARMLESS =
  /^(?:readerPage\.\w+|transactions\.list|sale\.addCode|sale\.listParked|refunds\.readCode|audit\.list|app\.(?:getSnapshot|stir)|catalog\.(?:get|list|search)\w*|virtualReader\.getState)$/u;

async function askedDuring(act: () => Promise<void>): Promise<readonly string[]> {
  const asked: string[] = [];
  const note = (request: { url(): string }): void => {
    const channel = /\/contract\/(.+)$/u.exec(request.url())?.[1];
    if (channel !== undefined && !HARMLESS.test(channel)) asked.push(channel);
  };
  till.page.on('request', note);
  await act();
  till.page.off('request', note);
  return asked;
}

/** What stands in the fields, which dialog is open, and which screen this is. */
async function shown(): Promise<string> {
  return till.page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLInputElement>('input'))
      .filter((field) => field.ariaHidden !== 'true')
      .map((field) => field.value)
      .concat(document.querySelector('[role=dialog]')?.textContent ?? 'no dialog')
      .concat(document.querySelector('h1')?.textContent ?? '')
      .join('\n'),
  );
}

const CONTROLS =
  'button:not([aria-disabled=true]), input:not([aria-hidden=true]):not([type=file]), [role=combobox]';

/** When the page hears each key of what follows, beside when it was pressed. */
async function hearKeys(): Promise<void> {
  await till.page.evaluate(() => {
    const heard: { lateMs: number[] } = { lateMs: [] };
    Object.assign(window, { heard });
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        heard.lateMs.push(performance.now() - timeStamp);
      },
      { capture: true },
    );
  });
}

/** Keys that were heard with no key waiting behind them, though they were pressed 4 ms apart. */
async function cameInPieces(): Promise<boolean> {
  const lateMs = await till.page.evaluate(
    () => (window as unknown as { readonly heard: { readonly lateMs: readonly number[] } }).heard.lateMs,
  );
  // All were pressed while the page was busy: each is heard about 4 ms sooner than the one before.
  return lateMs.some((late, index) => index > 0 && late > (lateMs[index - 1] ?? 0) + 25);
}

let burstsSent = 0;
let bursts = 0;
let torn = 0;

/** Bursts with the focus on some controls of the place in turn: there an Enter or a letter would do something. */
async function bombard(place: string, options: { readonly allowed?: RegExp; readonly moves?: boolean } = {}) {
  const before = await shown();
  const dialog = till.page.locator('[role=dialog]');
  const room = (await dialog.count()) > 0 ? dialog.first() : till.page.locator('main').first();
  const controls = (await room.locator(CONTROLS).all()).slice(0, 40);
  const some = controls.filter(
    (_, index) => index % Math.ceil(controls.length / 2) === 0 || index === controls.length - 1,
  );
  for (const [turn, control] of some.entries()) {
    // The first code everywhere, the others in turn: over all places each of them stands at each kind of control.
    const burst = BURSTS[turn === 0 ? 0 : 1 + (burstsSent++ % (BURSTS.length - 1))] ?? [];
    if (await control.isVisible()) await control.focus({ timeout: 2_000 }).catch(() => undefined);
    const at = await till.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 140) ?? '');
    await hearKeys();
    const asked = await askedDuring(() => scan(burst));
    bursts += 1;
    // The machine of the test sent it in pieces, as no scanner does: that says nothing, and is counted.
    if (await cameInPieces()) {
      torn += 1;
      return;
    }
    const what = `${place}: ${burst.join(' ')} at ${at}`;
    expect(
      asked.filter((channel) => options.allowed?.test(channel) !== true),
      what,
    ).toEqual([]);
    if (options.moves !== true) expect(await shown(), what).toBe(before);
  }
}

async function settings(page: RegExp): Promise<void> {
  await till.button('Settings').click();
  await till.page.locator('.subnav').getByRole('button', { name: page }).click();
}

/** So that one test that failed fails alone. */
async function leaveDialogs(): Promise<void> {
  for (let tries = 0; tries < 3 && (await till.page.getByRole('dialog').count()) > 0; tries += 1) {
    await till.page.keyboard.press('Escape');
    await till.page.waitForTimeout(300);
  }
}

describe('a burst of a scanner', { timeout: TIMEOUT_MS }, () => {
  it('while ringing up adds to the cart and does nothing else, whatever has the focus', async () => {
    await bombard('checkout');
    await till.see(/^Espresso$/u);
    await till.button('Change Espresso').click();
    await till.page.getByRole('textbox', { name: 'Quantity' }).waitFor();
    await bombard('an open line', { moves: true });
    const quantity = Number(await till.page.getByRole('textbox', { name: 'Quantity' }).inputValue());
    await till.page.getByRole('textbox', { name: 'Quantity' }).focus();
    await scan(BURSTS[0] ?? []);
    expect(await till.page.getByRole('textbox', { name: 'Quantity' }).inputValue()).toBe(
      String(quantity + 1),
    );
  });

  const DIALOGS: readonly (readonly [string, () => Promise<void>])[] = [
    ['the note', () => till.page.getByRole('button', { name: 'Note', exact: true }).click()],
    ['the price', () => till.button('Price & discount').click()],
    ['the discount', () => till.page.keyboard.press('F6')],
    ['parking', () => till.page.keyboard.press('F7')],
    ['clearing the cart', () => till.button('Clear cart').click()],
    ['the custom item', () => till.button('Custom item').click()],
    [
      'the variants',
      async () => {
        await till.button(/^Home/u).click();
        await till.button(/^Kade 12 T-Shirt/u).click();
        await till.page.getByRole('dialog').getByRole('button', { name: /^XL/u }).waitFor();
      },
    ],
  ];
  it.each(DIALOGS)('in the dialog of %s confirms nothing and types nothing', async (name, open) => {
    await leaveDialogs();
    await open();
    await till.page.getByRole('dialog').waitFor();
    await bombard(name);
    await till.page.keyboard.press('Escape');
    await till.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('while paying takes no money, cancels nothing and types no amount', async () => {
    await till.page.keyboard.press('F9');
    await till.see('Received');
    await bombard('cash');
    await till.page.keyboard.press('3');
    await bombard('split');
    await till.page.getByRole('radio', { name: /^Card/u }).click();
    await till.see('Ask for tap, insert or swipe');
    await bombard('card');
    await till.button('Other way to pay').click();
    await till.see('Received');
    await till.page.keyboard.press('Enter');
    await till.see(/R-\d{6}/u);
    // The sale is over: a scan begins the next one.
    await bombard('paid', { allowed: /^charge\.(?:finish|nextCustomer)$/u, moves: true });
  });

  const SCREENS: readonly (readonly [string, () => Promise<void>, boolean])[] = [
    ['transactions', () => till.button('Transactions').click(), false],
    ['a receipt’s code', () => till.button(/code/iu).click(), true],
    ['the shift', () => till.button('Shift').click(), false],
    ['the review queue', () => till.button('Review').click(), false],
    ['the keys of Stripe', () => till.button('Settings').click(), false],
    ['payments', () => till.button('Payments').click(), false],
    ['the PIN', () => till.button(/PIN and lock/u).click(), false],
    ['the look and sound', () => settings(/^Appearance/u), false],
    ['the keys', () => settings(/^Keyboard/u), false],
    ['the drawer’s rules', () => settings(/^Cash drawer/u), false],
    ['the printer', () => settings(/^Printer/u), false],
    ['the receipt’s look', () => settings(/^Receipt paper/u), false],
    ['mail', () => settings(/^Receipts by mail/u), false],
    ['people', () => settings(/^Staff/u), false],
    ['permissions', () => settings(/^Permissions/u), false],
    // A space in a field for days opens the browser's calendar; what it filters is only read.
    ['the audit log', () => settings(/^Audit/u), true],
    ['exercises', () => settings(/^Exercises/u), false],
    ['the cash menu', () => till.page.keyboard.press('F4'), false],
    [
      'a cash drop',
      async () => {
        await till.page.keyboard.press('F4');
        await till.page.keyboard.press('1');
        await till.button(/^Record the drop/u).waitFor();
      },
      false,
    ],
    [
      'opening without a sale',
      async () => {
        await till.page.keyboard.press('F4');
        await till.page.keyboard.press('4');
        await till.button(/^Record and open/u).waitFor();
      },
      false,
    ],
    [
      'counting the drawer',
      async () => {
        await till.button('Shift').click();
        await till.button('Count cash').click();
      },
      false,
    ],
    ['the scanner’s page', () => settings(/^Scanner/u), true],
    ['products', () => till.button('Products').click(), true],
    [
      'a new product',
      async () => {
        await till.button('Products').click();
        await till.button('New product').click();
        await till.page.getByLabel('SKU').waitFor();
      },
      true,
    ],
    [
      'a category',
      async () => {
        await till.button('Products').click();
        await till.button('Categories & taxes').click();
        await till.button('Change Coffee').click();
      },
      false,
    ],
  ];
  it.each(SCREENS)('on the screen of %s changes nothing', async (name, open, moves) => {
    await leaveDialogs();
    await open();
    await till.page.waitForTimeout(400);
    await bombard(name, { moves });
    if ((await till.page.getByRole('dialog').count()) > 0) await till.page.keyboard.press('Escape');
  });

  it('came as one from the machine of this test, but for a few', () => {
    expect(bursts).toBeGreaterThan(80);
    expect(torn).toBeLessThan(bursts / 10);
  });
});
