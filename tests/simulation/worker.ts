import { parentPort } from 'node:worker_threads';
import type { SeedOptions } from './run-seed.ts';
import { runSeed } from './run-seed.ts';
import { prepareTemplate } from './world/template.ts';

/** Runs the seeds that it is given, one after another, over a shop that it prepares once. */
const port = parentPort;
if (port === null) throw new Error('This is a worker');
// Refusals are errors by the thousand, and nobody reads where they were made.
Error.stackTraceLimit = 8;
const template = await prepareTemplate();
port.on('message', (options: SeedOptions | null) => {
  if (options === null) {
    template.remove();
    port.close();
    return;
  }
  void runSeed(template, options).then((result) => {
    port.postMessage(result);
  });
});
port.postMessage(null);
