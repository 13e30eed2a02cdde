import { assertNever } from '../assert-never.ts';
import type { Cart, Discount } from './cart.ts';

/**
 * One text for one content: two carts give the same text exactly when a customer would get the same receipt.
 * Services hash it to prove that what was charged is what was in the cart. It is JSON of arrays, so the order in
 * which an object's keys were written does not matter; ids of lines are left out; the order of lines is kept,
 * because it decides where odd cents of a discount go. The leading number changes when the form does: 2 where tax is not
 * paid. All other carts keep their text from before there were exemptions, and payments begun then still know theirs.
 */
export function canonicalCartText(cart: Cart): string {
  const exemption = cart.exemption ?? null;
  const isFreed = exemption !== null || cart.lines.some((line) => line.isExempt === true);
  return JSON.stringify([
    isFreed ? 2 : 1,
    cart.currency,
    cart.pricesIncludeTax,
    cart.lines.map((line) => [
      line.productId,
      line.name,
      line.quantity,
      line.unitPriceMinor,
      [line.taxRate.id, line.taxRate.name, line.taxRate.ratePpm],
      line.note,
      canonicalDiscount(line.discount),
      ...(isFreed ? [line.isExempt === true] : []),
    ]),
    canonicalDiscount(cart.discount),
    ...(isFreed ? [exemption === null ? null : [exemption.reason, exemption.reference]] : []),
  ]);
}

function canonicalDiscount(discount: Discount | null): readonly (string | number | null)[] | null {
  if (discount === null) return null;
  switch (discount.kind) {
    case 'percent':
      return ['percent', discount.ratePpm, discount.label];
    case 'fixed':
      return ['fixed', discount.amountMinor, discount.label];
    default:
      return assertNever(discount, 'discount');
  }
}
