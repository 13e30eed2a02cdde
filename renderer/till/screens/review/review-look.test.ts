import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../../shared/domain/locale/index.ts';
import { reviewKindSchema } from '../../../../shared/contract/index.ts';
import { textsOf } from '../../text/index.ts';
import { ageText, GROUPS, isInGroup, isOverdue, sidesDiffer } from './review-look.ts';

const ITEM = { kind: 'orphan', dueAtMs: 5_000 } as Parameters<typeof isInGroup>[0]; // Only these fields are looked at.

describe('an item of the Review Queue', () => {
  it.each([
    [59_000, '0 min'],
    [60_000, '1 min'],
    [3_600_000, '1 hour'],
    [7_300_000, '2 hours'],
    [86_400_000, '1 day'],
    [-5, '0 min'],
  ])('found %d ms ago is as old as %s', (ageMs, text) => {
    expect(ageText(ageMs, textsOf('en').review)).toBe(text);
  });

  it('is overdue after its time, and never without one', () => {
    expect([isOverdue(ITEM, 5_000), isOverdue(ITEM, 5_001)]).toEqual([false, true]);
    expect(isOverdue({ ...ITEM, dueAtMs: null }, 9e15)).toBe(false);
  });

  it('has a mark of inequality only where Stripe and the till differ', () => {
    const sides = (kind: 'orphan' | 'dispute', stripe: number | null, sale: number | null) =>
      sidesDiffer({
        kind,
        stripe: stripe === null ? null : ({ amountMinor: stripe } as never), // Only the amount is looked at.
        sale: sale === null ? null : ({ amountMinor: sale } as never),
      });
    expect([sides('dispute', 410, 410), sides('dispute', 410, 400)]).toEqual([false, true]);
    expect([sides('orphan', 410, 410), sides('dispute', 410, null), sides('dispute', null, 410)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(reviewKindSchema.options)('of the kind %s stands under All and under one more heading', (kind) => {
    expect(GROUPS.filter((group) => isInGroup({ ...ITEM, kind }, group))).toHaveLength(2);
  });
});

describe('the words of the Review Queue', () => {
  it.each(LOCALES)('say for each kind in %s what it is, what happened and what to do', (locale) => {
    const { kinds } = textsOf(locale).review;
    for (const kind of reviewKindSchema.options) {
      const words = kinds[kind];
      for (const sentence of [words.row, words.title('1.00 €'), words.happened, words.todo])
        expect(sentence.length, kind).toBeGreaterThan(8);
    }
  });
});
