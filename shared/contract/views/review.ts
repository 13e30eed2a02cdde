import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema } from '../basics.ts';
import { cardViewSchema } from './charge.ts';
import { mismatchKindSchema } from './transactions.ts';

/** What can wait for a manager. Each kind has its own sentences: what happened, where the money is, what to do. */
export const reviewKindSchema = z.enum([
  'orphan',
  'duplicate',
  'mismatch',
  'missing-at-stripe',
  'overpaid',
  'refund-failed',
  'refunded-elsewhere',
  'hold-lapsing',
  'dispute',
  'journal-damaged',
  'forged-events',
]);

export const reviewSeveritySchema = z.enum(['critical', 'high', 'medium', 'low']);

/** Where the money of an item is, as far as anybody knows. */
export const reviewMoneySchema = z.enum([
  'at-stripe',
  'on-hold',
  'not-at-stripe',
  'given-back',
  'taken-back-by-bank',
  'not-known',
  'none',
]);

export const reviewActionSchema = z.enum([
  'adopt',
  'repair-tender',
  'refund',
  'release-hold',
  'open-sale',
  'check-with-stripe',
  'dismiss',
]);

export const reviewItemSchema = z.strictObject({
  /** The same for the same trouble at each look. */
  itemId: z.string(),
  kind: reviewKindSchema,
  severity: reviewSeveritySchema,
  why: mismatchKindSchema.nullable(),
  foundAtMs: atMsSchema,
  dueAtMs: atMsSchema.nullable(),
  money: reviewMoneySchema,
  /** What is at stake; null where it is no amount. */
  amountMinor: amountMinorSchema.nullable(),
  currency: currencySchema,
  /** What Stripe says; null where nothing of it is there. */
  stripe: z
    .strictObject({
      paymentIntentId: z.string().nullable(),
      amountMinor: amountMinorSchema,
      atMs: atMsSchema,
      register: z.string().nullable(),
      card: cardViewSchema.nullable(),
    })
    .nullable(),
  /** The sale here that it is about; null where none is known. */
  sale: z
    .strictObject({
      saleId: idSchema,
      number: z.int(),
      amountMinor: amountMinorSchema,
      atMs: atMsSchema,
      items: z.string(),
    })
    .nullable(),
  /** The payment before it that a suspected duplicate looks like; null for every other kind. */
  earlier: z
    .strictObject({
      sale: z.int(),
      receiptNumber: z.string().nullable(),
      amountMinor: amountMinorSchema,
      atMs: atMsSchema,
      card: cardViewSchema.nullable(),
      paymentIntentId: z.string().nullable(),
    })
    .nullable()
    .default(null),
  /** A code of Stripe or the bank: a dispute's reason, why a refund failed. */
  detail: z.string().nullable(),
  /** How many, where an item stands for several. */
  count: z.int().nullable(),
  /** What a manager most likely wants, first. */
  actions: z.array(reviewActionSchema),
});

export const reviewDoneSchema = z.strictObject({
  item: reviewItemSchema,
  how: z.enum(['adopted', 'refunded', 'repaired', 'dismissed']),
  atMs: atMsSchema,
  staffName: z.string(),
  reason: z.string(),
});

/** From where the items of a recovered sale come. `one-line`: nobody knows them, only the amount. */
export const adoptionSourceSchema = z.enum(['journal', 'items', 'one-line']);

export const adoptionSchema = z.strictObject({
  source: adoptionSourceSchema,
  lines: z.array(z.strictObject({ name: z.string(), quantity: z.int(), unitPriceMinor: amountMinorSchema })),
  totalMinor: amountMinorSchema,
});

/** A completed sale that was probably paid by this charge, although it says cash. */
export const repairSchema = z.strictObject({
  saleId: idSchema,
  number: z.int(),
  receiptNumber: z.string().nullable(),
  atMs: atMsSchema,
  /** Charge and sale were this long apart. */
  apartMs: z.int(),
  sameItems: z.boolean(),
});

/** What can be made of an orphan, best first. */
export const orphanOptionsSchema = z.strictObject({
  adoptions: z.array(adoptionSchema),
  repairs: z.array(repairSchema),
});

export const registersSchema = z.strictObject({
  own: z.string(),
  others: z.array(z.strictObject({ register: z.string(), charges: z.int(), lastAtMs: atMsSchema })),
  retired: z.array(z.strictObject({ register: z.string(), atMs: atMsSchema })),
});

export type ReviewItem = z.output<typeof reviewItemSchema>;
export type ReviewKind = z.output<typeof reviewKindSchema>;
export type ReviewSeverity = z.output<typeof reviewSeveritySchema>;
export type ReviewMoney = z.output<typeof reviewMoneySchema>;
export type ReviewAction = z.output<typeof reviewActionSchema>;
export type ReviewDone = z.output<typeof reviewDoneSchema>;
export type Adoption = z.output<typeof adoptionSchema>;
export type AdoptionSource = z.output<typeof adoptionSourceSchema>;
export type Repair = z.output<typeof repairSchema>;
export type OrphanOptions = z.output<typeof orphanOptionsSchema>;
export type Registers = z.output<typeof registersSchema>;
