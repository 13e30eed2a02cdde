import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type RunCommand } from '../transports/run-command.ts';

const DAEMON = '/usr/sbin/cupsd';
const SERVER_BIN = '/usr/lib/cups';
const START_WITHIN_MS = 10_000;

/** Whether this computer has a print service that a test can start for itself. */
export const hasCups =
  process.platform === 'linux' &&
  existsSync(DAEMON) &&
  existsSync('/usr/sbin/lpadmin') &&
  existsSync(SERVER_BIN);

/** A print service of the test's own: real scheduler, real queues, real commands, and a printer that is a script. */
export type RealCups = {
  readonly run: RunCommand;
  /** What the printer behind the queue does with jobs from now on. */
  readonly printer: (does: 'prints' | 'is out of paper' | 'hangs') => void;
  readonly paper: () => Buffer;
  /** A command of the administrator, such as cupsdisable. */
  readonly administer: (program: string, ...parameters: readonly string[]) => Promise<void>;
  readonly stopScheduler: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startCups(): Promise<RealCups> {
  const directory = mkdtempSync(join(tmpdir(), 'real-cups-'));
  const at = (...parts: readonly string[]): string => join(directory, ...parts);
  for (const folder of ['root', 'spool/tmp', 'cache', 'state', 'log', 'bin/backend'])
    mkdirSync(at(folder), { recursive: true });
  chmodSync(directory, 0o755);
  for (const name of readdirSync(SERVER_BIN))
    if (name !== 'backend') symlinkSync(join(SERVER_BIN, name), at('bin', name));
  writeFileSync(
    at('bin', 'backend', 'standin'),
    `#!/bin/sh
# Called without parameters it names its devices; with them it is given a job, as a file or by standard input.
if [ $# -eq 0 ]; then echo 'direct standin "Unknown" "Stand-in"'; exit 0; fi
case "$(cat '${at('does')}')" in
  prints) echo 'STATE: -media-empty-error' >&2; cat "\${6:--}" > '${at('paper')}'; exit 0 ;;
  'is out of paper') echo 'STATE: +media-empty-error' >&2; sleep 30; exit 1 ;;
  *) exec sleep 30 ;;
esac
`,
  );
  // Run as whoever runs the service, and by nobody else's leave.
  chmodSync(at('bin', 'backend', 'standin'), 0o700);
  writeFileSync(
    at('root', 'cups-files.conf'),
    [
      `ServerRoot ${at('root')}`,
      `ServerBin ${at('bin')}`,
      `RequestRoot ${at('spool')}`,
      `TempDir ${at('spool', 'tmp')}`,
      `CacheDir ${at('cache')}`,
      `StateDir ${at('state')}`,
      `AccessLog ${at('log', 'access')}`,
      `ErrorLog ${at('log', 'error')}`,
      `PageLog ${at('log', 'page')}`,
      '',
    ].join('\n'),
  );
  writeFileSync(
    at('root', 'cupsd.conf'),
    `LogLevel info\nListen ${at('sock')}\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n` +
      '<Location />\n  Order allow,deny\n  Allow all\n</Location>\n' +
      '<Policy default>\n  <Limit All>\n    Order deny,allow\n    Allow all\n  </Limit>\n</Policy>\n',
  );
  writeFileSync(at('does'), 'prints');
  const daemon = spawn(DAEMON, ['-f', '-c', at('root', 'cupsd.conf'), '-s', at('root', 'cups-files.conf')], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => {
    daemon.once('exit', () => resolve());
    daemon.once('error', () => resolve());
  });
  const run: RunCommand = (program, parameters, input) =>
    runCommand('env', [`CUPS_SERVER=${at('sock')}`, program, ...parameters], input);
  const administer: RealCups['administer'] = async (program, ...parameters) => {
    const done = await run(program, parameters);
    if (done?.status !== 0) throw new Error(`${program}: ${done?.stderr ?? 'not there'}`);
  };
  const stopScheduler = async (): Promise<void> => {
    daemon.kill('SIGTERM');
    await ended;
  };
  const until = Date.now() + START_WITHIN_MS;
  while ((await run('lpstat', ['-r']))?.stdout.includes('is running') !== true) {
    if (Date.now() > until) throw new Error('The print service does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await administer('/usr/sbin/lpadmin', '-p', 'Counter', '-E', '-v', 'standin:/', '-m', 'raw');
  return {
    run,
    administer,
    stopScheduler,
    printer: (does) => writeFileSync(at('does'), does),
    paper: () => (existsSync(at('paper')) ? readFileSync(at('paper')) : Buffer.alloc(0)),
    stop: async () => {
      await stopScheduler();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
