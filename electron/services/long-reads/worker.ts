import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '../db/index.ts';
import type { ThreadAnswer, ThreadRequest } from './index.ts';
import { read, type ReadName, type ReadRequest } from './reads.ts';

/** The entry file of the thread that reads: one request after another, over a connection of its own. */
const { databaseFile } = workerData as { readonly databaseFile: string }; // Given by `startReadThread` of a shell.
const db = openForReading(databaseFile, (reason) => {
  // The till's own connection meets the same disk and ends the process; here it is only told.
  throw new Error(reason);
});

parentPort?.on('message', (asked: ThreadRequest) => {
  void answer(asked).then((said) => parentPort?.postMessage(said));
});

async function answer({ id, name, request }: ThreadRequest): Promise<ThreadAnswer> {
  try {
    const value = await read(db, name, request as ReadRequest<ReadName>);
    return { id, ok: true, value };
  } catch (error) {
    return { id, ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
