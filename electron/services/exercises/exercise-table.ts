import type { AppSnapshot, ExerciseId, ExerciseNeed } from '../../../shared/contract/index.ts';

/** What of the page's snapshot tells whether an exercise's trouble is to be seen. */
export type Signs = Pick<AppSnapshot, 'reader' | 'relay' | 'stripe' | 'reconciliation' | 'charge'>;

export type Exercise = {
  /** What the sandbox calls it. */
  readonly scenario: string;
  /** The settings without which its trouble can't come up. */
  readonly needs: ExerciseNeed | null;
  /** Whether the trouble is on the screen now; null where there is nothing to see, which is the point of it. */
  readonly shows: ((signs: Signs) => boolean) | null;
  /** Whether it is over, once it was seen; where left out: as soon as it is not to be seen any more. */
  readonly over?: (signs: Signs) => boolean;
};

const readerIsGone = ({ reader }: Signs): boolean => reader.state !== 'ready' && reader.state !== 'busy';
const readerIsBack = ({ reader }: Signs): boolean => reader.state === 'ready';
const signaturesFail = ({ relay }: Signs): boolean => relay.signatureFailures > 0;
const isUnsettled = ({ reconciliation }: Signs): boolean => reconciliation.unsettled > 0;
const isAway = ({ stripe }: Signs): boolean => stripe.state === 'away';
const waitsForProof = ({ reconciliation }: Signs): boolean =>
  reconciliation.cardTenders > reconciliation.matched;
const isProved = (signs: Signs): boolean => !isUnsettled(signs) && !waitsForProof(signs);
const isPaid = ({ charge }: Signs): boolean => charge === null || charge.completed !== null;
const panelIs =
  (...states: readonly string[]) =>
  ({ charge }: Signs): boolean =>
    charge?.cardPanel !== null && charge?.cardPanel !== undefined && states.includes(charge.cardPanel.state);

/** Every exercise: the four troubles that Stripe's integration page names, then the rarer ones. */
export const EXERCISES: Readonly<Record<ExerciseId, Exercise>> = {
  'reader-not-found': {
    scenario: 'reader-not-found',
    needs: null,
    shows: readerIsGone,
    over: readerIsBack,
  },
  'webhook-signature-invalid': {
    scenario: 'webhook-signature-invalid',
    needs: null,
    shows: signaturesFail,
    // A count that is gone repairs nothing, for it is gone with each restart of the relay: see `webhookIsSetUp`.
    over: () => false,
  },
  'captured-not-recorded': {
    scenario: 'captured-not-recorded',
    needs: null,
    shows: isUnsettled,
    over: isProved,
  },
  'card-declined': {
    scenario: 'card-declined',
    needs: null,
    shows: panelIs('declined'),
    over: isPaid,
  },
  'answer-lost': {
    scenario: 'create-answer-lost',
    needs: null,
    shows: panelIs('preparing', 'not-asked', 'checking', 'in-doubt'),
    over: isPaid,
  },
  'network-lost-after-approval': {
    scenario: 'approve-then-lose-the-network',
    needs: 'lan',
    shows: panelIs('checking', 'in-doubt', 'approved'),
    over: isPaid,
  },
  'stripe-unreachable': {
    scenario: 'stripe-unreachable',
    needs: null,
    shows: isAway,
  },
  'stripe-fails-once': { scenario: 'create-sticky-500', needs: null, shows: null },
  'capture-fails': {
    scenario: 'capture-fails',
    needs: 'held-first',
    shows: panelIs('held'),
    over: isPaid,
  },
  'reader-busy': {
    scenario: 'reader-busy',
    needs: 'server-driven',
    shows: panelIs('reader-busy'),
    over: isPaid,
  },
  'webhooks-lost': { scenario: 'webhooks-lost', needs: null, shows: waitsForProof, over: isProved },
  'webhooks-late': { scenario: 'webhooks-late', needs: null, shows: waitsForProof, over: isProved },
  'webhooks-twice': { scenario: 'webhooks-twice', needs: null, shows: null },
  'webhooks-reordered': { scenario: 'webhooks-reordered', needs: null, shows: null },
  'webhook-forged': { scenario: 'webhook-forged', needs: null, shows: signaturesFail },
};
