import { assertNever } from '../assert-never.ts';
import { groupReceiptCode, looksLikeReceiptCode } from './code.ts';
import type { ReceiptDocument, ReceiptLogo, ReceiptRow } from './document.ts';
import { textWidth, wrapText } from './text-width.ts';

/** Below this a label beside an amount breaks after every word; the amount then takes a row of its own. */
const LABEL_COLUMNS_MIN = 10;

/** Narrower paper than this is not sold for tills. */
const COLUMNS_MIN = 20;

/** What stands on the paper from top to bottom, for anything that prints lines of one width. */
export type ReceiptBlock =
  | { readonly kind: 'line'; readonly text: string; readonly weight: 'plain' | 'bold' | 'large' }
  /** A code for a scanner; `text` is what people read below it. */
  | { readonly kind: 'code'; readonly value: string; readonly text: readonly string[] }
  | ReceiptLogo;

/**
 * The receipt as lines of fixed width: no line is wider than `columns` cells, long texts wrap, amounts stand at the
 * right edge and are never cut. 48 or 42 cells are the common 80 mm paper, 32 the 58 mm paper.
 * Throws RangeError below 20 columns.
 */
export function layoutReceipt(document: ReceiptDocument, columns: number): readonly ReceiptBlock[] {
  if (!Number.isInteger(columns) || columns < COLUMNS_MIN) {
    throw new RangeError(`a receipt needs at least ${COLUMNS_MIN} columns, got ${columns}`);
  }
  return document.rows.flatMap((row) => rowBlocks(row, columns));
}

/** The receipt as plain text. A code is printed as its digits; a picture has no letters. */
export function renderReceiptText(document: ReceiptDocument, columns = 42): string {
  const lines = layoutReceipt(document, columns).flatMap((block) => {
    switch (block.kind) {
      case 'line':
        return [block.text];
      case 'code':
        return block.text;
      case 'logo':
        return [];
      default:
        return assertNever(block, 'receipt block');
    }
  });
  return `${lines.join('\n')}\n`;
}

function rowBlocks(row: ReceiptRow, columns: number): readonly ReceiptBlock[] {
  if (row.kind === 'logo') return [row];
  const lines = rowLines(row, columns).map((line) => line.trimEnd());
  if (row.kind === 'barcode') return [{ kind: 'code', value: row.value, text: lines }];
  const weight = WEIGHTS[row.kind] ?? 'plain';
  return lines.map((text) => ({ kind: 'line', text, weight }));
}

const WEIGHTS: Readonly<Partial<Record<ReceiptRow['kind'], 'bold' | 'large'>>> = {
  heading: 'large',
  total: 'large',
  banner: 'bold',
};

function rowLines(row: Exclude<ReceiptRow, ReceiptLogo>, columns: number): readonly string[] {
  switch (row.kind) {
    case 'heading':
      return wrapText(plain(row.text), columns).map((line) => centre(line, columns));
    case 'text':
      return wrapText(plain(row.text), columns).map((line) =>
        row.align === 'centre' ? centre(line, columns) : line,
      );
    case 'columns':
      return leftAndRight(plain(row.left), plain(row.right), columns);
    case 'rule':
      return ['-'.repeat(columns)];
    case 'total':
      return leftAndRight(plain(row.label), plain(row.amount), columns);
    case 'tax':
      return taxLines(row, columns);
    case 'barcode':
      return wrapText(codeText(plain(row.value)), columns).map((line) => centre(line, columns));
    case 'banner':
      return bannerLines(plain(row.text), columns);
    default:
      return assertNever(row, 'receipt row');
  }
}

/** A code in digits is read out and typed in groups; any other value is one word. */
function codeText(value: string): string {
  return looksLikeReceiptCode(value) ? groupReceiptCode(value) : value;
}

function leftAndRight(left: string, right: string, columns: number): readonly string[] {
  const rightWidth = textWidth(right);
  const labelColumns = columns - rightWidth - 1;
  if (labelColumns < Math.min(LABEL_COLUMNS_MIN, textWidth(left))) {
    // A trailing gap that keeps amounts below each other has no use on a row of its own.
    const own = rightWidth <= columns ? [right] : wrapText(right, columns);
    return [...wrapText(left, columns), ...own.map((line) => padStart(line, columns))];
  }
  const rows = wrapText(left, Math.max(2, labelColumns));
  const last = rows.at(-1) ?? '';
  return [...rows.slice(0, -1), last + padStart(right, columns - textWidth(last))];
}

/** Two number columns at the right, wide enough for any ordinary amount; a wider one pushes to rows of its own. */
function taxLines(row: ReceiptRow & { readonly kind: 'tax' }, columns: number): readonly string[] {
  const cell = Math.floor(columns / 4) + 1;
  const net = plain(row.net);
  const tax = plain(row.tax);
  const fits = textWidth(net) < cell && textWidth(tax) < cell;
  if (!fits) return [...leftAndRight(plain(row.name), net, columns), ...leftAndRight('', tax, columns)];
  return leftAndRight(plain(row.name), padStart(net, cell - 1) + padStart(tax, cell), columns);
}

function bannerLines(text: string, columns: number): readonly string[] {
  const stars = '*'.repeat(columns);
  return [stars, ...wrapText(text, columns - 4).map((line) => centre(line, columns)), stars];
}

function centre(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, Math.floor((columns - textWidth(text)) / 2))) + text;
}

function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - textWidth(text))) + text;
}

/** Receipt printers know neither the no-break spaces and signs of locale formats nor control characters. */
function plain(text: string): string {
  return text
    .replaceAll(/[\u00a0\u202f\u2007\u2009\t]/g, ' ')
    .replaceAll('\u2212', '-')
    .replaceAll(/[\p{Cc}\u200e\u200f\u061c]/gu, '');
}
