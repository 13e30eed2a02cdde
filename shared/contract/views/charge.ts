import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema } from '../basics.ts';
import { ERROR_CODES } from '../errors.ts';
import { decisionViewSchema, legStateSchema, tipsViewSchema } from './charge-legs.ts';

/** How a card was read. */
export const entryModeSchema = z.enum(['contactless', 'chip', 'swipe', 'unknown']);

/** What may be shown of a card. There is no field for its number anywhere in this product. */
export const cardViewSchema = z.strictObject({
  brand: z.string(),
  last4: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
  entryMode: entryModeSchema,
  wallet: z.string().nullable(),
  authorisationCode: z.string().nullable(),
});

export const declineClassSchema = z.enum([
  'insufficient-funds',
  'wrong-pin',
  'pin-required',
  'card-not-accepted',
  'card-expired',
  'try-again',
  'call-bank',
  'declined',
]);

/** The one line that every card state answers: did money move? */
export const moneyLineSchema = z.enum([
  'nothing-charged',
  'asking-the-bank',
  'held',
  'charged',
  'charged-too-much',
  'not-known-yet',
]);

/** What the cashier may do now; main decides, the page draws a button for each. */
export const chargeActionSchema = z.enum([
  'cancel',
  'other-card',
  'try-again',
  'other-way-to-pay',
  'check-with-stripe',
  'manager-decides',
  'pay-the-rest',
  'next-customer',
  'new-sale',
  'open-reader-settings',
  'over-the-internet',
  'second-purchase',
  'let-go',
]);

/** The states of the card panel: what the cashier sees while one card tender runs. */
export const cardPanelStateSchema = z.enum([
  'preparing',
  'present-card',
  'not-picked-up',
  'card-inserted',
  'pin-entry',
  'processing',
  'remove-card',
  'approved',
  'declined',
  'customer-cancelled',
  'timed-out',
  'reader-lost',
  'reader-busy',
  'ready',
  'cancelling',
  'cancelled',
  'checking',
  'in-doubt',
  /** In doubt before any card was asked for: nothing can have been charged. */
  'not-asked',
  'held',
  'suspected-twin',
  'hold-released',
  'decided-charged',
  'decided-not-charged',
  'overpaid',
]);

export const cardPanelSchema = z.strictObject({
  tenderId: idSchema,
  state: cardPanelStateSchema,
  amountMinor: amountMinorSchema,
  readerLabel: z.string().nullable(),
  /** The way to the reader that asks for the card now; null while none does. */
  driver: z.enum(['lan', 'server-driven']).nullable(),
  attempt: z.int().min(0),
  sinceMs: atMsSchema,
  /** When an armed reader is released because nobody paid; null while none is armed. */
  releaseAtMs: atMsSchema.nullable(),
  moneyLine: moneyLineSchema,
  /** The register whose payment is on the reader now, in the state `reader-busy`; null where nobody knows. */
  heldBy: z.string().nullable(),
  /** Why Stripe refused the step that ended this state, where a person can act on it; said instead of the state. */
  refusedBy: z.enum(ERROR_CODES).nullable(),
  decline: z.strictObject({ class: declineClassSchema, code: z.string() }).nullable(),
  card: cardViewSchema.nullable(),
  paymentIntentId: z.string().nullable(),
  /** The tip in `amountMinor` that was chosen on the till. */
  tipMinor: amountMinorSchema,
  /** In the state `suspected-twin`: the earlier payment by the same card of the same amount. */
  twin: z
    .strictObject({
      saleNumber: z.int(),
      receiptNumber: z.string().nullable(),
      ofThisSale: z.boolean(),
      /** False: the bank only holds the earlier one too. */
      taken: z.boolean(),
      atMs: atMsSchema,
    })
    .nullable(),
  /** When Stripe is asked about it the next time; null while it is being asked, or needs no answer. */
  nextTryAtMs: atMsSchema.nullable(),
  /** Until when a hold can be captured, and whether that is near. */
  captureBeforeMs: atMsSchema.nullable(),
  captureNear: z.boolean(),
  decision: decisionViewSchema.nullable(),
  actions: z.array(chargeActionSchema),
});

/** A finished or running way of paying part of the sale. */
export const tenderViewSchema = z.strictObject({
  tenderId: idSchema,
  kind: z.enum(['cash', 'card']),
  state: legStateSchema,
  /** The part of the sale that it pays. */
  amountMinor: amountMinorSchema,
  tipMinor: amountMinorSchema,
  tenderedMinor: amountMinorSchema.nullable(),
  changeMinor: amountMinorSchema.nullable(),
  card: cardViewSchema.nullable(),
});

/** The charge screen: one sale that is being paid, or just was. */
export const chargeViewSchema = z.strictObject({
  saleId: idSchema,
  saleNumber: z.int(),
  currency: currencySchema,
  totalMinor: amountMinorSchema,
  paidMinor: amountMinorSchema,
  dueMinor: amountMinorSchema,
  tipsMinor: amountMinorSchema,
  /** What may be asked for now: due, less what a card may have been charged already. */
  takeableMinor: amountMinorSchema,
  /** The smallest amount that a card takes. */
  cardMinMinor: amountMinorSchema,
  tips: tipsViewSchema,
  /** What is due in cash, after the currency's cash rounding. */
  dueInCashMinor: amountMinorSchema,
  /** What of `dueInCashMinor` is rounding to the coins there are; below zero where the customer pays less. */
  cashRoundingMinor: amountMinorSchema,
  likelyNotesMinor: z.array(amountMinorSchema),
  tenders: z.array(tenderViewSchema),
  cardPanel: cardPanelSchema.nullable(),
  /** Set when the sale is complete: the page shows the change or the approval and offers the next sale. */
  completed: z
    .strictObject({ receiptNumber: z.string(), changeMinor: amountMinorSchema, completedAtMs: atMsSchema })
    .nullable(),
  /** False while a card tender could still charge: leaving for cash is refused until Stripe confirms (DESIGN 6.6). */
  cashAllowed: z.boolean(),
  cardAllowed: z.boolean(),
  /** True when something was paid, the sale is not complete, and all of it can be given back. */
  unwindAllowed: z.boolean(),
});

export type CardView = z.output<typeof cardViewSchema>;
export type CardPanel = z.output<typeof cardPanelSchema>;
export type CardPanelState = z.output<typeof cardPanelStateSchema>;
export type ChargeAction = z.output<typeof chargeActionSchema>;
export type ChargeView = z.output<typeof chargeViewSchema>;
export type TenderView = z.output<typeof tenderViewSchema>;
export type MoneyLine = z.output<typeof moneyLineSchema>;
export type EntryMode = z.output<typeof entryModeSchema>;
