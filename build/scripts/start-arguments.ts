import { parseArgs } from 'node:util';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const START_USAGE = `Usage: npm start -- [options]

  --shell=electron|browser   where the till shows; by default Electron where its runtime is installed
  --training                 a new profile starts in training at once
  --profile=DIR              the folder of the profile
  --port=N                   the browser shell's port; by default a free one
  --no-open                  do not open a browser`;

export type StartArguments = {
  readonly shell: 'electron' | 'browser' | null;
  readonly training: boolean;
  readonly profile: string;
  readonly port: number;
  readonly open: boolean;
};

/** Reads the command line; null when it makes no sense, then show `START_USAGE`. */
export function readStartArguments(list: readonly string[]): StartArguments | null {
  try {
    const { values } = parseArgs({
      args: [...list],
      options: {
        shell: { type: 'string' },
        training: { type: 'boolean' },
        profile: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
      },
    });
    const { shell } = values;
    const port = Number(values.port ?? '0');
    if (shell !== undefined && shell !== 'electron' && shell !== 'browser') return null;
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return null;
    return {
      shell: shell ?? null,
      training: values.training === true,
      profile: resolve(values.profile ?? join(homedir(), '.flexotiumpos-terminal')),
      port,
      open: values['no-open'] !== true,
    };
  } catch {
    return null; // parseArgs throws on an unknown option.
  }
}
