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

/** Steps that each kind of fault must have met; a rarer one must have been seen at all. */
const WITH_EVERY_FAULT = [
  'none → opened',
  'opened → creating',
  'creating → ready',
  'ready → armed',
  'armed → authorising',
  'armed → ready',
  'armed → cancelling',
  'authorising → approved',
  'authorising → declined',
  'authorising → to-capture',
  'to-capture → approved',
  'declined → armed',
  'ready → cancelling',
  'cancelling → cancelled',
  'in-doubt → ready',
  'in-doubt → cancelling',
  'in-doubt → cancelled',
] as const;
const AT_ALL = [
  'armed → cancelled',
  'armed → in-doubt',
  'authorising → in-doubt',
  'authorising → ready',
  'cancelling → in-doubt',
  'creating → cancelling',
  'creating → in-doubt',
  'decided-by-manager → cancelling',
  'declined → cancelling',
  'in-doubt → approved',
  'in-doubt → decided-by-manager',
  'in-doubt → declined',
  'in-doubt → to-capture',
  'opened → cancelled',
  'ready → cancelled',
  'to-capture → in-doubt',
  'to-capture → twin-found',
  'to-capture → second-purchase',
  'to-capture → cancelling',
] as const;

/** What a thorough run should have met and did not; empty when nothing is missing. */
export function missingCoverage({ steps }: CoverageCounts): readonly string[] {
  const crossed = WITH_EVERY_FAULT.flatMap((step) =>
    FAULT_KINDS.filter((fault) => (steps[step]?.[fault] ?? 0) === 0).map((fault) => `${step} with ${fault}`),
  );
  return [...crossed, ...AT_ALL.filter((step) => steps[step] === undefined)];
}

function bump(counts: Record<string, number>, name: string, by: number): void {
  counts[name] = (counts[name] ?? 0) + by;
}
