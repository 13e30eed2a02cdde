import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../shared/domain/locale/index.ts';
import { sayPanel } from '../../../renderer/till/screens/charge/panel-look.ts';
import { textsOf } from '../../../renderer/till/text/index.ts';
import type { CardPanelState } from '../../../shared/contract/index.ts';
import type { CardTenderState } from '../../../shared/domain/payment/index.ts';
import { moneyLineOf, panelState } from '../payments/index.ts';
import {
  refusedByStripe,
  SDK_ERRORS,
  sdkError,
  SERVER_DRIVEN_ERRORS,
  serverDrivenError,
  stateAfter,
} from './reader-errors.ts';

/*
 * Every documented error, what the machine makes of it, and whether money can have moved. The lists are Stripe's, in the
 * order of its pages; a code that the product knows and that is not listed here fails, and so does the reverse.
 */
type Row = readonly [
  code: string,
  becomes: CardTenderState['state'],
  /** What the cashier's panel shows then. */
  panel: CardPanelState,
  money: 'none' | 'not known',
];

const SDK: readonly Row[] = [
  // Terminal JS SDK reference, "Error codes"
  ['no_established_connection', 'ready', 'reader-lost', 'none'],
  ['no_active_collect_payment_method_attempt', 'ready', 'ready', 'none'],
  ['no_active_read_reusable_card_attempt', 'ready', 'ready', 'none'],
  ['canceled', 'ready', 'ready', 'none'],
  ['cancelable_already_completed', 'in-doubt', 'in-doubt', 'not known'],
  ['cancelable_already_canceled', 'ready', 'ready', 'none'],
  ['network_error', 'ready', 'reader-lost', 'none'],
  ['network_timeout', 'ready', 'reader-lost', 'none'],
  ['already_connected', 'ready', 'reader-busy', 'none'],
  ['failed_fetch_connection_token', 'ready', 'reader-lost', 'none'],
  ['discovery_too_many_readers', 'ready', 'reader-lost', 'none'],
  ['invalid_reader_version', 'ready', 'reader-lost', 'none'],
  ['reader_error', 'ready', 'reader-lost', 'none'],
  ['command_already_in_progress', 'ready', 'reader-busy', 'none'],
  ['printer_busy', 'ready', 'ready', 'none'],
  ['printer_paperjam', 'ready', 'ready', 'none'],
  ['printer_cover_open', 'ready', 'ready', 'none'],
  ['printer_out_of_paper', 'ready', 'ready', 'none'],
  ['printer_absent', 'ready', 'ready', 'none'],
  ['printer_unavailable', 'ready', 'ready', 'none'],
  ['printer_error', 'ready', 'ready', 'none'],
  // Seen in the SDK's own bundle, not on its page
  ['canceled_by_customer', 'ready', 'customer-cancelled', 'none'],
  ['customer_canceled', 'ready', 'customer-cancelled', 'none'],
  ['reader_connection_interrupted', 'ready', 'reader-lost', 'none'],
  ['authentication_error', 'ready', 'reader-lost', 'none'],
  ['invalid_connection_token', 'ready', 'reader-lost', 'none'],
  ['unexpected_intent_status', 'in-doubt', 'in-doubt', 'not known'],
  ['invalid_reader_shape', 'ready', 'ready', 'none'],
  ['invalid_payment_intent_input_shape', 'ready', 'ready', 'none'],
  ['invalid_on_fetch_connection_token', 'ready', 'ready', 'none'],
  ['invalid_type', 'ready', 'ready', 'none'],
  ['invalid_argument', 'ready', 'ready', 'none'],
  ['illegal_state', 'in-doubt', 'in-doubt', 'not known'],
  ['json_rpc_parse_error', 'in-doubt', 'in-doubt', 'not known'],
  ['rpc_error', 'in-doubt', 'in-doubt', 'not known'],
];

const SERVER_DRIVEN: readonly Row[] = [
  ['terminal_reader_busy', 'ready', 'reader-busy', 'none'],
  ['terminal_reader_timeout', 'in-doubt', 'in-doubt', 'not known'],
  ['terminal_reader_offline', 'ready', 'reader-lost', 'none'],
  ['terminal_reader_hardware_fault', 'ready', 'reader-lost', 'none'],
  ['intent_invalid_state', 'armed', 'preparing', 'not known'],
  ['payment_intent_unexpected_state', 'armed', 'preparing', 'not known'],
  ['terminal_reader_invalid_location_for_payment', 'ready', 'ready', 'none'],
  ['terminal_location_country_unsupported', 'ready', 'ready', 'none'],
  ['resource_missing', 'ready', 'reader-lost', 'none'],
  ['no_answer', 'in-doubt', 'in-doubt', 'not known'],
];

describe.each([
  ['the SDK', SDK, SDK_ERRORS, sdkError, 'lan'],
  ['a server-driven command', SERVER_DRIVEN, SERVER_DRIVEN_ERRORS, serverDrivenError, 'server-driven'],
] as const)('errors of %s', (_name, rows, known, outcomeOf, driver) => {
  it('are all in the table, and nothing else is', () => {
    expect(Object.keys(known).toSorted()).toEqual(rows.map(([code]) => code).toSorted());
  });

  it.each(rows)(
    '%s: the tender becomes %s, the cashier sees %s, money: %s',
    (code, becomes, panel, money) => {
      const next = stateAfter(outcomeOf(code), driver);
      expect(next.state).toBe(becomes);
      // Whatever may have charged is asked at Stripe: it neither frees the amount for cash nor counts as declined.
      expect(next.state === 'ready').toBe(money === 'none');
      expect(panelState(next, false)).toBe(panel);
      const said = LOCALES.map((locale) => {
        const texts = textsOf(locale);
        const { title, text } = sayPanel(
          { state: panelState(next, false), decline: null, refusedBy: null },
          texts,
        );
        return { title, text, money: texts.charge.moneyLine[moneyLineOf(next)]('12,50') };
      });
      for (const { title, text, money: line } of said)
        for (const sentence of [title, text, line]) expect(sentence.length).toBeGreaterThan(8);
      expect(new Set(said.map(({ title }) => title)).size).toBe(said.length);
      if (next.state === 'ready') expect(said[0]?.money).toBe('Nothing charged');
      if (next.state === 'in-doubt') expect(`${said[0]?.text ?? ''}`).toContain('Do not charge again');
    },
  );

  it.each(['', 'something_new', 'constructor', '__proto__', 'toString'])(
    'a code like %j that nobody knows leads to in-doubt',
    (code) => {
      expect(outcomeOf(code)).toEqual({ kind: 'unknown' });
      expect(stateAfter(outcomeOf(code), driver).state).toBe('in-doubt');
    },
  );
});

describe('a command that Stripe refused', () => {
  it.each(['STRIPE_KEY_REFUSED', 'STRIPE_KEY_RIGHTS_MISSING', 'STRIPE_RATE_LIMITED'] as const)(
    'for %s never reached the reader, and the cashier is told why',
    (error) => {
      const outcome = refusedByStripe({ code: 'something_new', error });
      expect(outcome).toEqual({ kind: 'ended', why: 'not-confirmed', refusedBy: error });
      expect(stateAfter(outcome, 'server-driven').state).toBe('ready');
    },
  );
  it('for a reason that nobody knows leads to in-doubt', () => {
    const outcome = refusedByStripe({ code: 'something_new', error: 'STRIPE_REQUEST_REFUSED' });
    expect(stateAfter(outcome, 'server-driven').state).toBe('in-doubt');
  });
});
