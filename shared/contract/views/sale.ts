import { z } from 'zod';
import { EXEMPTION_REASONS } from '../../domain/cart/index.ts';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema, shortTextSchema } from '../basics.ts';

export const taxRateSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  ratePpm: z.int().min(0).max(1_000_000),
});

/** One line of the cart, with what main computed for it. The page only shows these numbers. */
export const saleLineSchema = z.strictObject({
  lineId: idSchema,
  productId: idSchema.nullable(),
  name: z.string(),
  quantity: z.int().min(1).max(9_999),
  unitPriceMinor: amountMinorSchema,
  totalMinor: amountMinorSchema,
  taxRate: taxRateSchema,
  note: z.string().nullable(),
  /** The price of the catalogue where somebody changed it, and why. */
  listPriceMinor: amountMinorSchema.nullable(),
  priceReason: z.string().nullable(),
  /** What the line's own discount takes off; `totalMinor` is after it. */
  discountMinor: amountMinorSchema,
  discountReason: z.string().nullable(),
  /** Goods by weight: the line's quantity is 1 then. */
  grams: z.int().nullable(),
});

export const taxTotalSchema = z.strictObject({
  rateId: idSchema,
  name: z.string(),
  ratePpm: z.int(),
  netMinor: amountMinorSchema,
  taxMinor: amountMinorSchema,
  /** What of the rate's goods carries no tax, because the customer is exempt. */
  isExempt: z.boolean(),
});

/** Why a customer pays no tax, and the number of the certificate, or the VAT number, that shows it. */
export const exemptionSchema = z.strictObject({
  reason: z.enum(EXEMPTION_REASONS),
  reference: shortTextSchema,
});

export const saleTotalsSchema = z.strictObject({
  itemCount: z.int(),
  subtotalMinor: amountMinorSchema,
  discountMinor: amountMinorSchema,
  discountReason: z.string().nullable(),
  taxes: z.array(taxTotalSchema),
  taxMinor: amountMinorSchema,
  /** Tax taken out of prices that include it. */
  exemptedMinor: amountMinorSchema,
  totalMinor: amountMinorSchema,
});

/** `open`: being rung up. `charging`: the cart is locked. `completed`: paid. `voided`: given up, nothing was paid. */
export const saleStateSchema = z.enum(['open', 'charging', 'completed', 'voided']);

/** The sale on the screen. `number` counts per register; the receipt number is given when it completes. */
export const saleViewSchema = z.strictObject({
  saleId: idSchema,
  number: z.int(),
  state: saleStateSchema,
  currency: currencySchema,
  pricesIncludeTax: z.boolean(),
  lines: z.array(saleLineSchema),
  totals: saleTotalsSchema,
  exemption: exemptionSchema.nullable(),
  openedAtMs: atMsSchema,
});

/** A cart that waits while others are served. */
export const parkedSaleSchema = z.strictObject({
  saleId: idSchema,
  number: z.int(),
  label: z.string().nullable(),
  itemCount: z.int(),
  totalMinor: amountMinorSchema,
  currency: currencySchema,
  sinceMs: atMsSchema,
});

export type ParkedSale = z.output<typeof parkedSaleSchema>;
export type ExemptionView = z.output<typeof exemptionSchema>;
export type SaleView = z.output<typeof saleViewSchema>;
export type SaleLineView = z.output<typeof saleLineSchema>;
export type SaleTotalsView = z.output<typeof saleTotalsSchema>;
