import { describe, expect, it } from 'vitest';
import { minorUnits } from '../money/index.ts';
import {
  countsAsRefunded,
  openRefundLeg,
  REFUND_LEG_EVENTS,
  REFUND_LEG_STATES,
  stepRefundLeg,
  type RefundLegEvent,
  type RefundLegState,
  type RefundLegStep,
  type RefundSnapshot,
} from './index.ts';

/*
 * The table of the machine: every state, in each variant that behaves differently, times every event. The leg's own
 * refund is `re_1`. An event missing from a row, or a state or event without a row here, fails.
 */
const STATES = {
  requested: { state: 'requested' },
  ready: { state: 'ready', attempt: 1, released: null },
  armed: { state: 'armed', attempt: 1, readerId: 'tmr_1' },
  processing: { state: 'processing', attempt: 1, readerId: 'tmr_1' },
  'doubt api': { state: 'in-doubt', attempt: 0, method: 'api', cause: 'no-answer', readerId: null },
  'doubt reader': {
    state: 'in-doubt',
    attempt: 1,
    method: 'reader',
    cause: 'reader-lost',
    readerId: 'tmr_1',
  },
  pending: { state: 'pending', stripeRefundId: 're_1' },
  succeeded: { state: 'succeeded', stripeRefundId: 're_1' },
  failed: { state: 'failed', stripeRefundId: 're_1', reason: 'declined', afterSuccess: false },
  cancelled: { state: 'cancelled', stripeRefundId: 're_1' },
  refused: { state: 'refused', code: 'charge_already_refunded' },
  withdrawn: { state: 'withdrawn' },
} as const satisfies Readonly<Record<string, RefundLegState>>;

const said = (status: RefundSnapshot['status'], stripeRefundId = 're_1'): RefundLegEvent => ({
  type: 'stripe-said',
  refund: {
    stripeRefundId,
    paymentIntentId: 'pi_1',
    chargeId: 'ch_1',
    status,
    amountMinor: minorUnits(500),
    failureReason: status === 'failed' ? 'expired_or_canceled_card' : null,
  },
});

const EVENTS = {
  arm: { type: 'arm-sent', readerId: 'tmr_1' },
  card: { type: 'card-presented' },
  released: { type: 'released', why: 'customer-cancelled' },
  'said pending': said('pending'),
  'said action': said('requires_action'),
  'said succeeded': said('succeeded'),
  'said failed': said('failed'),
  'said canceled': said('canceled'),
  'said other': said('succeeded', 're_2'),
  never: { type: 'never-made' },
  refused: { type: 'refused', code: 'charge_already_refunded' },
  lost: { type: 'answer-lost', cause: 'no-answer' },
  withdrawn: { type: 'withdrawn' },
} as const satisfies Readonly<Record<string, RefundLegEvent>>;

/** In the order of EVENTS: the next state with its effects, or the refusal in brackets. */
const TABLE: Readonly<Record<keyof typeof STATES, readonly string[]>> = {
  requested: row('(not-now) (not-now) (not-now)', SAID(), '(not-now) refused in-doubt (not-now)'),
  ready: row('armed+arm-reader (not-now) (not-now)', SAID(), '(not-now) (not-now) (not-now) withdrawn'),
  armed: row(
    '(not-now) processing+process-refund ready',
    SAID('+disarm-reader'),
    '(not-now) (not-now) in-doubt+disarm-reader (not-now)',
  ),
  processing: row(
    '(not-now) (not-now) (not-now)',
    SAID(),
    'ready (not-now) in-doubt+disarm-reader (not-now)',
  ),
  'doubt api': row('(not-now) (not-now) (not-now)', SAID(), '(not-now) refused (not-now) (not-now)'),
  'doubt reader': row('(not-now) (not-now) (not-now)', SAID(), 'ready (not-now) (not-now) (not-now)'),
  pending: row(
    '(not-now) (not-now) (not-now)',
    '(nothing-new) (nothing-new) succeeded failed cancelled (another-refund)',
    '(not-now) (not-now) (not-now) (not-now)',
  ),
  succeeded: row(
    '(not-now) (not-now) (not-now)',
    '(nothing-new) (nothing-new) (nothing-new) failed cancelled (another-refund)',
    '(not-now) (not-now) (not-now) (not-now)',
  ),
  failed: row(
    OVER(3),
    '(nothing-new) (nothing-new) (nothing-new) (nothing-new) (nothing-new) (another-refund)',
    OVER(4),
  ),
  cancelled: row(
    OVER(3),
    '(nothing-new) (nothing-new) (nothing-new) (nothing-new) (nothing-new) (another-refund)',
    OVER(4),
  ),
  refused: row(OVER(3), SAID(), OVER(4)),
  withdrawn: row(OVER(3), SAID(), OVER(4)),
};

function SAID(effect = ''): string {
  return ['pending', 'pending', 'succeeded', 'failed', 'cancelled', 'succeeded']
    .map((state) => state + effect)
    .join(' ');
}
function OVER(count: number): string {
  return Array.from({ length: count }, () => '(already-over)').join(' ');
}
function row(...parts: readonly string[]): readonly string[] {
  return parts.join(' ').split(' ');
}
function shown(step: RefundLegStep): string {
  return step.ok ? [step.next.state, ...step.effects].join('+') : `(${step.refusal})`;
}

describe('the machine of a refund leg', () => {
  const cells = Object.entries(STATES).flatMap(([name, state]) =>
    Object.entries(EVENTS).map(([eventName, event], index) => ({
      name,
      eventName,
      state,
      event,
      // The entries of STATES are the keys of TABLE.
      expected: TABLE[name as keyof typeof STATES][index] ?? 'missing',
    })),
  );
  it.each(cells)('$name, on $eventName: $expected', ({ state, event, expected }) => {
    expect(shown(stepRefundLeg(state, event))).toBe(expected);
  });

  it('is in the table with every state and every event', () => {
    expect(new Set(Object.values(STATES).map(({ state }) => state))).toEqual(new Set(REFUND_LEG_STATES));
    expect(new Set(Object.values(EVENTS).map(({ type }) => type))).toEqual(new Set(REFUND_LEG_EVENTS));
  });

  it('remembers that a refund failed after it had succeeded', () => {
    expect(stepRefundLeg(STATES.succeeded, said('failed'))).toMatchObject({
      next: { state: 'failed', afterSuccess: true, reason: 'expired_or_canceled_card' },
    });
    expect(stepRefundLeg(STATES.pending, said('failed'))).toMatchObject({ next: { afterSuccess: false } });
  });

  it('counts as given back whatever is with the customer or may yet get there', () => {
    const counted = Object.values(STATES).filter(countsAsRefunded);
    expect(counted.map(({ state }) => state)).toEqual([
      'requested',
      'ready',
      'armed',
      'processing',
      'in-doubt',
      'in-doubt',
      'pending',
      'succeeded',
    ]);
  });

  it('begins with a request to Stripe, or with a reader that is idle', () => {
    expect(openRefundLeg('api')).toEqual({ state: { state: 'requested' }, effects: ['make-refund'] });
    expect(openRefundLeg('reader')).toEqual({
      state: { state: 'ready', attempt: 0, released: null },
      effects: [],
    });
  });
});
