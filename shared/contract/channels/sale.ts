import { z } from 'zod';
import { amountMinorSchema, emptySchema, idSchema, shortTextSchema } from '../basics.ts';
import { priceMinorSchema, scanOutcomeSchema, shortStockSchema } from '../views/catalog.ts';
import { exemptionSchema, parkedSaleSchema } from '../views/sale.ts';
import { channel } from './channel.ts';

const quantity = z.int().min(1).max(9_999);
const line = { saleId: idSchema, lineId: idSchema };
const saleId = z.strictObject({ saleId: idSchema });

/** Something to take off, with the reason that stays in the record. Null takes a discount away. */
const discount = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('percent'),
      ratePpm: z.int().min(1).max(1_000_000),
      reason: shortTextSchema,
    }),
    z.strictObject({
      kind: z.literal('fixed'),
      amountMinor: priceMinorSchema.refine((amount) => amount > 0),
      reason: shortTextSchema,
    }),
  ])
  .nullable();

/** The cart of the sale before the cashier. The effect of each arrives as the next snapshot. */
export const SALE_CHANNELS = {
  /** `priceMinor` for an open price and `grams` for goods by weight; refused where the product needs them. */
  'sale.addProduct': channel(
    z.strictObject({
      productId: idSchema,
      quantity,
      priceMinor: priceMinorSchema.nullable(),
      grams: z.int().min(1).max(10_000_000).nullable(),
    }),
    z.strictObject({ short: shortStockSchema.nullable() }),
  ),
  'sale.addCode': channel(
    z.strictObject({ code: z.string().trim().min(1).max(80), quantity }),
    scanOutcomeSchema,
  ),
  'sale.addOpenItem': channel(
    z.strictObject({ name: shortTextSchema, unitPriceMinor: amountMinorSchema }),
    emptySchema,
  ),
  'sale.setQuantity': channel(z.strictObject({ ...line, quantity: z.int().min(0).max(9_999) }), emptySchema),
  'sale.setNote': channel(z.strictObject({ ...line, note: shortTextSchema.nullable() }), emptySchema),
  /** `unitPriceMinor` null puts the price of the catalogue back. */
  'sale.setPrice': channel(
    z.strictObject({ ...line, unitPriceMinor: priceMinorSchema.nullable(), reason: shortTextSchema }),
    emptySchema,
  ),
  'sale.setLineDiscount': channel(z.strictObject({ ...line, discount }), emptySchema),
  'sale.setDiscount': channel(z.strictObject({ saleId: idSchema, discount }), emptySchema),
  /** Frees all that is bought of tax; and takes that back, which anybody may who sells. */
  'sale.setExemption': channel(z.strictObject({ saleId: idSchema, exemption: exemptionSchema }), emptySchema),
  'sale.clearExemption': channel(saleId, emptySchema),
  'sale.removeLine': channel(z.strictObject(line), emptySchema),
  'sale.void': channel(saleId, emptySchema),
  /** Puts an open cart aside, under a name that helps to find it again, and back. */
  'sale.park': channel(z.strictObject({ saleId: idSchema, label: shortTextSchema.nullable() }), emptySchema),
  'sale.recall': channel(saleId, emptySchema),
  'sale.listParked': channel(emptySchema, z.strictObject({ sales: z.array(parkedSaleSchema) })),
} as const;
