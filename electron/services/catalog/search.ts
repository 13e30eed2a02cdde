import type { Product } from '../../../shared/contract/index.ts';
import { codeForms } from '../../../shared/domain/catalog/index.ts';
import type { Db } from '../db/index.ts';
import { PRODUCT_COLUMNS, productOf, type ProductRow } from './rows.ts';

/** The product of a code: a barcode in any of its forms, else a SKU. Archived products are not sold. */
export function findByCode(db: Db, code: string): Product | null {
  for (const form of codeForms(code)) {
    const row = db.get<ProductRow>(
      `SELECT ${PRODUCT_COLUMNS} FROM product_barcodes c JOIN products p ON p.product_id = c.product_id
       WHERE c.barcode = ? AND p.archived_at_ms IS NULL`,
      form,
    );
    if (row !== null) return productOf(row);
  }
  const row = db.get<ProductRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.sku = ? AND p.archived_at_ms IS NULL`,
    code,
  );
  return row === null ? null : productOf(row);
}

/**
 * Finds by the beginnings of words in name, variant, SKU and barcodes; every word must be there. An exact code comes
 * alone: it was scanned. What begins with the text comes first, then the order of the shelf.
 */
export function searchProducts(db: Db, text: string, limit: number): Product[] {
  const exact = findByCode(db, text.trim());
  if (exact !== null) return [exact];
  const query = matchOf(text);
  if (query === null) return [];
  const rows = db.all<ProductRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM product_search s JOIN products p ON p.product_no = s.rowid
     WHERE s.product_search MATCH ? ORDER BY s.rowid LIMIT ?`,
    query,
    limit,
  );
  const start = fold(text.trim());
  const begins = (product: Product): number => (fold(product.name).startsWith(start) ? 0 : 1);
  return rows.map(productOf).toSorted((one, other) => begins(one) - begins(other));
}

/** What the index is asked for; null where there is no word in the text. */
export function matchOf(text: string): string | null {
  // Cut where the index cuts, so that each piece is one word of it and nothing a person types is an operator.
  const words = text
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' AND ');
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Writes what a product is found by. Call inside the transaction that changes it. */
export function indexProduct(db: Db, productNo: number): void {
  db.run('DELETE FROM product_search WHERE rowid = ?', productNo);
  const row = db.get<{ readonly text: string }>(
    `SELECT p.name || ' ' || p.variant || ' ' || p.sku || ' ' || IFNULL(p.scale_code, '') || ' ' ||
       IFNULL((SELECT GROUP_CONCAT(b.barcode, ' ') FROM product_barcodes b WHERE b.product_id = p.product_id), '')
       AS text
     FROM products p WHERE p.product_no = ? AND p.archived_at_ms IS NULL`,
    productNo,
  );
  if (row === null) return;
  db.run('INSERT INTO product_search (rowid, text) VALUES (?, ?)', productNo, row.text.normalize('NFC'));
}
