import { hash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Scenario } from './scenarios/scenarios.ts';

/** The one API version this sandbox speaks; stripe-node pins the same. */
export const API_VERSION = '2026-10-28.endive';

/** What the sandbox touches outside itself; simulation passes its own. */
export type SandboxPorts = {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Calls once after the delay; returns the function that forgets the call. */
  readonly after: (delayMs: number, call: () => void) => () => void;
  /** Delivers a webhook; null when nobody answered. */
  readonly deliver: (delivery: OutgoingDelivery) => Promise<{ readonly status: number } | null>;
  /** Told after each change that should survive a restart. */
  readonly changed: () => void;
};

export type OutgoingDelivery = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Endpoint = {
  readonly id: string;
  readonly url: string;
  readonly enabledEvents: readonly string[];
  readonly secret: string;
  readonly createdAtMs: number;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  status: 'enabled' | 'disabled';
};

/** One try to bring one event to one endpoint. */
export type Delivery = {
  readonly eventId: string;
  readonly eventType: string;
  readonly endpointId: string;
  readonly attempt: number;
  readonly atMs: number;
  readonly status: number | null;
};

export type StoredEvent = { readonly event: Stripe.Event; delivered: boolean };

/** What the virtual reader's screen shows. */
export type ReaderScreen =
  | 'idle'
  | 'cart'
  | 'present-card'
  | 'card-inserted'
  | 'enter-pin'
  | 'processing'
  | 'remove-card'
  | 'approved'
  | 'declined';

/**
 * `timeout`: Stripe gives up on the reader, which never got the command. `timeout-delivered`: it got it all the same.
 * `busy`: its settings are open. `hardware-fault`: it can't read cards. `drops-off`: it takes the command, and is never
 * heard of again, so its action stays in progress.
 */
export type ReaderTrouble = 'timeout' | 'timeout-delivered' | 'busy' | 'hardware-fault' | 'drops-off';

export const READER_TROUBLES = [
  'timeout',
  'timeout-delivered',
  'busy',
  'hardware-fault',
  'drops-off',
] as const satisfies readonly ReaderTrouble[];

export type ShownCart = {
  readonly taxMinor: number;
  readonly lines: readonly {
    readonly description: string;
    readonly amountMinor: number;
    readonly quantity: number;
  }[];
};

export type ReaderState = {
  readonly id: string;
  label: string;
  readonly serialNumber: string;
  readonly locationId: string;
  readonly deviceType: string;
  readonly createdAtMs: number;
  lastSeenAtMs: number;
  on: boolean;
  screen: ReaderScreen;
  amountMinor: number | null;
  currency: string | null;
  /** What stands on the screen `cart`; of no meaning on any other. */
  cart: ShownCart | null;
  /** The intent whose card the reader waits for or holds, over the LAN or by a server-driven action. */
  intentId: string | null;
  /** The connection that owns the reader over the LAN; another one must take it over. */
  sessionId: string | null;
  /** A card that was read but not yet confirmed. */
  collected: PresentedCard | null;
  /** Why a waiting collection ended without a card. */
  cancelled: 'customer' | 'till' | 'power' | null;
  /** The reader asks for a tip before the card, because the till did not skip it. */
  /** A refund that waits for the card that paid; null while the reader serves a payment or nothing. */
  refund: {
    readonly chargeId: string;
    readonly amount: number;
    readonly metadata: Record<string, string>;
  } | null;
  tipping: boolean;
  /** What the customer chose to add; part of what the bank is asked for. */
  tipMinor: number;
  action: Stripe.Terminal.Reader['action'];
  /** How the next server-driven command fails; null: it does not. */
  trouble: ReaderTrouble | null;
  metadata: Record<string, string>;
};

export type ReadMethod = 'contactless_emv' | 'contact_emv' | 'magnetic_stripe_fallback';
export type PresentedCard = {
  readonly number: string;
  readonly readMethod: ReadMethod;
  readonly wallet: 'apple_pay' | 'google_pay' | null;
};

export type StoredAnswer = {
  readonly path: string;
  readonly parameters: string;
  readonly status: number;
  readonly body: string;
  readonly atMs: number;
};

/** Everything the sandbox remembers: plain data, so that a snapshot is a copy. */
export type State = {
  sequence: number;
  seed: string;
  intents: Record<string, Stripe.PaymentIntent>;
  lineItems: Record<string, readonly Stripe.PaymentIntentAmountDetailsLineItem[]>;
  charges: Record<string, Stripe.Charge>;
  refunds: Record<string, Stripe.Refund>;
  disputes: Record<string, Stripe.Dispute>;
  payouts: Record<string, Stripe.Payout>;
  /** Everything that was booked on the shop's balance. */
  balance: Record<string, Stripe.BalanceTransaction>;
  /** Which payout took each booking along. */
  paidOut: Record<string, string>;
  locations: Record<string, Stripe.Terminal.Location>;
  readers: Record<string, ReaderState>;
  tokens: Record<string, { readonly locationId: string | null; used: boolean }>;
  sessions: Record<string, { readonly locationId: string | null }>;
  events: StoredEvent[];
  endpoints: Record<string, Endpoint>;
  deliveries: Delivery[];
  answers: Record<string, StoredAnswer>;
  scenario: Scenario | null;
};

export type Keys = { readonly publishable: string; readonly secret: string; readonly control: string };

/**
 * When `fail_if_in_use` refuses a reader. Stripe gives two meanings: connected elsewhere (the SDK's reference), or
 * connected elsewhere and asking for a card (its other SDKs' wording). A till has to live with both.
 */
export type InUse = 'connected' | 'asking';

export type World = {
  readonly ports: SandboxPorts;
  readonly keys: Keys;
  readonly accountId: string;
  readonly accountName: string;
  readonly country: string;
  readonly currency: string;
  readonly copyBeforeChange: boolean;
  readonly inUse: InUse;
  state: State;
};

export function emptyState(seed: string): State {
  return {
    sequence: 0,
    seed,
    intents: {},
    lineItems: {},
    charges: {},
    refunds: {},
    disputes: {},
    payouts: {},
    balance: {},
    paidOut: {},
    locations: {},
    readers: {},
    tokens: {},
    sessions: {},
    events: [],
    endpoints: {},
    deliveries: [],
    answers: {},
    scenario: null,
  };
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The next id: unique and the same for the same seed and history, so that a simulation can be repeated. */
export function nextId(world: World, prefix: string, length = 24): string {
  world.state.sequence += 1;
  return `${prefix}_${scramble(`${world.state.seed}:${String(world.state.sequence)}`, length)}`;
}

/** Letters and digits that follow from a text and nothing else: an id that looks like Stripe's, worthless as a secret. */
export function scramble(text: string, length: number): string {
  const out = Buffer.allocUnsafe(length);
  for (let at = 0, block = 0; at < length; block += 1) {
    const bytes = hash('sha256', `${text}:${String(block)}`, 'buffer');
    for (let of = 0; of < bytes.length && at < length; of += 1, at += 1)
      out[at] = ALPHABET.charCodeAt((bytes[of] ?? 0) % ALPHABET.length);
  }
  return out.toString('latin1');
}

/** Stripe's clock counts whole seconds. */
export function nowSeconds(world: World): number {
  return Math.floor(world.ports.nowMs() / 1000);
}
