import type Stripe from 'stripe';
import type { StripeAnswer } from './gateway.ts';

/** What a reader is doing for whom. Stripe gives a reader one slot for it, and the newest command takes the slot. */
export type ReaderAction = {
  /** Stripe's own word, such as `process_payment_intent`; the list is open. */
  readonly type: string;
  readonly status: 'in_progress' | 'succeeded' | 'failed';
  readonly failureCode: string | null;
  /** The payment that the action is for; null for a display, a form or a refund. */
  readonly paymentIntentId: string | null;
};

export type ReaderNow = {
  readonly readerId: string;
  readonly label: string;
  /** Taken out of the account since; nothing else is known of it then. */
  readonly isDeleted: boolean;
  readonly deviceType: string;
  /** Where it was last in the shop's network. */
  readonly ipAddress: string | null;
  readonly locationId: string | null;
  readonly status: 'online' | 'offline' | 'unknown';
  readonly lastSeenAtMs: number | null;
  readonly action: ReaderAction | null;
  readonly metadata: Readonly<Record<string, string>>;
};

type Once = <Value>(work: () => Promise<Value>) => Promise<StripeAnswer<Value>>;

/**
 * What main says to readers through Stripe. Each command is sent once and under a fresh key: Stripe keeps the answer
 * to a key, a time-out included, so a repetition under the same key would only repeat the time-out. Whoever gets no
 * answer looks at the reader before anything else.
 */
export function readerCalls(
  stripe: Stripe,
  calls: { readonly once: Once; readonly ask: Once },
  waits: { readonly readMs: number; readonly writeMs: number },
) {
  const command = { timeout: waits.writeMs };
  const read = { timeout: waits.readMs };
  return {
    readReader: (readerId: string): Promise<StripeAnswer<ReaderNow>> =>
      calls.ask(async () => readerNow(await stripe.terminal.readers.retrieve(readerId, {}, read))),
    /** Asks for a card and confirms the payment with it. The answer says that the reader heard it, not more. */
    processOnReader: (request: {
      readonly readerId: string;
      readonly paymentIntentId: string;
      readonly skipTipping: boolean;
    }): Promise<StripeAnswer<ReaderNow>> =>
      calls.once(async () =>
        readerNow(
          await stripe.terminal.readers.processPaymentIntent(
            request.readerId,
            {
              payment_intent: request.paymentIntentId,
              process_config: { enable_customer_cancellation: true, skip_tipping: request.skipTipping },
            },
            command,
          ),
        ),
      ),
    /** Asks for the card that paid and makes the refund with it. The answer says that the reader heard it, not more. */
    refundOnReader: (request: {
      readonly readerId: string;
      readonly paymentIntentId: string;
      readonly amountMinor: number;
      readonly metadata: Readonly<Record<string, string>>;
    }): Promise<StripeAnswer<ReaderNow>> =>
      calls.once(async () =>
        readerNow(
          await stripe.terminal.readers.refundPayment(
            request.readerId,
            {
              payment_intent: request.paymentIntentId,
              amount: request.amountMinor,
              metadata: { ...request.metadata },
              refund_payment_config: { enable_customer_cancellation: true },
            },
            command,
          ),
        ),
      ),
    /** Empties the slot, whatever is in it: look first whose it is. */
    cancelReaderAction: (readerId: string): Promise<StripeAnswer<ReaderNow>> =>
      calls.once(async () => readerNow(await stripe.terminal.readers.cancelAction(readerId, {}, command))),
    /** Writes who uses the reader where every till of the account can read it. */
    noteOnReader: (
      readerId: string,
      metadata: Readonly<Record<string, string>>,
    ): Promise<StripeAnswer<null>> =>
      calls.ask(async () => {
        await stripe.terminal.readers.update(readerId, { metadata: { ...metadata } }, command);
        return null;
      }),
  };
}

const STATUSES = ['in_progress', 'succeeded', 'failed'] as const;
const REACHES = ['online', 'offline'] as const;

function readerNow(reader: Stripe.Terminal.Reader | Stripe.Terminal.DeletedReader): ReaderNow {
  if ('deleted' in reader && reader.deleted) {
    return {
      readerId: reader.id,
      label: reader.id,
      isDeleted: true,
      deviceType: '',
      ipAddress: null,
      locationId: null,
      status: 'offline',
      lastSeenAtMs: null,
      action: null,
      metadata: {},
    };
  }
  // Not a deleted one, as was just looked at; the library's union does not narrow by an optional field.
  const alive = reader as Stripe.Terminal.Reader;
  return {
    readerId: alive.id,
    label: alive.label,
    isDeleted: false,
    deviceType: alive.device_type,
    ipAddress: alive.ip_address,
    locationId: typeof alive.location === 'string' ? alive.location : (alive.location?.id ?? null),
    status: REACHES.find((status) => status === alive.status) ?? 'unknown',
    // Milliseconds, unlike every other time of Stripe's.
    lastSeenAtMs: alive.last_seen_at ?? null,
    action: actionOf(alive.action),
    metadata: alive.metadata,
  };
}

function actionOf(action: Stripe.Terminal.Reader.Action | null): ReaderAction | null {
  if (action === null) return null;
  const intent =
    action.process_payment_intent?.payment_intent ??
    action.collect_payment_method?.payment_intent ??
    action.confirm_payment_intent?.payment_intent ??
    action.refund_payment?.payment_intent ??
    null;
  return {
    type: action.type,
    // A status that this version has never heard of is not over.
    status: STATUSES.find((status) => status === action.status) ?? 'in_progress',
    failureCode: action.failure_code,
    paymentIntentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
  };
}
