import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema, modeSchema } from '../basics.ts';
import { cardViewSchema } from './charge.ts';

export const refundReasonSchema = z.enum([
  'changed-mind',
  'defective',
  'wrong-item',
  'price-correction',
  'duplicate',
  'exchange',
  'overpaid',
  'unwound',
  'mis-tender',
  'other',
]);

/** Where the money of one leg is. `failed` and `cancelled`: the customer has not got it. */
export const refundLegStateSchema = z.enum([
  'requested',
  'ready',
  'armed',
  'processing',
  'in-doubt',
  'pending',
  'succeeded',
  'failed',
  'cancelled',
  'refused',
  'withdrawn',
  'paid-out',
]);

export const refundLegViewSchema = z.strictObject({
  legId: idSchema,
  kind: z.enum(['card', 'cash']),
  card: cardViewSchema.nullable(),
  amountMinor: amountMinorSchema,
  /** What the customer gets in cash, after the currency's rounding; null for a card. */
  cashMinor: amountMinorSchema.nullable(),
  state: refundLegStateSchema,
  atReader: z.boolean(),
  stripeRefundId: z.string().nullable(),
  /** Why it failed or was refused, in Stripe's word. */
  why: z.string().nullable(),
  /** Another leg has made good for this one. */
  madeGood: z.boolean(),
});

/** One refund, with everything that a person or a receipt says about it. */
export const refundViewSchema = z.strictObject({
  refundId: idSchema,
  number: z.string(),
  kind: z.enum(['sale', 'tender', 'payment', 'without-receipt']),
  saleId: idSchema.nullable(),
  amountMinor: amountMinorSchema,
  currency: currencySchema,
  reason: refundReasonSchema,
  note: z.string().nullable(),
  restock: z.boolean(),
  cashierName: z.string(),
  register: z.string(),
  createdAtMs: atMsSchema,
  lines: z.array(
    z.strictObject({ name: z.string(), quantity: z.int().min(0), amountMinor: amountMinorSchema }),
  ),
  legs: z.array(refundLegViewSchema),
});

/** What is to be refunded: a sale of this till, or a payment that another register took. */
export const refundSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sale'), saleId: idSchema }),
  z.strictObject({ kind: z.literal('payment'), paymentIntentId: idSchema }),
]);

/** What of it: pieces of lines, an amount, or all that is left. */
export const refundPartsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lines'),
    lines: z
      .array(z.strictObject({ lineId: idSchema, quantity: z.int().min(1).max(9_999) }))
      .min(1)
      .max(500),
  }),
  z.strictObject({ kind: z.literal('amount'), amountMinor: amountMinorSchema }),
  z.strictObject({ kind: z.literal('all') }),
]);

export const refundShareSchema = z.strictObject({ tenderId: idSchema, amountMinor: amountMinorSchema });

/** What can be given back, as Stripe and this till know it at this moment. */
export const refundFormSchema = z.strictObject({
  currency: currencySchema,
  mode: modeSchema,
  saleNumber: z.int().nullable(),
  receiptNumber: z.string().nullable(),
  /** Of a payment of another register: which one, and whether it is of this store. */
  origin: z
    .strictObject({ register: z.string().nullable(), sameStore: z.boolean(), createdAtMs: atMsSchema })
    .nullable(),
  lines: z.array(
    z.strictObject({
      lineId: idSchema,
      name: z.string(),
      quantity: z.int(),
      leftQuantity: z.int(),
      leftMinor: amountMinorSchema,
    }),
  ),
  tenders: z.array(
    z.strictObject({
      tenderId: idSchema,
      kind: z.enum(['card', 'cash']),
      card: cardViewSchema.nullable(),
      leftMinor: amountMinorSchema,
      atReader: z.boolean(),
      /** Refunded in Stripe's dashboard or at another register. */
      elsewhereMinor: amountMinorSchema,
    }),
  ),
  mostMinor: amountMinorSchema,
});

export const refundQuoteSchema = z.strictObject({
  amountMinor: amountMinorSchema,
  taxMinor: amountMinorSchema,
  shares: z.array(refundShareSchema),
  /** What the cash share comes to in coins; null without one. */
  cashMinor: amountMinorSchema.nullable(),
});

export type RefundReasonView = z.output<typeof refundReasonSchema>;
export type RefundLegView = z.output<typeof refundLegViewSchema>;
export type RefundView = z.output<typeof refundViewSchema>;
export type RefundSource = z.output<typeof refundSourceSchema>;
export type RefundParts = z.output<typeof refundPartsSchema>;
export type RefundForm = z.output<typeof refundFormSchema>;
export type RefundQuote = z.output<typeof refundQuoteSchema>;
