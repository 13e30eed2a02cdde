import { assertNever } from '../assert-never.ts';
import type {
  Attempts,
  CancelReason,
  CardTenderEffect,
  CardTenderEvent,
  CardTenderState,
  CardTenderStep,
  DoubtCause,
  DoubtfulState,
  IntentSnapshot,
  Refusal,
  ReleaseReason,
} from './card-tender-states.ts';

/**
 * Says what a card tender becomes when something happens to it, and what must then be done. Pure: the runner commits
 * `next` to disk before it starts on `effects`.
 *
 * Refusals change nothing: `not-now` (the state does not allow it: show the state), `already-over` (the tender ended),
 * `another-intent` (the answer is about another PaymentIntent: a bug or a mix-up, never applied), `nothing-new` (the
 * answer says what is known already: drop it).
 */
export function stepCardTender(current: CardTenderState, event: CardTenderEvent): CardTenderStep {
  switch (event.type) {
    case 'create-sent':
      return current.state === 'opened'
        ? to({ state: 'creating' }, 'create-intent')
        : refuse(lateOr(current));
    case 'intent-created':
      return intentCreated(current, event.paymentIntentId);
    case 'intent-refused':
      return current.state === 'creating'
        ? to({ state: 'cancelled', paymentIntentId: null })
        : refuse(lateOr(current));
    case 'never-created':
      return neverCreated(current);
    case 'arm-sent':
      return current.state === 'ready' || current.state === 'declined'
        ? to(
            {
              state: 'armed',
              paymentIntentId: current.paymentIntentId,
              reader: event.reader,
              attempt: current.attempt + 1,
              chargesSeen: current.chargesSeen,
            },
            'arm-reader',
          )
        : refuse(lateOr(current));
    case 'card-presented':
      return cardPresented(current);
    case 'released':
      return current.state === 'armed'
        ? to({
            ...attemptsOf(current),
            state: 'ready',
            paymentIntentId: current.paymentIntentId,
            released: event.why,
          })
        : refuse(lateOr(current));
    case 'stripe-said':
      return stripeSaid(current, event.intent);
    case 'answer-lost':
      return answerLost(current, event.cause);
    case 'capture-failed':
      return current.state === 'to-capture' && !waitsForTwinAnswer(current)
        ? to({ ...current, captureTries: current.captureTries + 1 })
        : refuse(lateOr(current));
    case 'twin-found':
      return twinFound(current, event.earlierTenderId);
    case 'second-purchase':
      return secondPurchase(current);
    case 'cancel-sent':
      return cancelSent(current, event.reason);
    case 'manager-decided':
      // Given up already: a word that calls it paid would count the same money twice.
      return current.state === 'in-doubt' && current.wasCancelling !== 'given-up'
        ? to({
            state: 'decided-by-manager',
            paymentIntentId: current.paymentIntentId,
            attempt: current.attempt,
            decision: event.decision,
          })
        : refuse(lateOr(current));
    default:
      return assertNever(event, 'card tender event');
  }
}

/** True when the tender ended and nothing more is asked of Stripe by itself. Money seen later still counts. */
export function isFinal(current: CardTenderState): boolean {
  switch (current.state) {
    case 'approved':
    case 'cancelled':
    case 'hold-released':
    case 'overpaid':
      return true;
    case 'opened':
    case 'creating':
    case 'ready':
    case 'armed':
    case 'authorising':
    case 'declined':
    case 'to-capture':
    case 'cancelling':
    case 'in-doubt':
    case 'decided-by-manager':
      return false;
    default:
      return assertNever(current, 'card tender state');
  }
}

/** True when the bank holds the amount, it looks like one that was paid before, and the cashier was not heard yet. */
export function waitsForTwinAnswer(current: CardTenderState): boolean {
  return current.state === 'to-capture' && current.twin !== null && !current.twin.secondPurchase;
}

/**
 * True when another way of paying may cover this tender's amount: Stripe said that this one can no longer charge, or a
 * manager took it on. Money that comes nevertheless is overpaid.
 */
export function mayBeCoveredByAnotherTender(current: CardTenderState): boolean {
  switch (current.state) {
    case 'cancelled':
    case 'hold-released':
    case 'overpaid':
      return true;
    case 'decided-by-manager':
      return current.decision.verdict === 'treat-as-not-charged';
    case 'cancelling':
      return current.reason === 'given-up';
    case 'in-doubt':
      return current.wasCancelling === 'given-up';
    case 'opened':
    case 'creating':
    case 'ready':
    case 'armed':
    case 'authorising':
    case 'declined':
    case 'to-capture':
    case 'approved':
      return false;
    default:
      return assertNever(current, 'card tender state');
  }
}

/** The intent a tender owns, or null while none is known. */
export function paymentIntentIdOf(current: CardTenderState): string | null {
  return current.state === 'opened' || current.state === 'creating' ? null : current.paymentIntentId;
}

function intentCreated(current: CardTenderState, paymentIntentId: string): CardTenderStep {
  switch (current.state) {
    case 'creating':
      return to({ ...NO_ATTEMPTS, state: 'ready', paymentIntentId, released: null });
    case 'cancelling':
      if (current.paymentIntentId === null) return to({ ...current, paymentIntentId }, 'cancel-intent');
      return refuse(current.paymentIntentId === paymentIntentId ? 'nothing-new' : 'another-intent');
    case 'in-doubt':
      if (current.paymentIntentId !== null) {
        return refuse(current.paymentIntentId === paymentIntentId ? 'nothing-new' : 'another-intent');
      }
      return to({ ...current, paymentIntentId }, 'read-intent');
    case 'decided-by-manager':
      if (current.paymentIntentId !== null) {
        return refuse(current.paymentIntentId === paymentIntentId ? 'nothing-new' : 'another-intent');
      }
      return to({ ...current, paymentIntentId }, 'read-intent');
    default:
      return refuse(lateOr(current));
  }
}

function neverCreated(current: CardTenderState): CardTenderStep {
  switch (current.state) {
    case 'creating':
      return to({ state: 'cancelled', paymentIntentId: null });
    case 'cancelling':
    case 'in-doubt':
    case 'decided-by-manager':
      return current.paymentIntentId === null
        ? to({ state: 'cancelled', paymentIntentId: null })
        : refuse('another-intent');
    default:
      return refuse(lateOr(current));
  }
}

function cardPresented(current: CardTenderState): CardTenderStep {
  if (current.state !== 'armed') return refuse(lateOr(current));
  const { paymentIntentId, reader } = current;
  const next: CardTenderState = { ...attemptsOf(current), state: 'authorising', paymentIntentId, reader };
  // Over the LAN the till confirms the collected card; server-driven, Stripe does both in one action.
  return reader.driver === 'lan' ? to(next, 'process-payment') : to(next);
}

function twinFound(current: CardTenderState, earlierTenderId: string): CardTenderStep {
  // Asked once: with the cashier's word, or after a capture was tried, it is too late for the question.
  return current.state === 'to-capture' && current.twin === null && current.captureTries === 0
    ? to({ ...current, twin: { earlierTenderId, secondPurchase: false } })
    : refuse(lateOr(current));
}

function secondPurchase(current: CardTenderState): CardTenderStep {
  return current.state === 'to-capture' && current.twin !== null && waitsForTwinAnswer(current)
    ? to({ ...current, twin: { ...current.twin, secondPurchase: true } }, 'capture-intent')
    : refuse(lateOr(current));
}

function answerLost(current: CardTenderState, cause: DoubtCause): CardTenderStep {
  const doubt = (paymentIntentId: string | null, from: DoubtfulState): CardTenderState => ({
    ...attemptsOf(current),
    state: 'in-doubt',
    paymentIntentId,
    from,
    cause,
    wasCancelling: current.state === 'cancelling' ? current.reason : null,
    twin: current.state === 'to-capture' ? current.twin : null,
  });
  switch (current.state) {
    case 'creating':
      return to(doubt(null, 'creating'), 'read-intent');
    case 'cancelling':
      // Stripe was read a moment ago and the payment is still open: read at once, it would be cancelled again at once,
      // and so on without a pause for as long as Stripe says no. Whoever watches over doubts asks after a wait.
      if (cause === 'unknown-answer')
        return to(doubt(current.paymentIntentId, 'cancelling'), 'disarm-reader');
      return to(doubt(current.paymentIntentId, 'cancelling'), 'disarm-reader', 'read-intent');
    case 'armed':
    case 'authorising':
      // The reader is disarmed first: a card shown a second later must not be charged behind the till's back.
      return to(doubt(current.paymentIntentId, current.state), 'disarm-reader', 'read-intent');
    case 'to-capture':
      // Nothing was asked of Stripe, so no answer is missing: what is missing is the cashier's.
      return waitsForTwinAnswer(current)
        ? refuse('not-now')
        : to(doubt(current.paymentIntentId, 'to-capture'), 'read-intent');
    default:
      return refuse(lateOr(current));
  }
}

function cancelSent(current: CardTenderState, reason: CancelReason): CardTenderStep {
  switch (current.state) {
    case 'opened':
      // Nothing was ever sent, so there is nothing for Stripe to confirm.
      return to({ state: 'cancelled', paymentIntentId: null });
    case 'creating':
      return to({ state: 'cancelling', paymentIntentId: null, reason, hadHold: false }, 'read-intent');
    case 'ready':
    case 'declined':
      return to(
        { state: 'cancelling', paymentIntentId: current.paymentIntentId, reason, hadHold: false },
        'cancel-intent',
      );
    case 'armed':
      return to(
        { state: 'cancelling', paymentIntentId: current.paymentIntentId, reason, hadHold: false },
        'disarm-reader',
        'cancel-intent',
      );
    case 'to-capture':
      return to(
        { state: 'cancelling', paymentIntentId: current.paymentIntentId, reason, hadHold: true },
        'cancel-intent',
      );
    default:
      return refuse(lateOr(current));
  }
}

function stripeSaid(current: CardTenderState, intent: IntentSnapshot): CardTenderStep {
  if (current.state === 'opened') return refuse('not-now');
  const known = current.state === 'creating' ? null : current.paymentIntentId;
  if (known !== null && known !== intent.paymentIntentId) return refuse('another-intent');
  switch (intent.status) {
    case 'succeeded':
      return succeeded(current, intent);
    case 'canceled':
      return cancelledAtStripe(current, intent);
    case 'requires_capture':
      return holdSeen(current, intent);
    case 'requires_payment_method':
    case 'requires_confirmation':
      return notChargedYet(current, intent);
    case 'requires_action':
    case 'processing':
      return stillBusy(current, intent);
    default:
      return assertNever(intent.status, 'PaymentIntent status');
  }
}

function succeeded(current: CardTenderState, intent: IntentSnapshot): CardTenderStep {
  const { paymentIntentId } = intent;
  switch (current.state) {
    case 'approved':
    case 'overpaid':
      return refuse('nothing-new');
    case 'cancelled':
    case 'hold-released':
      return to({ state: 'overpaid', paymentIntentId, capturedMinor: intent.amountReceivedMinor });
    case 'cancelling':
    case 'in-doubt':
      return mayBeCoveredByAnotherTender(current)
        ? to({ state: 'overpaid', paymentIntentId, capturedMinor: intent.amountReceivedMinor })
        : approve(attemptsOf(current).attempt, intent);
    case 'decided-by-manager':
      // Charged as the manager assumed: the decision is simply proved. Otherwise the customer paid twice.
      return current.decision.verdict === 'treat-as-charged'
        ? approve(current.attempt, intent)
        : to({ state: 'overpaid', paymentIntentId, capturedMinor: intent.amountReceivedMinor });
    default:
      return approve(attemptsOf(current).attempt, intent);
  }
}

function approve(attempt: number, intent: IntentSnapshot): CardTenderStep {
  return to({
    state: 'approved',
    paymentIntentId: intent.paymentIntentId,
    attempt: Math.max(attempt, 1),
    capturedMinor: intent.amountReceivedMinor,
    tipMinor: intent.tipMinor,
  });
}

function cancelledAtStripe(current: CardTenderState, intent: IntentSnapshot): CardTenderStep {
  const { paymentIntentId } = intent;
  switch (current.state) {
    case 'cancelled':
    case 'hold-released':
      return refuse('nothing-new');
    case 'approved':
    case 'overpaid':
      // Stripe never takes captured money back by cancelling; such an answer is older than what is known.
      return refuse('already-over');
    case 'cancelling':
      return to({ state: current.hadHold ? 'hold-released' : 'cancelled', paymentIntentId });
    case 'to-capture':
      return to({ state: 'hold-released', paymentIntentId });
    case 'in-doubt':
      return to({ state: current.from === 'to-capture' ? 'hold-released' : 'cancelled', paymentIntentId });
    case 'armed':
      return to({ state: 'cancelled', paymentIntentId }, 'disarm-reader');
    default:
      return to({ state: 'cancelled', paymentIntentId });
  }
}

function holdSeen(current: CardTenderState, intent: IntentSnapshot): CardTenderStep {
  const { paymentIntentId } = intent;
  switch (current.state) {
    case 'approved':
    case 'overpaid':
      return refuse('nothing-new');
    case 'to-capture':
      // Known, and being seen to: a mere look must not ask again, or a refused capture would go round without end.
      return refuse('nothing-new');
    case 'cancelling':
      return to({ ...current, paymentIntentId, hadHold: true }, 'cancel-intent');
    case 'decided-by-manager':
      // The goods left as paid, so the money that the bank holds for them is taken, never let go.
      return current.decision.verdict === 'treat-as-charged'
        ? toCapture(current, intent)
        : to({ state: 'cancelling', paymentIntentId, reason: 'given-up', hadHold: true }, 'cancel-intent');
    case 'cancelled':
    case 'hold-released':
      // Given up here, held there: let the hold go so that the customer's money is free again.
      return to({ state: 'cancelling', paymentIntentId, reason: 'given-up', hadHold: true }, 'cancel-intent');
    case 'in-doubt':
      if (current.wasCancelling !== null) {
        return to(
          { state: 'cancelling', paymentIntentId, reason: current.wasCancelling, hadHold: true },
          'cancel-intent',
        );
      }
      return toCapture(current, intent);
    default:
      return toCapture(current, intent);
  }
}

function toCapture(current: CardTenderState, intent: IntentSnapshot): CardTenderStep {
  const twin = current.state === 'in-doubt' ? current.twin : null;
  const effects =
    twin === null ? (['look-for-twin', 'capture-intent'] as const) : (['capture-intent'] as const);
  return to(
    {
      state: 'to-capture',
      paymentIntentId: intent.paymentIntentId,
      attempt: Math.max(attemptsOf(current).attempt, 1),
      authorisedMinor: intent.amountCapturableMinor,
      tipMinor: intent.tipMinor,
      captureBeforeMs: intent.captureBeforeMs,
      captureTries: 0,
      twin,
    },
    ...effects,
  );
}

function notChargedYet(current: CardTenderState, intent: IntentSnapshot): CardTenderStep {
  const { paymentIntentId } = intent;
  switch (current.state) {
    case 'creating':
      return to({
        attempt: 0,
        chargesSeen: intent.chargeCount,
        state: 'ready',
        paymentIntentId,
        released: null,
      });
    case 'authorising':
      return intent.status === 'requires_confirmation'
        ? retryConfirmation(current)
        : backToReady(current, intent, 'not-confirmed');
    case 'in-doubt':
      return outOfDoubt(current, intent);
    case 'cancelling':
      return to({ ...current, paymentIntentId }, 'cancel-intent');
    case 'decided-by-manager':
      // Either way Stripe's answer supersedes the decision, and ending the intent makes that answer final.
      return to(
        {
          state: 'cancelling',
          paymentIntentId,
          reason: current.decision.verdict === 'treat-as-not-charged' ? 'given-up' : 'void',
          hadHold: false,
        },
        'cancel-intent',
      );
    case 'armed':
      // Server-driven, Stripe confirms by itself: its decline is the first that the till hears of the card.
      return current.reader.driver === 'server-driven' && intent.chargeCount > current.chargesSeen
        ? backToReady(current, intent, 'not-confirmed')
        : refuse('nothing-new');
    case 'ready':
    case 'declined':
      return refuse('nothing-new');
    default:
      return refuse('already-over');
  }
}

function retryConfirmation(current: CardTenderState & { state: 'authorising' }): CardTenderStep {
  // Stripe: the confirmation did not arrive; the same intent is confirmed again, never another one made.
  return current.reader.driver === 'lan' ? to(current, 'process-payment') : refuse('nothing-new');
}

function outOfDoubt(
  current: CardTenderState & { state: 'in-doubt' },
  intent: IntentSnapshot,
): CardTenderStep {
  const { paymentIntentId } = intent;
  if (current.wasCancelling !== null) {
    return to(
      { state: 'cancelling', paymentIntentId, reason: current.wasCancelling, hadHold: false },
      'cancel-intent',
    );
  }
  return backToReady(current, intent, current.cause === 'restart' ? 'restarted' : 'not-confirmed');
}

/** Nothing was charged: declined when Stripe has a charge that the till had not seen, else simply ready again. */
function backToReady(
  current: CardTenderState & { state: 'armed' | 'authorising' | 'in-doubt' },
  intent: IntentSnapshot,
  released: ReleaseReason,
): CardTenderStep {
  const attempts = { attempt: current.attempt, chargesSeen: intent.chargeCount };
  const { paymentIntentId, lastDecline } = intent;
  return lastDecline !== null && intent.chargeCount > current.chargesSeen
    ? to({ ...attempts, state: 'declined', paymentIntentId, decline: lastDecline })
    : to({ ...attempts, state: 'ready', paymentIntentId, released });
}

function stillBusy(current: CardTenderState, intent: IntentSnapshot): CardTenderStep {
  switch (current.state) {
    case 'armed':
      return to({
        ...attemptsOf(current),
        state: 'authorising',
        paymentIntentId: intent.paymentIntentId,
        reader: current.reader,
      });
    case 'creating':
    case 'ready':
    case 'declined':
      // Somebody presented a card where the till expected none: it does not know the attempt, so it says so.
      return to(
        {
          ...attemptsOf(current),
          state: 'in-doubt',
          paymentIntentId: intent.paymentIntentId,
          from: 'authorising',
          cause: 'unknown-answer',
          wasCancelling: null,
          twin: null,
        },
        'disarm-reader',
      );
    default:
      return refuse('nothing-new');
  }
}

const NO_ATTEMPTS: Attempts = { attempt: 0, chargesSeen: 0 };

function attemptsOf(current: CardTenderState): Attempts {
  switch (current.state) {
    case 'ready':
    case 'armed':
    case 'authorising':
    case 'declined':
    case 'in-doubt':
      return { attempt: current.attempt, chargesSeen: current.chargesSeen };
    case 'to-capture':
    case 'approved':
    case 'decided-by-manager':
      return { attempt: current.attempt, chargesSeen: 0 };
    case 'opened':
    case 'creating':
    case 'cancelling':
    case 'cancelled':
    case 'hold-released':
    case 'overpaid':
      return NO_ATTEMPTS;
    default:
      return assertNever(current, 'card tender state');
  }
}

/** `already-over` for an ended tender, otherwise `not-now`: a late message and a wrong moment read differently. */
function lateOr(current: CardTenderState): Refusal {
  return isFinal(current) ? 'already-over' : 'not-now';
}

function to(next: CardTenderState, ...effects: readonly CardTenderEffect[]): CardTenderStep {
  return { ok: true, next, effects };
}

function refuse(refusal: Refusal): CardTenderStep {
  return { ok: false, refusal };
}
