import { z } from 'zod';
import { amountMinorSchema, idSchema } from '../basics.ts';

/** A category owns one hue of the design's tile tones; `picture` names a drawing of the page, or null. */
export const categorySchema = z.strictObject({
  categoryId: idSchema,
  name: z.string(),
  tone: z.enum(['orange', 'green', 'sand', 'rose', 'blue', 'pink', 'grey']),
});

export const productSchema = z.strictObject({
  productId: idSchema,
  categoryId: idSchema,
  name: z.string(),
  sku: z.string(),
  barcode: z.string().nullable(),
  priceMinor: amountMinorSchema,
  picture: z.string().nullable(),
  favourite: z.boolean(),
});

export type Category = z.output<typeof categorySchema>;
export type Product = z.output<typeof productSchema>;
