import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Log, LogFields } from '../ports.ts';
import { redact } from './redact.ts';

/** Two files of this size are kept: enough for weeks of a till, small enough to send to support. */
const FILE_BYTES_MAX = 5 * 1024 * 1024;

/** A log of JSON lines in the profile. A disk that refuses the line never stops a sale. */
export function createFileLog(directory: string, clock: Clock): Log {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'till.log');
  const write = (level: string, event: string, fields: LogFields | undefined): void => {
    const line = redact(
      JSON.stringify({ ...fields, at: new Date(clock.nowMs()).toISOString(), level, event }),
    );
    try {
      if (existsSync(file) && statSync(file).size > FILE_BYTES_MAX) renameSync(file, `${file}.1`);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full or missing disk: the database has its own guard, and a lost log line must not lose a sale.
    }
  };
  return {
    info: (event, fields) => {
      write('info', event, fields);
    },
    warn: (event, fields) => {
      write('warn', event, fields);
    },
    error: (event, fields) => {
      write('error', event, fields);
    },
  };
}
