import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema } from '../basics.ts';
import { cashPiecesSchema, closedDrawerSchema, drawerSumsSchema } from './drawer.ts';

/** A shift that was closed by somebody else than whose it was. */
export const closedForOtherSchema = z.strictObject({
  ownerName: z.string(),
  approvedBy: z.string(),
  reason: z.string(),
});

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
    /** After all discounts, tax included. Null where it was left out: less the cards it is the cash. */
    totalMinor: amountMinorSchema.nullable(),
    taxMinor: amountMinorSchema.nullable(),
    discountMinor: amountMinorSchema,
    voided: z.int(),
  }),
  /** Empty also where it was left out. */
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
  /** What cash rounding added to the sales less what it added to the refunds; null where it was left out. */
  roundingMinor: amountMinorSchema.nullable(),
  refunds: z.strictObject({
    count: z.int(),
    /** Null where it was left out. */
    cashMinor: amountMinorSchema.nullable(),
    cardMinor: amountMinorSchema,
  }),
  /**
   * Whether all that would tell what lies in the drawer was left out, because it is counted blind and whoever took the
   * report may not know.
   */
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
      counts: z.array(
        z.strictObject({
          atMs: atMsSchema,
          name: z.string(),
          countedMinor: amountMinorSchema,
          otherMinor: amountMinorSchema,
          pieces: cashPiecesSchema,
        }),
      ),
      other: closedForOtherSchema.nullable(),
      /** The last seal of the audit log before the close: on paper nobody can rewrite it. Null: it has none yet. */
      auditHead: z.strictObject({ seq: z.int(), mac: z.string() }).nullable(),
    })
    .nullable(),
});

export type ClosedForOther = z.output<typeof closedForOtherSchema>;
export type ShiftReport = z.output<typeof shiftReportSchema>;
