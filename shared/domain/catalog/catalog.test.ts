import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeForms,
  gtinCheckDigit,
  isGtin,
  isMisreadGtin,
  judgeStock,
  kilogramText,
  parseKilograms,
  priceOfWeight,
  readEmbeddedCode,
} from './index.ts';

describe('a code', () => {
  it.each(['4006381333931', '96385074', '036000291452', '10012345678902'])(
    '%s has its check digit',
    (code) => {
      expect(isGtin(code)).toBe(true);
      const last = Number(code.at(-1));
      for (let other = 0; other < 10; other += 1)
        expect(isGtin(`${code.slice(0, -1)}${String(other)}`)).toBe(other === last);
    },
  );

  it('shows each single wrong digit by its check digit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{12}$/),
        fc.nat(11),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, by) => {
          const code = `${digits}${gtinCheckDigit(digits)}`;
          const wrong = code.slice(0, at) + String((Number(code[at]) + by) % 10) + code.slice(at + 1);
          expect(isGtin(code)).toBe(true);
          expect(isMisreadGtin(wrong)).toBe(true);
        },
      ),
    );
  });

  it('of twelve digits is the one of thirteen that begins with 0, and nothing else has two forms', () => {
    expect(codeForms('036000291452')).toEqual(['036000291452', '0036000291452']);
    expect(codeForms('0036000291452')).toEqual(['0036000291452', '036000291452']);
    for (const code of ['4006381333931', '036000291453', 'ABC', '0']) expect(codeForms(code)).toEqual([code]);
  });

  it('of a scale is read by the rule of its prefix, and only with its check digit', () => {
    const rules = [{ prefix: '27', holds: 'weight' }] as const;
    const code = `271234501500${gtinCheckDigit('271234501500')}`;
    expect(readEmbeddedCode(code, rules)).toEqual({ holds: 'weight', scaleCode: '12345', value: 1_500 });
    expect(readEmbeddedCode(code, [])).toBeNull();
    expect(readEmbeddedCode(`${code.slice(0, 12)}${String((Number(code[12]) + 1) % 10)}`, rules)).toBeNull();
    expect(readEmbeddedCode(code.slice(1), rules)).toBeNull();
  });
});

describe('the stock', () => {
  it.each([
    [null, 'refuse', 99, 'enough'],
    [5, 'refuse', 5, 'enough'],
    [5, 'refuse', 6, 'refuse'],
    [5, 'warn', 6, 'warn'],
    [5, 'allow', 6, 'enough'],
    [-2, 'warn', 1, 'warn'],
  ] as const)('of %j under “%s” says of %i: %s', (stock, oversell, wanted, kind) => {
    expect(judgeStock(stock, oversell, wanted).kind).toBe(kind);
  });

  it('never says that less than nothing is left', () => {
    expect(judgeStock(-2, 'warn', 1)).toEqual({ kind: 'warn', left: 0 });
  });
});

describe('a weight', () => {
  it.each([
    ['0.482', 482],
    ['0,482', 482],
    ['1', 1_000],
    ['12,5 kg', 12_500],
    ['0', null],
    ['1.2345', null],
    ['-1', null],
    ['abc', null],
    ['', null],
  ])('typed as %j is %j grams', (text, grams) => {
    expect(parseKilograms(text)).toBe(grams);
  });

  it('written is read back as the same, in both ways of writing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.constantFrom('.' as const, ',' as const),
        (grams, sign) => {
          expect(parseKilograms(kilogramText(grams, sign))).toBe(grams);
        },
      ),
    );
  });

  it('costs what the kilogram costs, rounded once', () => {
    expect(priceOfWeight(3_990, 482)).toBe(1_923);
    expect(priceOfWeight(1_000, 1)).toBe(1);
    expect(priceOfWeight(999, 500)).toBe(500);
  });
});
