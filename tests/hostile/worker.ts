import { parentPort, workerData } from 'node:worker_threads';
import { createChance } from '../simulation/world/chance.ts';
import { KINDS } from './kinds.ts';
import { talk } from './line.ts';
import type { Scene } from './scene.ts';

/** What the worker is told. Every lane is one attacker, who tries one thing after the other. */
export type Orders = { readonly scene: Scene; readonly requests: number; readonly seed: number };

/** What it reports: after each share of the requests, and at the end. */
export type Progress = {
  readonly tried: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  readonly done: boolean;
};

const SHARES = 40;
/** A refusal takes milliseconds; on a machine that is busy with something else, more. */
const WITHIN_MS = 30_000;
const MOST_FAULTS = 50;

const { scene, requests, seed } = workerData as Orders; // Given by run-hostile.ts.
const names = Object.keys(KINDS);
const tried: Record<string, number> = {};
const faults: string[] = [];
let next = 0;

await Promise.all(scene.hostileTokens.map((_token, lane) => work(lane)));
report(true);

async function work(lane: number): Promise<void> {
  while (next < requests && faults.length < MOST_FAULTS) {
    const number = next;
    next += 1;
    await tryOne(number, lane);
    if (number % Math.ceil(requests / SHARES) === 0) report(false);
  }
}

async function tryOne(number: number, lane: number): Promise<void> {
  // By its number and not by its lane: which lane came to it is the machine's choice.
  const chance = createChance(seed * 1_000_003 + number);
  // First each kind once, so that a short run leaves none out.
  const name = names[number] ?? chance.pick(names);
  tried[name] = (tried[name] ?? 0) + 1;
  const one = KINDS[name]?.(chance, scene, lane);
  if (one === undefined) return;
  const heard = await talk({ port: scene.port, withinMs: WITHIN_MS, ...one });
  const fault = heard === null ? 'was neither answered nor cut off' : one.judge(heard);
  if (fault !== null) faults.push(`${String(number)}, ${name}: ${fault}`);
}

function report(done: boolean): void {
  parentPort?.postMessage({ tried, faults, done } satisfies Progress);
}
