import type { ErrorCode } from '../../../shared/contract/index.ts';
import {
  stepCardTender,
  type CardTenderState,
  type ReaderDriverKind,
} from '../../../shared/domain/payment/index.ts';
import type { ArmOutcome } from './driver.ts';

/*
 * Every error that Stripe documents for readers, and what it means for a payment that was being asked for. One rule
 * stands behind both tables: what is not in them is unknown, and unknown is asked at Stripe, never called declined.
 * Sources: Terminal JS SDK reference, and "Collect a card payment" for server-driven readers, both read 2026-04.
 */

const CANCELLED: ArmOutcome = { kind: 'ended', why: 'cashier-cancelled' };
const CUSTOMER: ArmOutcome = { kind: 'ended', why: 'customer-cancelled' };
const BUSY: ArmOutcome = { kind: 'ended', why: 'reader-busy' };
const OFFLINE: ArmOutcome = { kind: 'ended', why: 'reader-offline' };
const LOST: ArmOutcome = { kind: 'ended', why: 'reader-lost' };
const NOT_BEGUN: ArmOutcome = { kind: 'ended', why: 'not-confirmed' };
const UNKNOWN: ArmOutcome = { kind: 'unknown' };

/** Errors of the SDK while a card is collected. Collecting moves no money, so what ended it ended it uncharged. */
export const SDK_ERRORS: Readonly<Record<string, ArmOutcome>> = {
  canceled: CANCELLED,
  canceled_by_customer: CUSTOMER,
  customer_canceled: CUSTOMER,
  cancelable_already_canceled: CANCELLED,
  // The card was read while it was being cancelled; it is not confirmed, and Stripe is asked how it stands.
  cancelable_already_completed: UNKNOWN,
  command_already_in_progress: BUSY,
  no_established_connection: OFFLINE,
  already_connected: BUSY,
  no_active_collect_payment_method_attempt: NOT_BEGUN,
  no_active_read_reusable_card_attempt: NOT_BEGUN,
  failed_fetch_connection_token: OFFLINE,
  discovery_too_many_readers: OFFLINE,
  invalid_reader_version: OFFLINE,
  network_error: LOST,
  network_timeout: LOST,
  reader_connection_interrupted: LOST,
  reader_error: LOST,
  authentication_error: OFFLINE,
  invalid_connection_token: OFFLINE,
  // Stripe's intent is not where the reader expected it: somebody charged or cancelled it, so it is read.
  unexpected_intent_status: UNKNOWN,
  invalid_reader_shape: NOT_BEGUN,
  invalid_payment_intent_input_shape: NOT_BEGUN,
  invalid_on_fetch_connection_token: NOT_BEGUN,
  invalid_type: NOT_BEGUN,
  invalid_argument: NOT_BEGUN,
  illegal_state: UNKNOWN,
  json_rpc_parse_error: UNKNOWN,
  rpc_error: UNKNOWN,
  printer_busy: NOT_BEGUN,
  printer_paperjam: NOT_BEGUN,
  printer_cover_open: NOT_BEGUN,
  printer_out_of_paper: NOT_BEGUN,
  printer_absent: NOT_BEGUN,
  printer_unavailable: NOT_BEGUN,
  printer_error: NOT_BEGUN,
};

/** Answers to a command that main sent through Stripe. Refused means that the reader was not asked for a card. */
export const SERVER_DRIVEN_ERRORS: Readonly<Record<string, ArmOutcome>> = {
  terminal_reader_busy: BUSY,
  terminal_reader_offline: OFFLINE,
  terminal_reader_hardware_fault: LOST,
  // The reader may have got the command all the same.
  terminal_reader_timeout: UNKNOWN,
  // Not in requires_payment_method any more: perhaps paid. Stripe is read before anybody says anything.
  intent_invalid_state: { kind: 'finished', otherwise: 'not-confirmed' },
  payment_intent_unexpected_state: { kind: 'finished', otherwise: 'not-confirmed' },
  terminal_reader_invalid_location_for_payment: NOT_BEGUN,
  terminal_location_country_unsupported: NOT_BEGUN,
  resource_missing: OFFLINE,
  no_answer: UNKNOWN,
};

/** Codes of this kind would say by themselves that another till uses the reader. Stripe documents none so far. */
const IN_USE_CODES: readonly string[] = ['reader_in_use', 'in_use'];
/**
 * Whether a refused connection means that another till uses the reader. The code decides where it says anything: a
 * message of a documented code may speak of "another command" and mean this very till.
 */
export function saysInUse({ code, message }: { readonly code: string; readonly message: string }): boolean {
  if (IN_USE_CODES.includes(code)) return true;
  // `reader_error` says only that something was wrong with the reader; what, stands in its message.
  const isTelling = Object.hasOwn(SDK_ERRORS, code) && code !== 'reader_error';
  return !isTelling && /\bin use\b|\banother\b/iu.test(message);
}

/** Stripe turned the request away at its door, so the reader never heard of it. */
const TURNED_AWAY: readonly ErrorCode[] = [
  'STRIPE_KEY_REFUSED',
  'STRIPE_KEY_RIGHTS_MISSING',
  'STRIPE_RATE_LIMITED',
];

/** What a refusal of Stripe's makes of an asking: by its code, or by the class of errors that are always too early. */
export function refusedByStripe(answer: { readonly code: string; readonly error: ErrorCode }): ArmOutcome {
  return TURNED_AWAY.includes(answer.error)
    ? { kind: 'ended', why: 'not-confirmed', refusedBy: answer.error }
    : serverDrivenError(answer.code);
}

/** What an error of the SDK makes of an asking for a card. */
export function sdkError(code: string): ArmOutcome {
  return Object.hasOwn(SDK_ERRORS, code) ? (SDK_ERRORS[code] ?? UNKNOWN) : UNKNOWN;
}

/** What an answer to a server-driven command makes of it. */
export function serverDrivenError(code: string): ArmOutcome {
  return Object.hasOwn(SERVER_DRIVEN_ERRORS, code) ? (SERVER_DRIVEN_ERRORS[code] ?? UNKNOWN) : UNKNOWN;
}

/**
 * What a payment that a reader was asked to take comes to by such an outcome, by the machine itself; still armed where only
 * a read at Stripe moves it on. For tables of errors: documents and tests.
 */
export function stateAfter(outcome: ArmOutcome, driver: ReaderDriverKind): CardTenderState {
  const armed: CardTenderState = {
    state: 'armed',
    paymentIntentId: 'pi',
    reader: { readerId: 'tmr', driver },
    attempt: 1,
    chargesSeen: 0,
  };
  if (outcome.kind === 'finished' || outcome.kind === 'collected') return armed;
  const step = stepCardTender(
    armed,
    outcome.kind === 'ended'
      ? { type: 'released', why: outcome.why }
      : { type: 'answer-lost', cause: 'reader-lost' },
  );
  if (!step.ok) throw new Error(`An armed payment can't end so: ${step.refusal}`);
  return step.next;
}
