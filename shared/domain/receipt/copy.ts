import type { ReceiptDocument, ReceiptRow } from './document.ts';
import { wallTime } from './words.ts';

/**
 * The same paper, marked as a copy at its head and foot, so that nobody is paid twice for it. `copyNumber` counts from
 * 1; `printedAtIso` is the wall clock at the printing. Throws RangeError for a number below 1.
 */
export function markCopy(
  document: ReceiptDocument,
  mark: { readonly word: string; readonly copyNumber: number; readonly printedAtIso: string },
  locale: string,
): ReceiptDocument {
  if (!Number.isInteger(mark.copyNumber) || mark.copyNumber < 1)
    throw new RangeError(`no copy has the number ${String(mark.copyNumber)}`);
  const text = `${mark.word} ${String(mark.copyNumber)} - ${wallTime(mark.printedAtIso, '', locale)}`;
  const banner: ReceiptRow = { kind: 'banner', text };
  return { rows: [banner, ...document.rows, banner] };
}
