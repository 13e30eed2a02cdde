import type { CardPanelState, MoneyLine } from '../../../shared/contract/index.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import {
  waitsForTwinAnswer,
  type CardTenderState,
  type ReleaseReason,
} from '../../../shared/domain/payment/index.ts';

/**
 * What the card panel shows for a state; `prompting`: the reader shows its prompt for a card; `isUnheard`: it seems not to
 * have got what Stripe was asked to tell it.
 */
export function panelState(state: CardTenderState, prompting: boolean, isUnheard = false): CardPanelState {
  switch (state.state) {
    case 'opened':
    case 'creating':
      return 'preparing';
    case 'ready':
      return readyState(state.released);
    case 'armed':
      if (isUnheard) return 'not-picked-up';
      return prompting ? 'present-card' : 'preparing';
    case 'authorising':
      return 'processing';
    case 'to-capture':
      if (waitsForTwinAnswer(state)) return 'suspected-twin';
      return state.captureTries > 0 ? 'held' : 'processing';
    case 'declined':
      return 'declined';
    case 'approved':
      return 'approved';
    case 'cancelling':
      return 'cancelling';
    case 'cancelled':
      return 'cancelled';
    case 'hold-released':
      return 'hold-released';
    case 'in-doubt':
      return state.cause === 'restart' ? 'checking' : 'in-doubt';
    case 'decided-by-manager':
      return state.decision.verdict === 'treat-as-charged' ? 'decided-charged' : 'decided-not-charged';
    case 'overpaid':
      return 'overpaid';
    default:
      return assertNever(state, 'card tender state');
  }
}

function readyState(released: ReleaseReason | null): CardPanelState {
  switch (released) {
    case 'customer-cancelled':
      return 'customer-cancelled';
    case 'nobody-paid':
      return 'timed-out';
    case 'reader-lost':
    case 'reader-offline':
      return 'reader-lost';
    case 'reader-busy':
      return 'reader-busy';
    // Made and not armed: the till was killed, or the reader left, between the two.
    case null:
    case 'cashier-cancelled':
    case 'restarted':
    case 'not-confirmed':
      return 'ready';
    default:
      return assertNever(released, 'release reason');
  }
}

/** The one line that every state answers: did money move? */
export function moneyLineOf(state: CardTenderState): MoneyLine {
  switch (state.state) {
    case 'opened':
    case 'creating':
    case 'ready':
    case 'armed':
    case 'declined':
    case 'cancelled':
    case 'hold-released':
      return 'nothing-charged';
    case 'authorising':
      return 'asking-the-bank';
    case 'to-capture':
      return 'held';
    case 'approved':
      return 'charged';
    case 'overpaid':
      return 'charged-too-much';
    case 'cancelling':
    case 'in-doubt':
    case 'decided-by-manager':
      return 'not-known-yet';
    default:
      return assertNever(state, 'card tender state');
  }
}
