import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runBrowserShell } from '../../electron/browser-shell/main.ts';
import { buildAll } from './build-all.ts';
import { buildPages } from './pages.ts';
import { readStartArguments, START_USAGE, type StartArguments } from './start-arguments.ts';

/** `npm start`: the till in Electron where its runtime is installed, otherwise in a browser of this computer. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const given = readStartArguments(process.argv.slice(2));
if (given === null) {
  console.error(START_USAGE);
  process.exitCode = 64;
} else await start(given);

async function start(options: StartArguments): Promise<void> {
  const electron = findElectron();
  if (options.shell === 'electron' && electron === null) {
    console.error(
      'Electron’s runtime is not installed here. Run `npm rebuild electron`, or use --shell=browser.',
    );
    process.exitCode = 69;
    return;
  }
  if (options.shell !== 'browser' && electron !== null) {
    await buildAll(root);
    const child = spawn(
      electron,
      [root, `--profile=${options.profile}`, ...(options.training ? ['--training'] : [])],
      { stdio: 'inherit' },
    );
    child.once('exit', (code) => {
      process.exitCode = code ?? 1;
    });
    return;
  }
  await buildPages(root, { force: false });
  await runBrowserShell({ root, version: readVersion(), ...options });
}

/** Electron's program, or null when only its package is here: its runtime is downloaded by itself. */
function findElectron(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const program: unknown = createRequire(import.meta.url)('electron');
  return typeof program === 'string' && existsSync(program) ? program : null;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : null;
  return typeof version === 'string' ? version : '0.0.0';
}
