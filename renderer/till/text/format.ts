/** A time of day: `14:03`, with seconds `14:03:12`. `atMs`: milliseconds since 1970; the zone is the computer's. */
export function formatClock(
  atMs: number,
  locale: string,
  options: { readonly seconds?: boolean } = {},
): string {
  const seconds = options.seconds === true ? ({ second: '2-digit' } as const) : {};
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...seconds,
  }).format(atMs);
}

/** A day: `23 Nov 2026`. */
export function formatDate(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(atMs);
}

/** A day and a time: `23 Nov 2026, 14:03`. */
export function formatDateTime(atMs: number, locale: string): string {
  return `${formatDate(atMs, locale)}, ${formatClock(atMs, locale)}`;
}

/** A span as minutes and seconds: `1:47`, never below zero. Started seconds count while `roundUp` is set. */
export function formatSpan(spanMs: number, options: { readonly roundUp?: boolean } = {}): string {
  const exact = Math.max(0, spanMs) / 1_000;
  const seconds = options.roundUp === true ? Math.ceil(exact) : Math.floor(exact);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Since when something has been so: the time alone where that was today, else with its day. */
export function formatSince(sinceMs: number, nowMs: number, locale: string): string {
  const isToday = formatDate(sinceMs, locale) === formatDate(nowMs, locale);
  return isToday ? formatClock(sinceMs, locale) : formatDateTime(sinceMs, locale);
}
