import type { Locale } from '../../../shared/contract/basics.ts';
import { customer as de } from '../text/de/customer.ts';
import { customer as en } from '../text/en/customer.ts';
import { customer as es } from '../text/es/customer.ts';
import { customer as fr } from '../text/fr/customer.ts';

export type CustomerTexts = typeof en;

type Language = {
  readonly texts: CustomerTexts;
  readonly formatLocale: string;
  /** In the language itself. */
  readonly name: string;
};

/** The sentences of each language, and how it writes numbers. Not the till's texts as a whole: they are not for customers. */
export const CUSTOMER_LANGUAGES: Readonly<Record<Locale, Language>> = {
  en: { texts: en, formatLocale: 'en-GB', name: 'English' },
  de: { texts: de, formatLocale: 'de-DE', name: 'Deutsch' },
  fr: { texts: fr, formatLocale: 'fr-FR', name: 'Français' },
  es: { texts: es, formatLocale: 'es-ES', name: 'Español' },
};

export function customerTextsOf(locale: Locale): Language {
  return CUSTOMER_LANGUAGES[locale];
}
