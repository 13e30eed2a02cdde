/** What happens when more is sold than there is: nothing, a word to the cashier, or a refusal. */
export type Oversell = 'allow' | 'warn' | 'refuse';

export type StockVerdict =
  { readonly kind: 'enough' } | { readonly kind: 'warn' | 'refuse'; readonly left: number };

/** Judges whether `wanted` may be in one cart. `stock` null: nobody counts this product. Units: pieces or grams. */
export function judgeStock(stock: number | null, oversell: Oversell, wanted: number): StockVerdict {
  if (stock === null || wanted <= stock || oversell === 'allow') return { kind: 'enough' };
  return { kind: oversell, left: Math.max(0, stock) };
}
