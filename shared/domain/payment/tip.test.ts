import { describe, expect, it } from 'vitest';
import { money } from '../money/index.ts';
import { tipFor } from './index.ts';

describe('a tip', () => {
  const shares = [
    ['10 % of 12.50', 1250, 'EUR', 10, 125],
    ['15 % of 0.99, rounded to the cent', 99, 'EUR', 15, 15],
    ['5 % of ¥1010, rounded to the yen', 1010, 'JPY', 5, 51],
  ] as const;
  it.each(shares)('of %s', (_name, amountMinor, currency, percent, tip) => {
    expect(tipFor(money(amountMinor, currency), { kind: 'percent', percent })).toBe(tip);
  });

  const amounts = [
    ['of one’s own is taken as it is', 200, 200],
    ['as large as the bill is the largest', 1250, 1250],
    ['larger than the bill is refused', 1251, null],
    ['below nothing is refused', -1, null],
  ] as const;
  it.each(amounts)('%s', (_name, amountMinor, tip) => {
    expect(tipFor(money(1250, 'EUR'), { kind: 'amount', amountMinor })).toBe(tip);
  });
});
