import { multiplyRatio, splitMinor } from '../money/index.ts';

/** A part of an amount with the tax in it. */
export type Taxed = { readonly grossMinor: number; readonly taxMinor: number };

/**
 * What each line comes to with its tax, where the tax was computed once for all lines of a rate. The lines' sum is
 * `netMinor + taxMinor` exactly; `baseMinor` of a line may be below zero.
 */
export function grossOfLines(bases: readonly number[], taxMinor: number): readonly number[] {
  const all = bases.reduce((sum, base) => sum + base, 0);
  let seen = 0;
  let given = 0;
  return bases.map((base, index) => {
    seen += base;
    const isLast = index === bases.length - 1;
    // By what came until here, so that the last line brings the sum out exactly.
    const until = isLast || all === 0 ? taxMinor : multiplyRatio(taxMinor, seen, all, 'half-up');
    const tax = until - given;
    given = until;
    return base + tax;
  });
}

/**
 * The part of a refund that reached the customer, shared over what the refund was of: exactly, and as it was recorded
 * where all of it did. `restMinor` is the part of the refund that no line explains.
 */
export function shareOfRefund<Line extends Taxed>(
  lines: readonly Line[],
  restMinor: number,
  reachedMinor: number,
): { readonly lines: readonly Line[]; readonly restMinor: number } {
  const wholeMinor = lines.reduce((sum, line) => sum + line.grossMinor, 0) + restMinor;
  if (reachedMinor === wholeMinor || wholeMinor <= 0)
    return { lines, restMinor: reachedMinor - (wholeMinor - restMinor) };
  const parts = splitMinor(reachedMinor, [
    ...lines.map(({ grossMinor }) => Math.max(0, grossMinor)),
    restMinor,
  ]);
  return {
    lines: lines.map((line, index) => {
      const grossMinor = parts[index] ?? 0;
      const taxMinor =
        line.grossMinor === 0 ? 0 : multiplyRatio(line.taxMinor, grossMinor, line.grossMinor, 'half-up');
      return { ...line, grossMinor, taxMinor };
    }),
    restMinor: parts[lines.length] ?? 0,
  };
}
