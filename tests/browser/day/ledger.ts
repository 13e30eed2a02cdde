/*
 * The day's books, kept by the test from raw inputs alone: prices, quantities, shares and rates as exact fractions, and
 * none of the product's code. Money is in cents.
 */

/** What is on the shelf, as a person would read it off the price tags of Kade 12. VAT in percent, inside the price. */
export const SHELF = {
  Espresso: { cents: 280, vat: 9 },
  'Flat White': { cents: 420, vat: 9 },
  Cappuccino: { cents: 410, vat: 9 },
  'Cinnamon Bun': { cents: 380, vat: 9 },
  'Canvas Tote': { cents: 1400, vat: 21 },
  'Dot Grid Notebook': { cents: 1290, vat: 21 },
  'Kade 12 T-Shirt, M': { cents: 2500, vat: 21 },
  Repair: { cents: 1250, vat: 21 },
} as const;
export type Goods = keyof typeof SHELF;

/** One line of a sale. `percentOff`: the line's own discount. `cents`: a price that replaced that of the shelf. */
export type Line = {
  readonly goods: Goods;
  readonly count: number;
  readonly percentOff?: number;
  readonly cents?: number;
};
/** `percentOff`: on the whole sale. `cashPart`: cents paid in cash before a card pays the rest. */
export type DaySale = {
  readonly lines: readonly Line[];
  readonly percentOff?: number;
  readonly pays: 'cash' | 'card' | { readonly cashPart: number };
};

/** A fraction above zero; only what the day needs. */
type Fraction = readonly [over: bigint, under: bigint];
const whole = (value: number): Fraction => [BigInt(value), 1n];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const less = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d - c * b, b * d];
/** To the nearest cent, a half away from zero. */
function cents([over, under]: Fraction): number {
  const [negative, size] = over < 0n ? [true, -over] : [false, over];
  const rounded = Number((2n * size + under) / (2n * under));
  return negative ? -rounded : rounded;
}
const share = (percent: number): Fraction => [BigInt(percent), 100n];

export type Books = {
  sales: number;
  items: number;
  sold: number;
  discounts: number;
  readonly net: Map<number, number>;
  readonly tax: Map<number, number>;
  cashSales: number;
  cashTaken: number;
  cardSales: number;
  cardTaken: number;
  refunds: number;
  backInCash: number;
  backToCards: number;
  drop: number;
  payIn: number;
  payOut: number;
  readonly float: number;
};

export function openBooks(float: number): Books {
  return {
    sales: 0,
    items: 0,
    sold: 0,
    discounts: 0,
    net: new Map(),
    tax: new Map(),
    cashSales: 0,
    cashTaken: 0,
    cardSales: 0,
    cardTaken: 0,
    refunds: 0,
    backInCash: 0,
    backToCards: 0,
    drop: 0,
    payIn: 0,
    payOut: 0,
    float,
  };
}

/** What a sale comes to, by VAT rate. Each discount is rounded once; goods that come back count below zero. */
export function comesTo({ lines, percentOff = 0 }: DaySale): {
  readonly total: number;
  readonly discounts: number;
  readonly byVat: ReadonlyMap<number, number>;
} {
  const byVat = new Map<number, Fraction>();
  let before: Fraction = whole(0);
  let gross = 0;
  for (const { goods, count, percentOff: lineOff = 0, cents: changed } of lines) {
    const { vat, cents: tag } = SHELF[goods];
    const full = (changed ?? tag) * count;
    const line = full - cents(times(whole(full), share(lineOff)));
    gross += full;
    before = whole(Number(before[0]) + line);
    byVat.set(vat, whole(Number((byVat.get(vat) ?? whole(0))[0]) + line));
  }
  const off = cents(times(before, share(percentOff)));
  // The day's sales with a discount on the whole are such that each rate's part of it is whole cents.
  const after = new Map(
    [...byVat].map(([vat, amount]) => [vat, cents(less(amount, times(amount, share(percentOff))))] as const),
  );
  const total = [...after.values()].reduce((sum, amount) => sum + amount, 0);
  return { total, discounts: gross - Number(before[0]) + off, byVat: after };
}

export function book(books: Books, sale: DaySale): void {
  const { total, discounts, byVat } = comesTo(sale);
  books.sales += 1;
  books.items += sale.lines.reduce((sum, { count }) => sum + count, 0);
  books.sold += total;
  books.discounts += discounts;
  for (const [vat, amount] of byVat) {
    const tax = cents([BigInt(amount) * BigInt(vat), BigInt(100 + vat)]);
    books.tax.set(vat, (books.tax.get(vat) ?? 0) + tax);
    books.net.set(vat, (books.net.get(vat) ?? 0) + amount - tax);
  }
  const cashPart = sale.pays === 'cash' ? total : sale.pays === 'card' ? 0 : sale.pays.cashPart;
  if (cashPart > 0) {
    books.cashSales += 1;
    books.cashTaken += cashPart;
  }
  if (total - cashPart > 0) {
    books.cardSales += 1;
    books.cardTaken += total - cashPart;
  }
}

/** What has to lie in the drawer. */
export function inDrawer(books: Books): number {
  return books.float + books.cashTaken - books.backInCash + books.payIn - books.payOut - books.drop;
}

/** An amount as notes and coins of the euro, largest first. */
export function inPieces(amount: number): readonly (readonly [piece: string, count: number])[] {
  let left = amount;
  return [
    ['€50', 5000],
    ['€20', 2000],
    ['€10', 1000],
    ['€5', 500],
    ['€2', 200],
    ['€1', 100],
    ['€0.50', 50],
    ['€0.20', 20],
    ['€0.10', 10],
    ['€0.05', 5],
    ['€0.02', 2],
    ['€0.01', 1],
  ].flatMap(([piece, value]) => {
    const count = Math.floor(left / Number(value));
    left -= count * Number(value);
    return count === 0 ? [] : [[String(piece), count] as const];
  });
}

export function euros(amount: number): string {
  const size = Math.abs(amount);
  return `${amount < 0 ? '-' : ''}€${Math.floor(size / 100).toLocaleString('en-GB')}.${String(size % 100).padStart(2, '0')}`;
}
