import { isFreeOfTax, type Cart, type CartTaxTotals, type CartTotals } from '../cart/index.ts';
import { minorUnits, multiplyRatio, splitMinor, type MinorUnits } from '../money/index.ts';

/** What one line of a sale came to, everything included, and how much of it was given back so far. */
export type RefundableLine = {
  readonly lineId: string;
  readonly quantity: number;
  /** What the customer paid for the line: after discounts, with tax. Negative for a deposit that was given back. */
  readonly paidMinor: MinorUnits;
  readonly taxMinor: MinorUnits;
  readonly leftQuantity: number;
  readonly leftMinor: MinorUnits;
  readonly leftTaxMinor: MinorUnits;
};

/** A part of a line that is given back. `quantity` 0: money off, and the goods stay with the customer. */
export type RefundedLine = {
  readonly lineId: string;
  readonly quantity: number;
  readonly amountMinor: MinorUnits;
  readonly taxMinor: MinorUnits;
};

/**
 * Every line with what is left of it. Tax is computed per rate over the whole sale, so a line's part of it is split off
 * exactly: the lines sum to the sale's total and to its taxes, to the cent. The same goes for the tax that an exempt
 * customer did not pay: no line gives it back.
 */
export function refundableLines(
  cart: Cart,
  totals: CartTotals,
  earlier: readonly RefundedLine[],
): readonly RefundableLine[] {
  const taxes = shareOut(cart, totals, (rate) => rate.taxMinor);
  const exempted = shareOut(cart, totals, (rate) => rate.exemptedMinor);
  return cart.lines.map((line, index) => {
    const sums = totals.lines[index];
    const taxMinor = taxes[index] ?? minorUnits(0);
    const baseMinor =
      (sums?.totalMinor ?? 0) - (sums?.orderDiscountMinor ?? 0) - (exempted[index] ?? minorUnits(0));
    const paidMinor = minorUnits(cart.pricesIncludeTax ? baseMinor : baseMinor + taxMinor);
    const back = earlier.filter((part) => part.lineId === line.lineId);
    const sum = (of: (part: RefundedLine) => number): number => back.reduce((all, part) => all + of(part), 0);
    return {
      lineId: line.lineId,
      quantity: line.quantity,
      paidMinor,
      taxMinor,
      leftQuantity: Math.max(0, line.quantity - sum((part) => part.quantity)),
      leftMinor: minorUnits(paidMinor - sum((part) => part.amountMinor)),
      leftTaxMinor: minorUnits(taxMinor - sum((part) => part.taxMinor)),
    };
  });
}

/** Giving back pieces of a line: the last piece takes what rounding left, so that all pieces come to the line exactly. */
export function refundPieces(line: RefundableLine, quantity: number): RefundedLine | null {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > line.leftQuantity) return null;
  const weights = [quantity, line.leftQuantity - quantity];
  return {
    lineId: line.lineId,
    quantity,
    amountMinor: splitMinor(line.leftMinor, weights)[0] ?? minorUnits(0),
    taxMinor: splitMinor(line.leftTaxMinor, weights)[0] ?? minorUnits(0),
  };
}

/**
 * Giving back an amount without goods: spread over what is left of the lines in proportion, tax included. What is more
 * than the lines can carry (a tip, say) is in none of them; null when there is nothing left to carry any.
 */
export function refundAmount(
  lines: readonly RefundableLine[],
  amountMinor: number,
): readonly RefundedLine[] | null {
  const carriers = lines.filter((line) => line.leftMinor > 0);
  const leftMinor = carriers.reduce((sum, line) => sum + line.leftMinor, 0);
  if (amountMinor <= 0 || leftMinor === 0) return null;
  const carriedMinor = Math.min(amountMinor, leftMinor);
  const shares = splitMinor(
    carriedMinor,
    carriers.map((line) => line.leftMinor),
  );
  return carriers.flatMap((line, index) => {
    const shareMinor = shares[index] ?? minorUnits(0);
    if (shareMinor === 0) return [];
    const taxMinor = splitMinor(line.leftTaxMinor, [shareMinor, line.leftMinor - shareMinor])[0];
    return [
      { lineId: line.lineId, quantity: 0, amountMinor: shareMinor, taxMinor: taxMinor ?? minorUnits(0) },
    ];
  });
}

/** What each rate comes to by `of`, shared out over the lines that make it up. */
function shareOut(
  cart: Cart,
  totals: CartTotals,
  of: (rate: CartTaxTotals) => MinorUnits,
): readonly MinorUnits[] {
  const bases = totals.lines.map((line) => line.totalMinor - line.orderDiscountMinor);
  const parts = cart.lines.map(() => minorUnits(0));
  for (const rate of totals.taxes) {
    // Goods that come back without tax have no part in what was in the others' prices.
    const members = cart.lines.flatMap((line, index) =>
      line.taxRate.id === rate.rateId &&
      line.taxRate.ratePpm === rate.ratePpm &&
      isFreeOfTax(cart, line) === rate.isExempt &&
      line.isExempt !== true
        ? [index]
        : [],
    );
    splitSigned(
      of(rate),
      members.map((index) => bases[index] ?? 0),
    ).forEach((part, place) => {
      const index = members[place];
      if (index !== undefined) parts[index] = part;
    });
  }
  return parts;
}

/** Splits over lines of which some may be negative, such as deposits that were given back with the sale. */
function splitSigned(totalMinor: number, bases: readonly number[]): readonly MinorUnits[] {
  const sum = bases.reduce((all, base) => all + base, 0);
  const positive = bases.every((base) => base >= 0);
  if (positive && sum > 0) return splitMinor(totalMinor, bases);
  // Each line its own rounded share; the last one takes what rounding left.
  let leftMinor = totalMinor;
  return bases.map((base, index) => {
    const isLast = index === bases.length - 1;
    const share = isLast ? leftMinor : sum === 0 ? 0 : multiplyRatio(totalMinor, base, sum, 'half-up');
    leftMinor -= share;
    return minorUnits(share);
  });
}
