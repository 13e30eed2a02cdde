import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { RunCompanion } from './process.ts';

const STOP_WITHIN_MS = 5_000;

/**
 * Runs a companion with this very Node. It ends with this process, even when that is killed, because it watches the
 * pipe that this process holds.
 */
export const runWithNode: RunCompanion = (entry, { list, environment, logFile }) => {
  // Begun anew at each start: enough to see why a companion did not come up, and never large.
  const log = logFile === null ? null : openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [entry, ...list], {
    env: { ...process.env, ...environment, RELAY_EXIT_WITH_PARENT: '1', SANDBOX_EXIT_WITH_PARENT: '1' },
    stdio: ['pipe', 'pipe', log ?? 'ignore'],
    windowsHide: true,
  });
  if (log !== null) closeSync(log);
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => {
      resolve(null);
    });
    child.once('close', (code) => {
      resolve(code);
    });
  });
  return {
    ended,
    onLine: (listener) => {
      if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', listener);
    },
    stop: async () => {
      const forced = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(forced);
    },
  };
};
