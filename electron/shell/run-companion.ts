import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { CompanionProcess, RunCompanion } from '../companions/index.ts';
import type { Electron } from './electron.ts';

/**
 * Runs a companion as a utility process of Electron: the installed app's own binary can't be used as Node, because the
 * fuse for that is off. A utility process ends with the app, even when that is killed.
 */
export function runAsUtility(electron: Pick<Electron, 'utilityProcess'>): RunCompanion {
  return (entry, { list, environment, logFile }): CompanionProcess => {
    const child = electron.utilityProcess.fork(entry, [...list], {
      env: { ...process.env, ...environment },
      stdio: 'pipe',
      serviceName: 'FlexotiumPOS training companion',
    });
    if (logFile !== null) child.stderr?.pipe(createWriteStream(logFile, { mode: 0o600 }));
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', (code) => {
        resolve(code);
      });
    });
    return {
      ended,
      onLine: (listener) => {
        if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', listener);
      },
      stop: async () => {
        child.kill();
        await ended;
      },
    };
  };
}
