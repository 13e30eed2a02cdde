import { z } from 'zod';
import { emptySchema, idSchema } from '../basics.ts';
import { customerDetailSchema, customerRowSchema } from '../views/customers.ts';
import { channel } from './channel.ts';

const lineSchema = z
  .string()
  .trim()
  .max(120)
  .refine((text) => !/\p{Cc}/u.test(text));

/** What is kept of a customer. Empty texts are nothing said. */
export const customerSaidSchema = z.strictObject({
  name: lineSchema,
  mail: z.union([z.literal(''), z.email().max(254)]),
  phone: lineSchema,
  note: z.string().trim().max(500),
  mailConsent: z.boolean(),
});

/** Who sales are for. */
export const CUSTOMER_CHANNELS = {
  'customers.search': channel(
    z.strictObject({ text: z.string().trim().max(80), limit: z.int().min(1).max(100) }),
    z.strictObject({ customers: z.array(customerRowSchema) }),
  ),
  'customers.get': channel(z.strictObject({ customerId: idSchema }), customerDetailSchema),
  /** Null adds one. Answers with those who look like the same person instead, unless they were seen. */
  'customers.save': channel(
    z.strictObject({
      customerId: idSchema.nullable(),
      said: customerSaidSchema,
      evenIfKnown: z.boolean(),
    }),
    z.strictObject({ customerId: idSchema.nullable(), alike: z.array(customerRowSchema) }),
  ),
  'customers.attach': channel(
    z.strictObject({ saleId: idSchema, customerId: idSchema.nullable() }),
    emptySchema,
  ),
  'customers.erase': channel(z.strictObject({ customerId: idSchema }), emptySchema),
} as const;

export type CustomerSaid = z.output<typeof customerSaidSchema>;
