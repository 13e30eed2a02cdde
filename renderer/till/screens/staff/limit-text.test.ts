import { describe, expect, it } from 'vitest';
import { limitText, readLimit } from './limit-text.ts';

describe('a limit', () => {
  it.each([
    ['', 'percent', null],
    ['10', 'percent', 10],
    ['10 %', 'percent', 10],
    ['101', 'percent', undefined],
    ['ten', 'percent', undefined],
    ['50', 'amountMinor', 5_000],
    ['12,50', 'amountMinor', 1_250],
    ['-1', 'amountMinor', undefined],
  ] as const)('typed as %j in %s is %s', (text, unit, limit) => {
    expect(readLimit(text, unit, 'EUR', 'de-DE')).toBe(limit);
  });

  it.each([
    [null, 'percent', ''],
    [10, 'percent', '10'],
    [1_250, 'amountMinor', '12,50'],
  ] as const)('of %s in %s reads %j, and reads back', (limit, unit, text) => {
    expect(limitText(limit, unit, 'EUR', 'de-DE')).toBe(text);
    expect(readLimit(text, unit, 'EUR', 'de-DE')).toBe(limit);
  });
});
