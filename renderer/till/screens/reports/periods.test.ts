import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../../shared/domain/calendar/index.ts';
import { changeOf } from './change.ts';
import { daysOf } from './periods.ts';

const NOW = new Date(2026, 10, 29, 17, 5).getTime();

describe('the days of a period', () => {
  it.each([
    ['today', '2026-11-29', '2026-11-30'],
    ['yesterday', '2026-11-28', '2026-11-29'],
    ['week', '2026-11-23', '2026-11-30'],
    ['lastWeek', '2026-11-16', '2026-11-23'],
    ['month', '2026-11-01', '2026-11-30'],
    ['lastMonth', '2026-10-01', '2026-11-01'],
  ] as const)('%s begin on %s and end before %s', (period, from, until) => {
    const days = daysOf(period, NOW);
    expect([dayOf(days.fromMs), dayOf(days.untilMs)]).toEqual([from, until]);
  });
});

describe('the change against before', () => {
  it.each([
    [1200, 1000, { kind: 'more', ratio: 0.2 }],
    [800, 1000, { kind: 'less', ratio: 0.2 }],
    [1000, 1000, { kind: 'same', ratio: 0 }],
    [1000, 0, { kind: 'newly', ratio: 0 }],
    [0, 0, { kind: 'same', ratio: 0 }],
    [-500, 1000, { kind: 'less', ratio: 1.5 }],
    [500, -1000, { kind: 'newly', ratio: 0 }],
  ] as const)('of %i after %i is %j', (now, before, change) => {
    expect(changeOf(now, before)).toEqual(change);
  });
});
