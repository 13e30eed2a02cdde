import { describe, expect, it } from 'vitest';
import { changesBetween } from './index.ts';

describe('what changed', () => {
  it('names only fields that differ, by name, with what one of them lacks as null', () => {
    expect(
      changesBetween(
        { tips: 'off', capture: 'manual', gone: 1 },
        { tips: 'till', capture: 'manual', new: true },
      ),
    ).toEqual([
      { field: 'gone', before: 1, after: null },
      { field: 'new', before: null, after: true },
      { field: 'tips', before: 'off', after: 'till' },
    ]);
  });

  it('compares lists and objects by what is in them', () => {
    expect(changesBetween({ percents: [5, 10] }, { percents: [5, 10] })).toEqual([]);
    expect(changesBetween({ percents: [5, 10] }, { percents: [5] })).toEqual([
      { field: 'percents', before: '[5,10]', after: '[5]' },
    ]);
  });
});
