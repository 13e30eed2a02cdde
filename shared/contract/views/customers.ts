import { z } from 'zod';
import { amountMinorSchema, atMsSchema, idSchema } from '../basics.ts';

export const customerRowSchema = z.strictObject({
  customerId: idSchema,
  name: z.string(),
  mail: z.string(),
  phone: z.string(),
  /** How many finished sales are theirs. */
  sales: z.int(),
});

/** Who a sale is for. `name`: what there is to call them by; empty once they were erased. */
export const customerOfSaleSchema = z.strictObject({
  customerId: idSchema,
  name: z.string(),
  erased: z.boolean(),
  /** Where a receipt may be mailed, by the customer's consent; null: they must be asked. */
  receiptMail: z.string().nullable(),
});

export const customerDetailSchema = z.strictObject({
  customerId: idSchema,
  name: z.string(),
  mail: z.string(),
  phone: z.string(),
  note: z.string(),
  createdAtMs: atMsSchema,
  erasedAtMs: atMsSchema.nullable(),
  /** Whether receipts may be mailed to `mail` as of now. */
  mailConsent: z.boolean(),
  /** Each change of that, oldest first. */
  consents: z.array(
    z.strictObject({
      given: z.boolean(),
      why: z.enum(['said', 'other-address', 'erased']),
      by: z.string(),
      atMs: atMsSchema,
    }),
  ),
  /** Finished sales in the shop's currency, and what of them was given back. */
  sales: z.int(),
  soldMinor: amountMinorSchema,
  refundedMinor: amountMinorSchema,
  firstAtMs: atMsSchema.nullable(),
  lastAtMs: atMsSchema.nullable(),
});

export type CustomerRow = z.output<typeof customerRowSchema>;
export type CustomerOfSale = z.output<typeof customerOfSaleSchema>;
export type CustomerDetail = z.output<typeof customerDetailSchema>;
