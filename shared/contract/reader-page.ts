import { z } from 'zod';
import { amountMinorSchema, currencySchema, emptySchema, idSchema } from './basics.ts';

/**
 * The narrow contract of the reader page, the only place where Stripe's remote script runs. Main sends commands; the
 * page carries each out with the Terminal JS SDK and reports what the SDK answered. Nothing that the page reports is
 * evidence about money: main reads the intent at Stripe itself.
 */
const commandId = { commandId: idSchema };
const shownMinorSchema = amountMinorSchema.refine((amountMinor) => amountMinor >= 0);

/** What main asks of the reader page. `fail_if_in_use` is Stripe's word: false takes the reader over. */
export const readerCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...commandId,
    type: z.literal('discover'),
    simulated: z.boolean(),
    location: z.string().nullable(),
  }),
  z.strictObject({
    ...commandId,
    type: z.literal('connect'),
    readerId: idSchema,
    simulated: z.boolean(),
    location: z.string().nullable(),
    failIfInUse: z.boolean(),
  }),
  z.strictObject({ ...commandId, type: z.literal('disconnect') }),
  z.strictObject({
    ...commandId,
    type: z.literal('collect'),
    clientSecret: z.string().min(1).max(300),
    paymentIntentId: idSchema,
    enableCustomerCancellation: z.boolean(),
    /** The reader asks for a tip before the card; the intent's amount grows by it. */
    tipping: z.boolean(),
    /** Only for Stripe's own simulated reader. */
    testCardNumber: z
      .string()
      .regex(/^\d{12,19}$/)
      .nullable(),
  }),
  z.strictObject({ ...commandId, type: z.literal('process'), paymentIntentId: idSchema }),
  z.strictObject({ ...commandId, type: z.literal('cancel-collect') }),
  /** Only for cards whose refund wants the card: Interac. */
  z.strictObject({
    ...commandId,
    type: z.literal('collect-refund'),
    chargeId: idSchema,
    amountMinor: amountMinorSchema,
    currency: currencySchema,
  }),
  z.strictObject({ ...commandId, type: z.literal('process-refund') }),
  z.strictObject({ ...commandId, type: z.literal('cancel-collect-refund') }),
  z.strictObject({
    ...commandId,
    type: z.literal('show-cart'),
    currency: currencySchema,
    // Stripe documents each of these amounts as positive.
    totalMinor: shownMinorSchema,
    taxMinor: shownMinorSchema,
    lines: z
      .array(
        z.strictObject({
          description: z.string().min(1).max(100),
          amountMinor: shownMinorSchema,
          quantity: z.int().min(1),
        }),
      )
      .min(1)
      .max(50),
  }),
  z.strictObject({ ...commandId, type: z.literal('clear-display') }),
  z.strictObject({ ...commandId, type: z.literal('forget-credentials') }),
]);

/** What the SDK said no with. Codes are open: an unknown one is handled as "outcome unknown", never as a decline. */
export const sdkErrorSchema = z.strictObject({
  code: z.string().max(120),
  message: z.string().max(500),
  declineCode: z.string().max(120).nullable(),
  /** The intent's status inside the error, when the SDK gave one. */
  intentStatus: z.string().max(60).nullable(),
});

export const discoveredReaderSchema = z.strictObject({
  readerId: idSchema,
  label: z.string().max(200),
  deviceType: z.string().max(200),
  serialNumber: z.string().max(200),
  ipAddress: z.string().max(200).nullable(),
  status: z.string().max(200),
});

/** What the reader page tells main: the answer to a command, or something that happened by itself. */
export const readerReportSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...commandId,
    type: z.literal('answer'),
    outcome: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('done') }),
      z.strictObject({ kind: z.literal('readers'), readers: z.array(discoveredReaderSchema) }),
      z.strictObject({ kind: z.literal('connected'), reader: discoveredReaderSchema }),
      z.strictObject({
        kind: z.literal('collected'),
        paymentIntentId: idSchema,
        intentStatus: z.string().max(60),
      }),
      z.strictObject({
        kind: z.literal('processed'),
        paymentIntentId: idSchema,
        intentStatus: z.string().max(60),
      }),
      z.strictObject({ kind: z.literal('failed'), error: sdkErrorSchema }),
    ]),
  }),
  /** The SDK is loaded and commands are heard from now on. */
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({
    type: z.literal('connection'),
    status: z.enum(['not_connected', 'connecting', 'connected']),
  }),
  z.strictObject({
    type: z.literal('payment-status'),
    status: z.enum(['not_ready', 'ready', 'waiting_for_input', 'processing']),
  }),
  z.strictObject({ type: z.literal('unexpected-disconnect'), error: sdkErrorSchema.nullable() }),
  z.strictObject({ type: z.literal('sdk-not-loaded'), error: sdkErrorSchema }),
]);

export const READER_PAGE_CHANNELS = {
  /** Sent once when the page has loaded; `sdk` says which script to load and from where. */
  'readerPage.hello': {
    request: emptySchema,
    response: z.strictObject({
      sdk: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('stripe') }),
        z.strictObject({ kind: z.literal('sandbox'), baseUrl: z.url().max(200) }),
      ]),
    }),
  },
  /** A fresh token each time; never cached. */
  'readerPage.fetchConnectionToken': {
    request: emptySchema,
    response: z.strictObject({ secret: z.string().min(1).max(300) }),
  },
  'readerPage.report': { request: readerReportSchema, response: emptySchema },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;

export const READER_PAGE_PUSHES = { 'readerPage.command': readerCommandSchema } as const;

export type ReaderCommand = z.output<typeof readerCommandSchema>;
export type ReaderReport = z.output<typeof readerReportSchema>;
export type ReaderAnswer = Extract<ReaderReport, { type: 'answer' }>['outcome'];
export type SdkError = z.output<typeof sdkErrorSchema>;
export type DiscoveredReader = z.output<typeof discoveredReaderSchema>;
export type ReaderPageChannelName = keyof typeof READER_PAGE_CHANNELS;
export type ReaderPageRequestOf<Name extends ReaderPageChannelName> = z.output<
  (typeof READER_PAGE_CHANNELS)[Name]['request']
>;
export type ReaderPageResponseOf<Name extends ReaderPageChannelName> = z.output<
  (typeof READER_PAGE_CHANNELS)[Name]['response']
>;
