import { z } from 'zod';
import { emptySchema, idSchema } from '../basics.ts';
import { mailAddressSchema, mailSettingsSchema } from '../views/mail.ts';
import { channel } from './channel.ts';

/** Receipts by mail. The password goes to main and never comes back. */
export const MAIL_CHANNELS = {
  'mail.getSettings': channel(
    emptySchema,
    z.strictObject({ settings: mailSettingsSchema, hasPassword: z.boolean() }),
  ),
  'mail.saveSettings': channel(
    z.strictObject({
      settings: mailSettingsSchema,
      /** Empty keeps the saved one. */
      password: z.string().max(512),
    }),
    emptySchema,
  ),
  /** Logs in with the saved settings and sends one mail. */
  'mail.sendTest': channel(z.strictObject({ address: mailAddressSchema }), emptySchema),
  /** The customer's own wish: the address is used for this mail and kept nowhere. */
  'mail.sendReceipt': channel(
    z.strictObject({ saleId: idSchema, address: mailAddressSchema }),
    /** `by-stripe-test`: Stripe has the address and mails nothing, because the payment is a test. */
    z.strictObject({ sent: z.enum(['by-server', 'by-stripe', 'by-stripe-test']) }),
  ),
} as const;
