import { multiplyRatio, splitMinor } from '../money/index.ts';

/** A part of an amount with the tax in it. */
export type Taxed = { readonly grossMinor: number; readonly taxMinor: number };

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
