import { describe, expect, it } from 'vitest';
import {
  cardPanelStateSchema,
  customerDisplaySchema,
  type AppSnapshot,
  type CardPanelState,
} from '../../../shared/contract/index.ts';
import { createCustomerDisplays, customerDisplayOf, exampleDisplays } from './index.ts';

/** What a customer is told, from snapshots that hold everything a till knows. Amounts are whole cents. */
const CASHIER_ONLY = [
  'Ana Cashier',
  'allergic, ask the manager',
  'stolen_card',
  'pi_secret',
  'sale-1',
  'line-1',
];
const SALE = {
  saleId: 'sale-1',
  number: 7,
  state: 'open',
  currency: 'EUR',
  pricesIncludeTax: true,
  lines: Array.from({ length: 10 }, (_, index) => ({
    lineId: `line-${String(index)}`,
    productId: 'product-1',
    name: `Item ${String(index)}`,
    quantity: index === 9 ? 2 : 1,
    unitPriceMinor: 100,
    totalMinor: index === 9 ? 200 : 100,
    taxRate: { id: 'vat', name: 'VAT', ratePpm: 210_000 },
    note: 'allergic, ask the manager',
  })),
  totals: {
    itemCount: 11,
    subtotalMinor: 1_200,
    discountMinor: 100,
    taxes: [],
    taxMinor: 0,
    totalMinor: 1_100,
  },
};
const CHARGE = {
  saleId: 'sale-1',
  currency: 'EUR',
  totalMinor: 1_100,
  dueMinor: 600,
  tipsMinor: 50,
  cardPanel: null,
  completed: null,
};
const panel = (state: CardPanelState) => ({
  tenderId: 'tender-1',
  state,
  amountMinor: 600,
  paymentIntentId: 'pi_secret',
  decline: { class: 'call-bank', code: 'stolen_card' },
});

/** A snapshot with these parts; the rest of it is nothing that is read here. */
function snapshot(parts: object): AppSnapshot {
  return {
    locale: 'en',
    locked: false,
    mode: 'live',
    store: { name: 'Kade 12', currency: 'EUR', register: 'Till 1', hasCatalog: true },
    cashier: { name: 'Ana Cashier' },
    sale: null,
    charge: null,
    ...parts,
  } as unknown as AppSnapshot; // Built for these tests from what is read of it.
}
const LOOK = { locale: null, theme: 'light' } as const;
const shown = (parts: object) => customerDisplayOf(snapshot(parts), LOOK);

describe('the customer’s screen', () => {
  it('shows the shop’s name to nobody in particular', () => {
    expect(shown({})).toEqual({
      locale: 'en',
      theme: 'light',
      storeName: 'Kade 12',
      mode: 'live',
      now: { screen: 'idle' },
    });
    expect(shown({ sale: { ...SALE, lines: [] } }).now).toEqual({ screen: 'idle' });
    expect(shown({ sale: SALE, locked: true }).now).toEqual({ screen: 'idle' });
  });

  it('shows the newest lines of the cart, and how many there were before', () => {
    const { now } = shown({ sale: SALE });
    expect(now).toMatchObject({
      screen: 'cart',
      earlier: 2,
      itemCount: 11,
      totalMinor: 1_100,
      dueMinor: null,
    });
    expect(now.screen === 'cart' ? now.lines.at(-1) : null).toEqual({
      name: 'Item 9',
      quantity: 2,
      unitPriceMinor: 100,
      totalMinor: 200,
    });
    expect(shown({ sale: SALE, charge: CHARGE }).now).toMatchObject({ screen: 'cart', dueMinor: 600 });
  });

  it.each(cardPanelStateSchema.options.map((state) => [state]))(
    'tells in the card state %s what to do, and nothing that is the cashier’s',
    (state) => {
      const display = shown({ sale: SALE, charge: { ...CHARGE, cardPanel: panel(state) } });
      expect(customerDisplaySchema.parse(display)).toEqual(display);
      for (const secret of CASHIER_ONLY) expect(JSON.stringify(display)).not.toContain(secret);
      if (display.now.screen === 'card') expect(display.now.amountMinor).toBe(600);
      else expect(display.now.screen).toBe('cart');
    },
  );

  it.each([
    ['present-card', 'present'],
    ['pin-entry', 'pin'],
    ['processing', 'wait'],
    ['in-doubt', 'wait'],
    ['declined', 'other-card'],
  ] as const)('asks in %s for %s', (state, asks) => {
    const { now } = shown({ sale: SALE, charge: { ...CHARGE, cardPanel: panel(state) } });
    expect(now).toMatchObject({ screen: 'card', asks });
  });

  it('says paid, with the change where there is some, and goes on saying it while the till is locked', () => {
    const completed = { receiptNumber: 'R-1', changeMinor: 900, completedAtMs: 1 };
    const paid = { screen: 'paid', currency: 'EUR', totalMinor: 1_150, changeMinor: 900 };
    expect(shown({ sale: SALE, charge: { ...CHARGE, completed } }).now).toEqual(paid);
    expect(shown({ locked: true, charge: { ...CHARGE, completed } }).now).toEqual(paid);
    const exact = { ...completed, changeMinor: 0 };
    expect(shown({ charge: { ...CHARGE, completed: exact } }).now).toMatchObject({ changeMinor: null });
  });

  it('speaks its own language where one was chosen', () => {
    expect(customerDisplayOf(snapshot({}), { locale: 'de', theme: 'dark' })).toMatchObject({
      locale: 'de',
      theme: 'dark',
    });
  });

  it('has an example of each screen', () => {
    const examples = exampleDisplays(snapshot({ mode: 'training' }), LOOK);
    expect(examples.map(({ now }) => now.screen)).toEqual(['idle', 'cart', 'card', 'paid']);
    for (const example of examples) expect(customerDisplaySchema.parse(example)).toEqual(example);
  });
});

describe('the feed', () => {
  it('tells at once, and then only what changed for the customer', () => {
    let now = snapshot({});
    const settings = { on: true, screenId: null, ...LOOK };
    const displays = createCustomerDisplays({
      snapshot: () => now,
      settings: { get: () => ({ customerDisplay: settings }) },
    });
    const heard: string[] = [];
    displays.follow(now);
    const end = displays.onFeed(({ display }) => heard.push(display.now.screen));
    for (const parts of [{ revision: 2 }, { sale: SALE }, { sale: SALE, revision: 4 }, {}]) {
      now = snapshot(parts);
      displays.follow(now);
    }
    end();
    displays.follow(snapshot({ sale: SALE }));
    expect(heard).toEqual(['idle', 'cart', 'idle']);
  });
});
