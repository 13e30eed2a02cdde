import { formatLocaleOf, type Locale } from '../../../shared/domain/locale/index.ts';
import { markCopy, type ReceiptDocument } from '../../../shared/domain/receipt/index.ts';
import { RECEIPT_TEXTS } from './texts.ts';

/** What the clock on the shop's wall showed, as the receipt wants it. */
export function wallClock(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The same paper as copy number `copyNumber`, counted from 1, with the time of this print. */
export function copyOf(
  document: ReceiptDocument,
  mark: { readonly copyNumber: number; readonly atMs: number; readonly locale: Locale },
): ReceiptDocument {
  const { copyNumber, atMs, locale } = mark;
  const word = RECEIPT_TEXTS[locale].copy;
  return markCopy(document, { word, copyNumber, printedAtIso: wallClock(atMs) }, formatLocaleOf(locale));
}
