import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taxIncludedIn, taxOnTop } from './index.ts';

describe('tax', () => {
  it.each([
    ['21 % of 1.21', 121, 210_000, 21],
    ['19 % of 1.18', 118, 190_000, 19],
    ['7 % of 0.99', 99, 70_000, 6],
    ['20 % of 0.03, exactly half a cent', 3, 200_000, 1],
    ['10 % of 118 yen', 118, 100_000, 11],
    ['no tax', 118, 0, 0],
    ['a return', -121, 210_000, -21],
    ['100 %', 200, 1_000_000, 100],
  ])('%s included', (_what, grossMinor, ratePpm, taxMinor) => {
    expect(taxIncludedIn(grossMinor, ratePpm)).toBe(taxMinor);
  });

  it.each([
    ['8.875 % on 10.00', 1_000, 88_750, 89],
    ['8.875 % on 100.00', 10_000, 88_750, 888],
    ['5 % on 0.10, exactly half a cent', 10, 50_000, 1],
    ['5 % on 1.234 dinar', 1_234, 50_000, 62],
    ['10 % on 118 yen', 118, 100_000, 12],
    ['a return', -1_000, 88_750, -89],
  ])('%s on top', (_what, netMinor, ratePpm, taxMinor) => {
    expect(taxOnTop(netMinor, ratePpm)).toBe(taxMinor);
  });

  it.each([-1, 0.21, 1_000_001, Number.NaN])('a rate of %d parts per million is refused', (ratePpm) => {
    expect(() => taxIncludedIn(100, ratePpm)).toThrow(RangeError);
    expect(() => taxOnTop(100, ratePpm)).toThrow(RangeError);
  });

  it('tax put on top is found again inside, to the cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (netMinor, ratePpm) => {
          const taxMinor = taxOnTop(netMinor, ratePpm);
          expect(Math.abs(taxIncludedIn(netMinor + taxMinor, ratePpm) - taxMinor)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
