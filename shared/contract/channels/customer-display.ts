import { z } from 'zod';
import { emptySchema } from '../basics.ts';
import {
  computerScreenSchema,
  customerDisplaySchema,
  customerDisplaySettingsSchema,
} from '../views/customer-display.ts';
import { channel } from './channel.ts';

/** The screen that faces the customer: how it is set up, and what it would show. */
export const CUSTOMER_DISPLAY_CHANNELS = {
  'customerDisplay.getSettings': channel(
    emptySchema,
    z.strictObject({
      settings: customerDisplaySettingsSchema,
      /** Empty where the shell can't know: in a browser. */
      screens: z.array(computerScreenSchema),
      /** With settings as they are now: an example of each screen. */
      examples: z.array(customerDisplaySchema),
    }),
  ),
  'customerDisplay.saveSettings': channel(
    z.strictObject({ settings: customerDisplaySettingsSchema }),
    emptySchema,
  ),
} as const;
