import { assertNever } from '../assert-never.ts';
import {
  stripeRefundIdOf,
  type RefundDoubtCause,
  type RefundLegEffect,
  type RefundLegEvent,
  type RefundLegState,
  type RefundLegStep,
  type RefundRefusal,
  type RefundSnapshot,
} from './refund-leg-states.ts';

/**
 * One step of a refund leg. Pure: the caller commits `next` before it carries out the effects. An event that does not
 * fit is refused and changes nothing, so late and repeated messages are harmless.
 */
export function stepRefundLeg(state: RefundLegState, event: RefundLegEvent): RefundLegStep {
  switch (event.type) {
    case 'arm-sent':
      return state.state === 'ready'
        ? to({ state: 'armed', attempt: state.attempt + 1, readerId: event.readerId }, ['arm-reader'])
        : no(state);
    case 'card-presented':
      return state.state === 'armed'
        ? to({ state: 'processing', attempt: state.attempt, readerId: state.readerId }, ['process-refund'])
        : no(state);
    case 'released':
      // After the card was read only Stripe knows: a reader's word that nothing came of it is not enough.
      return state.state === 'armed'
        ? to({ state: 'ready', attempt: state.attempt, released: event.why })
        : no(state);
    case 'stripe-said':
      return stripeSaid(state, event.refund);
    case 'never-made':
      return neverMade(state);
    case 'refused':
      return state.state === 'requested' || (state.state === 'in-doubt' && state.method === 'api')
        ? to({ state: 'refused', code: event.code })
        : no(state);
    case 'answer-lost':
      return answerLost(state, event.cause);
    case 'withdrawn':
      return state.state === 'ready' ? to({ state: 'withdrawn' }) : no(state);
    default:
      return assertNever(event, 'refund leg event');
  }
}

/** Stripe's word moves a leg wherever it stands; only to where it already is, it moves nothing. */
function stripeSaid(state: RefundLegState, refund: RefundSnapshot): RefundLegStep {
  const known = stripeRefundIdOf(state);
  if (known !== null && known !== refund.stripeRefundId) return { ok: false, refusal: 'another-refund' };
  const next = stateFor(state, refund);
  if (next.state === state.state) return { ok: false, refusal: 'nothing-new' };
  // A read that was overtaken by a later one: a refund only goes on, and what came back stays back.
  if (RANK[next.state] <= RANK[state.state]) return { ok: false, refusal: 'nothing-new' };
  return to(next, state.state === 'armed' ? ['disarm-reader'] : []);
}

function stateFor(state: RefundLegState, refund: RefundSnapshot): RefundLegState {
  const { stripeRefundId } = refund;
  switch (refund.status) {
    case 'pending':
    case 'requires_action':
      return { state: 'pending', stripeRefundId };
    case 'succeeded':
      return { state: 'succeeded', stripeRefundId };
    case 'failed':
      return {
        state: 'failed',
        stripeRefundId,
        reason: refund.failureReason ?? 'unknown',
        afterSuccess: state.state === 'succeeded',
      };
    case 'canceled':
      return { state: 'cancelled', stripeRefundId };
    default:
      return assertNever(refund.status, 'refund status');
  }
}

/** How far a refund has come at Stripe; before Stripe has made it, anything may follow. */
const RANK: Readonly<Record<RefundLegState['state'], number>> = {
  requested: 0,
  ready: 0,
  armed: 0,
  processing: 0,
  'in-doubt': 0,
  refused: 0,
  withdrawn: 0,
  pending: 1,
  succeeded: 2,
  failed: 3,
  cancelled: 3,
};

/** Only for a leg at a reader: a request by API is simply asked again under its key. */
function neverMade(state: RefundLegState): RefundLegStep {
  const atReader = state.state === 'processing' || (state.state === 'in-doubt' && state.method === 'reader');
  return atReader ? to({ state: 'ready', attempt: state.attempt, released: 'not-made' }) : no(state);
}

function answerLost(state: RefundLegState, cause: RefundDoubtCause): RefundLegStep {
  switch (state.state) {
    case 'requested':
      return to({ state: 'in-doubt', attempt: 0, method: 'api', cause, readerId: null });
    case 'armed':
    case 'processing':
      return to(
        {
          state: 'in-doubt',
          attempt: state.attempt,
          method: 'reader',
          cause,
          readerId: state.readerId,
        },
        ['disarm-reader'],
      );
    default:
      return no(state);
  }
}

function to(next: RefundLegState, effects: readonly RefundLegEffect[] = []): RefundLegStep {
  return { ok: true, next, effects };
}

function no(state: RefundLegState): RefundLegStep {
  const refusal: RefundRefusal = OVER.has(state.state) ? 'already-over' : 'not-now';
  return { ok: false, refusal };
}

const OVER: ReadonlySet<RefundLegState['state']> = new Set(['failed', 'cancelled', 'refused', 'withdrawn']);
