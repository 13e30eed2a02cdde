import { expect, it } from 'vitest';
import { pagesDe } from './pages.de.ts';
import { pagesEn } from './pages.en.ts';
import { taxRateName } from './tax-rate-name.ts';

it.each([
  ['VAT 9 %', 'en', 'VAT 9 %'],
  ['VAT 9 %', 'de', 'MwSt. 9 %'],
  ['GST', 'de', 'GST'],
  ['VAT reduced', 'de', 'VAT reduced'],
] as const)('the rate "%s" in %s is "%s"', (name, locale, shown) => {
  const pages = locale === 'en' ? pagesEn : pagesDe;
  expect(taxRateName(name, pages.detail.vatAdded)).toBe(shown);
});
