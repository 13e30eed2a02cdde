import {
  CARD_TENDER_EFFECTS,
  CARD_TENDER_STATES,
  type CardTenderStateName,
} from '../../shared/domain/payment/index.ts';
import type { KillPoint } from '../support/till-process/index.ts';

/** When the customer holds the card to the reader, seen from the pulled plug. */
export type Tap = 'before the kill' | 'while down' | 'just after the restart' | 'never';

/** What cashier, customer and bank do until the plug is pulled. */
export type Story =
  'pays' | 'is declined' | 'cashier cancels' | 'captured by hand' | 'answers are lost' | 'hold is let go';

export type KillCase = { readonly story: Story; readonly point: KillPoint; readonly tap: Tap };

/**
 * Steps that a payment of this version can't come to, each with its reason. A test beside the cases shows that no
 * channel leads there; everything else of the machine has to be killed at.
 */
export const OUT_OF_REACH: Readonly<Partial<Record<CardTenderStateName, string>>> = {
  'decided-by-manager': 'No channel sends a manager’s decision in this version.',
  overpaid:
    'Stripe never pays an intent that it cancelled, and the till gives up none that Stripe has not cancelled.',
};

const commit = (state: CardTenderStateName): KillPoint => ({ at: 'after-commit', state });
const TAPS: readonly Tap[] = ['while down', 'just after the restart'];

/** Which story reaches which committed state, and which effect; the lists must together cover the machine. */
const STATES_OF: Readonly<Record<Story, readonly CardTenderStateName[]>> = {
  pays: ['opened', 'creating', 'ready', 'armed', 'authorising', 'approved'],
  'is declined': ['declined'],
  'cashier cancels': ['cancelling', 'cancelled'],
  'captured by hand': ['to-capture'],
  'answers are lost': ['in-doubt'],
  'hold is let go': ['hold-released'],
};
const EFFECTS_OF: Readonly<Record<Story, readonly (typeof CARD_TENDER_EFFECTS)[number][]>> = {
  pays: ['create-intent', 'arm-reader', 'process-payment'],
  'is declined': [],
  'cashier cancels': ['disarm-reader', 'cancel-intent'],
  'captured by hand': ['capture-intent'],
  'answers are lost': ['read-intent'],
  'hold is let go': [],
};

/** Every step of the machine that a payment passes, with every moment at which the customer may tap. */
export const KILL_CASES: readonly KillCase[] = (Object.keys(STATES_OF) as Story[]).flatMap((story) => {
  // The keys of a record of stories are stories.
  const points: readonly KillPoint[] = [
    ...STATES_OF[story].map(commit),
    ...EFFECTS_OF[story].flatMap((effect): readonly KillPoint[] => [
      { at: 'before-effect', effect },
      { at: 'after-effect', effect },
    ]),
  ];
  return points.flatMap((point) => tapsFor(story, point).map((tap) => ({ story, point, tap })));
});

/** Once a story's own tap has happened before the kill, there is no second card to hold. */
function tapsFor(story: Story, point: KillPoint): readonly Tap[] {
  if (story === 'captured by hand' || story === 'hold is let go') return ['before the kill'];
  if (story === 'is declined') return ['before the kill', ...TAPS];
  const afterTheTap =
    (point.at === 'after-commit' && (point.state === 'authorising' || point.state === 'approved')) ||
    (point.at !== 'after-commit' && point.effect === 'process-payment') ||
    (point.at === 'after-effect' && point.effect === 'arm-reader');
  return afterTheTap ? ['before the kill'] : TAPS;
}

export function nameOf(point: KillPoint): string {
  return point.at === 'after-commit'
    ? `after the commit of ${point.state}`
    : `${point.at.replace('-', ' the ')} ${point.effect}`;
}

/** The steps of the machine that no case kills at and that are not known to be out of reach. */
export function uncovered(cases: readonly KillCase[]): readonly string[] {
  const killed = new Set(cases.map(({ point }) => nameOf(point)));
  const steps: readonly KillPoint[] = [
    ...CARD_TENDER_STATES.filter((state) => OUT_OF_REACH[state] === undefined).map(commit),
    ...CARD_TENDER_EFFECTS.flatMap((effect): readonly KillPoint[] => [
      { at: 'before-effect', effect },
      { at: 'after-effect', effect },
    ]),
  ];
  return steps.map(nameOf).filter((name) => !killed.has(name));
}
