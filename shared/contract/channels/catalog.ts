import { z } from 'zod';
import { emptySchema, idSchema, shortTextSchema } from '../basics.ts';
import {
  categorySchema,
  productDetailSchema,
  productDraftSchema,
  productSchema,
  taxClassSchema,
} from '../views/catalog.ts';
import { channel } from './channel.ts';

/** Begins as a PNG, JPEG or WebP does; main looks at the bytes. */
const pictureSchema = z
  .base64()
  .max(55_000)
  .regex(/^(?:iVBORw0KGgo|\/9j\/|UklGR)/);
const limit = z.int().min(1).max(200);
const products = z.strictObject({ products: z.array(productSchema) });
const page = z.strictObject({ products: z.array(productSchema), next: z.int().nullable() });
const embeddedRules = z
  .array(
    z.strictObject({
      prefix: z.string().regex(/^2\d$/),
      holds: z.enum(['price', 'weight']),
    }),
  )
  .max(10);

/** What a shop sells. Lists come in pages: `after` is the `next` of the page before, null begins. */
export const CATALOG_CHANNELS = {
  'catalog.list': channel(
    emptySchema,
    z.strictObject({ categories: z.array(categorySchema), taxClasses: z.array(taxClassSchema) }),
  ),
  /** The tiles of one category, or the favourites (null). Of a family only its first product comes. */
  'catalog.listTiles': channel(
    z.strictObject({ categoryId: idSchema.nullable(), after: z.int().min(0).nullable(), limit }),
    page,
  ),
  'catalog.search': channel(z.strictObject({ text: z.string().trim().max(80), limit }), products),
  'catalog.listFamily': channel(z.strictObject({ familyId: idSchema }), products),
  /** All products, for the editing screens. `categoryId` null: of any category; 'none': of no category. */
  'catalog.listProducts': channel(
    z.strictObject({
      text: z.string().trim().max(80),
      categoryId: idSchema.nullable(),
      after: z.int().min(0).nullable(),
      limit,
    }),
    z.strictObject({ products: z.array(productSchema), next: z.int().nullable(), total: z.int() }),
  ),
  'catalog.getProduct': channel(z.strictObject({ productId: idSchema }), productDetailSchema),
  /** Saves a family as a whole: products that it no longer has are archived. `productId` null makes a new one. */
  'catalog.saveProduct': channel(
    z.strictObject({ productId: idSchema.nullable(), draft: productDraftSchema }),
    z.strictObject({ productId: idSchema }),
  ),
  'catalog.archiveProduct': channel(z.strictObject({ productId: idSchema }), emptySchema),
  'catalog.moveStock': channel(
    z.strictObject({
      productId: idSchema,
      kind: z.enum(['count', 'delivery', 'correction']),
      quantity: z.int().min(-9_999_999).max(9_999_999),
      note: shortTextSchema.nullable(),
    }),
    emptySchema,
  ),
  /** `dataBase64` null takes the picture away. At most 40 KiB: the page makes pictures small. */
  'catalog.setPicture': channel(
    z.strictObject({ productId: idSchema, dataBase64: pictureSchema.nullable() }),
    z.strictObject({ pictureId: idSchema.nullable() }),
  ),
  'catalog.getPicture': channel(
    z.strictObject({ pictureId: idSchema }),
    z.strictObject({ dataUrl: z.string() }),
  ),
  'catalog.saveCategory': channel(
    z.strictObject({
      categoryId: idSchema.nullable(),
      name: shortTextSchema,
      tone: categorySchema.shape.tone,
    }),
    z.strictObject({ categoryId: idSchema }),
  ),
  /** The order in which the shop's categories are shown. */
  'catalog.orderCategories': channel(
    z.strictObject({ categoryIds: z.array(idSchema).max(200) }),
    emptySchema,
  ),
  'catalog.removeCategory': channel(z.strictObject({ categoryId: idSchema }), emptySchema),
  'catalog.saveTaxClass': channel(
    z.strictObject({
      taxClassId: idSchema.nullable(),
      name: shortTextSchema,
      ratePpm: z.int().min(0).max(1_000_000),
    }),
    z.strictObject({ taxClassId: idSchema }),
  ),
  'catalog.getScaleCodes': channel(emptySchema, z.strictObject({ rules: embeddedRules })),
  'catalog.saveScaleCodes': channel(z.strictObject({ rules: embeddedRules }), emptySchema),
} as const;
