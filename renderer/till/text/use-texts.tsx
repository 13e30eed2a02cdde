import type { Locale } from '../../../shared/contract/basics.ts';
import { useTill } from '../store/index.ts';
import { formatLocaleOf, textsOf, type Texts } from './index.ts';

/** The sentences of the language that main has chosen; English until main has said one. */
export function useTexts(): Texts {
  return textsOf(useLocale());
}

/** How numbers and times are written in that language, as a BCP 47 tag. */
export function useFormatLocale(): string {
  return formatLocaleOf(useLocale());
}

export function useLocale(): Locale {
  return useTill((state) => state.snapshot?.locale ?? 'en');
}
