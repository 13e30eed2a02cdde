import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A real process of this product, started by its entry file and known to be usable. */
export type RunningProcess = {
  /** What it printed behind `READY`. */
  readonly ready: Readonly<Record<string, unknown>>;
  readonly child: ChildProcess;
  /** Everything it printed so far, both streams. */
  readonly output: () => string;
  /** Asks it to stop, and kills it when it does not within ten seconds. */
  readonly stop: () => Promise<void>;
  /** Pulls the plug: no handler runs. Resolves when the process is gone. */
  readonly kill: () => Promise<void>;
};

export type StartOptions = {
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** How long READY may take. Generous: two slow cores may be busy. */
  readonly readyWithinMs?: number;
};

/** The file that Node runs for `entry`: its bundle where `npm test` made one, otherwise the source itself. */
export function fileOf(entry: string): string {
  const bundles = JSON.parse(process.env['FLEXOTIUM_BUNDLES'] ?? '{}') as Readonly<Record<string, string>>; // By tests/run.ts.
  return bundles[entry] ?? entry;
}

/** Starts `entry` (a path inside the repository) with Node and waits for its `READY {json}` line. */
export async function startProcess(entry: string, options: StartOptions = {}): Promise<RunningProcess> {
  const child = spawn(process.execPath, [fileOf(entry), ...(options.arguments ?? [])], {
    cwd: ROOT,
    env: { ...process.env, ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const ready = await waitForReady(child, lines, entry, options.readyWithinMs ?? 60_000);
  return {
    ready,
    child,
    output: () => lines.join('\n'),
    stop: async () => {
      child.kill('SIGTERM');
      const forced = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(forced);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function waitForReady(
  child: ChildProcess,
  lines: string[],
  entry: string,
  readyWithinMs: number,
): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(deadline);
      reject(new Error(`${entry} ${why}. It printed:\n${lines.join('\n')}`));
    };
    const deadline = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready within ${String(readyWithinMs)} ms`);
    }, readyWithinMs);
    const read = (line: string): void => {
      lines.push(line);
      if (!line.startsWith('READY ')) return;
      clearTimeout(deadline);
      // The line is printed by our own entry files; its fields are checked by whoever reads them.
      resolve(JSON.parse(line.slice('READY '.length)) as Readonly<Record<string, unknown>>);
    };
    if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', read);
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', read);
    child.once('exit', (code, signal) => {
      fail(`ended with ${signal ?? `code ${String(code)}`} before it was ready`);
    });
  });
}

/** Polls until `check` gives something other than null; fails with `what` after the bound. */
export async function eventually<Value>(
  what: string,
  check: () => Promise<Value | null> | Value | null,
  withinMs = 20_000,
): Promise<Value> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await check();
    if (value !== null) return value;
    if (performance.now() > end) throw new Error(`Waited ${String(withinMs)} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
