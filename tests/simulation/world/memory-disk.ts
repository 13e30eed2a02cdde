import { join } from 'node:path';
import type { MemoryDisk } from '../../../electron/services/db/index.ts';

/**
 * The disks of one shop, in memory. What a database committed is on them at once and for ever; what it did not commit is
 * not. What a real disk does to a real process is tested with both (`db/durability.test.ts`, the crash tests).
 */
export type SimulatedDisk = MemoryDisk & {
  /** What the file holds at this moment is what the other will hold when it is opened. */
  readonly copy: (from: string, to: string) => void;
  readonly copyFolder: (from: string, to: string, disk: SimulatedDisk) => void;
  readonly write: (file: string, bytes: Buffer) => void;
  /** Keeps what an open file holds, so that it may be closed. */
  readonly rest: (file: string) => void;
};

export function createMemoryDisk(): SimulatedDisk {
  const files = new Map<string, () => Buffer>();
  const write: SimulatedDisk['write'] = (file, bytes) => {
    files.set(file, () => bytes);
  };
  const read: SimulatedDisk['read'] = (file) => files.get(file)?.() ?? null;
  return {
    read,
    write,
    opened: (file, now) => files.set(file, now),
    copy: (from, to) => {
      const bytes = read(from);
      if (bytes !== null) write(to, bytes);
    },
    copyFolder: (from, to, disk) => {
      for (const [file, bytes] of files) {
        if (file.startsWith(join(from, '/'))) disk.write(join(to, file.slice(from.length)), bytes());
      }
    },
    rest: (file) => {
      const bytes = read(file);
      if (bytes !== null) write(file, bytes);
    },
  };
}
