import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PostgresModules } from './postgres-harness.ts';
import type { LogModules } from './sqlite-harness.ts';

/** A change to one file of the relay that makes a bug of it. */
export type Plant = { readonly file: string; readonly find: string; readonly put: string };

export type PlantedCopy = {
  readonly root: string;
  readonly load: () => Promise<LogModules & PostgresModules>;
  readonly remove: () => void;
};

const RELAY = fileURLToPath(new URL('../', import.meta.url));
/** Inside the repository, so that packages are found, and ignored by version control. */
const COPIES = join(RELAY, '..', '.cache', 'planted-relay');
const PARTS = ['log', 'database', 'postgres', 'loopback.ts', 'ports.ts', 'sealing.ts'];

/**
 * Copies the log's sources and plants bugs in the copy: shipped code has no switch for them. Throws when a place to
 * plant is not found exactly once, so that a plant can't rot unnoticed.
 */
export function plantCopy(name: string, plants: readonly Plant[]): PlantedCopy {
  const root = join(COPIES, `${name.replace(/[^a-z]+/gi, '-')}-${String(process.pid)}`);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const part of PARTS) {
    cpSync(join(RELAY, part), join(root, part), {
      recursive: true,
      filter: (file) => !file.endsWith('.test.ts'),
    });
  }
  for (const { file, find, put } of plants) {
    const source = readFileSync(join(root, file), 'utf8');
    if (source.split(find).length !== 2) throw new Error(`${file} does not hold exactly once: ${find}`);
    writeFileSync(
      join(root, file),
      source.replace(find, () => put),
    );
  }
  return {
    root,
    load: () => loadLog(root),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Loads the log's modules from a copy, or from the relay itself. */
export async function loadLog(root: string = RELAY): Promise<LogModules & PostgresModules> {
  const load = (file: string): Promise<unknown> =>
    import(/* @vite-ignore */ pathToFileURL(join(root, file)).href);
  const [log, database, postgres, sealing] = await Promise.all([
    load('log/index.ts'),
    load('database/index.ts'),
    load('postgres/index.ts'),
    load('sealing.ts'),
  ]);
  // Copies of our own modules, whose doors are checked where they are written.
  const all = {
    ...(log as object),
    ...(database as object),
    ...(postgres as object),
    ...(sealing as object),
  };
  return all as LogModules & PostgresModules;
}
