import type { Db } from '../db/index.ts';
import type { Ids } from '../ports.ts';
import { DEMO_CATEGORIES, DEMO_PRODUCTS, demoBarcode } from './demo-catalog.ts';
import { hasCatalog } from './read.ts';
import { indexProduct } from './search.ts';

const VAT = [
  // The first one is what an open item is taxed at.
  { id: 'vat-standard', name: 'VAT 21 %', ratePpm: 210_000 },
  { id: 'vat-reduced', name: 'VAT 9 %', ratePpm: 90_000 },
] as const;

/** Fills the shelves of training; does nothing where there are products already. */
export function seedDemoCatalog(db: Db, ids: Ids): void {
  if (hasCatalog(db)) return;
  db.transaction(() => {
    VAT.forEach(({ id, name, ratePpm }, position) => {
      db.run(
        'INSERT INTO tax_classes VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        id,
        name,
        ratePpm,
        position,
      );
    });
    DEMO_CATEGORIES.forEach((category, position) => {
      db.run(
        'INSERT INTO categories VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        category.id,
        category.name,
        category.tone,
        position,
      );
    });
    const families = new Map<string, string>();
    DEMO_PRODUCTS.forEach((product, position) => {
      const category = DEMO_CATEGORIES.find((each) => each.id === product.category);
      const sku = `${product.category.slice(0, 3).toUpperCase()}-${String(position + 1).padStart(3, '0')}`;
      const isFirst = product.variant === undefined || !families.has(product.name);
      if (product.variant !== undefined && isFirst) families.set(product.name, ids.uuidv7());
      const productId = ids.uuidv7();
      db.run(
        `INSERT INTO products (product_no, product_id, family_id, leads, name, variant, category_id, sku, price_minor,
           sold_by, scale_code, tax_class_id, picture, favourite, stock_tracked, oversell)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        position + 1,
        productId,
        families.get(product.name) ?? null,
        isFirst ? 1 : 0,
        product.name,
        product.variant ?? '',
        product.category,
        sku,
        product.priceMinor,
        product.scaleCode === undefined ? 'piece' : 'weight',
        product.scaleCode ?? null,
        `vat-${category?.vat ?? 'standard'}`,
        product.picture,
        product.favourite ? 1 : 0,
        product.stock === undefined ? 0 : 1,
        'warn',
      );
      db.run('INSERT INTO product_barcodes VALUES (?, ?, 0)', demoBarcode(position + 1), productId);
      if (product.stock !== undefined)
        db.run(
          `INSERT INTO stock_movements (product_id, kind, quantity, at_ms) VALUES (?, 'count', ?, 0)`,
          productId,
          product.stock,
        );
      indexProduct(db, position + 1);
    });
  });
}
