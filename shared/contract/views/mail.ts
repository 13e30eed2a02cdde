import { z } from 'zod';

/** How receipts are mailed. `tls`: from the first byte, usually port 465. `starttls`: before the login, usually 587. */
export const mailSettingsSchema = z.strictObject({
  on: z.boolean(),
  /** `stripe`: Stripe mails the receipts of card payments by itself; the server below is not used then. */
  way: z.enum(['smtp', 'stripe']),
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[0-9A-Za-z.:-]*$/u),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls']),
  username: z.string().trim().max(254),
  /** The sender that customers see. */
  from: z.union([z.literal(''), z.email().max(254)]),
});

export const mailAddressSchema = z.email().max(254);

export type MailSettings = z.output<typeof mailSettingsSchema>;
