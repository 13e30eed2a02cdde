import { z } from 'zod';
import { approvalSchema, emptySchema, idSchema } from '../basics.ts';
import {
  closedShiftRowSchema,
  closedShiftSchema,
  shiftComparisonSchema,
  shiftOwnFiguresSchema,
} from '../views/shifts.ts';

const seenSchema = z.string().min(1).max(128);

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
  /** Compares once more and closes. `seen` stands for what the person looked at. */
  'shift.close': {
    request: z.strictObject({ seen: seenSchema }),
    response: z.strictObject({ shiftId: idSchema }),
  },
  'shift.listClosed': {
    request: emptySchema,
    response: z.strictObject({ shifts: z.array(closedShiftRowSchema) }),
  },
  'shift.getClosed': { request: z.strictObject({ shiftId: idSchema }), response: closedShiftSchema },
} as const;
