import type { Category, Product } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { TaxRate } from '../../../shared/domain/tax/index.ts';
import type { Db } from '../db/index.ts';
import type { Ids } from '../ports.ts';
import { DEMO_CATEGORIES, DEMO_PRODUCTS, demoBarcode } from './demo-catalog.ts';

export type PricedProduct = Product & { readonly taxRate: TaxRate };

const VAT = {
  reduced: { id: 'vat-reduced', name: 'VAT 9 %', ratePpm: 90_000 },
  standard: { id: 'vat-standard', name: 'VAT 21 %', ratePpm: 210_000 },
} as const satisfies Record<string, TaxRate>;

/** What an item without a catalogue entry is taxed at. A shop that connects Stripe sets its own rates later. */
export function openItemTaxRate(training: boolean): TaxRate {
  return training ? VAT.standard : { id: 'no-tax', name: 'No tax', ratePpm: 0 };
}

type ProductRow = {
  readonly product_id: string;
  readonly category_id: string;
  readonly name: string;
  readonly sku: string;
  readonly barcode: string | null;
  readonly price_minor: number;
  readonly tax_rate_id: string;
  readonly tax_name: string;
  readonly tax_ppm: number;
  readonly picture: string | null;
  readonly favourite: 0 | 1;
};

export function hasCatalog(db: Db): boolean {
  return db.get('SELECT 1 FROM products LIMIT 1') !== null;
}

export function listCatalog(db: Db): { readonly categories: Category[]; readonly products: Product[] } {
  const categories = db.all<{
    readonly category_id: string;
    readonly name: string;
    readonly tone: Category['tone'];
  }>('SELECT category_id, name, tone FROM categories ORDER BY position');
  return {
    categories: categories.map((row) => ({ categoryId: row.category_id, name: row.name, tone: row.tone })),
    products: db.all<ProductRow>('SELECT * FROM products ORDER BY position').map(productOf),
  };
}

export function findProduct(db: Db, productId: string): PricedProduct | null {
  const row = db.get<ProductRow>('SELECT * FROM products WHERE product_id = ?', productId);
  if (row === null) return null;
  return { ...productOf(row), taxRate: { id: row.tax_rate_id, name: row.tax_name, ratePpm: row.tax_ppm } };
}

/** Finds by the beginnings of words in the name, or by SKU or barcode. An exact code comes alone: it was scanned. */
export function searchProducts(db: Db, text: string, limit: number): Product[] {
  if (text === '')
    return db.all<ProductRow>('SELECT * FROM products ORDER BY position LIMIT ?', limit).map(productOf);
  const exact = db.get<ProductRow>(
    'SELECT * FROM products WHERE barcode = ? OR sku = ? COLLATE NOCASE',
    text,
    text,
  );
  if (exact !== null) return [productOf(exact)];
  // Quoted, so that nothing a person types is an operator of the search language; a zero would end the quoting.
  const words = text.split(/[\s\0]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return [];
  const query = words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ');
  return db
    .all<ProductRow>(
      `SELECT products.* FROM product_search JOIN products USING (product_id)
       WHERE product_search MATCH ? ORDER BY rank, position LIMIT ?`,
      query,
      limit,
    )
    .map(productOf);
}

/** Fills the shelves of training; does nothing where there are products already. */
export function seedDemoCatalog(db: Db, ids: Ids): void {
  if (hasCatalog(db)) return;
  db.transaction(() => {
    DEMO_CATEGORIES.forEach((category, position) => {
      db.run(
        'INSERT INTO categories VALUES (?, ?, ?, ?)',
        category.id,
        category.name,
        category.tone,
        position,
      );
    });
    DEMO_PRODUCTS.forEach((product, position) => {
      const category = DEMO_CATEGORIES.find((each) => each.id === product.category);
      const vat = VAT[category?.vat ?? 'standard'];
      const productId = ids.uuidv7();
      const sku = `${product.category.slice(0, 3).toUpperCase()}-${String(position + 1).padStart(3, '0')}`;
      const barcode = demoBarcode(position + 1);
      db.run(
        'INSERT INTO products VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        productId,
        product.category,
        product.name,
        sku,
        barcode,
        product.priceMinor,
        vat.id,
        vat.name,
        vat.ratePpm,
        product.picture,
        product.favourite ? 1 : 0,
        position,
      );
      db.run('INSERT INTO product_search VALUES (?, ?, ?, ?)', productId, product.name, sku, barcode);
    });
  });
}

function productOf(row: ProductRow): Product {
  return {
    productId: row.product_id,
    categoryId: row.category_id,
    name: row.name,
    sku: row.sku,
    barcode: row.barcode,
    priceMinor: minorUnits(row.price_minor),
    picture: row.picture,
    favourite: row.favourite === 1,
  };
}
