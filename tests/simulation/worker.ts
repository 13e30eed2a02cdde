import { parentPort } from 'node:worker_threads';
import { runFlow, type FlowOptions } from './crash-points.ts';
import { runSeed, type SeedOptions } from './run-seed.ts';
import { prepareTemplate } from './world/template.ts';

export type Task = ({ readonly kind: 'seed' } & SeedOptions) | ({ readonly kind: 'flow' } & FlowOptions);

/** Plays the days that it is given, one after another, over a shop that it prepares once. */
const port = parentPort;
if (port === null) throw new Error('This is a worker');
// Refusals are errors by the thousand, and nobody reads where they were made.
Error.stackTraceLimit = 4;
const template = await prepareTemplate();
port.on('message', (task: Task | null) => {
  if (task === null) {
    template.remove();
    port.close();
    return;
  }
  const played = task.kind === 'seed' ? runSeed(template, task) : runFlow(template, task);
  void played.then((result) => {
    port.postMessage(result);
  });
});
port.postMessage(null);
