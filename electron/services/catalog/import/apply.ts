import type { ProductDraft, VariantDraft } from '../../../../shared/contract/index.ts';
import { minorUnits } from '../../../../shared/domain/money/index.ts';
import { writeProduct, type EditPorts } from '../edit.ts';
import { barcodesOf } from '../read.ts';
import { moveStockByHand } from '../stock.ts';
import type { ImportRow } from './read-row.ts';

type Current = {
  readonly product_id: string;
  readonly family_id: string | null;
  readonly leads: 0 | 1;
  readonly name: string;
  readonly variant: string;
  readonly category_id: string | null;
  readonly sku: string;
  readonly price_minor: number | null;
  readonly sold_by: 'piece' | 'weight';
  readonly scale_code: string | null;
  readonly tax_class_id: string;
  readonly favourite: 0 | 1;
  readonly stock_tracked: 0 | 1;
  readonly oversell: ProductDraft['oversell'];
};

/** Puts one checked row into the catalogue: a product with this SKU is changed, else one is made. In a transaction. */
export function applyRow(
  ports: EditPorts,
  row: ImportRow,
  from: { readonly taxClassId: string; readonly staffId: string | null },
): void {
  const { db } = ports;
  const now = db.get<Current>('SELECT * FROM products WHERE sku = ? AND archived_at_ms IS NULL', row.sku);
  const variant = row.variant ?? now?.variant ?? '';
  const name = row.name ?? now?.name ?? row.sku;
  const shared: Omit<ProductDraft, 'variants'> = {
    name,
    categoryId: row.category === undefined ? (now?.category_id ?? null) : categoryOf(ports, row.category),
    taxClassId: row.taxClassId ?? now?.tax_class_id ?? from.taxClassId,
    soldBy: row.soldBy ?? now?.sold_by ?? 'piece',
    favourite: row.favourite ?? now?.favourite === 1,
    stockTracked: row.stock !== undefined || now?.stock_tracked === 1,
    oversell: now?.oversell ?? 'warn',
  };
  const draft: VariantDraft = {
    productId: now?.product_id ?? null,
    variant,
    sku: now?.sku ?? row.sku,
    barcodes: [...(row.barcodes ?? (now === null ? [] : barcodesOf(db, now.product_id)))],
    priceMinor: priceOf(row, now),
    scaleCode: row.scaleCode === undefined ? (now?.scale_code ?? null) : row.scaleCode,
  };
  const place = placeOf(ports, name, variant, now);
  const productId = writeProduct(ports, shared, draft, place);
  if (now?.family_id !== null && now?.leads === 1 && now.family_id !== place.familyId) {
    // A family whose first product left it is shown by the next one.
    db.run(
      `UPDATE products SET leads = 1 WHERE product_no = (SELECT MIN(product_no) FROM products
         WHERE family_id = ? AND archived_at_ms IS NULL)`,
      now.family_id,
    );
  }
  if (row.stock !== undefined)
    moveStockByHand(db, {
      productId,
      kind: 'count',
      quantity: row.stock,
      note: null,
      staffId: from.staffId,
      atMs: ports.clock.nowMs(),
    });
}

function priceOf(row: ImportRow, now: Current | null): VariantDraft['priceMinor'] {
  const price = row.priceMinor === undefined ? (now?.price_minor ?? null) : row.priceMinor;
  return price === null ? null : minorUnits(price);
}

/** Rows of one name that name a variant are one family; its first row leads it. */
function placeOf(
  { db, ids }: EditPorts,
  name: string,
  variant: string,
  now: Current | null,
): { readonly familyId: string | null; readonly leads: boolean } {
  if (variant === '') return { familyId: null, leads: true };
  const family = db.get<{ readonly family_id: string }>(
    `SELECT family_id FROM products WHERE name = ? AND family_id IS NOT NULL AND archived_at_ms IS NULL
     ORDER BY product_no LIMIT 1`,
    name,
  );
  if (family === null) return { familyId: ids.uuidv7(), leads: true };
  return { familyId: family.family_id, leads: now?.family_id === family.family_id && now.leads === 1 };
}

function categoryOf({ db, ids }: EditPorts, name: string): string | null {
  if (name === '') return null;
  const known = db.get<{ readonly category_id: string }>(
    'SELECT category_id FROM categories WHERE name = ? COLLATE NOCASE LIMIT 1',
    name,
  );
  if (known !== null) return known.category_id;
  const categoryId = ids.uuidv7();
  db.run(
    "INSERT INTO categories SELECT ?, ?, 'grey', IFNULL(MAX(position), -1) + 1 FROM categories",
    categoryId,
    name,
  );
  return categoryId;
}
