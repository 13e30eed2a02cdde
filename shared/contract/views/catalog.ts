import { z } from 'zod';
import { amountMinorSchema, atMsSchema, idSchema, shortTextSchema } from '../basics.ts';

/** A category owns one hue of the design's tile tones. */
export const categorySchema = z.strictObject({
  categoryId: idSchema,
  name: z.string(),
  tone: z.enum(['orange', 'green', 'sand', 'rose', 'blue', 'pink', 'grey']),
});

/** What goods are taxed at. Its name and rate are copied to each line that is sold. */
export const taxClassSchema = z.strictObject({
  taxClassId: idSchema,
  name: z.string(),
  ratePpm: z.int().min(0).max(1_000_000),
});

/** A price that a shop gives: never below zero. */
export const priceMinorSchema = amountMinorSchema.refine((price) => price >= 0);

/**
 * What is sold at one price, as a tile or a row shows it. Products of one family share name, category, tax and picture
 * and differ by `variant`. `picture` names a drawing of the page, `pictureId` a picture of the shop.
 */
export const productSchema = z.strictObject({
  productId: idSchema,
  familyId: idSchema.nullable(),
  /** How many products the family has; 1 for a product alone. */
  variants: z.int().min(1),
  categoryId: idSchema.nullable(),
  name: z.string(),
  variant: z.string(),
  sku: z.string(),
  barcode: z.string().nullable(),
  /** Null: the price is asked at the sale. For one kilogram where it is sold by weight. */
  priceMinor: priceMinorSchema.nullable(),
  soldBy: z.enum(['piece', 'weight']),
  picture: z.string().nullable(),
  pictureId: idSchema.nullable(),
  favourite: z.boolean(),
  /** Pieces or grams; null where nobody counts them. May be below zero. */
  stock: z.int().nullable(),
});

export const oversellSchema = z.enum(['allow', 'warn', 'refuse']);
export const skuSchema = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .refine((text) => !/\p{Cc}/u.test(text));
export const barcodeSchema = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{3,48}$/);

/** One product of a family, as the editor holds it. `productId` null: it is new. */
export const variantDraftSchema = z.strictObject({
  productId: idSchema.nullable(),
  variant: z
    .string()
    .trim()
    .max(60)
    .refine((text) => !/\p{Cc}/u.test(text)),
  sku: skuSchema,
  barcodes: z.array(barcodeSchema).max(12),
  priceMinor: priceMinorSchema.nullable(),
  scaleCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
});

/** A family as the editor saves it: what its products share, and each of them. One without variants has one. */
export const productDraftSchema = z.strictObject({
  name: shortTextSchema,
  categoryId: idSchema.nullable(),
  taxClassId: idSchema,
  soldBy: z.enum(['piece', 'weight']),
  favourite: z.boolean(),
  stockTracked: z.boolean(),
  oversell: oversellSchema,
  variants: z.array(variantDraftSchema).min(1).max(60),
});

export const stockMovementSchema = z.strictObject({
  movementId: z.int(),
  kind: z.enum(['sale', 'refund', 'exchange', 'count', 'delivery', 'correction']),
  quantity: z.int(),
  note: z.string().nullable(),
  atMs: atMsSchema,
});

/** A family with what only the editor needs. `stocks` by product id. */
export const productDetailSchema = z.strictObject({
  draft: productDraftSchema,
  picture: z.string().nullable(),
  pictureId: idSchema.nullable(),
  stocks: z.array(z.strictObject({ productId: idSchema, stock: z.int() })),
  movements: z.array(stockMovementSchema),
});

/** More is asked for than there is. A word to the cashier; nothing was refused. */
export const shortStockSchema = z.strictObject({ name: z.string(), left: z.int() });

/** What came of a code that was scanned or typed. `ask`: the cashier chooses or types something first. */
export const scanOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('added'), name: z.string(), short: shortStockSchema.nullable() }),
  z.strictObject({ kind: z.literal('ask'), product: productSchema }),
  z.strictObject({ kind: z.literal('unknown'), misread: z.boolean() }),
]);

export type Category = z.output<typeof categorySchema>;
export type TaxClass = z.output<typeof taxClassSchema>;
export type Product = z.output<typeof productSchema>;
export type ProductDraft = z.output<typeof productDraftSchema>;
export type VariantDraft = z.output<typeof variantDraftSchema>;
export type ProductDetail = z.output<typeof productDetailSchema>;
export type StockMovement = z.output<typeof stockMovementSchema>;
export type ScanOutcome = z.output<typeof scanOutcomeSchema>;
export type ShortStock = z.output<typeof shortStockSchema>;
