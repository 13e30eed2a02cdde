import { Worker } from 'node:worker_threads';
import type { SimulateArguments } from './arguments.ts';
import { addCounts, emptyCounts, type CoverageCounts } from './coverage.ts';
import type { SeedResult } from './run-seed.ts';

export type Summary = {
  readonly seeds: number;
  readonly violations: readonly SeedResult[];
  readonly steps: number;
  readonly tenders: number;
  readonly faults: number;
  readonly seconds: number;
  readonly coverage: CoverageCounts;
};

/** Runs many seeds on all cores. Which core took which seed changes nothing about any of them. */
export async function runSeeds(
  {
    seeds,
    jobs,
    stop,
    liveness,
  }: Omit<SimulateArguments, 'from' | 'json' | 'seeds'> & {
    readonly seeds: readonly number[];
  },
  progress: (done: number) => void,
): Promise<Summary> {
  const startedMs = performance.now();
  const coverage = emptyCounts();
  const violations: SeedResult[] = [];
  const sum = { seeds: 0, steps: 0, tenders: 0, faults: 0 };
  const waiting = [...seeds];
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      await answer(worker);
      for (;;) {
        const seed = waiting.shift();
        if (seed === undefined || (stop && violations.length > 0)) break;
        const answered = answer(worker);
        worker.postMessage({ seed, liveness });
        const result = await answered;
        if (result === null) throw new Error('A worker answered nothing');
        sum.seeds += 1;
        sum.steps += result.steps;
        sum.tenders += result.tenders;
        sum.faults += result.faults;
        addCounts(coverage, result.coverage);
        if (result.violation !== null) violations.push(result);
        progress(sum.seeds);
      }
      worker.postMessage(null);
      await ended(worker);
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, seeds.length) }, work));
  violations.sort((one, other) => one.seed - other.seed);
  return { ...sum, violations, coverage, seconds: (performance.now() - startedMs) / 1000 };
}

function answer(worker: Worker): Promise<SeedResult | null> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (result: SeedResult | null) => {
      worker.off('error', reject);
      resolve(result);
    });
  });
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => {
      resolve();
    });
  });
}
