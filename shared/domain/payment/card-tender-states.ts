import type { Money, MinorUnits } from '../money/index.ts';
import type { Decline } from './decline.ts';

/*
 * The states of a card tender. A card tender is one leg of a sale, owns exactly one PaymentIntent, and sees many
 * attempts (a card shown to a reader).
 *
 *   opened → creating → ready → armed → authorising → approved
 *                         ▲        │          ├──────→ to-capture → approved | hold-released
 *                         └────────┴─ declined ┘        (same intent, other card)
 *   opened, creating, ready, armed, declined, to-capture → cancelling → cancelled | hold-released
 *   creating, armed, authorising, cancelling, to-capture → in-doubt → (Stripe is read) → any of the above
 *   in-doubt → decided-by-manager → superseded by Stripe's answer whenever it comes
 *   cancelled, hold-released, decided-by-manager + money seen at Stripe → overpaid
 *
 * A capture that was refused or not answered stays in to-capture (`capture-failed`) and is asked for again, later and
 * under another key: never at once, and never shown as paid before.
 *
 * Before the first capture the till looks for a twin, an earlier payment that this one looks like, made again:
 *
 *   to-capture ── none ──────────────────────────────────→ capture
 *       └─ twin-found → waits for the cashier ─ second-purchase → capture
 *                            └─ cancel-sent (duplicate) → cancelling → hold-released
 *
 * While it waits nothing is asked of Stripe, so nothing can fail or be in doubt; a restart finds it waiting.
 *
 * Where the money is, is decided by Stripe alone: `stripe-said` is the only event that leads to approved or overpaid.
 */

/** How the till talks to a reader: over the shop's network with Stripe's script, or through Stripe's own servers. */
export type ReaderDriverKind = 'lan' | 'server-driven';

/** The reader a tender was armed on. Its cancel must go through the same driver (Stripe refuses to mix them). */
export type ArmedReader = { readonly readerId: string; readonly driver: ReaderDriverKind };

/** Why a reader went back to idle without a card having been charged. */
export type ReleaseReason =
  | 'customer-cancelled'
  | 'cashier-cancelled'
  | 'nobody-paid'
  | 'reader-lost'
  | 'reader-busy'
  | 'reader-offline'
  | 'restarted'
  | 'not-confirmed';

/** An earlier payment that this one looks like, made again: same register, amount and card within minutes. */
export type SuspectedTwin = {
  readonly earlierTenderId: string;
  /** The cashier's word that it is another purchase. While it is false, the held amount is not taken. */
  readonly secondPurchase: boolean;
};

/**
 * Why a tender is being given up. `duplicate`: the cashier said that the same purchase was charged before. `given-up` is the machine's own: another way of paying may cover the amount already,
 * so money that is seen now is too much.
 */
export type CancelReason = 'cashier' | 'duplicate' | 'other-tender' | 'void' | 'third-hand' | 'given-up';

/** Why the till does not know what happened. */
export type DoubtCause = 'no-answer' | 'restart' | 'unknown-answer' | 'reader-lost';

/** A named manager's word about a tender in doubt. It never counts as Stripe's: it is shown as unverified. */
export type ManagerDecision = {
  readonly verdict: 'treat-as-charged' | 'treat-as-not-charged';
  readonly managerName: string;
  readonly reason: string;
};

/**
 * `attempt`: how often the reader was armed so far. `chargesSeen`: how many charges the intent had at Stripe when the
 * till last read it; a decline is new only when Stripe has more, because an intent keeps its last decline.
 */
export type Attempts = { readonly attempt: number; readonly chargesSeen: number };

/** One card tender in one state; each state has only the fields that are true in it. */
export type CardTenderState =
  /** Recorded on disk; nothing was sent to Stripe. The customer waits, the reader is idle. */
  | { readonly state: 'opened' }
  /** The request for a PaymentIntent may be on its way. */
  | { readonly state: 'creating' }
  /** The intent exists and is recorded; the reader is idle. Nothing is charged. */
  | ({
      readonly state: 'ready';
      readonly paymentIntentId: string;
      readonly released: ReleaseReason | null;
    } & Attempts)
  /** The reader asks for a card. */
  | ({ readonly state: 'armed'; readonly paymentIntentId: string; readonly reader: ArmedReader } & Attempts)
  /** A card was presented; the bank is being asked, or soon will be. No way back but Stripe's answer. */
  | ({
      readonly state: 'authorising';
      readonly paymentIntentId: string;
      readonly reader: ArmedReader;
    } & Attempts)
  /** The bank said no. Nothing is charged, and the intent takes another card. */
  | ({ readonly state: 'declined'; readonly paymentIntentId: string; readonly decline: Decline } & Attempts)
  /** The bank holds the amount; it is not taken before the capture. */
  | {
      readonly state: 'to-capture';
      readonly paymentIntentId: string;
      readonly attempt: number;
      readonly authorisedMinor: MinorUnits;
      readonly tipMinor: MinorUnits;
      /** When the bank lets the hold go by itself, as Stripe knows it. */
      readonly captureBeforeMs: number | null;
      /** How many captures failed: part of the next one's key, because Stripe keeps a failure under its key. */
      readonly captureTries: number;
      /** Null: none was found, or it was not looked for yet. */
      readonly twin: SuspectedTwin | null;
    }
  /** Stripe said that it has the money, and main read that itself. */
  | {
      readonly state: 'approved';
      readonly paymentIntentId: string;
      readonly attempt: number;
      /** All that Stripe took, the tip included. */
      readonly capturedMinor: MinorUnits;
      readonly tipMinor: MinorUnits;
    }
  /** The till asks Stripe to end the intent. Until Stripe confirms, a charge is still possible. */
  | {
      readonly state: 'cancelling';
      readonly paymentIntentId: string | null;
      readonly reason: CancelReason;
      readonly hadHold: boolean;
    }
  /** Stripe confirmed that the intent is over, or that it never existed. Nothing was charged. */
  | { readonly state: 'cancelled'; readonly paymentIntentId: string | null }
  /** The bank's hold was released before any capture. Nothing was charged. */
  | { readonly state: 'hold-released'; readonly paymentIntentId: string }
  /** The till does not know. It says so, asks Stripe until it knows, and lets nobody charge again. */
  | ({
      readonly state: 'in-doubt';
      readonly paymentIntentId: string | null;
      readonly from: DoubtfulState;
      readonly cause: DoubtCause;
      readonly wasCancelling: CancelReason | null;
      /** The cashier's word about a twin, so that nobody is asked again once the doubt is over. */
      readonly twin: SuspectedTwin | null;
    } & Attempts)
  /** A manager put a name on the doubt. Stripe's answer still supersedes it. */
  | {
      readonly state: 'decided-by-manager';
      readonly paymentIntentId: string | null;
      readonly attempt: number;
      readonly decision: ManagerDecision;
    }
  /** Stripe has money that this till had given up on: it goes to the Review Queue with its refund prepared. */
  | { readonly state: 'overpaid'; readonly paymentIntentId: string; readonly capturedMinor: MinorUnits };

export type CardTenderStateName = CardTenderState['state'];

/** The states from which the till can lose sight of the money. */
export type DoubtfulState = 'creating' | 'armed' | 'authorising' | 'cancelling' | 'to-capture';

/** Every state, in the order of the diagram. The database's CHECK and the table tests are built from this list. */
export const CARD_TENDER_STATES = [
  'opened',
  'creating',
  'ready',
  'armed',
  'authorising',
  'declined',
  'to-capture',
  'approved',
  'cancelling',
  'cancelled',
  'hold-released',
  'in-doubt',
  'decided-by-manager',
  'overpaid',
] as const satisfies readonly CardTenderStateName[];

/** What main read at Stripe about one intent. The only evidence that moves money's state. */
export type IntentSnapshot = {
  readonly paymentIntentId: string;
  readonly status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'processing'
    | 'requires_capture'
    | 'succeeded'
    | 'canceled';
  readonly amount: Money;
  readonly amountReceivedMinor: MinorUnits;
  readonly amountCapturableMinor: MinorUnits;
  /** What the customer added on the reader; `amount` includes it. */
  readonly tipMinor: MinorUnits;
  /** Until when a held amount can be captured; null without a hold. */
  readonly captureBeforeMs: number | null;
  readonly livemode: boolean;
  /**
   * How many charges, failed ones included, an intent has that takes a card: tells a new decline from the one already
   * shown. Of one that is over, only whether there is any.
   */
  readonly chargeCount: number;
  readonly lastDecline: Decline | null;
};

/** What can happen to a card tender. Commands end in `-sent`: they are recorded before anything is sent. */
export type CardTenderEvent =
  | { readonly type: 'create-sent' }
  | { readonly type: 'intent-created'; readonly paymentIntentId: string }
  | { readonly type: 'intent-refused' }
  | { readonly type: 'never-created' }
  | { readonly type: 'arm-sent'; readonly reader: ArmedReader }
  | { readonly type: 'card-presented' }
  | { readonly type: 'released'; readonly why: ReleaseReason }
  | { readonly type: 'stripe-said'; readonly intent: IntentSnapshot }
  | { readonly type: 'answer-lost'; readonly cause: DoubtCause }
  /** Stripe was asked to capture, and was then seen to hold the amount still. */
  | { readonly type: 'capture-failed' }
  /** Before the capture an earlier payment was found that this one looks like. */
  | { readonly type: 'twin-found'; readonly earlierTenderId: string }
  /** The cashier said that it is another purchase. */
  | { readonly type: 'second-purchase' }
  | { readonly type: 'cancel-sent'; readonly reason: Exclude<CancelReason, 'given-up'> }
  | { readonly type: 'manager-decided'; readonly decision: ManagerDecision };

export type CardTenderEventType = CardTenderEvent['type'];

export const CARD_TENDER_EVENTS = [
  'create-sent',
  'intent-created',
  'intent-refused',
  'never-created',
  'arm-sent',
  'card-presented',
  'released',
  'stripe-said',
  'answer-lost',
  'capture-failed',
  'twin-found',
  'second-purchase',
  'cancel-sent',
  'manager-decided',
] as const satisfies readonly CardTenderEventType[];

/**
 * What the runner does after the new state is on disk, in this order. `look-for-twin` reads this till's own record; when
 * it finds one, the `capture-intent` after it does nothing. `read-intent` asks Stripe, and with no intent id
 * known it first repeats the create under the same key or looks the intent up by its metadata.
 */
export const CARD_TENDER_EFFECTS = [
  'create-intent',
  'disarm-reader',
  'arm-reader',
  'process-payment',
  'look-for-twin',
  'capture-intent',
  'cancel-intent',
  'read-intent',
] as const;

export type CardTenderEffect = (typeof CARD_TENDER_EFFECTS)[number];

/** Why an event changes nothing. The caller tells the person, or drops a late message. */
export type Refusal = 'not-now' | 'already-over' | 'another-intent' | 'nothing-new';

export type CardTenderStep =
  | { readonly ok: true; readonly next: CardTenderState; readonly effects: readonly CardTenderEffect[] }
  | { readonly ok: false; readonly refusal: Refusal };
