import { z } from 'zod';
import { EXCEPTION_KINDS } from '../../domain/shift/index.ts';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema } from '../basics.ts';
import { closedDrawerSchema, drawerEventSchema } from './drawer.ts';
import { closedForOtherSchema } from './reports.ts';

export const shiftLineSchema = z.strictObject({
  lineId: z.string(),
  kind: z.enum(['matched', ...EXCEPTION_KINDS]),
  sale: z.strictObject({ saleId: idSchema, number: z.int() }).nullable(),
  card: z.strictObject({ brand: z.string(), last4: z.string().nullable() }).nullable(),
  paymentIntentId: z.string().nullable(),
  atMs: atMsSchema,
  tillMinor: amountMinorSchema,
  /** Null: Stripe was not able to say. */
  stripeMinor: amountMinorSchema.nullable(),
  /** Stripe minus till; null while Stripe's part is not known. */
  differenceMinor: amountMinorSchema.nullable(),
  currency: currencySchema,
  /** What an approval of this line covers; it lapses when kind or figures change. */
  fingerprint: z.string(),
  accepted: z.strictObject({ name: z.string(), reason: z.string(), atMs: atMsSchema }).nullable(),
});

const totalsSchema = z.strictObject({
  sales: z.int(),
  payments: z.int(),
  tillMinor: amountMinorSchema,
  stripeMinor: amountMinorSchema,
  differenceMinor: amountMinorSchema,
  tipsMinor: amountMinorSchema,
  cashInMinor: amountMinorSchema,
  cashOutMinor: amountMinorSchema,
});

/** Of the open shift: what would tell what lies in a drawer that is counted blind is null. */
const openTotalsSchema = totalsSchema.extend({
  cashInMinor: amountMinorSchema.nullable(),
  cashOutMinor: amountMinorSchema.nullable(),
});

/** The open shift as this till alone has it. No amount in it was compared with Stripe. */
export const shiftOwnFiguresSchema = z.strictObject({
  shiftId: idSchema,
  number: z.int(),
  openedAtMs: atMsSchema,
  currency: currencySchema,
  sales: z.int(),
  payments: z.int(),
  tillMinor: amountMinorSchema,
  tipsMinor: amountMinorSchema,
  /** Null where the drawer is counted blind. */
  cashInMinor: amountMinorSchema.nullable(),
  cashOutMinor: amountMinorSchema.nullable(),
});

/** Why a shift can't be closed yet, however well the books agree. */
export const shiftObstacleSchema = z.enum(['payment-under-way', 'sale-partly-paid', 'refund-under-way']);

/** The open shift beside Stripe, as main read it a moment ago. */
export const shiftComparisonSchema = z.strictObject({
  shiftId: idSchema,
  number: z.int(),
  openedAtMs: atMsSchema,
  comparedAtMs: atMsSchema,
  /** Whose it is; null while nobody has opened the drawer or sold in it. */
  openedByName: z.string().nullable(),
  /** Whether closing it needs a name and a reason, because it is somebody else's. */
  isOthers: z.boolean(),
  currency: currencySchema,
  totals: openTotalsSchema,
  matched: z.strictObject({
    count: z.int(),
    tillMinor: amountMinorSchema,
    stripeMinor: amountMinorSchema,
  }),
  /** All that is not proved, worst first. */
  exceptions: z.array(shiftLineSchema),
  unexplained: z.int(),
  obstacles: z.array(shiftObstacleSchema),
  canClose: z.boolean(),
  /** Stands for all that was seen; closing is refused when it is another by then. */
  seen: z.string(),
});

export const closedShiftRowSchema = z.strictObject({
  shiftId: idSchema,
  number: z.int(),
  openedAtMs: atMsSchema,
  closedAtMs: atMsSchema,
  closedByName: z.string(),
  currency: currencySchema,
  totals: totalsSchema,
  accepted: z.int(),
  /** What turned up after the close. */
  amendments: z.int(),
});

/** Something that happened to a closed shift's money afterwards. The shift itself stays as it was closed. */
export const shiftAmendmentSchema = z.strictObject({
  kind: z.enum(['refunded-elsewhere', 'orphan-found', 'doubt-resolved']),
  atMs: atMsSchema,
  /** What it adds to, or takes from, what Stripe has for this shift. */
  amountMinor: amountMinorSchema,
  currency: currencySchema,
  paymentIntentId: z.string().nullable(),
  sale: z.strictObject({ saleId: idSchema, number: z.int() }).nullable(),
});

export const closedShiftSchema = z.strictObject({
  shift: closedShiftRowSchema,
  lines: z.array(shiftLineSchema),
  amendments: z.array(shiftAmendmentSchema),
  /** Null where the register had no drawer. */
  drawer: closedDrawerSchema.nullable(),
  drawerEvents: z.array(drawerEventSchema),
  other: closedForOtherSchema.nullable(),
});

export type ShiftLine = z.output<typeof shiftLineSchema>;
export type ShiftOwnFigures = z.output<typeof shiftOwnFiguresSchema>;
export type ShiftTotals = z.output<typeof totalsSchema>;
export type ShiftObstacle = z.output<typeof shiftObstacleSchema>;
export type ShiftComparison = z.output<typeof shiftComparisonSchema>;
export type ClosedShiftRow = z.output<typeof closedShiftRowSchema>;
export type ShiftAmendment = z.output<typeof shiftAmendmentSchema>;
export type ClosedShift = z.output<typeof closedShiftSchema>;
