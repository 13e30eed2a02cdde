import type { Chance } from './chance.ts';

/**
 * Everything that goes wrong, by name. `place` is where it strikes: at the next call of that kind after some that go
 * well, or (`moment`) at some moment of a sale. Of several places one is drawn.
 */
export const FAULTS = {
  'stripe-unheard': 'stripe',
  'stripe-answer-lost': 'stripe',
  'stripe-429': 'stripe',
  'stripe-409': 'stripe',
  'stripe-500': 'stripe',
  'stripe-late': 'stripe',
  'stripe-of-live': 'stripe',
  'stripe-away': 'moment',
  'refunds-away': 'moment',
  'lan-unheard': ['lan', 'lan-process'],
  'lan-answer-lost': ['lan', 'lan-process'],
  'card-removed': 'lan-process',
  'reader-off': 'moment',
  'reader-busy': 'lan-collect',
  'reader-page-reloads': 'moment',
  'webhook-lost': 'webhook',
  'webhook-twice': 'webhook',
  'webhook-late': 'webhook',
  'webhook-forged': 'moment',
  'relay-lies': 'moment',
  'relay-away': 'moment',
  'relay-crash': 'moment',
  'relay-log-lost': 'moment',
  'relay-log-old': 'moment',
  'line-cut': 'line',
  'line-twice': 'line',
  'line-reordered': 'line',
  crash: 'point',
  restart: 'moment',
  'clock-jump': 'moment',
  'disk-full': 'moment',
  'key-of-live': 'moment',
  'third-hand-cancels': 'moment',
  'third-hand-refunds': 'moment',
} as const satisfies Record<string, Place | readonly Place[]>;

export type Place =
  'stripe' | 'lan' | 'lan-process' | 'lan-collect' | 'webhook' | 'line' | 'point' | 'moment';
export type FaultKind = keyof typeof FAULTS;
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[]; // The keys of a const object are its key type.

/** How many calls of its kind go well before a fault strikes. */
const SPARED: Readonly<Record<Place, number>> = {
  stripe: 8,
  lan: 12,
  'lan-process': 1,
  'lan-collect': 0,
  webhook: 3,
  line: 8,
  point: 160,
  moment: 0,
};

export type FaultBoard = {
  /** Has a fault strike soon. */
  readonly arm: (kind: FaultKind) => void;
  /** Asked with each call at a place: the fault that strikes it, or null. */
  readonly strike: (place: Place) => FaultKind | null;
  /** Told by whoever lets a fault of a `moment` happen. */
  readonly struck: (kind: FaultKind) => void;
  /** Since a step: which kinds struck at or after it. */
  readonly since: (mark: number) => readonly FaultKind[];
  readonly mark: () => number;
  readonly count: () => number;
  /** From now on nothing goes wrong any more, also nothing that was on its way. */
  readonly calm: () => void;
  readonly isCalm: () => boolean;
};

export function createFaultBoard(chance: Chance, onStruck: (kind: FaultKind) => void): FaultBoard {
  const armed = new Map<Place, { readonly kind: FaultKind; spared: number }[]>();
  const history: FaultKind[] = [];
  let over = false;
  const struck = (kind: FaultKind): void => {
    history.push(kind);
    onStruck(kind);
  };
  return {
    arm: (kind) => {
      const places: Place | readonly Place[] = FAULTS[kind];
      const place = typeof places === 'string' ? places : chance.pick(places);
      const waiting = armed.get(place) ?? [];
      armed.set(place, waiting);
      waiting.push({ kind, spared: chance.below(SPARED[place] + 1) });
    },
    strike: (place) => {
      const waiting = armed.get(place);
      const next = waiting?.[0];
      if (waiting === undefined || next === undefined) return null;
      if (next.spared > 0) {
        next.spared -= 1;
        return null;
      }
      waiting.shift();
      struck(next.kind);
      return next.kind;
    },
    struck,
    since: (mark) => history.slice(mark),
    mark: () => history.length,
    count: () => history.length,
    calm: () => {
      over = true;
      armed.clear();
    },
    isCalm: () => over,
  };
}
