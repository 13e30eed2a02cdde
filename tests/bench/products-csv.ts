const WORDS =
  'Organic Fresh Blue Red Large Small Cotton Steel Coffee Tea Mug Shirt Bread Cake Paper Candle Lamp Wood Glass Linen'.split(
    ' ',
  );

/** A list of products as a shop's old program exports it; `badEvery` hundredth row has a price that is none. */
export function productsCsv(count: number, options: { readonly badEvery: number | null }): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const word = (by: number): string => WORDS[(index * by + by) % WORDS.length] ?? '';
    const isBad = options.badEvery !== null && index % options.badEvery === 7;
    const price = isBad ? 'twelve' : `${String(index % 90)},${String(index % 100).padStart(2, '0')}`;
    const sku = `SKU${String(index).padStart(6, '0')}`;
    return `${sku};Product ${word(1)} ${word(7)} ${word(13)} ${String(index)};${word(3)};${price};${String(4_000_000_000 + index * 7)}`;
  });
  return `SKU;Name;Warengruppe;Preis;Barcode\n${rows.join('\n')}`;
}
