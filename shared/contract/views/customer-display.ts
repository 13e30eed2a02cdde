import { z } from 'zod';
import { amountMinorSchema, currencySchema, localeSchema } from '../basics.ts';

/**
 * All that a customer's screen is ever told: what is bought, what it costs, what to do now. No name of a cashier, no
 * note, no reason of a bank, no id. Amounts in minor units of `currency`.
 */
const money = { currency: currencySchema };

export const customerScreenSchema = z.discriminatedUnion('screen', [
  /** Nobody is served. */
  z.strictObject({ screen: z.literal('idle') }),
  z.strictObject({
    screen: z.literal('cart'),
    ...money,
    /** The newest last; older ones may have been left out. */
    lines: z.array(
      z.strictObject({
        name: z.string(),
        quantity: z.int(),
        unitPriceMinor: amountMinorSchema,
        totalMinor: amountMinorSchema,
      }),
    ),
    /** Lines before those that are shown. */
    earlier: z.int().min(0),
    itemCount: z.int(),
    discountMinor: amountMinorSchema,
    totalMinor: amountMinorSchema,
    /** What is still to pay, once paying has begun; null before. */
    dueMinor: amountMinorSchema.nullable(),
  }),
  z.strictObject({
    screen: z.literal('card'),
    ...money,
    amountMinor: amountMinorSchema,
    /** `present`: tap, insert or swipe. `wait`: something is being done. `other-card`: this one was not taken. */
    asks: z.enum(['present', 'pin', 'wait', 'remove-card', 'other-card']),
  }),
  z.strictObject({
    screen: z.literal('paid'),
    ...money,
    totalMinor: amountMinorSchema,
    /** Null where none is due. */
    changeMinor: amountMinorSchema.nullable(),
  }),
]);

export const customerDisplaySchema = z.strictObject({
  locale: localeSchema,
  theme: z.enum(['light', 'dark']),
  storeName: z.string(),
  /** No real money is paid here, and the customer may know it too. */
  mode: z.enum(['live', 'test', 'training']),
  now: customerScreenSchema,
});

export const customerDisplaySettingsSchema = z.strictObject({
  on: z.boolean(),
  /** A screen of this computer; null: the first one that the till itself does not stand on. */
  screenId: z.string().max(100).nullable(),
  /** Null: the language of the till. */
  locale: localeSchema.nullable(),
  theme: z.enum(['light', 'dark']),
});

/** A screen of this computer. */
export const computerScreenSchema = z.strictObject({
  screenId: z.string().max(100),
  label: z.string().max(200),
  widthPx: z.int(),
  heightPx: z.int(),
  /** The till stands here by default. */
  isPrimary: z.boolean(),
});

export type CustomerScreen = z.output<typeof customerScreenSchema>;
export type CustomerDisplay = z.output<typeof customerDisplaySchema>;
export type CustomerDisplaySettings = z.output<typeof customerDisplaySettingsSchema>;
export type ComputerScreen = z.output<typeof computerScreenSchema>;

/** The only message to a customer's screen, which has no way to ask or to answer. */
export const CUSTOMER_DISPLAY_PUSH = 'customerDisplay.now';

/** What a shell exposes to that page as `window.posCustomer`. */
export type CustomerBridge = {
  /** Calls with what is to be shown, now and after each change; returns the function that ends it. */
  readonly onDisplay: (listener: (display: CustomerDisplay) => void) => () => void;
};
