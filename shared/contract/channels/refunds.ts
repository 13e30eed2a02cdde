import { z } from 'zod';
import {
  amountMinorSchema,
  approvalSchema,
  emptySchema,
  idSchema,
  localeSchema,
  shortTextSchema,
} from '../basics.ts';
import {
  refundFormSchema,
  refundPartsSchema,
  refundQuoteSchema,
  refundReasonSchema,
  refundShareSchema,
  refundSourceSchema,
  refundViewSchema,
} from '../views/refunds.ts';
import { channel } from './channel.ts';

const legId = z.strictObject({ legId: idSchema });

/** Giving money back. Amounts are asked of the page only where a person chose them; main checks each with Stripe. */
export const REFUND_CHANNELS = {
  /** Reads Stripe, so that what is offered is what can be given back now. Refused without a line to Stripe. */
  'refunds.prepare': channel(z.strictObject({ source: refundSourceSchema }), refundFormSchema),
  'refunds.quote': channel(
    z.strictObject({ source: refundSourceSchema, parts: refundPartsSchema }),
    refundQuoteSchema,
  ),
  'refunds.start': channel(
    z.strictObject({
      source: refundSourceSchema,
      parts: refundPartsSchema,
      /** Which tender gives back how much; null: cards before cash. */
      shares: z.array(refundShareSchema).max(50).nullable(),
      /** The amount on the button: refused when it is no longer the one that is due. */
      expectedMinor: amountMinorSchema,
      reason: refundReasonSchema,
      note: shortTextSchema.nullable(),
      restock: z.boolean(),
    }),
    refundViewSchema,
  ),
  /** What a scanned or typed code of a receipt leads to. */
  'refunds.readCode': channel(
    z.strictObject({ code: z.string().trim().min(1).max(120) }),
    refundSourceSchema,
  ),
  'refunds.get': channel(z.strictObject({ refundId: idSchema }), refundViewSchema),
  'refunds.checkLeg': channel(legId, emptySchema),
  // For cards whose refund wants the card at the reader.
  'refunds.askReader': channel(legId, emptySchema),
  'refunds.stopReader': channel(legId, emptySchema),
  'refunds.withdrawLeg': channel(legId, emptySchema),
  /** Makes good for a leg that failed: the card once more, or cash. */
  'refunds.repay': channel(
    z.strictObject({ legId: idSchema, how: z.enum(['card', 'cash']), approval: approvalSchema }),
    refundViewSchema,
  ),
  /** A card payment of this shift that was cash in truth: the card gets it back, and the sale counts as paid in cash. */
  'refunds.asCash': channel(
    z.strictObject({ tenderId: idSchema, approval: approvalSchema }),
    refundViewSchema,
  ),
  /** Cash for goods without a receipt. */
  'refunds.withoutReceipt': channel(
    z.strictObject({
      description: shortTextSchema,
      amountMinor: amountMinorSchema,
      reason: refundReasonSchema,
      restock: z.boolean(),
      approval: approvalSchema,
    }),
    refundViewSchema,
  ),
  /** Goods that come back go into the cart, beside what the customer takes instead. */
  'refunds.beginExchange': channel(
    z.strictObject({
      saleId: idSchema,
      lines: z
        .array(z.strictObject({ lineId: idSchema, quantity: z.int().min(1).max(9_999) }))
        .min(1)
        .max(500),
      restock: z.boolean(),
    }),
    z.strictObject({ saleId: idSchema }),
  ),
  /** Completes an exchange that comes to nothing or less; null when there is nothing to give back. */
  'refunds.finishExchange': channel(
    z.strictObject({ saleId: idSchema, expectedMinor: amountMinorSchema }),
    z.strictObject({ refund: refundViewSchema.nullable() }),
  ),
  'refunds.getReceipt': channel(
    z.strictObject({ refundId: idSchema, locale: localeSchema }),
    z.strictObject({ text: z.string(), number: z.string() }),
  ),
} as const;
