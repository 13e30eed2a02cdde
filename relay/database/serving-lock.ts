import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DataDirectoryRefused } from './refused.ts';

/**
 * Keeps a second relay off the same data directory: each would number events of its own. The lock is one of the
 * operating system's, so it goes with the process, however that ends. Returns the function that gives it up.
 */
export function takeServingLock(directory: string): () => void {
  const lock = new Database(join(directory, 'serving.lock'));
  try {
    lock.pragma('busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new DataDirectoryRefused('Another relay is serving this data directory.');
  }
  return () => {
    lock.close();
  };
}
