import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Db } from '../../electron/services/db/index.ts';
import type { Log } from '../../electron/services/ports.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let template: Buffer | null = null;

/**
 * Opens the file as a till opens its own. A file that is not there is made with all tables: as a copy of one that this
 * process migrated once, because all migrations from nothing cost thirty times a copy. Migrations are tried in `db/`.
 */
export function openNewDatabase(file: string): Db {
  if (!existsSync(file)) {
    template ??= makeTemplate();
    writeFileSync(file, template);
  }
  return open(file);
}

/** A closed database is one file: its last connection writes the log of writes into it. */
function makeTemplate(): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'till-template-'));
  try {
    const file = join(directory, 'till.db');
    open(file).close();
    return readFileSync(file);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function open(file: string): Db {
  const opened = openDatabase({ file, log: SILENT, onPoisoned: () => undefined });
  if (!opened.ok) throw new Error(opened.code);
  return opened.db;
}
