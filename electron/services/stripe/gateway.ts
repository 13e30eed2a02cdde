import Stripe from 'stripe';
import type { ErrorCode } from '../../../shared/contract/index.ts';
import type { IntentSnapshot } from '../../../shared/domain/payment/index.ts';
import type { Timers } from '../ports.ts';
import { bankCalls } from './bank-calls.ts';
import { readIntent, wasDeclined, type ChargeFacts } from './read-intent.ts';
import { readerCalls } from './reader-calls.ts';
import { receiptCalls } from './receipt-calls.ts';
import { refundCalls } from './refund-calls.ts';
import { reviewCalls } from './review-calls.ts';
import { judgeStripeError } from './stripe-errors.ts';
import { webhookCalls } from './webhook-calls.ts';

/** Every request and every webhook endpoint of this product speaks this version. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

/**
 * What a call to Stripe came to.
 * `refused`: Stripe said no and did nothing; `code` is Stripe's. `unknown`: no answer, or one that may come after an
 * effect; read the object before anything else. Money never depends on telling one kind of silence from another.
 */
export type StripeAnswer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  /** `isOfOtherMode`: Stripe has it, live where the key is for tests or the other way round. */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly status: number;
      readonly error: ErrorCode;
      readonly isOfOtherMode?: true;
    }
  /** `stored`: the same request will be answered so again, because Stripe keeps the answer to its key. */
  | {
      readonly kind: 'unknown';
      readonly code: string;
      readonly error: ErrorCode;
      readonly stored: boolean;
    };

export type IntentRead = {
  readonly snapshot: IntentSnapshot;
  readonly charge: ChargeFacts | null;
  /** What of the newest charge was given back, by whatever hand. */
  readonly refundedMinor: number;
  /** The Terminal location whose reader took the card. */
  readonly locationId: string | null;
  /** Meant to be paid at a reader, not in a web shop. */
  readonly inPerson: boolean;
  readonly clientSecret: string;
  readonly createdAtMs: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly cardPresentAllowed: boolean;
};

export type CreateIntent = {
  readonly amountMinor: number;
  readonly currency: string;
  readonly idempotencyKey: string;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** `manual`: hold the amount until the till captures it, where the card's network can hold. */
  readonly capture: 'automatic' | 'manual';
  readonly lineItems:
    readonly { readonly name: string; readonly quantity: number; readonly unitPriceMinor: number }[] | null;
};

export type StripeReader = {
  readonly readerId: string;
  readonly label: string;
  readonly deviceType: string;
  readonly serialNumber: string;
  readonly status: 'online' | 'offline' | 'unknown';
  readonly locationId: string | null;
  readonly ipAddress: string | null;
  readonly metadata: Readonly<Record<string, string>>;
};

export type StripeAccount = {
  readonly accountId: string;
  readonly name: string | null;
  readonly country: string | null;
  readonly currency: string | null;
};

export type NewLocation = {
  readonly name: string;
  readonly line1: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
};

/** How requests reach Stripe; the library's own over the network unless somebody passes another. */
export type StripeHttpClient = Stripe.HttpClient;

export type GatewayOptions = {
  readonly secretKey: string;
  /** Another address than Stripe's: the sandbox. Honoured only on this computer and only with a test key. */
  readonly baseUrl: string | null;
  readonly timers: Timers;
  /** Simulation passes its own way to the sandbox. */
  readonly httpClient?: StripeHttpClient;
  /** Called as each call begins; what it returns, with whether Stripe answered at all, whatever it said. */
  readonly asked?: () => (answered: boolean) => void;
};

export type StripeGateway = ReturnType<typeof createStripeGateway>;

/** Stripe may take long over a reader; reads are given up sooner, because they can simply be asked again. */
const WRITE_TIMEOUT_MS = 60_000;
const READ_TIMEOUT_MS = 20_000;
/** A look that only asks whether anybody is there: a cashier may be waiting for what it says. */
const LOOK_TIMEOUT_MS = 5_000;
/** Waits before the same request is sent again under the same key. Its sum stays below a cashier's patience. */
const RETRY_WAITS_MS = [300, 1_000];

/** The only way to Stripe. Never throws for what Stripe or the network does; its answers never carry the key. */
export function createStripeGateway(options: GatewayOptions) {
  const stripe = connect(options);
  const tell = async <Value>(call: Promise<StripeAnswer<Value>>): Promise<StripeAnswer<Value>> => {
    const ended = options.asked?.();
    const answer = await call;
    ended?.(answer.kind === 'ok' || answer.error !== 'STRIPE_UNREACHABLE');
    return answer;
  };
  const ask = <Value>(work: () => Promise<Value>): Promise<StripeAnswer<Value>> =>
    tell(askWithRetries(options.timers, work));
  const once = <Value>(work: () => Promise<Value>): Promise<StripeAnswer<Value>> => tell(askOnce(work));
  const read = { timeout: READ_TIMEOUT_MS };
  return {
    livemode: /^(?:sk|rk)_live_/u.test(options.secretKey),
    ...readerCalls(stripe, { ask, once }, { readMs: READ_TIMEOUT_MS, writeMs: WRITE_TIMEOUT_MS }),
    ...refundCalls(stripe, ask, { readMs: READ_TIMEOUT_MS, writeMs: WRITE_TIMEOUT_MS }),
    ...receiptCalls(stripe, ask, { writeMs: WRITE_TIMEOUT_MS }),
    ...bankCalls(stripe, ask, { readMs: READ_TIMEOUT_MS }),
    ...webhookCalls(stripe, ask, { readMs: READ_TIMEOUT_MS, apiVersion: STRIPE_API_VERSION }),
    ...reviewCalls(stripe, ask, { readMs: READ_TIMEOUT_MS, writeMs: WRITE_TIMEOUT_MS }),
    createIntent: (request: CreateIntent): Promise<StripeAnswer<IntentRead>> =>
      ask(async () =>
        readIntent(
          await stripe.paymentIntents.create(
            {
              amount: request.amountMinor,
              currency: request.currency.toLowerCase(),
              allowed_payment_method_types:
                request.currency === 'CAD' ? ['card_present', 'interac_present'] : ['card_present'],
              capture_method: 'automatic',
              ...(request.capture === 'automatic'
                ? {}
                : {
                    payment_method_options: { card_present: { capture_method: 'manual_preferred' as const } },
                  }),
              description: request.description,
              metadata: { ...request.metadata },
              ...(request.lineItems === null
                ? {}
                : {
                    amount_details: {
                      line_items: request.lineItems.map((item) => ({
                        product_name: item.name,
                        quantity: item.quantity,
                        unit_cost: item.unitPriceMinor,
                      })),
                    },
                  }),
            },
            { idempotencyKey: request.idempotencyKey, timeout: WRITE_TIMEOUT_MS },
          ),
          [],
        ),
      ),
    readIntent: (paymentIntentId: string): Promise<StripeAnswer<IntentRead>> =>
      ask(async () => {
        const intent = await stripe.paymentIntents.retrieve(
          paymentIntentId,
          { expand: ['latest_charge'] },
          read,
        );
        if (!wasDeclined(intent)) return readIntent(intent, []);
        // Which decline it is, only the number of charges tells.
        const charges = await stripe.charges.list({ payment_intent: paymentIntentId, limit: 100 }, read);
        return readIntent(intent, charges.data);
      }),
    cancelIntent: (paymentIntentId: string, idempotencyKey: string): Promise<StripeAnswer<null>> =>
      ask(async () => {
        await stripe.paymentIntents.cancel(
          paymentIntentId,
          {},
          { idempotencyKey, timeout: WRITE_TIMEOUT_MS },
        );
        return null;
      }),
    captureIntent: (paymentIntentId: string, idempotencyKey: string): Promise<StripeAnswer<null>> =>
      ask(async () => {
        await stripe.paymentIntents.capture(
          paymentIntentId,
          {},
          { idempotencyKey, timeout: WRITE_TIMEOUT_MS },
        );
        return null;
      }),
    /** Intents made since a time, newest first; pages are followed to the end. */
    listIntents: (sinceMs: number): Promise<StripeAnswer<readonly IntentRead[]>> =>
      ask(async () => {
        const found: IntentRead[] = [];
        const pages = stripe.paymentIntents.list(
          { created: { gte: Math.floor(sinceMs / 1000) }, limit: 100, expand: ['data.latest_charge'] },
          read,
        );
        for await (const intent of pages) found.push(readIntent(intent, []));
        return found;
      }),
    /** Whether Stripe answers now; a key without this right is answered too. */
    isThere: async (): Promise<boolean> => {
      const answer = await once(() => stripe.accounts.retrieveCurrent({}, { timeout: LOOK_TIMEOUT_MS }));
      return answer.kind === 'ok' || answer.error !== 'STRIPE_UNREACHABLE';
    },
    account: (): Promise<StripeAnswer<StripeAccount>> =>
      ask(async () => {
        const account = await stripe.accounts.retrieveCurrent({}, read);
        return {
          accountId: account.id,
          name: account.business_profile?.name ?? account.settings?.dashboard.display_name ?? null,
          country: account.country ?? null,
          currency: account.default_currency?.toUpperCase() ?? null,
        };
      }),
    connectionToken: (locationId: string | null): Promise<StripeAnswer<string>> =>
      ask(async () => {
        const token = await stripe.terminal.connectionTokens.create(
          locationId === null ? {} : { location: locationId },
          { timeout: READ_TIMEOUT_MS },
        );
        return token.secret;
      }),
    listLocations: (): Promise<
      StripeAnswer<readonly { readonly locationId: string; readonly name: string }[]>
    > =>
      ask(async () => {
        const page = await stripe.terminal.locations.list({ limit: 100 }, read);
        return page.data.map((location) => ({ locationId: location.id, name: location.display_name }));
      }),
    createLocation: (location: NewLocation): Promise<StripeAnswer<string>> =>
      ask(async () => {
        const made = await stripe.terminal.locations.create({
          display_name: location.name,
          address: {
            line1: location.line1,
            city: location.city,
            postal_code: location.postalCode,
            country: location.country,
          },
        });
        return made.id;
      }),
    listReaders: (): Promise<StripeAnswer<readonly StripeReader[]>> =>
      ask(async () => {
        const page = await stripe.terminal.readers.list({ limit: 100 }, read);
        return page.data.flatMap((reader) =>
          'deleted' in reader && reader.deleted ? [] : [readReader(reader)],
        );
      }),
    registerReader: (request: {
      readonly registrationCode: string;
      readonly label: string;
      readonly locationId: string;
    }): Promise<StripeAnswer<StripeReader>> =>
      ask(async () =>
        readReader(
          await stripe.terminal.readers.create({
            registration_code: request.registrationCode,
            label: request.label,
            location: request.locationId,
          }),
        ),
      ),
  };
}

function connect(options: GatewayOptions): Stripe {
  const { baseUrl, secretKey } = options;
  const common = {
    apiVersion: STRIPE_API_VERSION,
    // Our own policy below: one place decides what may be sent again.
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: 'FlexotiumPOS Terminal', url: 'https://flexotiumpos.com' },
    ...(options.httpClient === undefined ? {} : { httpClient: options.httpClient }),
  } as const;
  if (baseUrl === null) return new Stripe(secretKey, common);
  const url = new URL(baseUrl);
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  if (!loopback || !/^(?:sk|rk)_test_/u.test(secretKey)) {
    throw new Error('Another address than Stripe’s is for this computer and test keys only');
  }
  return new Stripe(secretKey, { ...common, host: url.hostname, port: url.port, protocol: 'http' });
}

const STATUSES = ['online', 'offline'] as const;

function readReader(reader: Stripe.Terminal.Reader): StripeReader {
  return {
    readerId: reader.id,
    label: reader.label,
    deviceType: reader.device_type,
    serialNumber: reader.serial_number,
    status: STATUSES.find((status) => status === reader.status) ?? 'unknown',
    locationId: typeof reader.location === 'string' ? reader.location : (reader.location?.id ?? null),
    ipAddress: reader.ip_address,
    metadata: reader.metadata,
  };
}

/**
 * Sends, and sends again under the same key where that is safe: no answer, 409, 429 and 5xx, unless Stripe's own
 * header forbids it. Source: docs.stripe.com/error-low-level, read 2026.
 */
async function askWithRetries<Value>(
  timers: Timers,
  work: () => Promise<Value>,
): Promise<StripeAnswer<Value>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return { kind: 'ok', value: await work() };
    } catch (error) {
      const judged = judge(error);
      const waitMs = RETRY_WAITS_MS[attempt];
      if (!judged.mayRetry || waitMs === undefined) return judged.answer;
      await timers.sleep(waitMs);
    }
  }
}

/** Sends once: for commands whose repetition would be another command. */
async function askOnce<Value>(work: () => Promise<Value>): Promise<StripeAnswer<Value>> {
  try {
    return { kind: 'ok', value: await work() };
  } catch (error) {
    return judge(error).answer;
  }
}

/** Stripe has no code for it: "No such reader: 'tmr_…'; a similar object exists in live mode, but a test mode key was used". */
const OF_OTHER_MODE = /a similar object exists in (?:live|test) mode/iu;

/** What an error says, by the one table of them: done nothing, or perhaps done. */
function judge(error: unknown): { readonly mayRetry: boolean; readonly answer: StripeAnswer<never> } {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const row = judgeStripeError(error);
  const code = error.code ?? error.type;
  return {
    mayRetry: row.again,
    answer:
      row.effect === 'none'
        ? {
            kind: 'refused',
            code,
            status: error.statusCode ?? 0,
            error: row.error,
            ...(OF_OTHER_MODE.test(error.message) ? { isOfOtherMode: true } : {}),
          }
        : { kind: 'unknown', code, error: row.error, stored: row.stored },
  };
}
