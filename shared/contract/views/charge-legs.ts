import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema } from '../basics.ts';

/** A manager's word about a payment that Stripe has not answered for. Never shown as Stripe's. */
export const decisionViewSchema = z.strictObject({
  verdict: z.enum(['treat-as-charged', 'treat-as-not-charged']),
  managerName: z.string(),
  reason: z.string(),
});

/** How one leg of a sale stands, in the words of the screen. */
export const legStateSchema = z.enum([
  'taken',
  'given-back',
  'approved',
  'refunded',
  'under-way',
  'held',
  'in-doubt',
  'decided',
  'overpaid',
]);

/** Where a tip can be added, and what the quick choices on the till come to for all that is due. */
export const tipsViewSchema = z.strictObject({
  where: z.enum(['off', 'reader', 'till']),
  choices: z.array(z.strictObject({ percent: z.int(), amountMinor: amountMinorSchema })),
});

/** A tip chosen on the till; main computes a share itself. */
export const tipChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(0).max(50) }),
  z.strictObject({ kind: z.literal('amount'), amountMinor: amountMinorSchema }),
]);

/** What the till does about a payment that is not settled. */
export const unsettledDoingSchema = z.enum([
  'asking-stripe',
  'finding-the-payment',
  'cancelling',
  'capturing',
  'waits-for-cashier',
  'decided-charged',
  'decided-not-charged',
]);

/** One payment in the tray: unknown, held, or decided by a manager and not yet proved. */
export const unsettledSchema = z.strictObject({
  tenderId: idSchema,
  saleId: idSchema,
  saleNumber: z.int(),
  currency: currencySchema,
  amountMinor: amountMinorSchema,
  cashierName: z.string(),
  sinceMs: atMsSchema,
  doing: unsettledDoingSchema,
  nextTryAtMs: atMsSchema.nullable(),
  /** Until when a hold can be captured; null without one. */
  captureBeforeMs: atMsSchema.nullable(),
  captureNear: z.boolean(),
  decision: decisionViewSchema.nullable(),
  /** False where there is nothing to decide: the amount is only held, or somebody decided already. */
  mayDecide: z.boolean(),
  paymentIntentId: z.string().nullable(),
});

/** A payment that a manager called paid, and that Stripe never had. */
export const missingMoneySchema = z.strictObject({
  tenderId: idSchema,
  saleId: idSchema,
  saleNumber: z.int(),
  currency: currencySchema,
  amountMinor: amountMinorSchema,
  decision: decisionViewSchema,
  sinceMs: atMsSchema,
});

/** What an unwound sale gave back. */
export const unwoundSchema = z.strictObject({
  cashBackMinor: amountMinorSchema,
  refundedMinor: amountMinorSchema,
});

export type Unsettled = z.output<typeof unsettledSchema>;
export type UnsettledDoing = z.output<typeof unsettledDoingSchema>;
export type MissingMoney = z.output<typeof missingMoneySchema>;
export type LegState = z.output<typeof legStateSchema>;
export type DecisionView = z.output<typeof decisionViewSchema>;
export type TipsView = z.output<typeof tipsViewSchema>;
export type Unwound = z.output<typeof unwoundSchema>;
