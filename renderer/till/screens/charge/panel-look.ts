import {
  Check,
  CircleAlert,
  CircleQuestionMark,
  Copy,
  CreditCard,
  Hand,
  Landmark,
  Nfc,
  OctagonX,
  Search,
  Smartphone,
  Timer,
  Undo2,
  Unplug,
  UserCheck,
  type LucideIcon,
} from 'lucide-react';
import type { ReaderCause } from '../../../../shared/contract/views/app.ts';
import type { CardPanel, CardPanelState, ChargeAction } from '../../../../shared/contract/views/charge.ts';
import type { Texts } from '../../text/index.ts';

/** How far a card payment has come: which step is done, which is now, and how that one is going. */
export type TrackStep = 'open' | 'done' | 'now' | 'bad' | 'doubt';

/** How the card panel looks in one state. Only tone, disc and words change; nothing moves. */
export type PanelLook = {
  readonly tone: 'accent' | 'success' | 'danger' | 'neutral' | 'doubt';
  readonly disc: 'plain' | 'wave' | 'ring' | 'solid' | 'dash' | 'pin';
  readonly icon: LucideIcon;
  /** Reader, card, bank, saved. */
  readonly track: readonly [TrackStep, TrackStep, TrackStep, TrackStep];
  /** Whether the till is waiting for somebody, so that the running time is worth showing. */
  readonly isWaiting: boolean;
};

const WAITING_FOR_CARD = ['done', 'now', 'open', 'open'] as const;
const GIVEN_UP = ['done', 'open', 'open', 'open'] as const;
const UNKNOWN = ['done', 'done', 'doubt', 'open'] as const;

export const PANEL_LOOKS: Readonly<Record<CardPanelState, PanelLook>> = {
  preparing: {
    tone: 'accent',
    disc: 'ring',
    icon: Smartphone,
    track: ['now', 'open', 'open', 'open'],
    isWaiting: true,
  },
  'present-card': { tone: 'accent', disc: 'wave', icon: Nfc, track: WAITING_FOR_CARD, isWaiting: true },
  // Neither red nor amber: the payment still runs, and nobody doubts where the money is.
  'not-picked-up': {
    tone: 'neutral',
    disc: 'ring',
    icon: Unplug,
    track: ['now', 'open', 'open', 'open'],
    isWaiting: true,
  },
  'card-inserted': {
    tone: 'accent',
    disc: 'ring',
    icon: CreditCard,
    track: WAITING_FOR_CARD,
    isWaiting: true,
  },
  'pin-entry': { tone: 'accent', disc: 'pin', icon: Smartphone, track: WAITING_FOR_CARD, isWaiting: true },
  processing: {
    tone: 'accent',
    disc: 'ring',
    icon: Landmark,
    track: ['done', 'done', 'now', 'open'],
    isWaiting: true,
  },
  'remove-card': {
    tone: 'success',
    disc: 'solid',
    icon: Check,
    track: ['done', 'done', 'done', 'now'],
    isWaiting: true,
  },
  approved: {
    tone: 'success',
    disc: 'solid',
    icon: Check,
    track: ['done', 'done', 'done', 'done'],
    isWaiting: false,
  },
  declined: {
    tone: 'danger',
    disc: 'plain',
    icon: OctagonX,
    track: ['done', 'done', 'bad', 'open'],
    isWaiting: false,
  },
  'customer-cancelled': { tone: 'neutral', disc: 'plain', icon: Hand, track: GIVEN_UP, isWaiting: false },
  'timed-out': { tone: 'neutral', disc: 'plain', icon: Timer, track: GIVEN_UP, isWaiting: false },
  'reader-lost': {
    tone: 'danger',
    disc: 'plain',
    icon: Unplug,
    track: ['bad', 'open', 'open', 'open'],
    isWaiting: false,
  },
  'reader-busy': { tone: 'neutral', disc: 'plain', icon: Smartphone, track: GIVEN_UP, isWaiting: false },
  ready: { tone: 'neutral', disc: 'plain', icon: Nfc, track: GIVEN_UP, isWaiting: false },
  cancelling: { tone: 'neutral', disc: 'ring', icon: Undo2, track: GIVEN_UP, isWaiting: true },
  cancelled: {
    tone: 'neutral',
    disc: 'plain',
    icon: Undo2,
    track: ['open', 'open', 'open', 'open'],
    isWaiting: false,
  },
  checking: { tone: 'doubt', disc: 'ring', icon: Search, track: UNKNOWN, isWaiting: true },
  'in-doubt': { tone: 'doubt', disc: 'dash', icon: CircleQuestionMark, track: UNKNOWN, isWaiting: true },
  held: {
    tone: 'accent',
    disc: 'ring',
    icon: Landmark,
    track: ['done', 'done', 'done', 'now'],
    isWaiting: true,
  },
  // Not amber: where the money is, is known. What is missing is the cashier's word.
  'suspected-twin': {
    tone: 'accent',
    disc: 'plain',
    icon: Copy,
    track: ['done', 'done', 'done', 'now'],
    isWaiting: false,
  },
  'hold-released': {
    tone: 'danger',
    disc: 'plain',
    icon: OctagonX,
    track: ['done', 'done', 'bad', 'open'],
    isWaiting: false,
  },
  'decided-charged': { tone: 'doubt', disc: 'dash', icon: UserCheck, track: UNKNOWN, isWaiting: true },
  'decided-not-charged': { tone: 'doubt', disc: 'dash', icon: UserCheck, track: UNKNOWN, isWaiting: true },
  overpaid: {
    tone: 'danger',
    disc: 'plain',
    icon: CircleAlert,
    track: ['done', 'done', 'done', 'bad'],
    isWaiting: false,
  },
};

/**
 * The words of a panel: its state, for a decline the reason as far as it may be said aloud, where Stripe refused, its
 * reason, and for a reader that is gone the cause that the till found. Whether money moved stands beside them, in the
 * panel's money line.
 */
export function sayPanel(
  panel: Pick<CardPanel, 'state' | 'decline' | 'refusedBy'>,
  { charge: texts, errors, readerCauses }: Pick<Texts, 'charge' | 'errors' | 'readerCauses'>,
  cause: ReaderCause | null = null,
): { readonly title: string; readonly text: string } {
  if (panel.refusedBy !== null) {
    const { title, happened, todo } = errors.codes[panel.refusedBy];
    return { title, text: `${happened} ${todo}` };
  }
  if (panel.state === 'reader-lost' && cause !== null) {
    const { title, happened, todo } = readerCauses.causes[cause];
    return { title, text: `${happened} ${todo}` };
  }
  if (panel.state === 'declined' && panel.decline !== null) return texts.declines[panel.decline.class];
  return texts.panel[panel.state];
}

/**
 * What Enter does. It is never something that could charge a second time by mistake. Where the cashier has to answer
 * whether a payment is a second purchase, it is neither answer.
 */
const PRIMARY_ORDER: readonly ChargeAction[] = [
  'new-sale',
  'next-customer',
  'other-card',
  // The same intent on another way to the reader, offered only while no card was shown.
  'over-the-internet',
  'try-again',
];

/** The actions in drawing order: the primary one last, where the hand expects it. */
export function orderActions(actions: readonly ChargeAction[]): {
  readonly secondary: readonly ChargeAction[];
  readonly primary: ChargeAction | null;
} {
  const primary = PRIMARY_ORDER.find((action) => actions.includes(action)) ?? null;
  return { secondary: actions.filter((action) => action !== primary), primary };
}
