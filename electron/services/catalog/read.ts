import {
  accept,
  refuse,
  type Category,
  type Product,
  type ProductDetail,
  type Result,
  type TaxClass,
} from '../../../shared/contract/index.ts';
import type { Oversell } from '../../../shared/domain/catalog/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { TaxRate } from '../../../shared/domain/tax/index.ts';
import type { Db } from '../db/index.ts';
import { PRODUCT_COLUMNS, productOf, type ProductRow } from './rows.ts';
import { matchOf } from './search.ts';
import { listMovements } from './stock.ts';

/** A product as it is sold: with the tax that is copied to its line. */
export type PricedProduct = Product & { readonly taxRate: TaxRate };

/** One page of a list; `next` begins the following one, null ends it. */
export type ProductPage = { readonly products: Product[]; readonly next: number | null };

const MOVEMENTS_SHOWN = 20;

export function hasCatalog(db: Db): boolean {
  return db.get('SELECT 1 FROM products WHERE archived_at_ms IS NULL LIMIT 1') !== null;
}

export function listCategories(db: Db): Category[] {
  return db
    .all<{
      readonly category_id: string;
      readonly name: string;
      readonly tone: Category['tone'];
    }>('SELECT category_id, name, tone FROM categories ORDER BY position, category_id')
    .map((row) => ({ categoryId: row.category_id, name: row.name, tone: row.tone }));
}

export function listTaxClasses(db: Db): TaxClass[] {
  return db
    .all<{ readonly tax_class_id: string; readonly name: string; readonly rate_ppm: number }>(
      'SELECT tax_class_id, name, rate_ppm FROM tax_classes ORDER BY position, tax_class_id',
    )
    .map((row) => ({ taxClassId: row.tax_class_id, name: row.name, ratePpm: row.rate_ppm }));
}

/** The tiles of a category, or the favourites (null), in the order of the shelf. */
export function listTiles(
  db: Db,
  query: { readonly categoryId: string | null; readonly after: number | null; readonly limit: number },
): ProductPage {
  const rows =
    query.categoryId === null
      ? db.all<ProductRow>(
          `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.favourite = 1 AND p.archived_at_ms IS NULL
             AND p.leads = 1 AND p.product_no > ? ORDER BY p.product_no LIMIT ?`,
          query.after ?? 0,
          query.limit + 1,
        )
      : db.all<ProductRow>(
          `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.category_id = ? AND p.leads = 1
             AND p.archived_at_ms IS NULL AND p.product_no > ? ORDER BY p.product_no LIMIT ?`,
          query.categoryId,
          query.after ?? 0,
          query.limit + 1,
        );
  return pageOf(rows, query.limit);
}

export function listFamily(db: Db, familyId: string): Product[] {
  return db
    .all<ProductRow>(
      `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.family_id = ? AND p.archived_at_ms IS NULL
       ORDER BY p.product_no`,
      familyId,
    )
    .map(productOf);
}

/** Everything that is sold, for the editing screens, and how many there are without any question. */
export function listProducts(
  db: Db,
  query: {
    readonly text: string;
    readonly categoryId: string | null;
    readonly after: number | null;
    readonly limit: number;
  },
): ProductPage & { readonly total: number } {
  const match = query.text.trim() === '' ? null : matchOf(query.text);
  const from = match === null ? 'products p' : 'product_search s JOIN products p ON p.product_no = s.rowid';
  const wheres = [
    'p.archived_at_ms IS NULL',
    'p.product_no > ?',
    ...(match === null ? [] : ['s.product_search MATCH ?']),
    ...(query.categoryId === null
      ? []
      : query.categoryId === 'none'
        ? ['p.category_id IS NULL']
        : ['p.category_id = ?']),
  ];
  const total =
    db.get<{ readonly n: number }>('SELECT COUNT(*) AS n FROM products WHERE archived_at_ms IS NULL')?.n ?? 0;
  if (match === null && query.text.trim() !== '') return { products: [], next: null, total };
  const rows = db.all<ProductRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM ${from} WHERE ${wheres.join(' AND ')}
     ORDER BY ${match === null ? 'p.product_no' : 's.rowid'} LIMIT ?`,
    query.after ?? 0,
    ...(match === null ? [] : [match]),
    ...(query.categoryId === null || query.categoryId === 'none' ? [] : [query.categoryId]),
    query.limit + 1,
  );
  return { ...pageOf(rows, query.limit), total };
}

export function findProduct(db: Db, productId: string): PricedProduct | null {
  const row = db.get<ProductRow & TaxColumns>(
    `SELECT ${PRODUCT_COLUMNS}, t.tax_class_id, t.name AS tax_name, t.rate_ppm FROM products p
     JOIN tax_classes t ON t.tax_class_id = p.tax_class_id WHERE p.product_id = ? AND p.archived_at_ms IS NULL`,
    productId,
  );
  if (row === null) return null;
  return {
    ...productOf(row),
    taxRate: { id: row.tax_class_id, name: row.tax_name, ratePpm: row.rate_ppm },
  };
}

/** The product that a scale means by its five digits. */
export function findByScaleCode(db: Db, scaleCode: string): PricedProduct | null {
  const row = db.get<{ readonly product_id: string }>(
    'SELECT product_id FROM products WHERE scale_code = ? AND archived_at_ms IS NULL',
    scaleCode,
  );
  return row === null ? null : findProduct(db, row.product_id);
}

/** A product with its family, for the editor. */
export function getDetail(db: Db, productId: string): Result<ProductDetail> {
  const row = db.get<DetailRow>(
    'SELECT * FROM products WHERE product_id = ? AND archived_at_ms IS NULL',
    productId,
  );
  if (row === null) return refuse('CATALOG_PRODUCT_NOT_FOUND');
  const members =
    row.family_id === null
      ? [row]
      : db.all<DetailRow>(
          'SELECT * FROM products WHERE family_id = ? AND archived_at_ms IS NULL ORDER BY product_no',
          row.family_id,
        );
  return accept({
    draft: {
      name: row.name,
      categoryId: row.category_id,
      taxClassId: row.tax_class_id,
      soldBy: row.sold_by,
      favourite: row.favourite === 1,
      stockTracked: row.stock_tracked === 1,
      oversell: row.oversell,
      variants: members.map((member) => ({
        productId: member.product_id,
        variant: member.variant,
        sku: member.sku,
        barcodes: barcodesOf(db, member.product_id),
        priceMinor: member.price_minor === null ? null : minorUnits(member.price_minor),
        scaleCode: member.scale_code,
      })),
    },
    picture: row.picture,
    pictureId: row.picture_id,
    stocks: members.map((member) => ({ productId: member.product_id, stock: member.stock })),
    movements: listMovements(db, productId, MOVEMENTS_SHOWN),
  });
}

export function barcodesOf(db: Db, productId: string): string[] {
  return db
    .all<{ readonly barcode: string }>(
      'SELECT barcode FROM product_barcodes WHERE product_id = ? ORDER BY position',
      productId,
    )
    .map(({ barcode }) => barcode);
}

type TaxColumns = { readonly tax_class_id: string; readonly tax_name: string; readonly rate_ppm: number };
type DetailRow = Omit<ProductRow, 'barcode' | 'variants'> & {
  readonly tax_class_id: string;
  readonly scale_code: string | null;
  readonly oversell: Oversell;
};

function pageOf(rows: readonly ProductRow[], limit: number): ProductPage {
  const shown = rows.slice(0, limit);
  return {
    products: shown.map(productOf),
    next: rows.length > limit ? (shown.at(-1)?.product_no ?? null) : null,
  };
}
