import { describe, expect, it } from 'vitest';
import {
  addDaysMs,
  dayOf,
  dayStartMs,
  dayStartOf,
  daysBetween,
  hourOf,
  monthStartMs,
  weekStartMs,
} from './index.ts';

const at = (day: string, hour: number): number =>
  new Date(`${day}T${String(hour).padStart(2, '0')}:30:00`).getTime();

describe('the shop’s calendar', () => {
  it('knows when a day began, whatever the hour', () => {
    for (const hour of [0, 1, 3, 12, 23]) {
      expect(dayOf(dayStartMs(at('2026-03-29', hour)))).toBe('2026-03-29');
      expect(hourOf(dayStartMs(at('2026-03-29', hour)))).toBe(0);
      expect(hourOf(at('2026-01-15', hour))).toBe(hour);
    }
  });

  it('steps over months, leap days and the days on which clocks change', () => {
    expect(dayOf(addDaysMs(at('2028-02-28', 23), 1))).toBe('2028-02-29');
    expect(dayOf(addDaysMs(at('2026-12-31', 0), 1))).toBe('2027-01-01');
    let day = dayStartMs(at('2026-01-01', 12));
    const seen = new Set<string>();
    for (let count = 0; count < 365; count += 1) {
      seen.add(dayOf(day));
      expect(daysBetween(dayStartMs(at('2026-01-01', 12)), day)).toBe(count);
      day = addDaysMs(day, 1);
    }
    expect(seen.size).toBe(365);
    expect(dayOf(day)).toBe('2027-01-01');
  });

  it('begins weeks on Monday and months on the first', () => {
    expect(dayOf(weekStartMs(at('2026-11-29', 10)))).toBe('2026-11-23');
    expect(dayOf(weekStartMs(at('2026-11-30', 10)))).toBe('2026-11-30');
    expect(dayOf(monthStartMs(at('2026-01-31', 10), -1))).toBe('2025-12-01');
  });

  it.each(['', '2026-13-01', '2026-02-30', '29.11.2026', 'x'])('takes %j for no day', (text) => {
    expect(dayStartOf(text)).toBeNull();
  });
});
