import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema } from '../basics.ts';
import { closedDrawerSchema, drawerSumsSchema } from './drawer.ts';

/**
 * What a shift came to. `X`: the open one as it is now, any time and without consequence. `Z`: what it was closed with,
 * numbered and never changed. Amounts in minor units of `currency`.
 */
export const shiftReportSchema = z.strictObject({
  kind: z.enum(['X', 'Z']),
  shiftId: idSchema,
  number: z.int(),
  storeName: z.string(),
  register: z.string(),
  currency: currencySchema,
  openedAtMs: atMsSchema,
  openedByName: z.string(),
  /** When an X was taken, or the shift closed. */
  atMs: atMsSchema,
  byName: z.string(),
  sales: z.strictObject({
    count: z.int(),
    items: z.int(),
    /** After all discounts, tax included. */
    totalMinor: amountMinorSchema,
    taxMinor: amountMinorSchema,
    discountMinor: amountMinorSchema,
    voided: z.int(),
  }),
  taxes: z.array(
    z.strictObject({
      name: z.string(),
      ratePpm: z.int(),
      netMinor: amountMinorSchema,
      taxMinor: amountMinorSchema,
      /** What of the rate was sold to customers who are exempt. Reports of older versions do not have it. */
      isExempt: z.boolean().default(false),
    }),
  ),
  tenders: z.array(
    z.strictObject({
      kind: z.enum(['cash', 'card']),
      /** As Stripe names it; null for cash. */
      brand: z.string().nullable(),
      count: z.int(),
      amountMinor: amountMinorSchema,
    }),
  ),
  tipsMinor: amountMinorSchema,
  /** What cash rounding added to the sales less what it added to the refunds; below zero where it took off. */
  roundingMinor: amountMinorSchema,
  refunds: z.strictObject({
    count: z.int(),
    cashMinor: amountMinorSchema,
    cardMinor: amountMinorSchema,
  }),
  /** Whether what would tell what lies in the drawer was left out, because it is counted blind. */
  isBlind: z.boolean(),
  /** Null where the register has no drawer, and where it was left out. */
  drawer: drawerSumsSchema.nullable(),
  /** Only of a Z. */
  closed: z
    .strictObject({
      stripeMinor: amountMinorSchema,
      tillMinor: amountMinorSchema,
      /** Differences that a manager put a name on. */
      accepted: z.int(),
      drawer: closedDrawerSchema.nullable(),
    })
    .nullable(),
});

export type ShiftReport = z.output<typeof shiftReportSchema>;
