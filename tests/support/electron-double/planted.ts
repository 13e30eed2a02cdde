import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { exposeReaderBridge, exposeTillBridge } from '../../../electron/shell/index.ts';
import type { StartShell } from './start.ts';

/** One deliberate mistake in a copy of the sources; `find` has to occur exactly once. */
export type Plant = { readonly file: string; readonly find: string; readonly replace: string };

/** What the security checks look at: the shell's own code, or a copy of it with a mistake in it. */
export type ShellSources = {
  readonly startShell: StartShell;
  readonly exposeTillBridge: typeof exposeTillBridge;
  readonly exposeReaderBridge: typeof exposeReaderBridge;
  readonly fuses: Readonly<Record<string, boolean>>;
  /** Electron's version as the product pins it. */
  readonly electronVersion: string;
  readonly remove: () => void;
};

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Loads the shell from `electron/shell`, or from a copy with `plant` in it. Everything around it is the real thing. */
export async function loadShellSources(plant: Plant | null): Promise<ShellSources> {
  const from = plant === null ? root : copyWith(plant);
  const load = async (file: string): Promise<unknown> =>
    import(/* @vite-ignore */ pathToFileURL(join(from, 'electron', 'shell', file)).href);
  const start = await load('start-shell.ts');
  const bridge = await load('expose-bridge.ts');
  const fuses = await load('fuses.ts');
  const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  }; // The product's own manifest.
  return {
    ...(start as Pick<ShellSources, 'startShell'>), // The same files that are imported above by type.
    ...(bridge as Pick<ShellSources, 'exposeTillBridge' | 'exposeReaderBridge'>), // As above.
    fuses: (fuses as { FUSES: ShellSources['fuses'] }).FUSES, // As above.
    electronVersion: manifest.devDependencies.electron,
    remove: () => {
      if (from !== root) rmSync(from, { recursive: true, force: true });
    },
  };
}

function copyWith(plant: Plant): string {
  const copy = mkdtempSync(join(tmpdir(), 'planted-'));
  mkdirSync(join(copy, 'electron'));
  cpSync(join(root, 'electron', 'shell'), join(copy, 'electron', 'shell'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  for (const around of ['shared', 'node_modules', join('electron', 'services')]) {
    symlinkSync(join(root, around), join(copy, around), 'junction');
  }
  const file = join(copy, plant.file);
  const parts = readFileSync(file, 'utf8').split(plant.find);
  if (parts.length !== 2) throw new Error(`"${plant.find}" is not there exactly once in ${plant.file}`);
  writeFileSync(file, parts.join(plant.replace));
  return copy;
}
