import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cartTotals, type Cart, type CartLine } from '../cart/index.ts';
import { currencyCode, minorUnits } from '../money/index.ts';
import {
  buildReceipt,
  PLAIN_LOOK,
  type ReceiptCardTender,
  type ReceiptFacts,
  renderReceiptText,
  type ReceiptTexts,
  receiptCode,
} from './index.ts';
import { textWidth, wrapText } from './text-width.ts';

const TEXTS: ReceiptTexts = {
  trainingBanner: 'TRAINING. NO MONEY MOVED.',
  testBanner: 'TEST MODE. NO MONEY MOVED.',
  receiptNumber: 'Receipt',
  date: 'Date',
  register: 'Register',
  cashier: 'Cashier',
  itemCount: 'Items',
  lineDiscount: 'Discount',
  subtotal: 'Subtotal',
  discount: 'Discount on all',
  total: 'TOTAL',
  cashRounding: 'Cash rounding',
  totalInCash: 'To pay in cash',
  taxRate: 'Tax',
  taxNet: 'Net',
  taxAmount: 'Tax',
  vat: 'VAT',
  taxAdded: 'Tax',
  exemption: 'Tax exempt',
  rateExempt: 'exempt',
  exemptionReasons: {
    diplomat: 'Diplomat',
    export: 'Export',
    'reverse-charge': 'Reverse charge',
    resale: 'For resale',
    other: 'Other',
  },
  exemptionReference: 'Number',
  tip: 'of which tip',
  cash: 'Cash',
  change: 'Change',
  entryModes: { contactless: 'Contactless', chip: 'Chip', swipe: 'Swiped', unknown: 'Card' },
  authorisationCode: 'Auth code',
  application: 'Application',
  aid: 'AID',
  verification: 'Verified by',
  verificationMethods: { online_pin: 'PIN', none: 'not needed' },
  accountType: 'Account',
  accountTypes: { credit: 'Credit' },
  paymentReference: 'Payment',
  copy: 'COPY',
  closingLines: ['Thank you'],
};

const CARD: ReceiptCardTender = {
  kind: 'card',
  brand: 'visa',
  last4: '4242',
  entryMode: 'contactless',
  wallet: 'apple_pay',
  amountMinor: minorUnits(1_599),
  tipMinor: minorUnits(0),
  authorisationCode: '123456',
  applicationName: 'Visa Credit',
  aid: 'A0000000031010',
  verification: 'none',
  accountType: 'credit',
  paymentIntentId: 'pi_3QabcDEFghiJKLmn0opqRSTu',
};

const STANDARD = { id: 'standard', name: 'VAT', ratePpm: 190_000 };
const REDUCED = { id: 'reduced', name: 'VAT', ratePpm: 70_000 };

const LOOK = { ...PLAIN_LOOK, headerLines: ['1 Mill Lane', '10115 Berlin'] };

type Item = Pick<CartLine, 'name' | 'quantity' | 'taxRate'> & { readonly unitMinor: number };

const ITEMS: readonly Item[] = [
  { name: 'Flat white', quantity: 2, unitMinor: 390, taxRate: STANDARD },
  {
    name: 'Sourdough loaf with sunflower seeds and a long name',
    quantity: 1,
    unitMinor: 819,
    taxRate: REDUCED,
  },
];

/** A receipt whose sums come from the cart, as a service makes it. */
function receiptFacts(items: readonly Item[] = ITEMS, change: Partial<ReceiptFacts> = {}): ReceiptFacts {
  const currency = change.currency ?? currencyCode('EUR');
  const pricesIncludeTax = change.pricesIncludeTax ?? true;
  const lines = items.map(({ unitMinor, ...item }, index): CartLine => ({
    ...item,
    lineId: `line-${index}`,
    productId: null,
    unitPriceMinor: minorUnits(unitMinor),
    note: null,
    discount: null,
  }));
  const { exemption = null } = change;
  const cart: Cart = { currency, pricesIncludeTax, lines, discount: null, exemption };
  const totals = cartTotals(cart);
  return {
    mode: 'live',
    storeName: 'Corner Bakery',
    register: 'Till 1',
    cashierName: 'Ana',
    receiptNumber: 'R1-000042',
    saleId: '0193-sale',
    completedAtIso: '2026-11-23T14:03:22+01:00',
    timeZoneLabel: 'CET',
    currency,
    pricesIncludeTax,
    lines: lines.map((line, index) => ({
      ...line,
      grossMinor: totals.lines[index]?.grossMinor ?? minorUnits(0),
      discountMinor: minorUnits(0),
      discountLabel: null,
      totalMinor: totals.lines[index]?.totalMinor ?? minorUnits(0),
      isExempt: exemption !== null,
    })),
    totals: { ...totals, discountLabel: null, cashRoundingMinor: minorUnits(0) },
    taxes: totals.taxes,
    exemption,
    tenders: [CARD],
    ...change,
  };
}

const print = (facts: ReceiptFacts, columns?: number, locale = 'en') =>
  renderReceiptText(buildReceipt(facts, TEXTS, locale, LOOK), columns);

describe('the receipt of a sale without tax', () => {
  const exemption = { reason: 'export', reference: 'EX 2026/77' } as const;
  const part = (text: string, from: string, lines: number): readonly string[] => {
    const all = text.split('\n');
    const start = all.findIndex((each) => each.startsWith(from));
    return all.slice(start, start + lines).map((each) => each.replaceAll(/ {2,}/gu, '  ').trim());
  };

  it('takes the included tax out of the total, names each rate with none, and says why', () => {
    const text = print(receiptFacts(ITEMS, { exemption }));
    expect(part(text, 'Subtotal', 3)).toEqual(['Subtotal  15.99', 'Tax exempt  -1.79', 'TOTAL  €14.20']);
    expect(part(text, 'A VAT', 4)).toEqual([
      'A VAT exempt  6.55  0.00',
      'B VAT exempt  7.65  0.00',
      'Tax exempt  Export',
      'Number  EX 2026/77',
    ]);
    expect(text).toContain('7.80 A');
  });

  it('adds none where prices have none', () => {
    const text = print(receiptFacts(ITEMS, { exemption, pricesIncludeTax: false }));
    expect(part(text, 'Subtotal', 3)).toEqual(['Subtotal  15.99', 'Tax  0.00', 'TOTAL  €15.99']);
  });

  it('names a rate of nothing as one, and no percent twice', () => {
    const zero = { id: 'zero', name: 'Zero rate', ratePpm: 0 };
    const named = { id: 'named', name: 'VAT 21 %', ratePpm: 210_000 };
    const items = ITEMS.map((item, index) => ({ ...item, taxRate: index === 0 ? zero : named }));
    const text = print(receiptFacts(items));
    expect(part(text, 'A Zero', 2)).toEqual(['A Zero rate 0%  7.80  0.00', 'B VAT 21 %  6.77  1.42']);
    expect(text).not.toContain('Tax exempt');
  });
});

describe('a receipt', () => {
  it('reads like this for a card sale with two tax rates', () => {
    expect(print(receiptFacts())).toMatchInlineSnapshot(`
      "              Corner Bakery
                     1 Mill Lane
                     10115 Berlin
      ------------------------------------------
      Receipt                          R1-000042
      Date                 11/23/2026, 14:03 CET
      Register                            Till 1
      Cashier                                Ana
      ------------------------------------------
      Flat white                          7.80 A
        2 × 3.90
      Sourdough loaf with sunflower seeds
      and a long name                     8.19 B
      ------------------------------------------
      TOTAL                               €15.99
      Items                                    3
      ------------------------------------------
      Visa **** 4242                       15.99
        Contactless, Apple Pay
        Auth code                         123456
        Application                  Visa Credit
        AID                       A0000000031010
        Verified by                   not needed
        Account                           Credit
        Payment      pi_3QabcDEFghiJKLmn0opqRSTu
      ------------------------------------------
      Tax                         Net        Tax
      A VAT 19%                  6.55       1.25
      B VAT 7%                   7.65       0.54
      ------------------------------------------
                      Thank you
       8074 6289 1642 8983 4894 9702 6796 3783
                  5289 5100 4961 57
      "
    `);
  });

  it('shows the cash handed over and the change, and carries the sale as code', () => {
    const cash = { kind: 'cash', tenderedMinor: minorUnits(2_000), changeMinor: minorUnits(401) } as const;
    const text = print(receiptFacts(ITEMS, { tenders: [cash] }));
    expect(text).toMatch(/^Cash +20\.00$/m);
    expect(text).toMatch(/^Change +4\.01$/m);
    expect(text).toMatch(/^ +0193-sale$/m);
  });

  it('carries one code per card payment, and never one for a card that was declined', () => {
    const second = { ...CARD, paymentIntentId: 'pi_second' };
    const { rows } = buildReceipt(receiptFacts(ITEMS, { tenders: [CARD, second] }), TEXTS, 'en');
    expect(rows.filter((row) => row.kind === 'barcode').map((row) => row.value)).toEqual([
      receiptCode(CARD.paymentIntentId),
      'pi_second',
    ]);
  });

  it('adds tax below the subtotal where prices are without it', () => {
    const text = print(receiptFacts(ITEMS, { pricesIncludeTax: false }));
    expect(text).toMatch(/^Subtotal +15\.99$/m);
    expect(text).toMatch(/^Tax +2\.05$/m);
    expect(text).toMatch(/^TOTAL +€18\.04$/m);
  });

  it('calls the tax of the till what the language calls it, and says the rate once', () => {
    const [first] = ITEMS;
    if (first === undefined) expect.fail('no item');
    const named = (name: string) =>
      receiptFacts([{ ...first, taxRate: { id: name, name, ratePpm: 190_000 } }]);
    const inGerman = (name: string) =>
      renderReceiptText(buildReceipt(named(name), { ...TEXTS, vat: 'MwSt.' }, 'de', LOOK), 42);
    expect(inGerman('VAT 19 %')).toMatch(/^MwSt\. 19 % +6,55 +1,25$/m);
    expect(inGerman('City tax')).toMatch(/^City tax 19 % +6,55 +1,25$/m);
  });

  it('shows discounts as what they take off, and the rounding of cash apart from them', () => {
    const facts = receiptFacts();
    const [first, ...rest] = facts.lines;
    if (first === undefined) expect.fail('no line');
    const text = print({
      ...facts,
      lines: [{ ...first, discountMinor: minorUnits(80), discountLabel: 'Regular guest' }, ...rest],
      totals: { ...facts.totals, discountMinor: minorUnits(100), cashRoundingMinor: minorUnits(-2) },
      tenders: [{ kind: 'cash', tenderedMinor: minorUnits(2_000), changeMinor: minorUnits(403) }],
    });
    expect(text).toMatch(/^ {2}Regular guest +-0\.80$/m);
    expect(text).toMatch(/^Discount on all +-1\.00$/m);
    expect(text).toMatch(/^Cash rounding +-0\.02$/m);
    expect(text).toMatch(/^To pay in cash +15\.97$/m);
  });

  it.each([
    ['training', 'TRAINING. NO MONEY MOVED.', 2],
    ['test', 'TEST MODE. NO MONEY MOVED.', 2],
    ['live', 'NO MONEY MOVED', 0],
  ] as const)('in %s mode says %s %s times: top and bottom', (mode, banner, times) => {
    const text = print(receiptFacts(ITEMS, { mode }));
    expect(text.split(banner).length - 1).toBe(times);
  });

  it.each([
    ['JPY', 'en', '¥1,599', '780'],
    ['EUR', 'de', '15,99 €', '7,80'],
    ['KWD', 'en', 'KWD 1.599', '0.780'],
  ])('writes %s in %s with its own decimals', (code, locale, total, lineAmount) => {
    const text = print(receiptFacts(ITEMS, { currency: currencyCode(code) }), 42, locale);
    expect(text).toContain(` ${total}\n`);
    expect(text).toContain(` ${lineAmount} A\n`);
  });

  it.each([
    ['en', '11/23/2026, 14:03 CET'],
    ['de', '23.11.2026, 14:03 CET'],
  ])('shows the time on the wall of the store, written as in %s', (locale, expected) => {
    expect(print(receiptFacts(), 42, locale)).toContain(expected);
  });

  it('prints what a bank sent although no text is known for it, and leaves out what is missing', () => {
    const bare = { ...CARD, brand: 'newbrand', wallet: null, verification: 'iris', aid: null, last4: null };
    const text = print(receiptFacts(ITEMS, { tenders: [bare] }));
    expect(text).toMatch(/^newbrand +15\.99$/m);
    expect(text).toMatch(/^ {2}Contactless$/m);
    expect(text).toMatch(/^ {2}Verified by +iris$/m);
    expect(text).not.toContain('AID');
  });

  it('refuses a time that is none', () => {
    expect(() => buildReceipt(receiptFacts(ITEMS, { completedAtIso: 'today' }), TEXTS, 'en')).toThrow(
      RangeError,
    );
    expect(() => print(receiptFacts(), 10)).toThrow(RangeError);
  });
});

describe('receipt text of fixed width', () => {
  const NAMES = fc.oneof(
    fc.string({ maxLength: 90 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '東京バナナ 見ぃつけたっ 八個入り 贈答用',
      '🍞 Brot 🥖',
      'Donaudampfschifffahrtsgesellschaftskapitän',
    ),
  );
  const anyItem = fc.record({
    name: NAMES,
    quantity: fc.integer({ min: 1, max: 9_999 }),
    unitMinor: fc.integer({ min: -99_999, max: 9_999_999 }),
    taxRate: fc.constantFrom(STANDARD, REDUCED),
  });

  it('has no row wider than the paper and prints every amount whole, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.array(anyItem, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 20, max: 60 }),
        fc.constantFrom('en', 'de', 'sv'),
        (items, columns, locale) => {
          const document = buildReceipt(receiptFacts(items), TEXTS, locale);
          const lines = renderReceiptText(document, columns).split('\n');
          for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
          for (const row of document.rows) {
            if (row.kind !== 'total') continue;
            const amount = row.amount.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2212', '-');
            const printed = lines.find((line) => line.endsWith(amount));
            expect(printed === undefined ? null : textWidth(printed)).toBe(columns);
          }
        },
      ),
    );
  });

  it('wraps a long name and keeps its amount at the right edge of the last row', () => {
    const long = {
      name: 'one two three four five six seven eight',
      quantity: 1,
      unitMinor: 100,
      taxRate: STANDARD,
    };
    expect(print(receiptFacts([long]), 20)).toContain(
      ['one two three', 'four five six', 'seven eight     1.00'].join('\n'),
    );
  });

  it('counts a wide character as two cells', () => {
    expect(['abc', '東京', 'e\u0301', '🍞', '가', ''].map(textWidth)).toEqual([3, 4, 1, 2, 2, 0]);
    const wide = { name: '東京バナナ', quantity: 1, unitMinor: 100, taxRate: STANDARD };
    expect(print(receiptFacts([wide]), 20)).toContain(`東京バナナ${' '.repeat(6)}1.00\n`);
  });

  it('breaks a word that is longer than the row and repeats an indent', () => {
    expect(wrapText('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrapText('  ab cd', 4)).toEqual(['  ab', '  cd']);
    expect(wrapText('', 5)).toEqual(['']);
  });
});
