import { describe, expect, it } from 'vitest';
import { EVENTS, STATES, type EventCase, type StateCase } from './card-tender-cases.ts';
import { CARD_TENDER_EVENTS, CARD_TENDER_STATES, stepCardTender, type CardTenderStep } from './index.ts';

/*
 * The table of the machine: every state in each variant that behaves differently, times every event in each variant
 * that is answered differently. The tender's own intent is `pi_1`. Every cell stands in `TABLE`: an event missing from
 * a row, or a state or event of the product without a row here, fails.
 */

/** A step in one line: every field of the next state, then `+` and the effects in order; or `refused` and why. */
function lineOf(step: CardTenderStep): string {
  if (!step.ok) return `refused ${step.refusal}`;
  const { state, ...fields } = step.next;
  const values = Object.entries(fields).map(([name, value]) => valueOf(name, value));
  const effects = step.effects.length === 0 ? '' : ` + ${step.effects.join(' ')}`;
  return [state, ...values.toSorted().filter((value) => value !== '')].join(' ') + effects;
}

function valueOf(name: string, value: string | number | boolean | object | null): string {
  if (name === 'paymentIntentId') return typeof value === 'string' ? value : 'pi_none';
  if (value === null) return '';
  if (typeof value !== 'object') return `${name}=${String(value)}`;
  const words = Object.entries(value).filter(([field]) =>
    ['driver', 'class', 'verdict', 'secondPurchase'].includes(field),
  );
  if (name === 'twin') return words.some(([, word]) => word === true) ? 'twin=answered' : 'twin=asked';
  return words.map(([, word]) => String(word)).join(' ');
}

type Row = {
  /** The whole next state and the effects in their order, as `lineOf` writes them. */
  readonly moves: Readonly<Partial<Record<EventCase, string>>>;
  /** Which events are refused, by reason. */
  readonly refuses: Readonly<
    Partial<Record<'not-now' | 'already-over' | 'another-intent' | 'nothing-new', string>>
  >;
};

const TABLE: Readonly<Record<StateCase, Row>> = {
  opened: {
    moves: {
      'create-sent': 'creating + create-intent',
      'cancel-sent': 'cancelled pi_none',
    },
    refuses: {
      'not-now': `
        intent-created intent-created-other intent-refused never-created arm-sent card-presented
        released said-requires_payment_method said-new-decline said-requires_confirmation
        said-requires_action said-processing said-requires_capture said-succeeded said-canceled
        said-other-succeeded answer-lost capture-failed twin-found second-purchase manager-decided`,
    },
  },
  creating: {
    moves: {
      'intent-created': 'ready attempt=0 chargesSeen=0 pi_1',
      'intent-created-other': 'ready attempt=0 chargesSeen=0 pi_2',
      'intent-refused': 'cancelled pi_none',
      'never-created': 'cancelled pi_none',
      'said-requires_payment_method': 'ready attempt=0 chargesSeen=0 pi_1',
      'said-new-decline': 'ready attempt=0 chargesSeen=2 pi_1',
      'said-requires_confirmation': 'ready attempt=0 chargesSeen=0 pi_1',
      'said-requires_action':
        'in-doubt attempt=0 cause=unknown-answer chargesSeen=0 from=authorising pi_1 + disarm-reader',
      'said-processing':
        'in-doubt attempt=0 cause=unknown-answer chargesSeen=0 from=authorising pi_1 + disarm-reader',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'said-other-succeeded': 'approved attempt=1 capturedMinor=500 pi_2 tipMinor=0',
      'answer-lost': 'in-doubt attempt=0 cause=no-answer chargesSeen=0 from=creating pi_none + read-intent',
      'cancel-sent': 'cancelling hadHold=false pi_none reason=cashier + read-intent',
    },
    refuses: {
      'not-now':
        'create-sent arm-sent card-presented released capture-failed twin-found second-purchase manager-decided',
    },
  },
  ready: {
    moves: {
      'arm-sent': 'armed attempt=2 chargesSeen=0 lan pi_1 + arm-reader',
      'said-requires_action':
        'in-doubt attempt=1 cause=unknown-answer chargesSeen=0 from=authorising pi_1 + disarm-reader',
      'said-processing':
        'in-doubt attempt=1 cause=unknown-answer chargesSeen=0 from=authorising pi_1 + disarm-reader',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'cancel-sent': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created card-presented
        released answer-lost capture-failed twin-found second-purchase manager-decided`,
      'nothing-new': 'said-requires_payment_method said-new-decline said-requires_confirmation',
      'another-intent': 'said-other-succeeded',
    },
  },
  'armed lan': {
    moves: {
      'card-presented': 'authorising attempt=1 chargesSeen=0 lan pi_1 + process-payment',
      released: 'ready attempt=1 chargesSeen=0 pi_1 released=customer-cancelled',
      'said-requires_action': 'authorising attempt=1 chargesSeen=0 lan pi_1',
      'said-processing': 'authorising attempt=1 chargesSeen=0 lan pi_1',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1 + disarm-reader',
      'answer-lost':
        'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=armed pi_1 + disarm-reader read-intent',
      'cancel-sent': 'cancelling hadHold=false pi_1 reason=cashier + disarm-reader cancel-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        capture-failed twin-found second-purchase manager-decided`,
      'nothing-new': 'said-requires_payment_method said-new-decline said-requires_confirmation',
      'another-intent': 'said-other-succeeded',
    },
  },
  'armed server': {
    moves: {
      'card-presented': 'authorising attempt=1 chargesSeen=0 pi_1 server-driven',
      released: 'ready attempt=1 chargesSeen=0 pi_1 released=customer-cancelled',
      'said-new-decline': 'declined attempt=1 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_action': 'authorising attempt=1 chargesSeen=0 pi_1 server-driven',
      'said-processing': 'authorising attempt=1 chargesSeen=0 pi_1 server-driven',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1 + disarm-reader',
      'answer-lost':
        'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=armed pi_1 + disarm-reader read-intent',
      'cancel-sent': 'cancelling hadHold=false pi_1 reason=cashier + disarm-reader cancel-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        capture-failed twin-found second-purchase manager-decided`,
      'nothing-new': 'said-requires_payment_method said-requires_confirmation',
      'another-intent': 'said-other-succeeded',
    },
  },
  'authorising lan': {
    moves: {
      'said-requires_payment_method': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-new-decline': 'declined attempt=1 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_confirmation': 'authorising attempt=1 chargesSeen=0 lan pi_1 + process-payment',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'answer-lost':
        'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=authorising pi_1 + disarm-reader read-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'said-requires_action said-processing',
      'another-intent': 'said-other-succeeded',
    },
  },
  'authorising server': {
    moves: {
      'said-requires_payment_method': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-new-decline': 'declined attempt=1 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'answer-lost':
        'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=authorising pi_1 + disarm-reader read-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'said-requires_confirmation said-requires_action said-processing',
      'another-intent': 'said-other-succeeded',
    },
  },
  declined: {
    moves: {
      'arm-sent': 'armed attempt=2 chargesSeen=1 lan pi_1 + arm-reader',
      'said-requires_action':
        'in-doubt attempt=1 cause=unknown-answer chargesSeen=1 from=authorising pi_1 + disarm-reader',
      'said-processing':
        'in-doubt attempt=1 cause=unknown-answer chargesSeen=1 from=authorising pi_1 + disarm-reader',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'cancel-sent': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created card-presented
        released answer-lost capture-failed twin-found second-purchase manager-decided`,
      'nothing-new': 'said-requires_payment_method said-new-decline said-requires_confirmation',
      'another-intent': 'said-other-succeeded',
    },
  },
  'to-capture': {
    moves: {
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'hold-released pi_1',
      'answer-lost': 'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=to-capture pi_1 + read-intent',
      'capture-failed':
        'to-capture attempt=1 authorisedMinor=500 captureBeforeMs=9000 captureTries=2 pi_1 tipMinor=0',
      'cancel-sent': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released manager-decided twin-found second-purchase`,
      'already-over': 'said-requires_payment_method said-new-decline said-requires_confirmation',
      'nothing-new': 'said-requires_action said-processing said-requires_capture',
      'another-intent': 'said-other-succeeded',
    },
  },
  'to-capture first': {
    moves: {
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'hold-released pi_1',
      'answer-lost': 'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=to-capture pi_1 + read-intent',
      'capture-failed':
        'to-capture attempt=1 authorisedMinor=500 captureBeforeMs=9000 captureTries=1 pi_1 tipMinor=0',
      'twin-found':
        'to-capture attempt=1 authorisedMinor=500 captureBeforeMs=9000 captureTries=0 pi_1 tipMinor=0 twin=asked',
      'cancel-sent': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released manager-decided second-purchase`,
      'already-over': 'said-requires_payment_method said-new-decline said-requires_confirmation',
      'nothing-new': 'said-requires_action said-processing said-requires_capture',
      'another-intent': 'said-other-succeeded',
    },
  },
  'to-capture asked': {
    moves: {
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'hold-released pi_1',
      'second-purchase':
        'to-capture attempt=1 authorisedMinor=500 captureBeforeMs=9000 captureTries=0 pi_1 tipMinor=0 twin=answered + capture-intent',
      'cancel-sent': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released manager-decided answer-lost capture-failed twin-found`,
      'already-over': 'said-requires_payment_method said-new-decline said-requires_confirmation',
      'nothing-new': 'said-requires_action said-processing said-requires_capture',
      'another-intent': 'said-other-succeeded',
    },
  },
  'to-capture answered': {
    moves: {
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'hold-released pi_1',
      'answer-lost':
        'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=to-capture pi_1 twin=answered + read-intent',
      'capture-failed':
        'to-capture attempt=1 authorisedMinor=500 captureBeforeMs=9000 captureTries=1 pi_1 tipMinor=0 twin=answered',
      'cancel-sent': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released manager-decided twin-found second-purchase`,
      'already-over': 'said-requires_payment_method said-new-decline said-requires_confirmation',
      'nothing-new': 'said-requires_action said-processing said-requires_capture',
      'another-intent': 'said-other-succeeded',
    },
  },
  approved: {
    moves: {},
    refuses: {
      'already-over': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released said-requires_payment_method said-new-decline
        said-requires_confirmation said-canceled answer-lost capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'said-requires_action said-processing said-requires_capture said-succeeded',
      'another-intent': 'said-other-succeeded',
    },
  },
  'cancelling unknown': {
    moves: {
      'intent-created': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'intent-created-other': 'cancelling hadHold=false pi_2 reason=cashier + cancel-intent',
      'never-created': 'cancelled pi_none',
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'said-other-succeeded': 'approved attempt=1 capturedMinor=500 pi_2 tipMinor=0',
      'answer-lost':
        'in-doubt attempt=0 cause=no-answer chargesSeen=0 from=cancelling pi_none wasCancelling=cashier + disarm-reader read-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'said-requires_action said-processing',
    },
  },
  'cancelling known': {
    moves: {
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'answer-lost':
        'in-doubt attempt=0 cause=no-answer chargesSeen=0 from=cancelling pi_1 wasCancelling=cashier + disarm-reader read-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'cancelling hold': {
    moves: {
      'said-requires_payment_method': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
      'said-new-decline': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'hold-released pi_1',
      'answer-lost':
        'in-doubt attempt=0 cause=no-answer chargesSeen=0 from=cancelling pi_1 wasCancelling=cashier + disarm-reader read-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'cancelling given up': {
    moves: {
      'said-requires_payment_method': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-new-decline': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-succeeded': 'overpaid capturedMinor=500 pi_1',
      'said-canceled': 'hold-released pi_1',
      'answer-lost':
        'in-doubt attempt=0 cause=no-answer chargesSeen=0 from=cancelling pi_1 wasCancelling=given-up + disarm-reader read-intent',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'cancelled unknown': {
    moves: {
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-succeeded': 'overpaid capturedMinor=500 pi_1',
      'said-other-succeeded': 'overpaid capturedMinor=500 pi_2',
    },
    refuses: {
      'already-over': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released said-requires_payment_method said-new-decline
        said-requires_confirmation answer-lost capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'said-requires_action said-processing said-canceled',
    },
  },
  'cancelled known': {
    moves: {
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-succeeded': 'overpaid capturedMinor=500 pi_1',
    },
    refuses: {
      'already-over': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released said-requires_payment_method said-new-decline
        said-requires_confirmation answer-lost capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'said-requires_action said-processing said-canceled',
      'another-intent': 'said-other-succeeded',
    },
  },
  'hold-released': {
    moves: {
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-succeeded': 'overpaid capturedMinor=500 pi_1',
    },
    refuses: {
      'already-over': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released said-requires_payment_method said-new-decline
        said-requires_confirmation answer-lost capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'said-requires_action said-processing said-canceled',
      'another-intent': 'said-other-succeeded',
    },
  },
  'doubt creating': {
    moves: {
      'intent-created': 'in-doubt attempt=0 cause=no-answer chargesSeen=0 from=creating pi_1 + read-intent',
      'intent-created-other':
        'in-doubt attempt=0 cause=no-answer chargesSeen=0 from=creating pi_2 + read-intent',
      'never-created': 'cancelled pi_none',
      'said-requires_payment_method': 'ready attempt=0 chargesSeen=0 pi_1 released=not-confirmed',
      'said-new-decline': 'declined attempt=0 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_confirmation': 'ready attempt=0 chargesSeen=0 pi_1 released=not-confirmed',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'said-other-succeeded': 'approved attempt=1 capturedMinor=500 pi_2 tipMinor=0',
      'manager-decided': 'decided-by-manager attempt=0 pi_none treat-as-charged',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent`,
      'nothing-new': 'said-requires_action said-processing',
    },
  },
  'doubt armed': {
    moves: {
      'said-requires_payment_method': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-new-decline': 'declined attempt=1 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_confirmation': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'manager-decided': 'decided-by-manager attempt=1 pi_1 treat-as-charged',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'doubt authorising': {
    moves: {
      'said-requires_payment_method': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-new-decline': 'declined attempt=1 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_confirmation': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'manager-decided': 'decided-by-manager attempt=1 pi_1 treat-as-charged',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'doubt to-capture': {
    moves: {
      'said-requires_payment_method': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-new-decline': 'declined attempt=1 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_confirmation': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'hold-released pi_1',
      'manager-decided': 'decided-by-manager attempt=1 pi_1 treat-as-charged',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'doubt to-capture answered': {
    moves: {
      'said-requires_payment_method': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-new-decline': 'declined attempt=1 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_confirmation': 'ready attempt=1 chargesSeen=0 pi_1 released=not-confirmed',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 twin=answered + capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'hold-released pi_1',
      'manager-decided': 'decided-by-manager attempt=1 pi_1 treat-as-charged',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'doubt cancelling unknown': {
    moves: {
      'intent-created':
        'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=cancelling pi_1 wasCancelling=cashier + read-intent',
      'intent-created-other':
        'in-doubt attempt=1 cause=no-answer chargesSeen=0 from=cancelling pi_2 wasCancelling=cashier + read-intent',
      'never-created': 'cancelled pi_none',
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'said-other-succeeded': 'approved attempt=1 capturedMinor=500 pi_2 tipMinor=0',
      'manager-decided': 'decided-by-manager attempt=1 pi_none treat-as-charged',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent`,
      'nothing-new': 'said-requires_action said-processing',
    },
  },
  'doubt cancelling known': {
    moves: {
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=cashier + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=cashier + cancel-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'manager-decided': 'decided-by-manager attempt=1 pi_1 treat-as-charged',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'doubt given up': {
    moves: {
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-succeeded': 'overpaid capturedMinor=500 pi_1',
      'said-canceled': 'cancelled pi_1',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent
        manager-decided`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'doubt restarted': {
    moves: {
      'said-requires_payment_method': 'ready attempt=1 chargesSeen=0 pi_1 released=restarted',
      'said-new-decline': 'declined attempt=1 chargesSeen=2 insufficient-funds pi_1',
      'said-requires_confirmation': 'ready attempt=1 chargesSeen=0 pi_1 released=restarted',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'manager-decided': 'decided-by-manager attempt=1 pi_1 treat-as-charged',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'decided charged': {
    moves: {
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=void + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=void + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=void + cancel-intent',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent
        manager-decided`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'decided charged unknown': {
    moves: {
      'intent-created': 'decided-by-manager attempt=1 pi_1 treat-as-charged + read-intent',
      'intent-created-other': 'decided-by-manager attempt=1 pi_2 treat-as-charged + read-intent',
      'never-created': 'cancelled pi_none',
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=void + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=void + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=void + cancel-intent',
      'said-requires_capture':
        'to-capture attempt=1 authorisedMinor=500 captureTries=0 pi_1 tipMinor=0 + look-for-twin capture-intent',
      'said-succeeded': 'approved attempt=1 capturedMinor=500 pi_1 tipMinor=0',
      'said-canceled': 'cancelled pi_1',
      'said-other-succeeded': 'approved attempt=1 capturedMinor=500 pi_2 tipMinor=0',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent
        manager-decided`,
      'nothing-new': 'said-requires_action said-processing',
    },
  },
  'decided not charged': {
    moves: {
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-succeeded': 'overpaid capturedMinor=500 pi_1',
      'said-canceled': 'cancelled pi_1',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent
        manager-decided`,
      'nothing-new': 'intent-created said-requires_action said-processing',
      'another-intent': 'intent-created-other never-created said-other-succeeded',
    },
  },
  'decided not charged unknown': {
    moves: {
      'intent-created': 'decided-by-manager attempt=1 pi_1 treat-as-not-charged + read-intent',
      'intent-created-other': 'decided-by-manager attempt=1 pi_2 treat-as-not-charged + read-intent',
      'never-created': 'cancelled pi_none',
      'said-requires_payment_method': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-new-decline': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-requires_confirmation': 'cancelling hadHold=false pi_1 reason=given-up + cancel-intent',
      'said-requires_capture': 'cancelling hadHold=true pi_1 reason=given-up + cancel-intent',
      'said-succeeded': 'overpaid capturedMinor=500 pi_1',
      'said-canceled': 'cancelled pi_1',
      'said-other-succeeded': 'overpaid capturedMinor=500 pi_2',
    },
    refuses: {
      'not-now': `
        create-sent intent-refused arm-sent card-presented released answer-lost capture-failed twin-found second-purchase cancel-sent
        manager-decided`,
      'nothing-new': 'said-requires_action said-processing',
    },
  },
  overpaid: {
    moves: {},
    refuses: {
      'already-over': `
        create-sent intent-created intent-created-other intent-refused never-created arm-sent
        card-presented released said-requires_payment_method said-new-decline
        said-requires_confirmation said-canceled answer-lost capture-failed twin-found second-purchase cancel-sent manager-decided`,
      'nothing-new': 'said-requires_action said-processing said-requires_capture said-succeeded',
      'another-intent': 'said-other-succeeded',
    },
  },
};

const STATE_CASES = Object.keys(STATES) as readonly StateCase[]; // The keys of a const object are its key type.
const EVENT_CASES = Object.keys(EVENTS) as readonly EventCase[]; // As above.

describe('the table of the card tender', () => {
  it('has a row for every state and a column for every event and every PaymentIntent status', () => {
    expect([...new Set(Object.values(STATES).map((state) => state.state))].toSorted()).toEqual(
      [...CARD_TENDER_STATES].toSorted(),
    );
    expect([...new Set(Object.values(EVENTS).map((event) => event.type))].toSorted()).toEqual(
      [...CARD_TENDER_EVENTS].toSorted(),
    );
    expect(Object.keys(TABLE)).toEqual(STATE_CASES);
  });

  it.each(STATE_CASES)('%s: each event has exactly one answer, and it is this one', (stateCase) => {
    const row = TABLE[stateCase];
    const refused = Object.entries(row.refuses).flatMap(([refusal, events]) =>
      events
        .trim()
        .split(/\s+/u)
        .map((event) => [event, `refused ${refusal}`] as const),
    );
    const expected = [...Object.entries(row.moves), ...refused];
    expect(expected.map(([event]) => event).toSorted()).toEqual([...EVENT_CASES].toSorted());
    const answers = EVENT_CASES.map((event) => [
      event,
      lineOf(stepCardTender(STATES[stateCase], EVENTS[event])),
    ]);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
  });

  it('reads at once after a cancel without an answer, and only later where the answer was no', () => {
    const after = (cause: 'no-answer' | 'unknown-answer') => {
      const step = stepCardTender(STATES['cancelling known'], { type: 'answer-lost', cause });
      return step.ok ? [step.next.state, ...step.effects] : [step.refusal];
    };
    expect(after('no-answer')).toEqual(['in-doubt', 'disarm-reader', 'read-intent']);
    expect(after('unknown-answer')).toEqual(['in-doubt', 'disarm-reader']);
  });
});
