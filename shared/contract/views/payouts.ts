import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema } from '../basics.ts';

export const payoutRowSchema = z.strictObject({
  payoutId: z.string(),
  amountMinor: amountMinorSchema,
  currency: currencySchema,
  /** Stripe's own word: paid, pending, in_transit, failed, canceled. */
  status: z.string(),
  /** Whether Stripe knows all that is in it. */
  linesState: z.enum(['complete', 'in-progress', 'not-applicable']),
  createdAtMs: atMsSchema,
  arrivesAtMs: atMsSchema,
});

export const payoutLineSchema = z.strictObject({
  lineId: z.string(),
  kind: z.enum(['charge', 'refund', 'adjustment', 'unknown']),
  type: z.string(),
  amountMinor: amountMinorSchema,
  feeMinor: amountMinorSchema,
  netMinor: amountMinorSchema,
  atMs: atMsSchema,
  paymentIntentId: z.string().nullable(),
  /** The sale here that it is about; null: another register's, or nobody's. */
  sale: z.strictObject({ saleId: idSchema, number: z.int() }).nullable(),
});

/** Gross, less what went back, less fees, is what the bank gets. */
export const payoutDetailSchema = z.strictObject({
  payout: payoutRowSchema,
  chargesMinor: amountMinorSchema,
  refundsMinor: amountMinorSchema,
  adjustmentsMinor: amountMinorSchema,
  unknownMinor: amountMinorSchema,
  feesMinor: amountMinorSchema,
  netMinor: amountMinorSchema,
  /** The payout's amount minus its lines; null while these are not complete. Anything but zero needs a person. */
  differenceMinor: amountMinorSchema.nullable(),
  lines: z.array(payoutLineSchema),
});

export type PayoutRow = z.output<typeof payoutRowSchema>;
export type PayoutLine = z.output<typeof payoutLineSchema>;
export type PayoutDetail = z.output<typeof payoutDetailSchema>;
