import type { CurrencyCode, MinorUnits } from '../money/index.ts';
import type { TaxRate } from '../tax/index.ts';

/** Something taken off a line or off the whole cart. It never takes off more than there is. */
export type Discount =
  | { readonly kind: 'percent'; readonly ratePpm: number; readonly label: string | null }
  | { readonly kind: 'fixed'; readonly amountMinor: MinorUnits; readonly label: string | null };

/** One row of the cart. */
export type CartLine = {
  readonly lineId: string;
  /** Null for an open-price item. */
  readonly productId: string | null;
  readonly name: string;
  /** A whole number from 1 to `QUANTITY_MAX`. */
  readonly quantity: number;
  /** For one piece, with or without tax as the cart says. Negative for money given back, such as a deposit. */
  readonly unitPriceMinor: MinorUnits;
  readonly taxRate: TaxRate;
  readonly note: string | null;
  /** Off the whole line, not off each piece. */
  readonly discount: Discount | null;
  /** The price of the catalogue, where a person put another one in its place; and why. */
  readonly listPriceMinor?: MinorUnits | null;
  readonly priceReason?: string | null;
  /** Goods of an exempt sale that come back: their price carries no tax, whatever the other prices do. */
  readonly isExempt?: boolean;
  /** What was weighed; then the quantity is 1 and the unit price is that of the whole weight. */
  readonly grams?: number | null;
};

/** What is being sold. Holds inputs only; every sum comes from `cartTotals`. */
export type Cart = {
  readonly currency: CurrencyCode;
  /** Whether unit prices include tax (most of the world) or tax is added at the end (the United States, Canada). */
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly CartLine[];
  /** Off the whole cart, after the discounts of the lines. */
  readonly discount: Discount | null;
  /** Frees all that is bought of tax. What comes back in the same cart keeps the tax that was paid for it. */
  readonly exemption?: Exemption | null;
};

/** Why a customer pays no tax. A reason's name stands in records and is never reused with another meaning. */
export const EXEMPTION_REASONS = ['diplomat', 'export', 'reverse-charge', 'resale', 'other'] as const;
export type ExemptionReason = (typeof EXEMPTION_REASONS)[number];

/** The proof that a tax office asks for: the number of a certificate, or the customer's VAT number. */
export type Exemption = { readonly reason: ExemptionReason; readonly reference: string };

/** Four digits fit the screen and the receipt; more is a barcode scanned into the quantity field. */
export const QUANTITY_MAX = 9_999;

/** A cart this long is a stuck scanner. */
export const LINES_MAX = 500;
