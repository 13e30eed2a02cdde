import { z } from 'zod';
import { amountMinorSchema, emptySchema, shortTextSchema } from '../basics.ts';
import { cashPiecesSchema, drawerViewSchema, movementKindSchema } from '../views/drawer.ts';

/** The cash drawer of the open shift: its float, what goes in and out by hand, and its count. */
export const DRAWER_CHANNELS = {
  'drawer.get': { request: emptySchema, response: drawerViewSchema },
  /** Opens the shift's drawer with what was counted into it. Once a shift. */
  'drawer.open': { request: z.strictObject({ floatMinor: amountMinorSchema }), response: emptySchema },
  'drawer.move': {
    request: z.strictObject({
      kind: movementKindSchema,
      amountMinor: amountMinorSchema,
      note: shortTextSchema,
    }),
    response: emptySchema,
  },
  /** Opens the drawer although nobody bought anything; the reason stays on record. */
  'drawer.openWithoutSale': { request: z.strictObject({ reason: shortTextSchema }), response: emptySchema },
  /** Hands a count in. What was expected is told with the answer, or after one more count where they differ much. */
  'drawer.count': {
    request: z.strictObject({ pieces: cashPiecesSchema, otherMinor: amountMinorSchema }),
    response: drawerViewSchema,
  },
  'drawer.getSettings': {
    request: emptySchema,
    response: z.strictObject({
      hasDrawer: z.boolean(),
      blind: z.boolean(),
      toleranceMinor: amountMinorSchema,
    }),
  },
  'drawer.saveSettings': {
    request: z.strictObject({
      hasDrawer: z.boolean(),
      blind: z.boolean(),
      toleranceMinor: amountMinorSchema,
    }),
    response: emptySchema,
  },
} as const;
