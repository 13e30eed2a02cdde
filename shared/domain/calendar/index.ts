/*
 * Days of the shop's own calendar: that of the computer's time zone. Days are counted by the calendar and not by 24
 * hours, because two days of the year are longer and shorter.
 */

/** When the day of a moment began. */
export function dayStartMs(atMs: number): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** When the day began that is `days` after the one of a moment; before it where `days` is below zero. */
export function addDaysMs(atMs: number, days: number): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** When the Monday of a moment's week began. */
export function weekStartMs(atMs: number): number {
  return addDaysMs(atMs, -((new Date(atMs).getDay() + 6) % 7));
}

/** When the month began that is `months` after the one of a moment. */
export function monthStartMs(atMs: number, months = 0): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth() + months, 1).getTime();
}

/** The whole days from one beginning of a day to another. */
export function daysBetween(fromMs: number, untilMs: number): number {
  return Math.round((untilMs - fromMs) / 86_400_000);
}

/** The day of a moment, such as 2026-11-29. */
export function dayOf(atMs: number): string {
  const date = new Date(atMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When a day such as 2026-11-29 began; null for what is no day. */
export function dayStartOf(day: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day);
  if (match === null) return null;
  const startMs = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3])).getTime();
  return dayOf(startMs) === day ? startMs : null;
}

/** The hour of a moment, 0 to 23. */
export function hourOf(atMs: number): number {
  return new Date(atMs).getHours();
}
