import { z } from 'zod';
import {
  approvalSchema,
  currencySchema,
  emptySchema,
  idSchema,
  localeSchema,
  shortTextSchema,
} from './basics.ts';
import { APPEARANCE_CHANNELS } from './channels/appearance.ts';
import { CATALOG_CHANNELS } from './channels/catalog.ts';
import { CATALOG_IMPORT_CHANNELS } from './channels/catalog-import.ts';
import { channel, type Channel } from './channels/channel.ts';
import { CHARGE_CHANNELS } from './channels/charge.ts';
import { CUSTOMER_DISPLAY_CHANNELS } from './channels/customer-display.ts';
import { CUSTOMER_CHANNELS } from './channels/customers.ts';
import { DRAWER_CHANNELS } from './channels/drawer.ts';
import { EXERCISE_CHANNELS } from './channels/exercises.ts';
import { REFUND_CHANNELS } from './channels/refunds.ts';
import { PAYOUT_CHANNELS } from './channels/payouts.ts';
import { MAIL_CHANNELS } from './channels/mail.ts';
import { PRINTING_CHANNELS } from './channels/printing.ts';
import { PEOPLE_CHANNELS } from './channels/people.ts';
import { REPORT_CHANNELS } from './channels/reports.ts';
import { REVIEW_CHANNELS } from './channels/review.ts';
import { SALE_CHANNELS } from './channels/sale.ts';
import { SHIFT_CHANNELS } from './channels/shifts.ts';
import { appSnapshotSchema } from './views/app.ts';
import { saleStateSchema } from './views/sale.ts';
import {
  locationSchema,
  readerFallbackSchema,
  readerModeSchema,
  readerSchema,
  stripeSettingsSchema,
  verificationLineSchema,
} from './views/settings.ts';
import {
  transactionDetailSchema,
  transactionQuerySchema,
  transactionRowSchema,
} from './views/transactions.ts';
import { presentMethodSchema, virtualCardSchema, virtualReaderSchema } from './views/virtual-reader.ts';

/**
 * The whole conversation between the till page and main: what the page may ask, and the shape of each answer. Every
 * request is checked against its schema before a handler sees it, every answer before it leaves. Amounts that main can
 * compute are never asked of the page.
 *
 * Most commands answer with nothing: their effect arrives as the next pushed snapshot (see pushes.ts).
 */
const done = emptySchema;
const saleId = z.strictObject({ saleId: idSchema });

export const CHANNELS = {
  // The frame: what the page shows at start, and who stands before it
  'app.getSnapshot': channel(emptySchema, appSnapshotSchema),
  'app.startTraining': channel(emptySchema, done),
  'app.startConnecting': channel(
    z.strictObject({ storeName: shortTextSchema, currency: currencySchema, register: shortTextSchema }),
    done,
  ),
  'app.setLocale': channel(z.strictObject({ locale: localeSchema }), done),
  'app.lock': channel(emptySchema, done),
  // People, what they may do, and what they did
  ...PEOPLE_CHANNELS,

  // What the shop sells, and the cart of the current sale
  ...CATALOG_CHANNELS,
  ...CATALOG_IMPORT_CHANNELS,
  ...SALE_CHANNELS,

  // Charging: money moves behind these, one at a time per tender
  ...CHARGE_CHANNELS,
  'charge.nextCustomer': channel(saleId, done),
  'charge.finish': channel(saleId, done),
  'charge.resume': channel(saleId, z.strictObject({ state: saleStateSchema })),

  // The virtual reader of training mode
  'virtualReader.getState': channel(
    emptySchema,
    z.strictObject({ reader: virtualReaderSchema, cards: z.array(virtualCardSchema) }),
  ),
  'virtualReader.present': channel(
    z.strictObject({ testCardNumber: z.string().regex(/^\d{12,19}$/), method: presentMethodSchema }),
    done,
  ),
  'virtualReader.cancelByCustomer': channel(emptySchema, done),
  'virtualReader.setPower': channel(z.strictObject({ on: z.boolean() }), done),

  // Finding and proving what was sold
  'transactions.list': channel(
    transactionQuerySchema,
    z.strictObject({ rows: z.array(transactionRowSchema), next: z.int().nullable() }),
  ),
  /** Who and where sales were made: what the list can be narrowed down to. */
  'transactions.filters': channel(
    emptySchema,
    z.strictObject({
      cashiers: z.array(z.strictObject({ staffId: idSchema, name: z.string() })),
      registers: z.array(z.string()),
    }),
  ),
  'transactions.get': channel(saleId, transactionDetailSchema),
  'transactions.checkWithStripe': channel(saleId, done),
  'transactions.getReceipt': channel(
    z.strictObject({ saleId: idSchema, locale: localeSchema }),
    z.strictObject({ text: z.string(), receiptNumber: z.string() }),
  ),

  // Who sales are for
  ...CUSTOMER_CHANNELS,

  // What days came to
  ...REPORT_CHANNELS,

  // Giving money back
  ...REFUND_CHANNELS,
  // What does not add up, and what a manager may do about it
  ...REVIEW_CHANNELS,
  ...PAYOUT_CHANNELS,
  // The end of a shift, beside Stripe
  ...SHIFT_CHANNELS,
  // The cash drawer of the open shift
  ...DRAWER_CHANNELS,
  // Paper
  ...PRINTING_CHANNELS,
  ...MAIL_CHANNELS,
  ...CUSTOMER_DISPLAY_CHANNELS,
  // How it looks, sounds and hears
  ...APPEARANCE_CHANNELS,
  // Trouble on purpose, in training
  ...EXERCISE_CHANNELS,

  // Settings → Integrations → Stripe
  'stripeSettings.get': channel(emptySchema, stripeSettingsSchema),
  'stripeSettings.saveKeys': channel(
    z.strictObject({
      publishableKey: z.string().trim().max(255),
      /** Empty keeps the saved one. */
      secretKey: z.string().trim().max(255),
    }),
    stripeSettingsSchema,
  ),
  'stripeSettings.saveSigningSecret': channel(
    z.strictObject({ signingSecret: z.string().trim().max(255) }),
    stripeSettingsSchema,
  ),
  /** A new webhook endpoint at Stripe, its secret handed on, the older ones of the same address removed. */
  'stripeSettings.setUpWebhook': channel(emptySchema, stripeSettingsSchema),
  'stripeSettings.verify': channel(emptySchema, z.strictObject({ lines: z.array(verificationLineSchema) })),
  'relay.pair': channel(
    z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(300), code: z.string().trim().min(4).max(64) }),
    stripeSettingsSchema,
  ),
  'relay.unpair': channel(emptySchema, stripeSettingsSchema),
  'readers.refresh': channel(
    emptySchema,
    z.strictObject({ readers: z.array(readerSchema), locations: z.array(locationSchema) }),
  ),
  'readers.chooseLocation': channel(z.strictObject({ locationId: idSchema }), stripeSettingsSchema),
  'readers.createLocation': channel(
    z.strictObject({
      name: shortTextSchema,
      line1: shortTextSchema,
      city: shortTextSchema,
      postalCode: shortTextSchema,
      country: z.string().regex(/^[A-Z]{2}$/),
    }),
    stripeSettingsSchema,
  ),
  'readers.register': channel(
    z.strictObject({
      registrationCode: z.string().trim().min(3).max(64),
      label: shortTextSchema,
      approval: approvalSchema,
    }),
    stripeSettingsSchema,
  ),
  'readers.choose': channel(z.strictObject({ readerId: idSchema }), stripeSettingsSchema),
  /** Which way payments go to the reader, and whether Stripe's servers may stand in for the shop's network. */
  'readers.setWay': channel(
    z.strictObject({ mode: readerModeSchema, fallback: readerFallbackSchema }),
    stripeSettingsSchema,
  ),
  'readers.setCartDisplay': channel(z.strictObject({ on: z.boolean() }), stripeSettingsSchema),
  /** Null leaves a reader where it is in use. Taking it from there needs a manager's word. */
  'readers.connect': channel(z.strictObject({ takeOver: approvalSchema.nullable() }), done),
  'readers.disconnect': channel(emptySchema, done),
} as const satisfies Record<string, Channel>;

export type { Channel } from './channels/channel.ts';
export type ChannelName = keyof typeof CHANNELS;
/** What the page sends. */
export type RequestOf<Name extends ChannelName> = z.input<(typeof CHANNELS)[Name]['request']>;
/** What the handler receives, checked and branded. */
export type CheckedRequestOf<Name extends ChannelName> = z.output<(typeof CHANNELS)[Name]['request']>;
/** What the handler answers and the page gets. */
export type ResponseOf<Name extends ChannelName> = z.output<(typeof CHANNELS)[Name]['response']>;

export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly ChannelName[]; // The keys of a const object are its key type.

/** Where a request may be at most; anything larger is refused unread. */
export const REQUEST_BYTES_MAX = 64 * 1024;
