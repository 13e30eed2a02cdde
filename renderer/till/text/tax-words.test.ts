import { expect, it } from 'vitest';
import type { Locale } from '../../../shared/domain/locale/index.ts';
import { taxRateName } from '../../../shared/domain/tax/index.ts';
import { pagesOf } from './pages.ts';

it.each<readonly [string, Locale, string]>([
  ['VAT 9 %', 'en', 'VAT 9 %'],
  ['VAT 9 %', 'de', 'MwSt. 9 %'],
  ['VAT 9 %', 'fr', 'TVA 9 %'],
  ['VAT 9 %', 'es', 'IVA 9 %'],
  ['GST', 'de', 'GST'],
  ['VAT reduced', 'de', 'VAT reduced'],
])('the rate "%s" in %s is "%s"', (name, locale, shown) => {
  expect(taxRateName(name, pagesOf(locale).detail.vatAdded)).toBe(shown);
});
