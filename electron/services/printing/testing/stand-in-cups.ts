import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, type RunCommand } from '../transports/run-command.ts';

/** What a queue of the stand-in is like. Texts and exit codes are those of CUPS 2.4.2, copied from a real one. */
export type QueueBehaviour = {
  readonly scheduler?: 'running' | 'stopped';
  readonly queue?: 'idle' | 'disabled' | 'rejecting' | 'missing';
  readonly alerts?: string;
  /** The queue is stopped by somebody while the job is in it. */
  readonly stopsWithJob?: boolean;
  /** The job stays in the queue, as behind a printer that is switched off. */
  readonly keepsJob?: boolean;
};

/** Programs named lp, lpstat and cancel, as processes of their own, in a folder of the test. */
export function installCups(
  directory: string,
  behaviour: QueueBehaviour,
): {
  readonly run: RunCommand;
  readonly taken: () => Uint8Array | null;
  readonly wasCancelled: () => boolean;
} {
  const programs = join(directory, 'programs');
  mkdirSync(programs, { recursive: true });
  const file = (name: string): string => join(directory, name);
  const install = (name: string, script: string): void => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}`);
    chmodSync(join(programs, name), 0o755);
  };
  const {
    scheduler = 'running',
    queue = 'idle',
    alerts = 'none',
    keepsJob = false,
    stopsWithJob = false,
  } = behaviour;
  const since = 'since Sat Nov 28 21:28:03 2026';
  const disabled = `printer Counter disabled ${since} -\\n\\tpaper jam`;
  const enabled = `printer Counter is idle.  enabled ${since}`;
  const says =
    queue === 'missing'
      ? 'echo \'lpstat: Invalid destination name in list "Counter".\' >&2; exit 1'
      : `if [ -f '${file('stopped')}' ]; then printf '${disabled}\\n'; else printf '${queue === 'disabled' ? disabled : enabled}\\n'; fi
         printf '\\tForm mounted:\\n\\tAlerts: ${alerts}\\n'
         printf 'Counter ${queue === 'rejecting' ? 'not accepting' : 'accepting'} requests ${since}\\n'`;
  install(
    'lpstat',
    `case "$1" in
      -r) echo 'scheduler is ${scheduler === 'running' ? 'running' : 'not running'}' ;;
      -e) printf 'Counter\\nKitchen\\n' ;;
      -W) if [ -f '${file('job')}' ]; then echo 'Counter-7   root   1024   Sat Nov 28 21:28:05 2026'; fi ;;
      *) ${says} ;;
    esac\n`,
  );
  install(
    'lp',
    `cat > '${file('taken')}'
    ${keepsJob ? `touch '${file('job')}'` : ''}
    ${stopsWithJob ? `touch '${file('stopped')}'` : ''}
    echo 'request id is Counter-7 (0 file(s))'\n`,
  );
  install('cancel', `rm -f '${file('job')}'; touch '${file('cancelled')}'\n`);
  return {
    run: (program, parameters, input) => runCommand(join(programs, program), parameters, input),
    taken: () => (existsSync(file('taken')) ? readFileSync(file('taken')) : null),
    wasCancelled: () => existsSync(file('cancelled')),
  };
}
