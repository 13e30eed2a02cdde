import type { Product } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';

export type ProductRow = {
  readonly product_no: number;
  readonly product_id: string;
  readonly family_id: string | null;
  readonly variants: number;
  readonly name: string;
  readonly variant: string;
  readonly category_id: string | null;
  readonly sku: string;
  readonly barcode: string | null;
  readonly price_minor: number | null;
  readonly sold_by: 'piece' | 'weight';
  readonly picture: string | null;
  readonly picture_id: string | null;
  readonly favourite: 0 | 1;
  readonly stock_tracked: 0 | 1;
  readonly stock: number;
};

/** The columns of a product as a tile shows it, from `products p`. */
export const PRODUCT_COLUMNS = `p.product_no, p.product_id, p.family_id, p.name, p.variant, p.category_id, p.sku,
  p.price_minor, p.sold_by, p.picture, p.picture_id, p.favourite, p.stock_tracked, p.stock,
  (SELECT b.barcode FROM product_barcodes b WHERE b.product_id = p.product_id ORDER BY b.position LIMIT 1) AS barcode,
  CASE WHEN p.family_id IS NULL THEN 1 ELSE
    (SELECT COUNT(*) FROM products f WHERE f.family_id = p.family_id AND f.archived_at_ms IS NULL) END AS variants`;

export function productOf(row: ProductRow): Product {
  return {
    productId: row.product_id,
    familyId: row.family_id,
    // An archived product still belongs to itself.
    variants: Math.max(1, row.variants),
    categoryId: row.category_id,
    name: row.name,
    variant: row.variant,
    sku: row.sku,
    barcode: row.barcode,
    priceMinor: row.price_minor === null ? null : minorUnits(row.price_minor),
    soldBy: row.sold_by,
    picture: row.picture,
    pictureId: row.picture_id,
    favourite: row.favourite === 1,
    stock: row.stock_tracked === 1 ? row.stock : null,
  };
}
