import type { Locale } from '../../../shared/domain/locale/index.ts';
import { pagesDe } from './pages.de.ts';
import { pagesEn, type PageTexts } from './pages.en.ts';
import { pagesEs } from './pages.es.ts';
import { pagesFr } from './pages.fr.ts';

const PAGES: Readonly<Record<Locale, PageTexts>> = { en: pagesEn, de: pagesDe, fr: pagesFr, es: pagesEs };

/** What the reading pages say in one language. */
export function pagesOf(locale: Locale): PageTexts {
  return PAGES[locale];
}
