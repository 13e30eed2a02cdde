import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export type SimulateArguments = {
  readonly seeds: readonly number[];
  readonly json: boolean;
  readonly liveness: boolean;
  /** Ends at the first violation. */
  readonly stop: boolean;
  readonly jobs: number;
};

/**
 * `--seeds=N` runs, the first with seed `--from=S`, or those of `--only=S,S,S`; `--liveness` has faults end early and everything settle soon;
 * `--stop` ends at the first violation; `--json` prints one JSON object as the last line.
 */
export function parseSimulateArguments(argv: readonly string[]): SimulateArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      only: { type: 'string' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      json: { type: 'boolean', default: false },
      liveness: { type: 'boolean', default: false },
      stop: { type: 'boolean', default: false },
    },
    allowPositionals: false,
  });
  return {
    seeds: values.only?.split(',').map((seed) => whole('only', seed)) ?? count(values.seeds, values.from),
    jobs: whole('jobs', values.jobs),
    json: values.json,
    liveness: values.liveness,
    stop: values.stop,
  };
}

function count(seeds: string, from: string): readonly number[] {
  return Array.from({ length: whole('seeds', seeds) }, (_, index) => whole('from', from) + index);
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number above 0, not ${text}`);
}
