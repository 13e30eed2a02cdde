import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupReceiptCode, looksLikeReceiptCode, readReceiptCode, receiptCode } from './index.ts';

const anyIntent = fc
  .string({
    unit: fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')),
    minLength: 16,
    maxLength: 40,
  })
  .map((letters) => `pi_${letters}`);
const codeOf = (id: string): string => receiptCode(id) ?? 'none';

describe('the code on a receipt', () => {
  it('leads back to the payment, whatever its id, and as people copy it', () => {
    fc.assert(
      fc.property(anyIntent, (id) => {
        expect(readReceiptCode(codeOf(id))).toBe(id);
        expect(readReceiptCode(` ${groupReceiptCode(codeOf(id))} `)).toBe(id);
      }),
    );
  });

  it('is an even number of digits, and of a real id no more than 48', () => {
    expect(receiptCode('pi_3MtwBwLkdIwHu7ix28a3tqPa')).toBe('8073630225488935204649745635880688699618992536');
    fc.assert(
      fc.property(anyIntent, (id) => {
        expect(codeOf(id)).toMatch(/^8(\d\d)*\d$/u);
        expect(looksLikeReceiptCode(codeOf(id))).toBe(true);
        if (id.length === 27) expect(codeOf(id).length).toBeLessThanOrEqual(48);
      }),
    );
  });

  it('with one wrong digit, or two neighbours swapped, is no code', () => {
    fc.assert(
      fc.property(anyIntent, fc.nat(), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
        const code = codeOf(id);
        const place = at % code.length;
        const digit = (Number(code[place]) + by) % 10;
        expect(readReceiptCode(`${code.slice(0, place)}${String(digit)}${code.slice(place + 1)}`)).toBe(null);
        const pair = code.slice(place, place + 2);
        if (pair.length === 2 && pair[0] !== pair[1]) {
          const swapped = `${pair[1] ?? ''}${pair[0] ?? ''}`;
          expect(readReceiptCode(code.slice(0, place) + swapped + code.slice(place + 2))).toBe(null);
        }
      }),
    );
  });

  it('is never taken for a product, nor a product for it', () => {
    for (const product of ['4006381333931', '80123456789012', '00012345678905', '8', 'ABC-1']) {
      expect(looksLikeReceiptCode(product)).toBe(false);
      expect(readReceiptCode(product)).toBe(null);
    }
  });

  it('may be the payment’s own id, typed by hand', () => {
    expect(readReceiptCode('pi_3MtwBwLkdIwHu7ix28a3tqPa')).toBe('pi_3MtwBwLkdIwHu7ix28a3tqPa');
    expect(readReceiptCode('ch_3MtwBwLkdIwHu7ix28a3tqPa')).toBe(null);
  });

  it('is made of no other id', () => {
    expect(receiptCode('pi_short')).toBe(null);
    expect(receiptCode('pi_with-a-sign-in-it-12345')).toBe(null);
  });
});
