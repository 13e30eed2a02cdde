import { minorUnits, money } from '../money/index.ts';
import type {
  Attempts,
  CancelReason,
  CardTenderEvent,
  CardTenderState,
  IntentSnapshot,
  SuspectedTwin,
} from './index.ts';

/*
 * Only for the table in `card-tender.test.ts`: every state in each variant that behaves differently, and every event in
 * each variant that is answered differently. The tender's own intent is `pi_1`.
 */

const FIRST: Attempts = { attempt: 1, chargesSeen: 0 };
const LAN = { readerId: 'tmr_1', driver: 'lan' } as const;
const SERVER = { readerId: 'tmr_1', driver: 'server-driven' } as const;
const NO_FUNDS = { code: 'insufficient_funds', class: 'insufficient-funds' } as const;

const FIVE = minorUnits(500);
const NONE = minorUnits(0);
const ASKED = { earlierTenderId: 'tender-0', secondPurchase: false } as const;
const ANSWERED = { earlierTenderId: 'tender-0', secondPurchase: true } as const;

/** Held by the bank, with no capture tried yet. */
function held(twin: SuspectedTwin | null): CardTenderState {
  return {
    state: 'to-capture',
    paymentIntentId: 'pi_1',
    attempt: 1,
    authorisedMinor: FIVE,
    tipMinor: NONE,
    captureBeforeMs: 9_000,
    captureTries: 0,
    twin,
  };
}

function cancelling(paymentIntentId: string | null, hadHold: boolean): CardTenderState {
  return { state: 'cancelling', paymentIntentId, reason: 'cashier', hadHold };
}

function doubt(
  from: 'creating' | 'armed' | 'authorising' | 'cancelling' | 'to-capture',
  paymentIntentId: string | null,
  wasCancelling: CancelReason | null = null,
): CardTenderState {
  return {
    ...FIRST,
    state: 'in-doubt',
    paymentIntentId,
    from,
    cause: 'no-answer',
    wasCancelling,
    twin: null,
  };
}

function decided(
  verdict: 'treat-as-charged' | 'treat-as-not-charged',
  paymentIntentId: string | null,
): CardTenderState {
  const decision = { verdict, managerName: 'Mia Manager', reason: 'The slip says paid.' };
  return { state: 'decided-by-manager', paymentIntentId, attempt: 1, decision };
}

/** Every state; a state whose answers depend on its fields has a row for each kind of field. */
export const STATES = {
  opened: { state: 'opened' },
  creating: { state: 'creating' },
  ready: { ...FIRST, state: 'ready', paymentIntentId: 'pi_1', released: null },
  'armed lan': { ...FIRST, state: 'armed', paymentIntentId: 'pi_1', reader: LAN },
  'armed server': { ...FIRST, state: 'armed', paymentIntentId: 'pi_1', reader: SERVER },
  'authorising lan': { ...FIRST, state: 'authorising', paymentIntentId: 'pi_1', reader: LAN },
  'authorising server': { ...FIRST, state: 'authorising', paymentIntentId: 'pi_1', reader: SERVER },
  declined: { attempt: 1, chargesSeen: 1, state: 'declined', paymentIntentId: 'pi_1', decline: NO_FUNDS },
  'to-capture': {
    state: 'to-capture',
    paymentIntentId: 'pi_1',
    attempt: 1,
    authorisedMinor: FIVE,
    tipMinor: NONE,
    captureBeforeMs: 9_000,
    captureTries: 1,
    twin: null,
  },
  'to-capture first': held(null),
  'to-capture asked': held(ASKED),
  'to-capture answered': held(ANSWERED),
  approved: { state: 'approved', paymentIntentId: 'pi_1', attempt: 1, capturedMinor: FIVE, tipMinor: NONE },
  'cancelling unknown': cancelling(null, false),
  'cancelling known': cancelling('pi_1', false),
  'cancelling hold': cancelling('pi_1', true),
  'cancelling given up': { ...cancelling('pi_1', true), reason: 'given-up' } as CardTenderState,
  'cancelled unknown': { state: 'cancelled', paymentIntentId: null },
  'cancelled known': { state: 'cancelled', paymentIntentId: 'pi_1' },
  'hold-released': { state: 'hold-released', paymentIntentId: 'pi_1' },
  'doubt creating': { ...doubt('creating', null), attempt: 0 } as CardTenderState,
  'doubt armed': doubt('armed', 'pi_1'),
  'doubt authorising': doubt('authorising', 'pi_1'),
  'doubt to-capture': doubt('to-capture', 'pi_1'),
  'doubt to-capture answered': { ...doubt('to-capture', 'pi_1'), twin: ANSWERED } as CardTenderState,
  'doubt cancelling unknown': doubt('cancelling', null, 'cashier'),
  'doubt cancelling known': doubt('cancelling', 'pi_1', 'cashier'),
  'doubt given up': doubt('cancelling', 'pi_1', 'given-up'),
  'doubt restarted': { ...doubt('armed', 'pi_1'), cause: 'restart' } as CardTenderState,
  'decided charged': decided('treat-as-charged', 'pi_1'),
  'decided charged unknown': decided('treat-as-charged', null),
  'decided not charged': decided('treat-as-not-charged', 'pi_1'),
  'decided not charged unknown': decided('treat-as-not-charged', null),
  overpaid: { state: 'overpaid', paymentIntentId: 'pi_1', capturedMinor: FIVE },
} as const satisfies Readonly<Record<string, CardTenderState>>;

/** What Stripe would answer for the tender's intent in a status, with the amounts that belong to the status. */
function snapshot(status: IntentSnapshot['status'], changes: Partial<IntentSnapshot> = {}): IntentSnapshot {
  return {
    paymentIntentId: 'pi_1',
    status,
    amount: money(500, 'EUR'),
    amountReceivedMinor: minorUnits(status === 'succeeded' ? 500 : 0),
    amountCapturableMinor: minorUnits(status === 'requires_capture' ? 500 : 0),
    tipMinor: NONE,
    captureBeforeMs: null,
    livemode: false,
    chargeCount: status === 'succeeded' || status === 'requires_capture' ? 1 : 0,
    lastDecline: null,
    ...changes,
  };
}

function said(status: IntentSnapshot['status'], changes: Partial<IntentSnapshot> = {}): CardTenderEvent {
  return { type: 'stripe-said', intent: snapshot(status, changes) };
}

/** Every event; `said` stands for `stripe-said`, once for each status, a new decline, and an intent of somebody else. */
export const EVENTS = {
  'create-sent': { type: 'create-sent' },
  'intent-created': { type: 'intent-created', paymentIntentId: 'pi_1' },
  'intent-created-other': { type: 'intent-created', paymentIntentId: 'pi_2' },
  'intent-refused': { type: 'intent-refused' },
  'never-created': { type: 'never-created' },
  'arm-sent': { type: 'arm-sent', reader: LAN },
  'card-presented': { type: 'card-presented' },
  released: { type: 'released', why: 'customer-cancelled' },
  'said-requires_payment_method': said('requires_payment_method'),
  'said-new-decline': said('requires_payment_method', { chargeCount: 2, lastDecline: NO_FUNDS }),
  'said-requires_confirmation': said('requires_confirmation'),
  'said-requires_action': said('requires_action'),
  'said-processing': said('processing'),
  'said-requires_capture': said('requires_capture'),
  'said-succeeded': said('succeeded'),
  'said-canceled': said('canceled'),
  'said-other-succeeded': said('succeeded', { paymentIntentId: 'pi_2' }),
  'answer-lost': { type: 'answer-lost', cause: 'no-answer' },
  'capture-failed': { type: 'capture-failed' },
  'twin-found': { type: 'twin-found', earlierTenderId: 'tender-0' },
  'second-purchase': { type: 'second-purchase' },
  'cancel-sent': { type: 'cancel-sent', reason: 'cashier' },
  'manager-decided': {
    type: 'manager-decided',
    decision: { verdict: 'treat-as-charged', managerName: 'Mia Manager', reason: 'The slip says paid.' },
  },
} as const satisfies Readonly<Record<string, CardTenderEvent>>;

export type StateCase = keyof typeof STATES;
export type EventCase = keyof typeof EVENTS;
