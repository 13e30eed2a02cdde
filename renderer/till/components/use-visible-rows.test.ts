import { describe, expect, it } from 'vitest';
import { visibleRows } from './use-visible-rows.ts';

describe('the rows that are drawn', () => {
  it.each([
    [{ top: 0, height: 560 }, 1_000, { first: 0, end: 18 }],
    [{ top: 5_600, height: 560 }, 1_000, { first: 92, end: 118 }],
    [{ top: 55_440, height: 560 }, 1_000, { first: 982, end: 1_000 }],
    [{ top: 0, height: 560 }, 3, { first: 0, end: 3 }],
    [{ top: 9_000, height: 560 }, 0, { first: 0, end: 0 }],
  ])('at %j of %i rows are %j', (seen, count, rows) => {
    expect(visibleRows(seen, count, 56)).toEqual(rows);
  });
});
