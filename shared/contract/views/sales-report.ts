import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema } from '../basics.ts';

/*
 * What a span of days came to. Amounts in minor units of the report's currency. `gross`: with tax and after all
 * discounts; `net` of a row: gross less what was given back.
 */
const salesRowSchema = z.strictObject({
  key: z.string(),
  /** Empty where the key says all, and for what has no name. */
  name: z.string(),
  count: z.int(),
  quantity: z.int(),
  grossMinor: amountMinorSchema,
  refundsMinor: amountMinorSchema,
  netMinor: amountMinorSchema,
});

/** All further rows of a table as one. */
const otherRowsSchema = salesRowSchema.omit({ key: true, name: true }).extend({ rows: z.int() });

const paymentRowSchema = z.strictObject({
  key: z.string(),
  count: z.int(),
  takenMinor: amountMinorSchema,
  givenBackMinor: amountMinorSchema,
  netMinor: amountMinorSchema,
});

const taxRowSchema = z.strictObject({
  name: z.string(),
  ratePpm: z.int(),
  isExempt: z.boolean(),
  netMinor: amountMinorSchema,
  taxMinor: amountMinorSchema,
  grossMinor: amountMinorSchema,
});

const totalsSchema = z.strictObject({
  sales: z.int(),
  items: z.int(),
  grossMinor: amountMinorSchema,
  refunds: z.int(),
  refundsMinor: amountMinorSchema,
  netMinor: amountMinorSchema,
  taxMinor: amountMinorSchema,
  discountMinor: amountMinorSchema,
  tipsMinor: amountMinorSchema,
  roundingMinor: amountMinorSchema,
  takenMinor: amountMinorSchema,
  givenBackMinor: amountMinorSchema,
  voided: z.int(),
  /** Given back by others than this till; in no other figure. */
  elsewhereMinor: amountMinorSchema,
});

const reportSchema = z.strictObject({
  totals: totalsSchema,
  hours: z.array(salesRowSchema),
  days: z.array(salesRowSchema),
  cashiers: z.array(salesRowSchema),
  /** Those that brought most, and those that the other span is asked about; the rest is told as one. */
  products: z.array(salesRowSchema),
  otherProducts: otherRowsSchema.nullable(),
  categories: z.array(salesRowSchema),
  taxes: z.array(taxRowSchema),
  tenders: z.array(paymentRowSchema),
  brands: z.array(paymentRowSchema),
  entryModes: z.array(paymentRowSchema),
});

const percentilesSchema = z.strictObject({ count: z.int(), p50Ms: z.int(), p95Ms: z.int() }).nullable();

export const comparisonSchema = z.enum(['none', 'before', 'week']);

/** Whole days: from the beginning of one to the beginning of the day after the last. */
export const reportRequestSchema = z.strictObject({
  fromMs: atMsSchema,
  untilMs: atMsSchema,
  compare: comparisonSchema,
});

export const salesReportSchema = z.strictObject({
  currency: currencySchema,
  fromMs: atMsSchema,
  untilMs: atMsSchema,
  report: reportSchema,
  /** How long card payments took, by day such as 2026-11-29. */
  latency: z.array(
    z.strictObject({ day: z.string(), pressToResult: percentilesSchema, tapToApproval: percentilesSchema }),
  ),
  /** The days that the report is set beside. */
  before: z.strictObject({ fromMs: atMsSchema, untilMs: atMsSchema, report: reportSchema }).nullable(),
});

export type SalesReportView = z.output<typeof salesReportSchema>;
export type ReportFigures = SalesReportView['report'];
export type ReportSalesRow = z.output<typeof salesRowSchema>;
export type ReportOtherRows = z.output<typeof otherRowsSchema>;
export type ReportPaymentRow = z.output<typeof paymentRowSchema>;
export type Comparison = z.output<typeof comparisonSchema>;
