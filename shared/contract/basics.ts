import { z } from 'zod';
import { LOCALES } from '../domain/locale/index.ts';
import { minorUnits, isCurrencyCode, currencyCode } from '../domain/money/index.ts';
import { BADGE_FORM } from '../domain/permission/index.ts';

/** The building blocks of the contract. Every object is strict: an unknown key is refused, never dropped. */
export const idSchema = z.string().min(1).max(64);

/** A whole number of minor units (cents, yen, fils); the currency stands beside it or is the store's. */
export const amountMinorSchema = z
  .int()
  .min(-999_999_999_999)
  .max(999_999_999_999)
  .transform((value) => minorUnits(value));

export const currencySchema = z
  .string()
  .refine(isCurrencyCode)
  .transform((value) => currencyCode(value));

export const moneySchema = z.strictObject({ amountMinor: amountMinorSchema, currency: currencySchema });

/** Milliseconds since 1970, from the till's clock; for display only, never to order money. */
export const atMsSchema = z.int().min(0);

export const localeSchema = z.enum(LOCALES);

/** Where the money of this profile goes: nowhere (training), Stripe's test mode, or real life. */
export const modeSchema = z.enum(['training', 'test', 'live']);

/** Text typed by a person: trimmed, bounded, no control characters. */
export const shortTextSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => !/\p{Cc}/u.test(text));

export const pinSchema = z.string().regex(/^\d{4,8}$/);

export const badgeSchema = z.string().regex(BADGE_FORM);

/**
 * A manager's approval of one act: PIN or badge prove who, the reason stays in the record. `by` says whose PIN it is;
 * null: that of whoever stands there, or of the only one who may approve.
 */
export const approvalSchema = z.strictObject({
  pin: pinSchema.nullable(),
  reason: shortTextSchema,
  by: idSchema.nullable().default(null),
  badge: badgeSchema.nullable().default(null),
});

export const emptySchema = z.strictObject({});

export type Approval = z.input<typeof approvalSchema>;
export type Mode = z.output<typeof modeSchema>;
export type { Locale } from '../domain/locale/index.ts';
