import { assertNever } from '../assert-never.ts';
import { type MinorUnits, minorUnits, multiplyRatio, splitMinor } from '../money/index.ts';
import { taxIncludedIn, taxOnTop } from '../tax/index.ts';
import type { Cart, CartLine, Discount } from './cart.ts';

/** Sums of one line. `totalMinor` is after the line's own discount and before the cart's. */
export type CartLineTotals = {
  readonly lineId: string;
  readonly grossMinor: MinorUnits;
  readonly discountMinor: MinorUnits;
  readonly totalMinor: MinorUnits;
  /** This line's exact part of the cart's discount; a later return of the line gives back `totalMinor` minus this. */
  readonly orderDiscountMinor: MinorUnits;
};

/** What one tax rate comes to over the whole cart; what is exempt of a rate stands by itself. */
export type CartTaxTotals = {
  readonly rateId: string;
  readonly name: string;
  readonly ratePpm: number;
  readonly netMinor: MinorUnits;
  /** 0 where it is exempt. */
  readonly taxMinor: MinorUnits;
  readonly isExempt: boolean;
  /** The tax that was in exempt prices, and that nobody pays. 0 where prices are without tax. */
  readonly exemptedMinor: MinorUnits;
};

/** Every number that a screen, a receipt or a card payment shows of a cart. Units: minor units of its currency. */
export type CartTotals = {
  readonly lines: readonly CartLineTotals[];
  /** Pieces, not lines. */
  readonly itemCount: number;
  /** The lines after their own discounts. */
  readonly subtotalMinor: MinorUnits;
  /** The cart's discount, 0 or more; the lines' own are in the lines. */
  readonly discountMinor: MinorUnits;
  /** By rate, in the order in which the rates first appear in the cart. */
  readonly taxes: readonly CartTaxTotals[];
  readonly taxMinor: MinorUnits;
  /** Tax taken out of prices that include it, because the customer is exempt. */
  readonly exemptedMinor: MinorUnits;
  /** What the customer pays. */
  readonly totalMinor: MinorUnits;
};

/**
 * Adds up a cart.
 *
 * Rounding: a percent discount is rounded half-up once per line, or once for the cart; the cart's discount is split
 * over the lines in proportion to their totals so that the parts sum to it exactly; tax is computed once per rate
 * on what that rate's lines come to, half-up, never per line. Per line would drift by up to half a cent a line.
 * Who is exempt pays the net: prices that include tax less the tax in them, rounded in the same way and place.
 *
 * Always true, and asserted:
 * - the sum of the lines' `totalMinor` is `subtotalMinor`, the sum of their `orderDiscountMinor` is `discountMinor`;
 * - the sum of `netMinor + taxMinor` over the rates is `totalMinor`;
 * - with tax included `subtotalMinor − discountMinor − exemptedMinor = totalMinor`, else plus `taxMinor`.
 *
 * Discounts apply to lines above zero only, and never make a line or a positive cart negative.
 * Throws RangeError when a sum is too large; a cart made by `addLine` and `setLineQuantity` cannot be.
 */
export function cartTotals(cart: Cart): CartTotals {
  const lines = cart.lines.map(lineTotals);
  const subtotalMinor = sum(lines.map((line) => line.totalMinor));
  const weights = lines.map((line) => Math.max(0, line.totalMinor));
  const discountMinor = orderDiscount(cart.discount, sum(weights), subtotalMinor);
  const shares = lines.length === 0 ? [] : splitMinor(discountMinor, weights);
  const shared = lines.map((line, index) => ({
    ...line,
    orderDiscountMinor: shares[index] ?? minorUnits(0),
  }));
  const taxes = taxesByRate(cart, shared);
  const taxMinor = sum(taxes.map((tax) => tax.taxMinor));
  const exemptedMinor = sum(taxes.map((tax) => tax.exemptedMinor));
  const dueMinor = subtotalMinor - discountMinor - exemptedMinor;
  const totals: CartTotals = {
    lines: shared,
    itemCount: cart.lines.reduce((count, line) => count + line.quantity, 0),
    subtotalMinor,
    discountMinor,
    taxes,
    taxMinor,
    exemptedMinor,
    totalMinor: minorUnits(cart.pricesIncludeTax ? dueMinor : dueMinor + taxMinor),
  };
  assertAddsUp(totals);
  return totals;
}

function lineTotals(line: CartLine): Omit<CartLineTotals, 'orderDiscountMinor'> {
  const grossMinor = minorUnits(line.unitPriceMinor * line.quantity);
  const discountMinor = discountOn(line.discount, grossMinor);
  return {
    lineId: line.lineId,
    grossMinor,
    discountMinor,
    totalMinor: minorUnits(grossMinor - discountMinor),
  };
}

/** What a discount takes off an amount: never less than nothing, never more than the amount. */
function discountOn(discount: Discount | null, amountMinor: number): MinorUnits {
  if (discount === null || amountMinor <= 0) return minorUnits(0);
  return minorUnits(Math.max(0, Math.min(amountMinor, wantedDiscount(discount, amountMinor))));
}

function wantedDiscount(discount: Discount, amountMinor: number): number {
  switch (discount.kind) {
    case 'percent':
      return multiplyRatio(amountMinor, discount.ratePpm, 1_000_000, 'half-up');
    case 'fixed':
      return discount.amountMinor;
    default:
      return assertNever(discount, 'discount');
  }
}

/** Computed on what is sold, but never more than is left to pay once deposits have been given back. */
function orderDiscount(discount: Discount | null, soldMinor: number, subtotalMinor: number): MinorUnits {
  return minorUnits(Math.min(discountOn(discount, soldMinor), Math.max(0, subtotalMinor)));
}

function taxesByRate(cart: Cart, lines: readonly CartLineTotals[]): readonly CartTaxTotals[] {
  const groups = new Map<string, RateGroup>();
  for (const [index, line] of cart.lines.entries()) {
    const totals = lines[index];
    if (totals === undefined) throw new Error(`line ${index} of ${cart.lines.length} has no totals`);
    const isExempt = isFreeOfTax(cart, line);
    // The rate belongs to the key: a rate that was changed while the cart was open must not be taxed as one.
    const key = `${line.taxRate.id} ${line.taxRate.ratePpm} ${isExempt}`;
    const group = groups.get(key) ?? { line, isExempt, baseMinor: 0, netMinor: 0 };
    if (line.isExempt === true) group.netMinor += totals.totalMinor - totals.orderDiscountMinor;
    else group.baseMinor += totals.totalMinor - totals.orderDiscountMinor;
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => taxOfGroup(group, cart.pricesIncludeTax));
}

/** `baseMinor`: of prices as the cart has them. `netMinor`: of prices that carry no tax in any case. */
type RateGroup = { readonly line: CartLine; readonly isExempt: boolean; baseMinor: number; netMinor: number };

function taxOfGroup({ line, isExempt, baseMinor, netMinor }: RateGroup, included: boolean): CartTaxTotals {
  const { id, name, ratePpm } = line.taxRate;
  const none = minorUnits(0);
  const inPrices = included ? taxIncludedIn(baseMinor, ratePpm) : none;
  const taxMinor = isExempt ? none : included ? inPrices : taxOnTop(baseMinor, ratePpm);
  return {
    rateId: id,
    name,
    ratePpm,
    netMinor: minorUnits(baseMinor - inPrices + netMinor),
    taxMinor,
    isExempt,
    exemptedMinor: isExempt ? inPrices : none,
  };
}

/** An exemption covers what is bought; what comes back is given back with the tax that was paid for it, or without. */
export function isFreeOfTax(cart: Cart, line: CartLine): boolean {
  return line.isExempt === true || ((cart.exemption ?? null) !== null && line.unitPriceMinor >= 0);
}

/** Pieces of a line that left the shop; below zero where they came back. */
export function piecesOf({ quantity, unitPriceMinor }: CartLine): number {
  return unitPriceMinor < 0 ? -quantity : quantity;
}

/** Pieces that left the shop less those that came back in an exchange. */
export function soldPieces({ lines }: Cart): number {
  return lines.reduce((pieces, line) => pieces + piecesOf(line), 0);
}

function assertAddsUp(totals: CartTotals): void {
  const byRateMinor = totals.taxes.reduce((total, tax) => total + tax.netMinor + tax.taxMinor, 0);
  const sharedMinor = totals.lines.reduce((total, line) => total + line.orderDiscountMinor, 0);
  if (byRateMinor !== totals.totalMinor || sharedMinor !== totals.discountMinor) {
    throw new Error(
      `cart does not add up: total ${totals.totalMinor}, by rate ${byRateMinor}, ` +
        `discount ${totals.discountMinor}, shared out ${sharedMinor}`,
    );
  }
}

function sum(amounts: readonly number[]): MinorUnits {
  return minorUnits(amounts.reduce((total, amount) => total + amount, 0));
}
