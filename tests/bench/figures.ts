/** One thing that was measured, in words. */
export type Figure = { readonly what: string; readonly value: string };

export const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A number that was given as `--name=1000`. */
export function countFrom(name: string, otherwise: number): number {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given === undefined ? otherwise : Number(given.slice(name.length + 3));
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

/** How often the same was done, each time in how many milliseconds. */
export async function timesOf(rounds: number, work: (round: number) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.now();
    await work(round);
    times.push(performance.now() - startMs);
  }
  return times;
}

/** The least disturbed round says what the work costs, the worst what somebody waited for. */
export function bestAndWorst(times: readonly number[]): string {
  return `${ms(Math.min(...times))}, at worst ${ms(Math.max(...times))}`;
}
