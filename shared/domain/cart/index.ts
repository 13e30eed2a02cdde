export {
  EXEMPTION_REASONS,
  LINES_MAX,
  QUANTITY_MAX,
  type Cart,
  type CartLine,
  type Discount,
  type Exemption,
  type ExemptionReason,
} from './cart.ts';
export {
  cartTotals,
  isFreeOfTax,
  piecesOf,
  soldPieces,
  type CartLineTotals,
  type CartTaxTotals,
  type CartTotals,
} from './totals.ts';
export {
  addLine,
  removeLine,
  setCartDiscount,
  setLineDiscount,
  setLinePrice,
  setLineQuantity,
  type CartAddition,
  type CartEdit,
  type CartRefusal,
} from './edit.ts';
export { canonicalCartText } from './canonical.ts';
export { readerCart, type ReaderCart, type ShownCart } from './reader-cart.ts';
export { furtherReduction, isWithin, reductionOfCart, type CartReduction } from './reduction.ts';
