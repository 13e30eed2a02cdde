import { Worker } from 'node:worker_threads';
import type { StartReadThread, ThreadAnswer } from '../long-reads/index.ts';

/** Starts the thread for long reads from its entry file: the source in development, its bundle in the app. */
export function startReadThreadFrom(entryFile: string): StartReadThread {
  return (databaseFile) => {
    const worker = new Worker(entryFile, { workerData: { databaseFile } });
    // A till that ends does not wait for a report.
    worker.unref();
    return {
      ask: (request) => {
        worker.postMessage(request);
      },
      onAnswer: (listener) => {
        worker.on('message', (answer: ThreadAnswer) => {
          listener(answer);
        });
      },
      onEnd: (listener) => {
        worker.on('error', (error) => {
          listener(error instanceof Error ? error.message : String(error));
        });
        worker.on('exit', (code) => {
          listener(`exit ${String(code)}`);
        });
      },
      stop: () => {
        void worker.terminate();
      },
    };
  };
}
