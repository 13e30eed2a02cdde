import type { Locale } from '../../../shared/contract/basics.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';

/** All sentences of one language. English is the pattern: a key that German lacks is a compile error. */
export type Texts = typeof en;

const TEXTS: Readonly<Record<Locale, Texts>> = { en, de };

/** How numbers, dates and times are written in each language of the page. */
const FORMAT_LOCALES: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de-DE' };

export function textsOf(locale: Locale): Texts {
  return TEXTS[locale];
}

export function formatLocaleOf(locale: Locale): string {
  return FORMAT_LOCALES[locale];
}

export { formatClock, formatDate, formatDateTime, formatSince, formatSpan } from './format.ts';
export { relaySays } from './relay-says.ts';
export { sayError, type SaidError } from './say-error.ts';
