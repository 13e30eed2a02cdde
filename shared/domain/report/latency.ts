import { dayOf } from '../calendar/index.ts';
import type { LatencyFact } from './facts.ts';

/** The middle and the slow end of one measure; null where nothing was measured. */
export type Percentiles = { readonly count: number; readonly p50Ms: number; readonly p95Ms: number };

/** How long card payments of a day took. */
export type LatencyDay = {
  readonly day: string;
  readonly pressToResult: Percentiles | null;
  readonly tapToApproval: Percentiles | null;
};

/** Card payments by day, oldest first; days without one are left out. */
export function latencyByDay(facts: readonly LatencyFact[]): readonly LatencyDay[] {
  const days = new Map<string, LatencyFact[]>();
  for (const fact of facts) {
    const day = dayOf(fact.atMs);
    const before = days.get(day);
    if (before === undefined) days.set(day, [fact]);
    else before.push(fact);
  }
  return [...days]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, ofDay]) => ({
      day,
      pressToResult: percentilesOf(ofDay.flatMap(({ pressToResultMs }) => pressToResultMs ?? [])),
      tapToApproval: percentilesOf(ofDay.flatMap(({ tapToApprovalMs }) => tapToApprovalMs ?? [])),
    }));
}

/** By nearest rank: each answer is a time that was measured. */
export function percentilesOf(timesMs: readonly number[]): Percentiles | null {
  if (timesMs.length === 0) return null;
  const sorted = timesMs.toSorted((one, other) => one - other);
  const at = (percent: number): number =>
    sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
  return { count: sorted.length, p50Ms: at(50), p95Ms: at(95) };
}
