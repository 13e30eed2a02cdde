import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT, fileOf } from '../support/process.ts';
import { addCounts, emptyCounts, type CoverageCounts } from './coverage.ts';
import type { FlowResult } from './crash-points.ts';
import type { WorldResult } from './run-world.ts';
import type { Task } from './worker.ts';

export type Failure = {
  readonly task: Task;
  readonly violation: NonNullable<WorldResult['violation']>;
  readonly trace: readonly string[];
};

export type Sum = {
  days: number;
  steps: number;
  tenders: number;
  faults: number;
  shiftsClosed: number;
  readonly failures: Failure[];
  readonly coverage: CoverageCounts;
};

export function emptySum(): Sum {
  return { days: 0, steps: 0, tenders: 0, faults: 0, shiftsClosed: 0, failures: [], coverage: emptyCounts() };
}

/**
 * Plays days on all cores, and adds what came of them to `sum`. `followed` may name more days that a result gives rise
 * to. Which core played which day changes nothing about any of them.
 */
export async function playAll(
  tasks: readonly Task[],
  sum: Sum,
  options: {
    readonly jobs: number;
    readonly isOver: () => boolean;
    readonly played: () => void;
    readonly followed?: (task: Task, result: WorldResult & Partial<FlowResult>) => readonly Task[];
  },
): Promise<void> {
  const waiting = [...tasks];
  const work = async (): Promise<void> => {
    const worker = new Worker(resolve(ROOT, fileOf('tests/simulation/worker.ts')), {
      // What a day makes is gone at its end: few of its objects need to be looked at twice.
      resourceLimits: { maxYoungGenerationSizeMb: 96 },
    });
    try {
      await answer(worker);
      for (;;) {
        const task = options.isOver() ? undefined : waiting.pop();
        if (task === undefined) break;
        const answered = answer(worker);
        worker.postMessage(task);
        const result = await answered;
        if (result === null) throw new Error('A worker answered nothing');
        add(sum, task, result);
        waiting.push(...(options.followed?.(task, result) ?? []));
        options.played();
      }
      const gone = ended(worker);
      worker.postMessage(null);
      await gone;
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
}

function add(sum: Sum, task: Task, result: WorldResult): void {
  sum.days += 1;
  sum.steps += result.steps;
  sum.tenders += result.tenders;
  sum.faults += result.faults;
  sum.shiftsClosed += result.shiftsClosed;
  addCounts(sum.coverage, result.coverage);
  const { violation, trace } = result;
  if (violation !== null) sum.failures.push({ task, violation, trace });
}

function answer(worker: Worker): Promise<WorldResult | null> {
  return new Promise((fulfil, reject) => {
    worker.once('error', reject);
    worker.once('message', (result: WorldResult | null) => {
      worker.off('error', reject);
      fulfil(result);
    });
  });
}

function ended(worker: Worker): Promise<void> {
  return new Promise((fulfil) => {
    worker.once('exit', () => {
      fulfil();
    });
  });
}
