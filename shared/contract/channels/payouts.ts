import { z } from 'zod';
import { emptySchema, idSchema } from '../basics.ts';
import { payoutDetailSchema, payoutRowSchema } from '../views/payouts.ts';
import { channel } from './channel.ts';

/** What Stripe pays to the shop's bank. Only a register that is the back office keeps it. */
export const PAYOUT_CHANNELS = {
  'payouts.list': channel(
    emptySchema,
    z.strictObject({ isBackOffice: z.boolean(), rows: z.array(payoutRowSchema) }),
  ),
  'payouts.get': channel(z.strictObject({ payoutId: idSchema }), payoutDetailSchema),
  'payouts.setBackOffice': channel(z.strictObject({ on: z.boolean() }), emptySchema),
} as const;
