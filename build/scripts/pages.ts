import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the pages into `dist/renderer` when their sources are newer than what is there. */
export async function buildPages(root: string, options: { readonly force: boolean }): Promise<void> {
  if (!options.force && isUpToDate(root)) return;
  await build({ configFile: join(root, 'renderer', 'vite.config.ts'), logLevel: 'error' });
}

function isUpToDate(root: string): boolean {
  const built = ['till', 'reader', 'customer'].map((page) =>
    join(root, 'dist', 'renderer', page, 'index.html'),
  );
  if (!built.every((file) => existsSync(file))) return false;
  const oldestBuilt = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return ['renderer', 'shared'].every((folder) => newestIn(join(root, folder)) < oldestBuilt);
}

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(
    0,
    ...files
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}
