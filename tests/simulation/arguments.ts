import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { FLOW_NAMES, type FlowOptions } from './crash-points.ts';

export type SimulateArguments = {
  readonly seeds: readonly number[];
  /**
   * Also the plug pulled at each point of the short flows, and at each pair of points: of the shortest of them
   * (`shortest`), or of all (`pairs`).
   */
  readonly crashes: 'none' | 'singles' | 'shortest' | 'pairs';
  /** One single crash again. */
  readonly crash: FlowOptions | null;
  readonly json: boolean;
  readonly liveness: boolean;
  /** Ends as soon as this rule was seen broken; null runs everything. */
  readonly until: string | null;
  readonly jobs: number;
};

const CRASHES = ['none', 'singles', 'shortest', 'pairs'] as const;

/** From so many seeds on a run is meant to find everything that there is to find. */
export const THOROUGH = 1_000;

/**
 * `--seeds=N` shifts, the first with seed `--from=S`, or those of `--only=S,S,S`; from a thousand on with every crash
 * point of the short flows and every pair of the shortest, which `--crashes=none|singles|shortest|pairs` overrules:
 * `pairs` are those of all short flows, and take an hour. `--liveness` has everything settle soon
 * once faults end; `--until=I4` ends as soon as that rule was seen broken; `--json` prints one JSON object as the last
 * line; `--crash=FLOW:POINT,POINT` plays one crash again.
 */
export function parseSimulateArguments(argv: readonly string[]): SimulateArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seeds: { type: 'string' },
      from: { type: 'string', default: '1' },
      only: { type: 'string' },
      crashes: { type: 'string' },
      crash: { type: 'string' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      json: { type: 'boolean', default: false },
      liveness: { type: 'boolean', default: false },
      until: { type: 'string' },
    },
    allowPositionals: false,
  });
  const crash = values.crash === undefined ? null : readCrash(values.crash);
  const count = values.seeds ?? (crash === null ? '200' : '0');
  const seeds =
    values.only?.split(',').map((seed) => whole('only', seed, 1)) ??
    Array.from({ length: whole('seeds', count, 0) }, (_, index) => whole('from', values.from, 1) + index);
  return {
    seeds,
    crash,
    crashes:
      crash === null
        ? readCrashes(values.crashes ?? (seeds.length >= THOROUGH ? 'shortest' : 'none'))
        : 'none',
    jobs: whole('jobs', values.jobs, 1),
    json: values.json,
    liveness: values.liveness,
    until: values.until ?? null,
  };
}

function readCrashes(text: string): SimulateArguments['crashes'] {
  const known = CRASHES.find((each) => each === text);
  if (known !== undefined) return known;
  throw new Error(`--crashes must be one of ${CRASHES.join(', ')}, not ${text}`);
}

function readCrash(text: string): FlowOptions {
  const [name, points = ''] = text.split(':');
  const flow = FLOW_NAMES.find((each) => each === name);
  if (flow === undefined) throw new Error(`--crash must name one of ${FLOW_NAMES.join(', ')}`);
  return { flow, pulledAt: points === '' ? [] : points.split(',').map((point) => whole('crash', point, 1)) };
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`--${name} must be a whole number from ${String(least)}, not ${text}`);
}
