import { z } from 'zod';
import {
  amountMinorSchema,
  atMsSchema,
  currencySchema,
  idSchema,
  modeSchema,
  shortTextSchema,
} from '../basics.ts';
import { cardViewSchema } from './charge.ts';
import { customerOfSaleSchema } from './customers.ts';
import { refundViewSchema } from './refunds.ts';
import { decisionViewSchema } from './charge-legs.ts';
import { exemptionSchema, saleLineSchema, saleTotalsSchema } from './sale.ts';

/** Where a card tender stands against Stripe, and who said so. */
export const reconciliationStateSchema = z.enum(['pending', 'matched', 'mismatched', 'missing-at-stripe']);

/**
 * How Stripe and this till can differ about one payment. `state`: paid here and not there, or cancelled here and open
 * there; `not-captured`: the bank holds the amount and nobody took it; `charged-after-cancel`: Stripe has money that
 * was given up here.
 */
export const mismatchKindSchema = z.enum([
  'amount',
  'tip',
  'currency',
  'mode',
  'state',
  'not-captured',
  'charged-after-cancel',
  'missing-at-stripe',
]);
export const reconciliationSourceSchema = z.enum(['relay', 'sweep', 'till', 'manager']);

export const transactionStatusSchema = z.enum([
  'paid',
  'in-progress',
  'in-doubt',
  'mismatch',
  'overpaid',
  'part-refunded',
  'refunded',
  'refund-failed',
  'voided',
]);

/** What the list is asked for: each part narrows it down. */
export const transactionQuerySchema = z.strictObject({
  /** Words, receipt or sale number, amount, last digits, cashier, the code of a receipt, an id at Stripe. */
  text: z.string().trim().max(120),
  /** Any of these; none: whatever the status. */
  statuses: z.array(transactionStatusSchema).max(9),
  tender: z.enum(['cash', 'card']).nullable(),
  cashierId: idSchema.nullable(),
  register: shortTextSchema.nullable(),
  customerId: idSchema.nullable(),
  fromMs: atMsSchema.nullable(),
  untilMs: atMsSchema.nullable(),
  /** The answer's `next` of the page before; null for the newest. */
  before: z.int().min(0).nullable(),
  limit: z.int().min(1).max(200),
});

/** A row of the list. */
export const transactionRowSchema = z.strictObject({
  saleId: idSchema,
  number: z.int(),
  receiptNumber: z.string().nullable(),
  status: transactionStatusSchema,
  atMs: atMsSchema,
  cashierName: z.string(),
  currency: currencySchema,
  totalMinor: amountMinorSchema,
  /** What was given back or is on its way. */
  refundedMinor: amountMinorSchema,
  tenders: z.array(
    z.strictObject({
      kind: z.enum(['cash', 'card']),
      brand: z.string().nullable(),
      last4: z.string().nullable(),
    }),
  ),
  itemSummary: z.string(),
  /** Null: nobody in particular. Empty: somebody who was erased. */
  customerName: z.string().nullable(),
});

/** One thing that happened to a tender: command, answer, decline, webhook, sweep. Newest last. */
export const timelineEntrySchema = z.strictObject({
  atMs: atMsSchema,
  kind: z.enum([
    'tender-opened',
    'intent-requested',
    'intent-created',
    'reader-armed',
    'reader-released',
    'card-presented',
    'declined',
    'approved',
    'captured',
    'twin-found',
    'second-purchase',
    'cancelled',
    'in-doubt',
    'resolved',
    'webhook',
    'sweep',
    'checked',
    'recovered',
    'adopted',
    'manager-decision',
    'overpaid',
    'refund-requested',
    'refund-pending',
    'refund-succeeded',
    'refund-failed',
    'refund-cancelled',
    'refund-refused',
    'refund-withdrawn',
    'refund-paid-out',
  ]),
  /** Who witnessed it. */
  source: z.enum(['till', 'reader', 'stripe', 'relay', 'sweep', 'manager']),
  detail: z.strictObject({
    attempt: z.int().nullable(),
    declineCode: z.string().nullable(),
    eventType: z.string().nullable(),
    eventId: z.string().nullable(),
    readerLabel: z.string().nullable(),
    reason: z.string().nullable(),
    /** Of a refund. */
    amountMinor: amountMinorSchema.optional(),
  }),
});

export const cardLegSchema = z.strictObject({
  tenderId: idSchema,
  kind: z.literal('card'),
  state: z.string(),
  amountMinor: amountMinorSchema,
  capturedMinor: amountMinorSchema.nullable(),
  /** The tip in what was captured; the leg pays the rest of it. */
  tipMinor: amountMinorSchema,
  /** A manager's word about it, kept when Stripe's answer has superseded it. */
  decision: decisionViewSchema.nullable(),
  /** `possible`: a manager may say that the customer paid it in cash. `done`: it went back, and cash took its place. */
  asCash: z.enum(['no', 'possible', 'done']),
  card: cardViewSchema.nullable(),
  attempts: z.int(),
  /** The field's own name at Stripe; shown in full with a copy button. */
  stripe_payment_intent_id: z.string().nullable(),
  chargeId: z.string().nullable(),
  dashboardUrl: z.string().nullable(),
  reconciliation: z.strictObject({
    state: reconciliationStateSchema,
    source: reconciliationSourceSchema.nullable(),
    atMs: atMsSchema.nullable(),
    why: mismatchKindSchema.nullable(),
  }),
  /** What cardholders contest of it, newest first; Stripe's own words. */
  disputes: z.array(
    z.strictObject({
      disputeId: z.string(),
      amountMinor: amountMinorSchema,
      status: z.string(),
      reason: z.string(),
      dueAtMs: atMsSchema.nullable(),
    }),
  ),
  /** What each witness says, for "Paid by whose word": null where that witness has not spoken yet. */
  witnesses: z.strictObject({
    stripeAtMs: atMsSchema.nullable(),
    tillAtMs: atMsSchema.nullable(),
    webhookAtMs: atMsSchema.nullable(),
  }),
  timeline: z.array(timelineEntrySchema),
});

export const cashLegSchema = z.strictObject({
  tenderId: idSchema,
  kind: z.literal('cash'),
  amountMinor: amountMinorSchema,
  tenderedMinor: amountMinorSchema,
  changeMinor: amountMinorSchema,
  atMs: atMsSchema,
  givenBackAtMs: atMsSchema.nullable(),
});

export const transactionDetailSchema = z.strictObject({
  saleId: idSchema,
  number: z.int(),
  receiptNumber: z.string().nullable(),
  status: transactionStatusSchema,
  mode: modeSchema,
  currency: currencySchema,
  openedAtMs: atMsSchema,
  completedAtMs: atMsSchema.nullable(),
  cashierName: z.string(),
  register: z.string(),
  shiftNumber: z.int(),
  customer: customerOfSaleSchema.nullable(),
  lines: z.array(saleLineSchema),
  totals: saleTotalsSchema,
  exemption: exemptionSchema.nullable(),
  legs: z.array(z.discriminatedUnion('kind', [cardLegSchema, cashLegSchema])),
  refunds: z.array(refundViewSchema),
  /** Whose word stands behind what was done with this sale: who asked, and who approved. */
  approvals: z.array(
    z.strictObject({
      approvalId: idSchema,
      atMs: atMsSchema,
      by: z.string(),
      /** Null: from a version that knew one person only. */
      askedBy: z.string().nullable(),
      reason: z.string(),
    }),
  ),
  /** What was given back or is on its way, here or elsewhere. */
  refundedMinor: amountMinorSchema,
});

export type TransactionQuery = z.input<typeof transactionQuerySchema>;
export type TransactionRow = z.output<typeof transactionRowSchema>;
export type TransactionDetail = z.output<typeof transactionDetailSchema>;
export type TransactionStatus = z.output<typeof transactionStatusSchema>;
export type CardLeg = z.output<typeof cardLegSchema>;
export type CashLeg = z.output<typeof cashLegSchema>;
export type TimelineEntry = z.output<typeof timelineEntrySchema>;
export type ReconciliationState = z.output<typeof reconciliationStateSchema>;
export type MismatchKind = z.output<typeof mismatchKindSchema>;
export type ReconciliationSource = z.output<typeof reconciliationSourceSchema>;
