import { FAULT_KINDS, type FaultKind } from './world/faults.ts';

/** How often each step of the card tender's machine was seen while each kind of fault had just struck. */
export type Coverage = {
  readonly stepped: (from: string, to: string, faults: readonly FaultKind[]) => void;
  readonly refused: (state: string, event: string) => void;
  readonly counts: () => CoverageCounts;
};

/** Plain data, so that it crosses from a worker: step → fault → how often; and refused `state × event`. */
export type CoverageCounts = {
  readonly steps: Record<string, Record<string, number>>;
  readonly refusals: Record<string, number>;
};

export function createCoverage(): Coverage {
  const counts = emptyCounts();
  return {
    stepped: (from, to, faults) => {
      const row = (counts.steps[`${from} → ${to}`] ??= {});
      for (const fault of faults.length === 0 ? ['none'] : new Set<string>(faults)) bump(row, fault, 1);
    },
    refused: (state, event) => {
      bump(counts.refusals, `${state} × ${event}`, 1);
    },
    counts: () => counts,
  };
}

export function emptyCounts(): CoverageCounts {
  return { steps: {}, refusals: {} };
}

export function addCounts(sum: CoverageCounts, more: CoverageCounts): void {
  for (const [step, faults] of Object.entries(more.steps)) {
    const row = (sum.steps[step] ??= {});
    for (const [fault, times] of Object.entries(faults)) bump(row, fault, times);
  }
  for (const [refusal, times] of Object.entries(more.refusals)) bump(sum.refusals, refusal, times);
}

/** The table, one line for each step, one column for each kind of fault; numbers above 9999 in thousands. */
export function coverageTable({ steps }: CoverageCounts): readonly string[] {
  const columns = ['none', ...FAULT_KINDS];
  const names = Object.keys(steps).toSorted();
  const width = Math.max(0, ...names.map((name) => name.length));
  const cell = (times: number): string =>
    (times > 9_999 ? `${String(Math.round(times / 1000))}k` : times === 0 ? '·' : String(times)).padStart(5);
  return [
    'Steps of the card tender, and how often each was seen soon after each kind of fault:',
    ...columns.map((column, index) => `${' '.repeat(width)}  ${String(index + 1).padStart(2)} ${column}`),
    `${' '.repeat(width)}${columns.map((_, index) => String(index + 1).padStart(5)).join('')}`,
    ...names.map(
      (name) => name.padEnd(width) + columns.map((column) => cell(steps[name]?.[column] ?? 0)).join(''),
    ),
  ];
}

/**
 * What a run has to have met. Every step that the machine knows stands in exactly one of these lists, which a test holds
 * to the machine itself.
 */
export const DEMANDS = {
  /** With each kind of fault, from a thousand shifts on. */
  withEveryFault: [
    'none → opened',
    'opened → creating',
    'creating → ready',
    'ready → armed',
    'ready → cancelling',
    'armed → authorising',
    'armed → ready',
    'armed → cancelling',
    'authorising → approved',
    'cancelling → cancelled',
  ],
  /** With each kind of fault, from twenty thousand shifts on; seen at all in a thousand. */
  withEveryFaultInFull: [
    'armed → approved',
    'armed → declined',
    'armed → in-doubt',
    'armed → to-capture',
    'authorising → declined',
    'authorising → in-doubt',
    'authorising → ready',
    'authorising → to-capture',
    'cancelling → hold-released',
    'cancelling → in-doubt',
    'creating → cancelling',
    'creating → in-doubt',
    'declined → armed',
    'declined → cancelling',
    'in-doubt → approved',
    'in-doubt → cancelled',
    'in-doubt → cancelling',
    'in-doubt → declined',
    'in-doubt → ready',
    'in-doubt → to-capture',
    'ready → cancelled',
    'to-capture → approved',
    'to-capture → cancelling',
  ],
  /** At all: it takes two or three things in one moment. */
  atAll: [
    'armed → cancelled',
    'authorising → cancelled',
    'cancelling → approved',
    'decided-by-manager → cancelling',
    'declined → approved',
    'in-doubt → decided-by-manager',
    'opened → cancelled',
    'ready → approved',
    'to-capture → in-doubt',
  ],
  /** Nothing moves, so the auditor sees no step. */
  unseen: [
    'authorising → authorising',
    'cancelling → cancelling',
    'decided-by-manager → decided-by-manager',
    'in-doubt → in-doubt',
    'to-capture → to-capture',
  ],
  /**
   * So seldom that twenty thousand shifts may not meet it: Stripe knows more than the till at one exact moment, a third
   * hand or a manager was there just before, or Stripe stays in a status that the sandbox passes at once. Each is a row
   * of the machine's table in `shared/domain/payment`.
   */
  seldom: [
    'cancelled → cancelling',
    'cancelled → overpaid',
    'cancelling → overpaid',
    'creating → approved',
    'creating → cancelled',
    'creating → to-capture',
    'decided-by-manager → approved',
    'decided-by-manager → cancelled',
    'decided-by-manager → overpaid',
    'decided-by-manager → to-capture',
    'declined → cancelled',
    'declined → in-doubt',
    'declined → to-capture',
    'hold-released → cancelling',
    'hold-released → overpaid',
    'in-doubt → hold-released',
    'in-doubt → overpaid',
    'ready → in-doubt',
    'ready → to-capture',
    'to-capture → hold-released',
  ],
} as const;

/** What the auditor follows besides the machine's steps: the question about a twin, and the legs of refunds. */
const BESIDES = [
  'to-capture → twin-found',
  'to-capture → second-purchase',
  'refund none → requested',
  'refund requested → succeeded',
  'refund requested → in-doubt',
  'refund in-doubt → succeeded',
  'refund succeeded → failed',
  'refund none → ready',
  'refund ready → armed',
  'refund armed → processing',
  'refund armed → ready',
  'refund armed → in-doubt',
  'refund processing → succeeded',
] as const;

/** From so many shifts on the whole table is demanded. */
export const FULL = 20_000;

/** What a run of so many shifts should have met and did not; empty when nothing is missing. */
export function missingCoverage({ steps }: CoverageCounts, shifts: number): readonly string[] {
  const { withEveryFault, withEveryFaultInFull, atAll } = DEMANDS;
  const crossed = [...withEveryFault, ...(shifts >= FULL ? withEveryFaultInFull : [])];
  const met = new Set(Object.values(steps).flatMap((faults) => Object.keys(faults)));
  return [
    ...FAULT_KINDS.filter((fault) => !met.has(fault)),
    ...crossed.flatMap((step) =>
      FAULT_KINDS.filter((fault) => (steps[step]?.[fault] ?? 0) === 0).map(
        (fault) => `${step} with ${fault}`,
      ),
    ),
    ...[...withEveryFaultInFull, ...atAll, ...BESIDES].filter((step) => steps[step] === undefined),
  ];
}

function bump(counts: Record<string, number>, name: string, by: number): void {
  counts[name] = (counts[name] ?? 0) + by;
}
