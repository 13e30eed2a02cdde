import { stringify } from 'csv-stringify/sync';
import { localeFacts, type Locale } from '../../../../shared/domain/locale/index.ts';
import { currencyCode, formatAmount, minorUnits, money } from '../../../../shared/domain/money/index.ts';
import type { Db } from '../../db/index.ts';

const PAGE_SIZE = 500;
const COLUMNS = [
  'SKU',
  'Name',
  'Variant',
  'Category',
  'Price',
  'Tax class',
  'Barcodes',
  'Stock',
  'Sold by',
  'Scale code',
  'Favourite',
] as const;

/**
 * One part of the catalogue as a file that the import reads again. Numbers are written as the shop's spreadsheets
 * expect them; a cell that would be a formula there begins with an apostrophe, which the import takes away again.
 */
export function exportPart(
  db: Db,
  query: { readonly after: number | null; readonly currency: string; readonly locale: Locale },
): { readonly text: string; readonly next: number | null } {
  const rows = db.all<{
    readonly product_no: number;
    readonly sku: string;
    readonly name: string;
    readonly variant: string;
    readonly category: string | null;
    readonly price_minor: number | null;
    readonly tax: string;
    readonly codes: string | null;
    readonly stock: number;
    readonly stock_tracked: 0 | 1;
    readonly sold_by: string;
    readonly scale_code: string | null;
    readonly favourite: 0 | 1;
  }>(
    `SELECT p.product_no, p.sku, p.name, p.variant, c.name AS category, p.price_minor, t.name AS tax,
       (SELECT GROUP_CONCAT(b.barcode, ' ') FROM product_barcodes b WHERE b.product_id = p.product_id) AS codes,
       p.stock, p.stock_tracked, p.sold_by, p.scale_code, p.favourite
     FROM products p JOIN tax_classes t USING (tax_class_id) LEFT JOIN categories c USING (category_id)
     WHERE p.archived_at_ms IS NULL AND p.product_no > ? ORDER BY p.product_no LIMIT ?`,
    query.after ?? 0,
    PAGE_SIZE + 1,
  );
  const shown = rows.slice(0, PAGE_SIZE);
  const { format, csvDelimiter } = localeFacts(query.locale);
  const cells = shown.map((row) => [
    row.sku,
    row.name,
    row.variant,
    row.category ?? '',
    row.price_minor === null
      ? ''
      : // Not all spreadsheets know the narrow spaces that group thousands in French.
        formatAmount(money(minorUnits(row.price_minor), currencyCode(query.currency)), format).replaceAll(
          /\s/gu,
          '',
        ),
    row.tax,
    row.codes ?? '',
    row.stock_tracked === 1 ? String(row.stock) : '',
    row.sold_by,
    row.scale_code ?? '',
    row.favourite === 1 ? 'yes' : '',
  ]);
  const isFirst = query.after === null;
  const text = stringify(isFirst ? [[...COLUMNS], ...cells] : cells, {
    delimiter: csvDelimiter,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  // Spreadsheets take a file without the mark for one of their own old encodings.
  return {
    text: isFirst ? `\uFEFF${text}` : text,
    next: rows.length > PAGE_SIZE ? (shown.at(-1)?.product_no ?? null) : null,
  };
}
