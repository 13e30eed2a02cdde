import type { Locale } from '../../../shared/domain/locale/index.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';

/** All sentences of one language. English is the pattern: a key that another language lacks is a compile error. */
export type Texts = typeof en;

const TEXTS: Readonly<Record<Locale, Texts>> = { en, de, fr, es };

export function textsOf(locale: Locale): Texts {
  return TEXTS[locale];
}

export { formatLocaleOf } from '../../../shared/domain/locale/index.ts';
export { formatClock, formatDate, formatDateTime, formatSince, formatSpan } from './format.ts';
export { relaySays } from './relay-says.ts';
export { sayError, type SaidError } from './say-error.ts';
