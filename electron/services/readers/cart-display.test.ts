import { beforeEach, describe, expect, it } from 'vitest';
import type { AppSnapshot } from '../../../shared/contract/index.ts';
import type { ReaderCart } from '../../../shared/domain/cart/index.ts';
import { createCartDisplay, type CartDisplay } from './index.ts';
import type { ReaderScreen, ShowOutcome } from './lan-display.ts';

/*
 * Goal: the screen follows the cart, and nothing ever follows the screen. Method: the reader is a list of what it was
 * told to show; a test answers by hand, and timers fire when a test says so.
 */
type Now = Pick<AppSnapshot, 'sale' | 'charge' | 'locale'>;

let display: CartDisplay;
let told: (ReaderCart | null)[];
let answers: ((outcome: ShowOutcome) => void)[];
let timers: (() => void)[];
let reader: { connected: boolean; idle: boolean; screen: ReaderScreen };
let on: boolean;
let claimed: boolean;
let warned: number;

beforeEach(() => {
  told = [];
  answers = [];
  timers = [];
  reader = { connected: true, idle: true, screen: 'own' };
  on = true;
  claimed = false;
  warned = 0;
  display = createCartDisplay({
    reader: {
      connection: () => ({
        state: 'connected',
        reader: reader.connected ? { readerId: 'tmr_1', label: 'Counter' } : null,
        error: null,
      }),
      isIdle: () => reader.idle,
      screen: () => reader.screen,
      showCart: (cart) => {
        told.push(cart);
        return new Promise((resolve) => answers.push(resolve));
      },
    },
    isClaimed: () => claimed,
    isOn: () => on,
    timers: {
      after: (_delayMs, call) => {
        timers.push(call);
        return () => {
          timers = timers.filter((each) => each !== call);
        };
      },
      sleep: () => Promise.resolve(),
    },
    log: { info: () => undefined, error: () => undefined, warn: () => void (warned += 1) },
  });
});

/** A sale of so much; null is a till with nothing before it. */
function sale(totalMinor: number | null, change: object = {}): Now {
  if (totalMinor === null) return { sale: null, charge: null, locale: 'en' };
  return {
    locale: 'en',
    charge: null,
    sale: {
      state: 'open',
      currency: 'EUR',
      lines: [{ name: 'Lamp', quantity: 1, totalMinor }],
      totals: { taxMinor: 0, totalMinor },
      ...change,
    },
  } as unknown as Now; // Only the members that matter here.
}

function charging(totalMinor: number, panel: object | null, tenders: readonly object[] = []): Now {
  const now = sale(totalMinor, { state: 'charging' });
  return { ...now, charge: { cardPanel: panel, tenders } } as unknown as Now; // As above.
}

async function answered(outcome: ShowOutcome['kind'] = 'done'): Promise<void> {
  const cart = told.at(-1) ?? null;
  if (outcome === 'done') reader.screen = cart === null ? 'own' : 'cart';
  answers.at(-1)?.(outcome === 'failed' ? { kind: 'failed', code: 'network_error' } : { kind: outcome });
  await new Promise((resolve) => setImmediate(resolve));
}

async function passes(): Promise<void> {
  for (const call of timers.splice(0)) call();
  await new Promise((resolve) => setImmediate(resolve));
}

const totals = (): (number | null)[] => told.map((cart) => cart?.totalMinor ?? null);

describe('the cart on the reader', () => {
  it('is shown at once, and the changes of a moment as one, the last of them', async () => {
    for (const amount of [100, 200, 300]) display.follow(sale(amount));
    expect(totals()).toEqual([100]);
    await answered();
    display.follow(sale(400));
    expect(totals()).toEqual([100]);
    await passes();
    expect(totals()).toEqual([100, 400]);
  });

  it('waits for the answer before, however long that takes', async () => {
    display.follow(sale(100));
    await passes();
    display.follow(sale(200));
    await passes();
    expect(totals()).toEqual([100]);
    await answered();
    expect(totals()).toEqual([100, 200]);
  });

  it('costs nothing while it stays as it is', async () => {
    display.follow(sale(100));
    await answered();
    await passes();
    expect(timers).toEqual([]);
    display.follow(sale(100));
    expect(totals()).toEqual([100]);
  });

  it.each([
    ['put aside', sale(null)],
    ['emptied', sale(0, { lines: [] })],
    ['voided', sale(100, { state: 'voided' })],
    ['completed', sale(100, { state: 'completed' })],
    ['one that gives money back', sale(-100)],
  ])('is wiped when the sale is %s', async (_what, now) => {
    display.follow(sale(100));
    await answered();
    await passes();
    display.follow(now);
    expect(totals()).toEqual([100, null]);
    await answered();
    await passes();
    display.follow(now);
    expect(totals()).toEqual([100, null]);
  });

  it('stays while the cashier asks how to pay, and comes back when a payment was called off', async () => {
    display.follow(sale(100));
    await answered();
    await passes();
    display.follow(charging(100, null));
    expect(totals()).toEqual([100]);
    reader.screen = 'own';
    display.follow(charging(100, null));
    expect(totals()).toEqual([100, 100]);
  });
});

describe('a screen gives way', () => {
  it('to a payment from its first moment until it is over', async () => {
    display.follow(sale(100));
    display.follow(sale(200));
    display.follow(charging(200, { state: 'preparing' }));
    await answered();
    await passes();
    display.follow(charging(200, { state: 'approved' }));
    display.follow(charging(200, null, [{}]));
    await passes();
    expect(totals()).toEqual([100]);
  });

  it.each([
    ['serves a card or a refund', () => (reader.idle = false)],
    ['may still ask for a card of an earlier life', () => (claimed = true)],
    ['is not connected here, so perhaps another till’s', () => (reader.connected = false)],
  ])('to a reader that %s', async (_what, happens) => {
    happens();
    display.follow(sale(100));
    await passes();
    expect(told).toEqual([]);
    Object.assign(reader, { idle: true, connected: true });
    claimed = false;
    display.follow(sale(100));
    expect(totals()).toEqual([100]);
  });

  it('without a failure of its own, and is written again after it', async () => {
    display.follow(sale(100));
    await answered('superseded');
    expect(warned).toBe(0);
    await passes();
    expect(totals()).toEqual([100, 100]);
  });
});

describe('a screen that fails', () => {
  it('is tried three times, then left until the cart changes', async () => {
    display.follow(sale(100));
    for (let at = 0; at < 5; at += 1) {
      await answered('failed');
      await passes();
      display.follow(sale(100));
    }
    expect(totals()).toEqual([100, 100, 100]);
    expect(timers).toEqual([]);
    display.follow(sale(200));
    expect(totals()).toEqual([100, 100, 100, 200]);
  });

  it('is wiped once after a connection, because nobody knows what stands there', async () => {
    reader.screen = 'unknown';
    display.follow(sale(null));
    await answered();
    await passes();
    display.follow(sale(null));
    expect(totals()).toEqual([null]);
  });
});

describe('switched off', () => {
  it('takes away what it showed, and shows no more', async () => {
    display.follow(sale(100));
    await answered();
    await passes();
    on = false;
    display.follow(sale(100));
    await answered();
    await passes();
    display.follow(sale(200));
    expect(totals()).toEqual([100, null]);
  });

  it('leaves a screen alone that it did not write', () => {
    on = false;
    reader.screen = 'unknown';
    display.follow(sale(null));
    expect(told).toEqual([]);
  });

  it('stopped, nothing is on its way any more', async () => {
    display.follow(sale(100));
    display.follow(sale(200));
    display.stop();
    await answered();
    await passes();
    expect(totals()).toEqual([100]);
    expect(timers).toEqual([]);
  });
});
