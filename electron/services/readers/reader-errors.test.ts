import { describe, expect, it } from 'vitest';
import type { CardTenderState } from '../../../shared/domain/payment/index.ts';
import { stepCardTender } from '../../../shared/domain/payment/index.ts';
import type { ArmOutcome } from './driver.ts';
import {
  refusedByStripe,
  SDK_ERRORS,
  sdkError,
  SERVER_DRIVEN_ERRORS,
  serverDrivenError,
} from './reader-errors.ts';

/*
 * Every documented error, what the machine makes of it, and whether money can have moved. The lists are Stripe's, in the
 * order of its pages; a code that the product knows and that is not listed here fails, and so does the reverse.
 */
type Row = readonly [code: string, becomes: CardTenderState['state'], money: 'none' | 'not known'];

const SDK: readonly Row[] = [
  // Terminal JS SDK reference, "Error codes"
  ['no_established_connection', 'ready', 'none'],
  ['no_active_collect_payment_method_attempt', 'ready', 'none'],
  ['no_active_read_reusable_card_attempt', 'ready', 'none'],
  ['canceled', 'ready', 'none'],
  ['cancelable_already_completed', 'in-doubt', 'not known'],
  ['cancelable_already_canceled', 'ready', 'none'],
  ['network_error', 'ready', 'none'],
  ['network_timeout', 'ready', 'none'],
  ['already_connected', 'ready', 'none'],
  ['failed_fetch_connection_token', 'ready', 'none'],
  ['discovery_too_many_readers', 'ready', 'none'],
  ['invalid_reader_version', 'ready', 'none'],
  ['reader_error', 'ready', 'none'],
  ['command_already_in_progress', 'ready', 'none'],
  ['printer_busy', 'ready', 'none'],
  ['printer_paperjam', 'ready', 'none'],
  ['printer_cover_open', 'ready', 'none'],
  ['printer_out_of_paper', 'ready', 'none'],
  ['printer_absent', 'ready', 'none'],
  ['printer_unavailable', 'ready', 'none'],
  ['printer_error', 'ready', 'none'],
  // Seen in the SDK's own bundle, not on its page
  ['canceled_by_customer', 'ready', 'none'],
  ['customer_canceled', 'ready', 'none'],
  ['reader_connection_interrupted', 'ready', 'none'],
  ['authentication_error', 'ready', 'none'],
  ['invalid_connection_token', 'ready', 'none'],
  ['unexpected_intent_status', 'in-doubt', 'not known'],
  ['invalid_reader_shape', 'ready', 'none'],
  ['invalid_payment_intent_input_shape', 'ready', 'none'],
  ['invalid_on_fetch_connection_token', 'ready', 'none'],
  ['invalid_type', 'ready', 'none'],
  ['invalid_argument', 'ready', 'none'],
  ['illegal_state', 'in-doubt', 'not known'],
  ['json_rpc_parse_error', 'in-doubt', 'not known'],
  ['rpc_error', 'in-doubt', 'not known'],
];

const SERVER_DRIVEN: readonly Row[] = [
  ['terminal_reader_busy', 'ready', 'none'],
  ['terminal_reader_timeout', 'in-doubt', 'not known'],
  ['terminal_reader_offline', 'ready', 'none'],
  ['terminal_reader_hardware_fault', 'ready', 'none'],
  ['intent_invalid_state', 'armed', 'not known'],
  ['payment_intent_unexpected_state', 'armed', 'not known'],
  ['terminal_reader_invalid_location_for_payment', 'ready', 'none'],
  ['terminal_location_country_unsupported', 'ready', 'none'],
  ['resource_missing', 'ready', 'none'],
  ['no_answer', 'in-doubt', 'not known'],
];

describe.each([
  ['the SDK', SDK, SDK_ERRORS, sdkError, 'lan'],
  ['a server-driven command', SERVER_DRIVEN, SERVER_DRIVEN_ERRORS, serverDrivenError, 'server-driven'],
] as const)('errors of %s', (_name, rows, known, outcomeOf, driver) => {
  it('are all in the table, and nothing else is', () => {
    expect(Object.keys(known).toSorted()).toEqual(rows.map(([code]) => code).toSorted());
  });

  it.each(rows)('%s: the tender becomes %s, money: %s', (code, becomes, money) => {
    const next = after(outcomeOf(code), driver);
    expect(next).toBe(becomes);
    // Whatever may have charged is asked at Stripe: it neither frees the amount for cash nor counts as declined.
    expect(next === 'ready').toBe(money === 'none');
  });

  it.each(['', 'something_new', 'constructor', '__proto__', 'toString'])(
    'a code like %j that nobody knows leads to in-doubt',
    (code) => {
      expect(outcomeOf(code)).toEqual({ kind: 'unknown' });
      expect(after(outcomeOf(code), driver)).toBe('in-doubt');
    },
  );
});

describe('a command that Stripe refused', () => {
  it.each(['STRIPE_KEY_REFUSED', 'STRIPE_KEY_RIGHTS_MISSING', 'STRIPE_RATE_LIMITED'] as const)(
    'for %s never reached the reader, and the cashier is told why',
    (error) => {
      const outcome = refusedByStripe({ code: 'something_new', error });
      expect(outcome).toEqual({ kind: 'ended', why: 'not-confirmed', refusedBy: error });
      expect(after(outcome, 'server-driven')).toBe('ready');
    },
  );
  it('for a reason that nobody knows leads to in-doubt', () => {
    const outcome = refusedByStripe({ code: 'something_new', error: 'STRIPE_REQUEST_REFUSED' });
    expect(after(outcome, 'server-driven')).toBe('in-doubt');
  });
});

/** The state that an armed tender comes to by this outcome; `armed` when only a read at Stripe may move it. */
function after(outcome: ArmOutcome, driver: 'lan' | 'server-driven'): CardTenderState['state'] {
  const armed: CardTenderState = {
    state: 'armed',
    paymentIntentId: 'pi_1',
    reader: { readerId: 'tmr_1', driver },
    attempt: 1,
    chargesSeen: 0,
  };
  if (outcome.kind === 'finished' || outcome.kind === 'collected') return 'armed';
  const step = stepCardTender(
    armed,
    outcome.kind === 'ended'
      ? { type: 'released', why: outcome.why }
      : { type: 'answer-lost', cause: 'reader-lost' },
  );
  if (!step.ok) throw new Error(step.refusal);
  return step.next.state;
}
