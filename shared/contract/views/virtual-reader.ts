import { z } from 'zod';
import { amountMinorSchema, currencySchema } from '../basics.ts';

/** The virtual reader's face, in training and demos. */
export const virtualReaderSchema = z.strictObject({
  on: z.boolean(),
  screen: z.enum([
    'idle',
    'cart',
    'present-card',
    'card-inserted',
    'enter-pin',
    'processing',
    'remove-card',
    'approved',
    'declined',
  ]),
  amountMinor: amountMinorSchema.nullable(),
  currency: currencySchema.nullable(),
  /** What the screen `cart` shows beside the total; null on every other screen. */
  cart: z
    .strictObject({
      taxMinor: amountMinorSchema,
      lines: z.array(
        z.strictObject({ description: z.string(), amountMinor: amountMinorSchema, quantity: z.int() }),
      ),
    })
    .nullable(),
});

/** The cards a trainee can hold to the reader; numbers are Stripe's published test numbers, never a person's. */
export const virtualCardSchema = z.strictObject({
  testCardNumber: z.string().regex(/^\d{12,19}$/),
  brand: z.string(),
  last4: z.string(),
  /** Text key of what this card does: approves, declines for want of funds, asks for a PIN... */
  behaviour: z.string(),
});

export const presentMethodSchema = z.enum(['tap', 'insert', 'swipe', 'apple-pay', 'google-pay']);

export type VirtualReader = z.output<typeof virtualReaderSchema>;
export type VirtualCard = z.output<typeof virtualCardSchema>;
export type PresentMethod = z.output<typeof presentMethodSchema>;
