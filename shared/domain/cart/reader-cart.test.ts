import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyCode, minorUnits } from '../money/index.ts';
import { READER_LINES_MAX, READER_NAME_MAX } from './reader-cart.ts';
import { readerCart, type ShownCart } from './index.ts';

/** What a reader's screen is given: never an amount below zero, never more than a screen has use for. */
type Line = readonly [name: string, quantity: number, totalMinor: number];

function cart(lines: readonly Line[], currency = 'EUR', taxMinor = 19): ShownCart {
  return {
    currency: currencyCode(currency),
    lines: lines.map(([name, quantity, totalMinor]) => ({
      name,
      quantity,
      totalMinor: minorUnits(totalMinor),
    })),
    taxMinor: minorUnits(taxMinor),
    totalMinor: minorUnits(lines.reduce((sum, [, , totalMinor]) => sum + totalMinor, 0)),
  };
}

describe('a cart for a reader’s screen', () => {
  it('has each line with all its pieces, the tax, and the total in its currency', () => {
    expect(
      readerCart(
        cart([
          ['Espresso', 2, 500],
          ['Cake', 1, 390],
        ]),
        'en',
      ),
    ).toEqual({
      currency: 'EUR',
      lines: [
        { description: 'Espresso', quantity: 2, amountMinor: 500 },
        { description: 'Cake', quantity: 1, amountMinor: 390 },
      ],
      taxMinor: 19,
      totalMinor: 890,
    });
  });

  it.each([
    ['without lines', []],
    [
      'whose customer gets money back',
      [
        ['Cake', 1, 390],
        ['Lamp', 1, -900],
      ],
    ],
  ] as const)('is nothing for a cart %s', (_what, lines) => {
    expect(readerCart(cart(lines), 'en')).toBeNull();
  });

  it.each([
    ['EUR', 'en', 'Lamp (-9.00)'],
    ['EUR', 'de', 'Lamp (-9,00)'],
    ['JPY', 'en', 'Lamp (-900)'],
    ['KWD', 'en', 'Lamp (-0.900)'],
  ])('in %s and %s says in the name what comes back: %s', (currency, locale, description) => {
    const shown = readerCart(
      cart(
        [
          ['Lamp', 1, -900],
          ['Sofa', 1, 1_000],
        ],
        currency,
      ),
      locale,
    );
    expect(shown?.lines[0]).toEqual({ description, quantity: 1, amountMinor: 0 });
    expect(shown?.totalMinor).toBe(100);
  });

  it('shows no tax below zero, and a total of nothing', () => {
    expect(
      readerCart(
        cart(
          [
            ['Lamp', 1, -900],
            ['Sofa', 1, 900],
          ],
          'EUR',
          -5,
        ),
        'en',
      ),
    ).toMatchObject({
      taxMinor: 0,
      totalMinor: 0,
    });
  });

  it('cuts a long name between characters, and keeps what comes back', () => {
    const long = '🍕'.repeat(80);
    const shown = readerCart(
      cart([
        [long, 1, 900],
        [long, 1, -5],
      ]),
      'en',
    );
    expect(shown?.lines[0]?.description).toBe(`${'🍕'.repeat(READER_NAME_MAX - 1)}…`);
    expect(shown?.lines[1]?.description).toMatch(/… \(-0\.05\)$/u);
  });

  it('keeps the newest lines of a long cart apart, and the rest as one that adds up', () => {
    const lines = Array.from({ length: 120 }, (_none, at): Line => [`Item ${String(at)}`, 2, 10]);
    const shown = readerCart(cart(lines), 'en');
    expect(shown?.lines).toHaveLength(READER_LINES_MAX);
    expect(shown?.lines[0]).toEqual({ description: '…', quantity: 142, amountMinor: 710 });
    expect(shown?.lines.at(-1)?.description).toBe('Item 119');
  });

  it('is what Stripe documents, for every cart', () => {
    const anyLine = fc.tuple(
      fc.string({ minLength: 1, maxLength: 120, unit: 'binary' }),
      fc.integer({ min: 1, max: 9_999 }),
      fc.integer({ min: -50_000, max: 1_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 80 }), fc.integer({ min: -500, max: 500 }), (lines, tax) => {
        const whole = cart(lines, 'EUR', tax);
        const shown = readerCart(whole, 'de');
        expect(shown === null).toBe(lines.length === 0 || whole.totalMinor < 0);
        for (const { description, quantity, amountMinor } of shown?.lines ?? []) {
          expect(description.length).toBeGreaterThan(0);
          expect(Array.from(description).length).toBeLessThanOrEqual(READER_NAME_MAX);
          expect(quantity).toBeGreaterThan(0);
          expect(amountMinor).toBeGreaterThanOrEqual(0);
        }
        expect(shown?.taxMinor ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
