import {
  addDaysMs,
  dayStartMs,
  monthStartMs,
  weekStartMs,
} from '../../../../shared/domain/calendar/index.ts';

export const PERIODS = ['today', 'yesterday', 'week', 'lastWeek', 'month', 'lastMonth', 'own'] as const;
export type Period = (typeof PERIODS)[number];
export type Days = { readonly fromMs: number; readonly untilMs: number };

/** The days of a period as of a moment; `own` is chosen day by day. Up to the end of today where it has not ended. */
export function daysOf(period: Exclude<Period, 'own'>, nowMs: number): Days {
  const tomorrow = addDaysMs(nowMs, 1);
  switch (period) {
    case 'today':
      return { fromMs: dayStartMs(nowMs), untilMs: tomorrow };
    case 'yesterday':
      return { fromMs: addDaysMs(nowMs, -1), untilMs: dayStartMs(nowMs) };
    case 'week':
      return { fromMs: weekStartMs(nowMs), untilMs: tomorrow };
    case 'lastWeek':
      return { fromMs: addDaysMs(weekStartMs(nowMs), -7), untilMs: weekStartMs(nowMs) };
    case 'month':
      return { fromMs: monthStartMs(nowMs), untilMs: tomorrow };
    case 'lastMonth':
      return { fromMs: monthStartMs(nowMs, -1), untilMs: monthStartMs(nowMs) };
  }
}
