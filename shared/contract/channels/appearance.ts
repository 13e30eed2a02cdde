import { z } from 'zod';
import { emptySchema } from '../basics.ts';
import { appearanceSchema, shortcutKeySchema } from '../views/appearance.ts';

/** How this till looks, sounds and hears. */
export const APPEARANCE_CHANNELS = {
  'appearance.save': { request: appearanceSchema, response: emptySchema },
  /** The keys that differ from what comes with the till; all others go back to that. Refused where two meet. */
  'shortcuts.save': {
    request: z.strictObject({ keys: z.array(shortcutKeySchema).max(100) }),
    response: emptySchema,
  },
} as const;
