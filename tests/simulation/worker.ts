import { parentPort } from 'node:worker_threads';
import { runFlow, type FlowOptions } from './crash-points.ts';
import { runSeed, type SeedOptions } from './run-seed.ts';
import type { WorldResult } from './run-world.ts';
import { prepareTemplate } from './world/template.ts';

const STACK_SHOWN = 12;

export type Task = ({ readonly kind: 'seed' } & SeedOptions) | ({ readonly kind: 'flow' } & FlowOptions);

/** Plays the days that it is given, one after another, over a shop that it prepares once. */
const port = parentPort;
if (port === null) throw new Error('This is a worker');
const template = await prepareTemplate();
port.on('message', (task: Task | null) => {
  if (task === null) {
    port.close();
    return;
  }
  void play(task).then((result) => {
    port.postMessage(result);
  });
});
port.postMessage(null);

/**
 * Refusals are errors by the thousand, and where they were made is read for one only: the one that ended a day. That day
 * is played again, which shows it, because a day happens the same way each time.
 */
async function play(task: Task): Promise<WorldResult> {
  Error.stackTraceLimit = 0;
  const result = await playOnce(task);
  if (result.violation?.rule !== 'crashes') return result;
  Error.stackTraceLimit = STACK_SHOWN;
  return playOnce(task);
}

function playOnce(task: Task): Promise<WorldResult> {
  return task.kind === 'seed' ? runSeed(template, task) : runFlow(template, task);
}
