import { z } from 'zod';
import {
  amountMinorSchema,
  approvalSchema,
  emptySchema,
  idSchema,
  localeSchema,
  shortTextSchema,
} from '../basics.ts';
import { shiftReportSchema } from '../views/reports.ts';
import {
  closedShiftRowSchema,
  closedShiftSchema,
  shiftComparisonSchema,
  shiftOwnFiguresSchema,
} from '../views/shifts.ts';

const seenSchema = z.string().min(1).max(128);

/** How the drawer is left. `note` explains a variance, `approval` signs one that is over the tolerance. */
export const drawerAtCloseSchema = z.strictObject({
  countId: idSchema,
  note: shortTextSchema.nullable(),
  approval: approvalSchema.nullable(),
  /** What stays in the drawer for the next shift; the rest goes to the safe. */
  leftMinor: amountMinorSchema,
});
export type DrawerAtClose = z.output<typeof drawerAtCloseSchema>;

/** The open shift beside Stripe, and the closed ones. Every figure is main's. */
export const SHIFT_CHANNELS = {
  /** The open shift as this till has it, at once: Stripe is not asked. */
  'shift.ownFigures': { request: emptySchema, response: shiftOwnFiguresSchema },
  /** Reads every card payment of the open shift at Stripe, now. */
  'shift.compare': { request: emptySchema, response: shiftComparisonSchema },
  /** A manager puts a name on one difference, as it stands with these figures. */
  'shift.accept': {
    request: z.strictObject({
      lineId: z.string().min(1).max(200),
      fingerprint: z.string().min(1).max(200),
      approval: approvalSchema,
    }),
    response: emptySchema,
  },
  /**
   * Compares once more and closes. `seen` stands for what the person looked at; `drawer` for its count; `other` for who
   * allows it and why, where the shift is somebody else's.
   */
  'shift.close': {
    request: z.strictObject({
      seen: seenSchema,
      drawer: drawerAtCloseSchema.nullable(),
      other: approvalSchema.nullable(),
    }),
    response: z.strictObject({
      shiftId: idSchema,
      /** Whose shift it was, where somebody else closed it. */
      closedFor: z.string().nullable(),
    }),
  },
  'shift.listClosed': {
    request: emptySchema,
    response: z.strictObject({ shifts: z.array(closedShiftRowSchema) }),
  },
  /** The X of the open shift (`shiftId` null), or the Z of a closed one, with its text for paper. */
  'shift.getReport': {
    request: z.strictObject({ shiftId: idSchema.nullable(), locale: localeSchema }),
    response: z.strictObject({ report: shiftReportSchema, text: z.string() }),
  },
  'shift.getClosed': { request: z.strictObject({ shiftId: idSchema }), response: closedShiftSchema },
} as const;
