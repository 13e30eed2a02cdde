import { z } from 'zod';
import { atMsSchema, idSchema, modeSchema } from '../basics.ts';

/** A secret as the page may see it: what kind, and its last four characters. The rest never leaves main. */
export const maskedSecretSchema = z.strictObject({ prefix: z.string(), last4: z.string() });

/** The four events of the integration page, and the further ones that reconciliation understands. */
export const WEBHOOK_EVENTS = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'terminal.reader.action_succeeded',
  'terminal.reader.action_failed',
] as const;

/** What else an endpoint should send: each is understood here, and shortens the time until a person hears of it. */
export const FURTHER_WEBHOOK_EVENTS = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'payout.paid',
  'payout.failed',
  'payout.reconciliation_completed',
] as const;

export const webhookEventTickSchema = z.strictObject({
  type: z.string(),
  lastReceivedAtMs: atMsSchema.nullable(),
});

export const readerSchema = z.strictObject({
  readerId: idSchema,
  label: z.string(),
  deviceType: z.string(),
  serialNumber: z.string(),
  status: z.enum(['online', 'offline', 'unknown']),
  locationId: z.string().nullable(),
  ipAddress: z.string().nullable(),
  simulated: z.boolean(),
  /**
   * The other register that uses it, by that register's own note; null: none that is known. `isStale`: it has not said so
   * for a day, so it keeps the reader from nobody.
   */
  usedBy: z
    .strictObject({
      register: z.string(),
      sinceMs: atMsSchema,
      lastSaidAtMs: atMsSchema,
      isStale: z.boolean(),
    })
    .nullable(),
  /** Chosen for this register. */
  chosen: z.boolean(),
});

/** How this till reaches its reader: over the shop's network, or through Stripe's servers. */
export const readerModeSchema = z.enum(['lan', 'server-driven']);
/** What happens when the shop's network does not reach it: the cashier decides, Stripe stands in, or nobody does. */
export const readerFallbackSchema = z.enum(['ask', 'automatic', 'never']);

export const locationSchema = z.strictObject({ locationId: idSchema, name: z.string(), chosen: z.boolean() });

/** Settings → Integrations → Stripe. */
export const stripeSettingsSchema = z.strictObject({
  mode: modeSchema.nullable(),
  publishableKey: z.string().nullable(),
  secretKey: maskedSecretSchema.nullable(),
  secretKeyKind: z.enum(['secret', 'restricted']).nullable(),
  /** Whether both keys belong to one account: compared where the key shows it, else honestly not verified. */
  keysMatch: z.enum(['verified', 'not-verified']).nullable(),
  account: z
    .strictObject({ accountId: z.string(), name: z.string().nullable(), country: z.string().nullable() })
    .nullable(),
  webhookUrl: z.string().nullable(),
  events: z.array(webhookEventTickSchema),
  signingSecret: maskedSecretSchema.nullable(),
  /** This till refuses webhooks that the relay accepts: the two hold different signing secrets. */
  signingSecretDiffers: z.boolean(),
  relay: z.strictObject({
    url: z.string().nullable(),
    paired: z.boolean(),
    terminalId: z.string().nullable(),
  }),
  locations: z.array(locationSchema),
  readers: z.array(readerSchema),
  readerMode: readerModeSchema,
  readerFallback: readerFallbackSchema,
  /** Whether the reader's screen shows the cart while it is rung up; only over the shop's network. */
  cartOnReader: z.boolean(),
  /** Where secrets are kept on this computer, for the manager's peace of mind. */
  vault: z.enum(['os-keychain', 'os-keyring', 'memory']),
});

/** Why a line of Verify is not simply good; the page has a sentence for each. */
export const VERIFICATION_REASONS = [
  'no-key',
  'key-refused',
  'no-answer',
  'rights-missing',
  'reader-write-missing',
  'none-chosen',
  'not-listed',
  'not-connected',
  'offline',
  'no-signing-secret',
  'signatures-fail',
  'secret-differs',
  'no-webhook-yet',
  'not-paired',
  'relay-away',
  'relay-refused',
  'clock-off',
] as const;

/** One line of the Verify button's answer. */
export const verificationLineSchema = z.strictObject({
  check: z.enum(['account', 'key-rights', 'location', 'reader', 'webhook', 'relay', 'clock']),
  result: z.enum(['ok', 'warning', 'failed', 'skipped']),
  reason: z.enum(VERIFICATION_REASONS).nullable(),
});

export type MaskedSecret = z.output<typeof maskedSecretSchema>;
export type StripeSettings = z.output<typeof stripeSettingsSchema>;
export type ReaderView = z.output<typeof readerSchema>;
export type LocationView = z.output<typeof locationSchema>;
export type VerificationLine = z.output<typeof verificationLineSchema>;
