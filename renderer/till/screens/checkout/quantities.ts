import type { SaleView } from '../../../../shared/contract/views/sale.ts';

/** How many of each product are in the cart, for the tiles. Lines of the same product with different notes add up. */
export function quantitiesInCart(sale: SaleView | null): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const line of sale?.lines ?? []) {
    if (line.productId === null) continue;
    quantities.set(line.productId, (quantities.get(line.productId) ?? 0) + line.quantity);
  }
  return quantities;
}
