/** The languages that this version speaks. Each has its sentences in `renderer/till/text` and its words on paper. */
export const LOCALES = ['en', 'de', 'fr', 'es'] as const;

export type Locale = (typeof LOCALES)[number];

type LocaleFacts = {
  /** The language's name for itself, as a list of languages shows it. */
  readonly name: string;
  /** How numbers, dates and amounts are written: a BCP 47 tag for `Intl`. */
  readonly format: string;
  /** Which way its lines run; the page's `dir`. */
  readonly direction: 'ltr' | 'rtl';
  /** The sign that parts columns in a CSV file: where the comma is the decimal sign, spreadsheets expect `;`. */
  readonly csvDelimiter: ',' | ';';
};

const FACTS: Readonly<Record<Locale, LocaleFacts>> = {
  en: { name: 'English', format: 'en-GB', direction: 'ltr', csvDelimiter: ',' },
  de: { name: 'Deutsch', format: 'de-DE', direction: 'ltr', csvDelimiter: ';' },
  fr: { name: 'Français', format: 'fr-FR', direction: 'ltr', csvDelimiter: ';' },
  es: { name: 'Español', format: 'es-ES', direction: 'ltr', csvDelimiter: ';' },
};

export function localeFacts(locale: Locale): LocaleFacts {
  return FACTS[locale];
}

/** Shorthand for the tag that `Intl` and `formatMoney` take. */
export function formatLocaleOf(locale: Locale): string {
  return FACTS[locale].format;
}
