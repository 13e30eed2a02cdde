import { z } from 'zod';
import { emptySchema, idSchema, shortTextSchema } from '../basics.ts';
import { channel } from './channel.ts';

/** What a column of a file can hold. */
export const importFieldSchema = z.enum([
  'sku',
  'name',
  'variant',
  'category',
  'price',
  'tax',
  'barcodes',
  'stock',
  'soldBy',
  'scaleCode',
  'favourite',
]);
/** Why a row can't be taken; the page has a sentence for each. */
export const importErrorCodeSchema = z.enum([
  'sku-missing',
  'sku-too-long',
  'sku-twice',
  'name-missing',
  'too-long',
  'price-not-a-number',
  'price-missing',
  'tax-unknown',
  'code-not-allowed',
  'code-twice',
  'code-taken',
  'stock-not-a-number',
  'sold-by-unknown',
  'scale-code-not-allowed',
  'yes-no-unknown',
  'file-broken',
  'not-taken',
]);
export const importProgressSchema = z.strictObject({
  importId: idSchema,
  fileName: z.string(),
  state: z.enum(['uploading', 'checking', 'checked', 'applying', 'done', 'failed']),
  rows: z.int(),
  errors: z.int(),
  created: z.int(),
  updated: z.int(),
  /** Of the present step, from 0 to 1. */
  done: z.number(),
  /** From its first row to its last nobody else changes the catalogue, also while it is stuck. */
  holdsCatalogue: z.boolean(),
});
const importId = z.strictObject({ importId: idSchema });
const mapping = z
  .array(z.strictObject({ field: importFieldSchema, column: z.int().min(0).max(200) }))
  .min(1)
  .max(20);

/** A list of products as a file: uploaded in parts, looked at, checked as a whole, and taken as a whole or not at all. */
export const CATALOG_IMPORT_CHANNELS = {
  'catalogImport.begin': channel(z.strictObject({ fileName: shortTextSchema }), importId),
  /** Parts come in order, each at most 32 KiB before it was encoded. */
  'catalogImport.append': channel(
    z.strictObject({
      importId: idSchema,
      part: z.int().min(0).max(4_096),
      data: z
        .string()
        .max(44_000)
        .regex(/^base64:[A-Za-z0-9+/]*={0,2}$/),
    }),
    emptySchema,
  ),
  'catalogImport.preview': channel(
    importId,
    z.strictObject({
      encoding: z.enum(['utf-8', 'utf-16le', 'windows-1252']),
      delimiter: z.enum([',', ';', '\t', '|']),
      decimalSign: z.enum(['.', ',']),
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      mapping,
    }),
  ),
  'catalogImport.check': channel(
    z.strictObject({ importId: idSchema, mapping, decimalSign: z.enum(['.', ',']) }),
    emptySchema,
  ),
  'catalogImport.getProgress': channel(
    emptySchema,
    z.strictObject({ running: importProgressSchema.nullable() }),
  ),
  'catalogImport.listErrors': channel(
    z.strictObject({ importId: idSchema, after: z.int().min(0), limit: z.int().min(1).max(200) }),
    z.strictObject({
      errors: z.array(
        z.strictObject({
          errorNo: z.int(),
          lineNo: z.int(),
          field: importFieldSchema.nullable(),
          code: importErrorCodeSchema,
          value: z.string(),
        }),
      ),
    }),
  ),
  /**
   * Refused while there is any error: either all rows or none. Of a file that failed it is the second try; `leaveOut` then
   * takes all rows but those that can't be taken.
   */
  'catalogImport.apply': channel(z.strictObject({ importId: idSchema, leaveOut: z.boolean() }), emptySchema),
  'catalogImport.drop': channel(importId, emptySchema),
  /** The catalogue as a file, part by part; formulas of spreadsheets are made harmless. */
  'catalogExport.read': channel(
    z.strictObject({ after: z.int().min(0).nullable() }),
    z.strictObject({ text: z.string(), next: z.int().nullable() }),
  ),
} as const;

export type ImportField = z.output<typeof importFieldSchema>;
export type ImportErrorCode = z.output<typeof importErrorCodeSchema>;
export type ImportProgress = z.output<typeof importProgressSchema>;
export type ImportMapping = z.output<typeof mapping>;
