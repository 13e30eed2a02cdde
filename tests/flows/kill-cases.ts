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
  | 'pays'
  | 'pays a part'
  | 'is declined'
  | 'cashier cancels'
  | 'captured by the till'
  | 'capture is refused'
  | 'answers are lost'
  | 'hold is let go'
  | 'manager says charged'
  | 'charged after all';

export type KillCase = { readonly story: Story; readonly point: KillPoint; readonly tap: Tap };

const commit = (state: CardTenderStateName): KillPoint => ({ at: 'after-commit', state });
/** Stories that begin with a card that was held to the reader. */
const TAPS_BEFORE: readonly Story[] = [
  'captured by the till',
  'capture is refused',
  'hold is let go',
  'manager says charged',
  'charged after all',
];
const TAPS: readonly Tap[] = ['while down', 'just after the restart'];

/** Which story reaches which committed state, and which effect; the lists must together cover the machine. */
const STATES_OF: Readonly<Record<Story, readonly CardTenderStateName[]>> = {
  pays: ['opened', 'creating', 'ready', 'armed', 'authorising', 'approved'],
  'is declined': ['declined'],
  'cashier cancels': ['cancelling', 'cancelled'],
  'pays a part': ['opened', 'creating', 'ready', 'armed', 'authorising', 'approved'],
  'captured by the till': ['to-capture'],
  'capture is refused': [],
  'answers are lost': ['in-doubt'],
  'hold is let go': ['hold-released'],
  'manager says charged': ['decided-by-manager'],
  'charged after all': ['overpaid'],
};
const EFFECTS_OF: Readonly<Record<Story, readonly (typeof CARD_TENDER_EFFECTS)[number][]>> = {
  pays: ['create-intent', 'arm-reader', 'process-payment'],
  'is declined': [],
  'cashier cancels': ['disarm-reader', 'cancel-intent'],
  'pays a part': ['create-intent', 'arm-reader', 'process-payment'],
  'captured by the till': ['look-for-twin', 'capture-intent'],
  'capture is refused': ['capture-intent'],
  'answers are lost': ['read-intent'],
  'hold is let go': [],
  'manager says charged': [],
  'charged after all': [],
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
  if (TAPS_BEFORE.includes(story)) return ['before the kill'];
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

/** The steps of the machine that no case kills at. */
export function uncovered(cases: readonly KillCase[]): readonly string[] {
  const killed = new Set(cases.map(({ point }) => nameOf(point)));
  const steps: readonly KillPoint[] = [
    ...CARD_TENDER_STATES.map(commit),
    ...CARD_TENDER_EFFECTS.flatMap((effect): readonly KillPoint[] => [
      { at: 'before-effect', effect },
      { at: 'after-effect', effect },
    ]),
  ];
  return steps.map(nameOf).filter((name) => !killed.has(name));
}
