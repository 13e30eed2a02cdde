import { z } from 'zod';
import { amountMinorSchema, atMsSchema, currencySchema, idSchema } from '../basics.ts';

export const cashPiecesSchema = z
  .array(z.strictObject({ valueMinor: z.int().min(1), count: z.int().min(0).max(99_999) }))
  .max(40);

/** By hand: into the drawer, out of it, or out of it into the safe. */
export const movementKindSchema = z.enum(['pay-in', 'pay-out', 'drop']);

/** The drawer in the frame of the page. `closed`: the shift has no float yet. `none`: this register has no drawer. */
export const drawerChipSchema = z.strictObject({
  state: z.enum(['none', 'closed', 'open']),
  /** What the last close left in it, as a proposal for the float; null before the first. */
  leftMinor: amountMinorSchema.nullable(),
  /** Another one as soon as cash of the shift moved; says nothing about how much. */
  stamp: z.string(),
});

/** One thing that happened to the drawer, whether or not it opened by itself. */
export const drawerEventSchema = z.strictObject({
  id: z.string(),
  kind: z.enum([
    'opened',
    'sale',
    'given-back',
    'refund',
    'pay-in',
    'pay-out',
    'drop',
    'without-sale',
    'counted',
  ]),
  atMs: atMsSchema,
  /** What went in (above 0) or out (below 0); for a count what was counted; null where nothing moved. */
  amountMinor: amountMinorSchema.nullable(),
  name: z.string(),
  note: z.string().nullable(),
  sale: z.strictObject({ saleId: idSchema, number: z.int() }).nullable(),
});

export const drawerSumsSchema = z.strictObject({
  floatMinor: amountMinorSchema,
  cashInMinor: amountMinorSchema,
  cashOutMinor: amountMinorSchema,
  payInMinor: amountMinorSchema,
  payOutMinor: amountMinorSchema,
  dropMinor: amountMinorSchema,
});

export const varianceLevelSchema = z.enum(['none', 'amber', 'red']);

export const likelyCauseSchema = z.strictObject({
  kind: z.enum([
    'card-rung-as-cash',
    'cash-sale-not-paid',
    'drop-not-recorded',
    'drop-not-made',
    'pay-out-not-made',
    'change-given-twice',
    'change-not-given',
    'refund-not-given',
    'void-after-cash',
    'digits-swapped',
  ]),
  atMs: atMsSchema.nullable(),
  meantMinor: amountMinorSchema.nullable(),
  sale: z.strictObject({ saleId: idSchema, number: z.int() }).nullable(),
});

/** A count that is over: what was expected is told only now. */
export const revealedCountSchema = z.strictObject({
  countId: idSchema,
  atMs: atMsSchema,
  countedMinor: amountMinorSchema,
  expectedMinor: amountMinorSchema,
  varianceMinor: amountMinorSchema,
  toleranceMinor: amountMinorSchema,
  level: varianceLevelSchema,
  causes: z.array(likelyCauseSchema),
  sums: drawerSumsSchema,
});

/** The drawer of the open shift. Before a count nothing here tells what should lie in it. */
export const drawerViewSchema = z.strictObject({
  shiftId: idSchema,
  number: z.int(),
  currency: currencySchema,
  state: z.enum(['none', 'closed', 'open']),
  leftMinor: amountMinorSchema.nullable(),
  opened: z.strictObject({ floatMinor: amountMinorSchema, name: z.string(), atMs: atMsSchema }).nullable(),
  /** `to-count`: not counted yet, or something moved since. `count-again`: the first count was off, once more. */
  count: z.enum(['to-count', 'count-again', 'revealed']),
  revealed: revealedCountSchema.nullable(),
  /** What happened by hand, newest first; after the count all that moved cash. */
  events: z.array(drawerEventSchema),
});

/** What a closed shift's drawer came to. */
export const closedDrawerSchema = z.strictObject({
  sums: drawerSumsSchema,
  expectedMinor: amountMinorSchema,
  countedMinor: amountMinorSchema,
  varianceMinor: amountMinorSchema,
  toleranceMinor: amountMinorSchema,
  level: varianceLevelSchema,
  note: z.string().nullable(),
  /** Who signed a variance that was too large. */
  signedBy: z.string().nullable(),
  leftMinor: amountMinorSchema,
});

export type CashPiecesInput = z.output<typeof cashPiecesSchema>;
export type MovementKind = z.output<typeof movementKindSchema>;
export type DrawerChip = z.output<typeof drawerChipSchema>;
export type DrawerEvent = z.output<typeof drawerEventSchema>;
export type DrawerSumsView = z.output<typeof drawerSumsSchema>;
export type RevealedCount = z.output<typeof revealedCountSchema>;
export type DrawerView = z.output<typeof drawerViewSchema>;
export type ClosedDrawer = z.output<typeof closedDrawerSchema>;
