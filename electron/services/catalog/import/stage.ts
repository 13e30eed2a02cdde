import type { ImportErrorCode, ImportField } from '../../../../shared/contract/index.ts';
import { codeForms } from '../../../../shared/domain/catalog/index.ts';
import type { Db } from '../../db/index.ts';
import type { ImportRow, RowTrouble } from './read-row.ts';

export type StagedCounts = { rows: number; errors: number; created: number; updated: number };

/**
 * Keeps one row beside the catalogue until all of the file was checked, or what is wrong with it: in itself, against
 * the rest of the file, and against the catalogue. Call inside a transaction.
 */
export function stageRow(
  db: Db,
  importId: string,
  read: { readonly lineNo: number; readonly row: ImportRow; readonly troubles: readonly RowTrouble[] },
  counts: StagedCounts,
): void {
  counts.rows += 1;
  const { row, lineNo } = read;
  const wrong: RowTrouble[] = [...read.troubles];
  const existing = findExisting(db, row.sku);
  if (existing === null && row.name === undefined)
    wrong.push({ field: 'name', code: 'name-missing', value: '' });
  const soldBy = row.soldBy ?? existing?.sold_by ?? 'piece';
  const price = row.priceMinor === undefined ? (existing?.price_minor ?? null) : row.priceMinor;
  if (soldBy === 'weight' && price === null && !wrong.some(({ field }) => field === 'price'))
    wrong.push({ field: 'price', code: 'price-missing', value: '' });
  for (const code of row.barcodes ?? [])
    wrong.push(...codeTroubles(db, importId, row.sku, lineNo, 'barcodes', code));
  if (typeof row.scaleCode === 'string')
    wrong.push(...codeTroubles(db, importId, row.sku, lineNo, 'scaleCode', row.scaleCode));
  if (row.sku !== '' && wrong.length === 0) {
    const { changes } = db.run(
      'INSERT OR IGNORE INTO import_rows VALUES (?, ?, ?, ?, ?)',
      importId,
      counts.rows,
      lineNo,
      row.sku,
      JSON.stringify(row),
    );
    if (changes === 0) wrong.push({ field: 'sku', code: 'sku-twice', value: row.sku });
    else if (existing === null) counts.created += 1;
    else counts.updated += 1;
  }
  for (const trouble of wrong) addError(db, importId, lineNo, trouble, counts);
}

export function addError(
  db: Db,
  importId: string,
  lineNo: number,
  trouble: { readonly field: ImportField | null; readonly code: ImportErrorCode; readonly value: string },
  counts: StagedCounts,
): void {
  counts.errors += 1;
  db.run(
    'INSERT INTO import_errors VALUES (?, ?, ?, ?, ?, ?)',
    importId,
    counts.errors,
    lineNo,
    trouble.field ?? '',
    trouble.code,
    trouble.value,
  );
}

function codeTroubles(
  db: Db,
  importId: string,
  sku: string,
  lineNo: number,
  field: 'barcodes' | 'scaleCode',
  code: string,
): readonly RowTrouble[] {
  const forms = field === 'barcodes' ? codeForms(code) : [code];
  const key = field === 'barcodes' ? (forms.toSorted()[0] ?? code) : `scale ${code}`;
  const { changes } = db.run('INSERT OR IGNORE INTO import_codes VALUES (?, ?, ?)', importId, key, lineNo);
  if (changes === 0) return [{ field, code: 'code-twice', value: code }];
  // Compared by the database: its NOCASE takes only A to Z for the same letters.
  const isTaken = forms.some(
    (form) =>
      db.get(
        field === 'barcodes'
          ? 'SELECT 1 FROM product_barcodes b JOIN products p USING (product_id) WHERE b.barcode = ? AND p.sku <> ?'
          : 'SELECT 1 FROM products p WHERE p.scale_code = ? AND p.sku <> ?',
        form,
        sku,
      ) !== null,
  );
  return isTaken ? [{ field, code: 'code-taken', value: code }] : [];
}

function findExisting(
  db: Db,
  sku: string,
): { readonly price_minor: number | null; readonly sold_by: 'piece' | 'weight' } | null {
  return db.get('SELECT price_minor, sold_by FROM products WHERE sku = ? AND archived_at_ms IS NULL', sku);
}
