import { accept, type Result } from '../../../shared/contract/index.ts';
import type { Cart } from '../../../shared/domain/cart/index.ts';
import { checkStock } from '../catalog/index.ts';
import type { Db } from '../db/index.ts';

/** How much of a product a cart holds, in pieces or grams. */
export function inCart(cart: Cart, productId: string): number {
  return cart.lines
    .filter((line) => line.productId === productId)
    .reduce((sum, line) => sum + (line.grams ?? line.quantity), 0);
}

/**
 * Whether the shop still has what a cart holds of each product that it never sells beyond its stock: since the lines
 * came in, another cart may have sold it. Refused with SALE_NOT_ENOUGH_STOCK.
 */
export function checkStockOfCart(db: Db, cart: Cart): Result<Record<string, never>> {
  const productIds = new Set(cart.lines.flatMap(({ productId }) => productId ?? []));
  for (const productId of productIds) {
    const stock = checkStock(db, productId, inCart(cart, productId));
    if (!stock.ok) return stock;
  }
  return accept({});
}
