import {
  accept,
  refuse,
  type Category,
  type ProductDraft,
  type Result,
  type VariantDraft,
} from '../../../shared/contract/index.ts';
import { codeForms } from '../../../shared/domain/catalog/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids } from '../ports.ts';
import { indexProduct } from './search.ts';

export type EditPorts = { readonly db: Db; readonly clock: Clock; readonly ids: Ids };
type Done = Record<string, never>;

/**
 * Saves a family as a whole. Products that it no longer has are archived: sold lines keep their own copy, and their
 * stock keeps its movements. Refusals: CATALOG_SKU_TAKEN, CATALOG_CODE_TAKEN, CATALOG_VARIANT_TAKEN (two variants of
 * one name), CATALOG_PRICE_NEEDED (goods by weight), and what is not there.
 */
export function saveProduct(
  ports: EditPorts,
  request: { readonly productId: string | null; readonly draft: ProductDraft },
): Result<{ readonly productId: string }> {
  const { db } = ports;
  const { draft } = request;
  const refused = findRefusal(db, draft);
  if (refused !== null) return refused;
  return db.transaction(() => {
    const before = request.productId === null ? [] : membersOf(db, request.productId);
    if (request.productId !== null && before.length === 0) return refuse('CATALOG_PRODUCT_NOT_FOUND');
    const known = new Set(before.map((member) => member.product_id));
    if (draft.variants.some(({ productId }) => productId !== null && !known.has(productId))) {
      return refuse('CATALOG_PRODUCT_NOT_FOUND');
    }
    const taken = findTaken(db, draft, known);
    if (taken !== null) return taken;
    const kept = new Set(draft.variants.map(({ productId }) => productId));
    for (const { product_id: productId } of before) {
      // Given back first, so that two variants may swap their codes.
      releaseCodes(db, productId);
      if (!kept.has(productId)) archive(ports, productId);
    }
    const familyId = draft.variants.length === 1 ? null : (before[0]?.family_id ?? ports.ids.uuidv7());
    const saved = draft.variants.map((variant, index) =>
      writeProduct(ports, draft, variant, { familyId, leads: index === 0 }),
    );
    return accept({ productId: saved[0] ?? '' });
  });
}

/** Takes a product, or its whole family, off the shelf. Nothing that was sold changes. */
export function archiveProduct(ports: EditPorts, productId: string): Result<Done> {
  return ports.db.transaction(() => {
    const members = membersOf(ports.db, productId);
    if (members.length === 0) return refuse('CATALOG_PRODUCT_NOT_FOUND');
    for (const member of members) archive(ports, member.product_id);
    return accept({});
  });
}

/** Writes one product with its codes and what it is found by. Call inside a transaction. */
export function writeProduct(
  ports: EditPorts,
  shared: Omit<ProductDraft, 'variants'>,
  variant: VariantDraft,
  place: { readonly familyId: string | null; readonly leads: boolean },
): string {
  const { db } = ports;
  const productId = variant.productId ?? ports.ids.uuidv7();
  db.run(
    `INSERT INTO products (product_id, family_id, leads, name, variant, category_id, sku, price_minor, sold_by,
       scale_code, tax_class_id, favourite, stock_tracked, oversell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (product_id) DO UPDATE SET family_id = excluded.family_id, leads = excluded.leads,
       name = excluded.name, variant = excluded.variant, category_id = excluded.category_id, sku = excluded.sku,
       price_minor = excluded.price_minor, sold_by = excluded.sold_by, scale_code = excluded.scale_code,
       tax_class_id = excluded.tax_class_id, favourite = excluded.favourite,
       stock_tracked = excluded.stock_tracked, oversell = excluded.oversell`,
    productId,
    place.familyId,
    place.leads ? 1 : 0,
    shared.name,
    variant.variant,
    shared.categoryId,
    variant.sku,
    variant.priceMinor,
    shared.soldBy,
    variant.scaleCode,
    shared.taxClassId,
    shared.favourite ? 1 : 0,
    shared.stockTracked ? 1 : 0,
    shared.oversell,
  );
  db.run('DELETE FROM product_barcodes WHERE product_id = ?', productId);
  variant.barcodes.forEach((barcode, position) => {
    db.run('INSERT INTO product_barcodes VALUES (?, ?, ?)', barcode, productId, position);
  });
  indexProduct(db, productNoOf(db, productId));
  return productId;
}

export function saveCategory(
  ports: EditPorts,
  category: { readonly categoryId: string | null; readonly name: string; readonly tone: Category['tone'] },
): Result<{ readonly categoryId: string }> {
  const { db } = ports;
  if (category.categoryId === null) {
    const categoryId = ports.ids.uuidv7();
    db.run(
      'INSERT INTO categories SELECT ?, ?, ?, IFNULL(MAX(position), -1) + 1 FROM categories',
      categoryId,
      category.name,
      category.tone,
    );
    return accept({ categoryId });
  }
  const { changes } = db.run(
    'UPDATE categories SET name = ?, tone = ? WHERE category_id = ?',
    category.name,
    category.tone,
    category.categoryId,
  );
  return changes === 0 ? refuse('CATALOG_CATEGORY_NOT_FOUND') : accept({ categoryId: category.categoryId });
}

/** Refused while a product is in it, so that no product is lost from sight. */
export function removeCategory({ db }: EditPorts, categoryId: string): Result<Done> {
  return db.transaction(() => {
    // An archived product may keep a category's name in old lists, but does not hold it.
    if (
      db.get(
        'SELECT 1 FROM products WHERE category_id = ? AND archived_at_ms IS NULL LIMIT 1',
        categoryId,
      ) !== null
    )
      return refuse('CATALOG_CATEGORY_IN_USE');
    db.run('UPDATE products SET category_id = NULL WHERE category_id = ?', categoryId);
    const { changes } = db.run('DELETE FROM categories WHERE category_id = ?', categoryId);
    return changes === 0 ? refuse('CATALOG_CATEGORY_NOT_FOUND') : accept({});
  });
}

export function orderCategories({ db }: EditPorts, categoryIds: readonly string[]): void {
  db.transaction(() => {
    categoryIds.forEach((categoryId, position) => {
      db.run('UPDATE categories SET position = ? WHERE category_id = ?', position, categoryId);
    });
  });
}

export function saveTaxClass(
  ports: EditPorts,
  taxClass: { readonly taxClassId: string | null; readonly name: string; readonly ratePpm: number },
): Result<{ readonly taxClassId: string }> {
  const { db } = ports;
  if (taxClass.taxClassId === null) {
    const taxClassId = ports.ids.uuidv7();
    db.run(
      'INSERT INTO tax_classes SELECT ?, ?, ?, IFNULL(MAX(position), -1) + 1 FROM tax_classes',
      taxClassId,
      taxClass.name,
      taxClass.ratePpm,
    );
    return accept({ taxClassId });
  }
  const { changes } = db.run(
    'UPDATE tax_classes SET name = ?, rate_ppm = ? WHERE tax_class_id = ?',
    taxClass.name,
    taxClass.ratePpm,
    taxClass.taxClassId,
  );
  return changes === 0 ? refuse('CATALOG_TAX_CLASS_NOT_FOUND') : accept({ taxClassId: taxClass.taxClassId });
}

/** What is wrong with a draft whatever else is in the catalogue. */
function findRefusal(db: Db, draft: ProductDraft): ReturnType<typeof refuse> | null {
  if (db.get('SELECT 1 FROM tax_classes WHERE tax_class_id = ?', draft.taxClassId) === null)
    return refuse('CATALOG_TAX_CLASS_NOT_FOUND');
  if (
    draft.categoryId !== null &&
    db.get('SELECT 1 FROM categories WHERE category_id = ?', draft.categoryId) === null
  )
    return refuse('CATALOG_CATEGORY_NOT_FOUND');
  if (draft.soldBy === 'weight' && draft.variants.some(({ priceMinor }) => priceMinor === null))
    return refuse('CATALOG_PRICE_NEEDED');
  const names = draft.variants.map(({ variant }) => variant.toLowerCase());
  if (new Set(names).size < names.length || (names.length > 1 && names.includes('')))
    return refuse('CATALOG_VARIANT_TAKEN');
  const skus = draft.variants.map(({ sku }) => sku.toLowerCase());
  const twiceSku = skus.find((sku, index) => skus.indexOf(sku) < index);
  if (twiceSku !== undefined) return refuse('CATALOG_SKU_TAKEN', { sku: twiceSku, name: draft.name });
  const codes = draft.variants.flatMap(({ barcodes, scaleCode }) => [
    ...barcodes.map((code) => codeForms(code).toSorted()[0] ?? code),
    ...(scaleCode === null ? [] : [`scale ${scaleCode}`]),
  ]);
  const twice = codes.find((code, index) => codes.indexOf(code) < index);
  return twice === undefined ? null : refuse('CATALOG_CODE_TAKEN', { barcode: twice, name: draft.name });
}

/** A SKU or a code that a product outside of this family has. */
function findTaken(
  db: Db,
  draft: ProductDraft,
  family: ReadonlySet<string>,
): ReturnType<typeof refuse> | null {
  const other = (where: string, value: string): string | null => {
    const row = db.get<{ readonly product_id: string; readonly name: string }>(
      `SELECT p.product_id, p.name FROM products p LEFT JOIN product_barcodes b USING (product_id)
       WHERE ${where} LIMIT 1`,
      value,
    );
    return row === null || family.has(row.product_id) ? null : row.name;
  };
  for (const { sku, barcodes, scaleCode } of draft.variants) {
    const bySku = other('p.sku = ?', sku);
    if (bySku !== null) return refuse('CATALOG_SKU_TAKEN', { sku, name: bySku });
    for (const barcode of barcodes.flatMap(codeForms)) {
      const byCode = other('b.barcode = ?', barcode);
      if (byCode !== null) return refuse('CATALOG_CODE_TAKEN', { barcode, name: byCode });
    }
    const byScale = scaleCode === null ? null : other('p.scale_code = ?', scaleCode);
    if (byScale !== null) return refuse('CATALOG_CODE_TAKEN', { barcode: scaleCode ?? '', name: byScale });
  }
  return null;
}

function membersOf(
  db: Db,
  productId: string,
): readonly { readonly product_id: string; readonly family_id: string | null }[] {
  return db.all(
    `SELECT m.product_id, m.family_id FROM products p JOIN products m
       ON m.product_id = p.product_id OR m.family_id = p.family_id
     WHERE p.product_id = ? AND p.archived_at_ms IS NULL AND m.archived_at_ms IS NULL ORDER BY m.product_no`,
    productId,
  );
}

/** Makes a product's codes free for another one. A SKU is never empty, so its own id takes the place. */
function releaseCodes(db: Db, productId: string): void {
  db.run('UPDATE products SET sku = product_id, scale_code = NULL WHERE product_id = ?', productId);
  db.run('DELETE FROM product_barcodes WHERE product_id = ?', productId);
}

function archive({ db, clock }: EditPorts, productId: string): void {
  releaseCodes(db, productId);
  db.run(
    'UPDATE products SET archived_at_ms = ?, favourite = 0 WHERE product_id = ?',
    clock.nowMs(),
    productId,
  );
  indexProduct(db, productNoOf(db, productId));
}

function productNoOf(db: Db, productId: string): number {
  return (
    db.get<{ readonly product_no: number }>('SELECT product_no FROM products WHERE product_id = ?', productId)
      ?.product_no ?? 0
  );
}
