import { fstatSync } from 'node:fs';
import { readConfig } from './config.ts';
import { DataDirectoryRefused } from './database/index.ts';
import { errorText } from './operations/logging.ts';
import { ConnectionLost } from './postgres/index.ts';
import { startRelay } from './start.ts';
import { systemPorts } from './system.ts';

/** The relay as a process: configuration from the environment, one READY line, a graceful end. */
// Everything that this process makes in the data directory is for its own user alone.
process.umask(0o077);
const ports = systemPorts();
const answer = readConfig(process.env);
// Whoever can read this process's environment later must not find the key or the password there.
delete process.env['RELAY_MASTER_KEY'];
delete process.env['RELAY_DATABASE_URL'];

if (!answer.ok) {
  for (const problem of answer.problems) console.error(problem);
  process.exit(78);
}
const { config } = answer;

try {
  const running = await startRelay({
    config,
    ports,
    onFatal: (error) => {
      ports.log.error('relay.stopped', { why: 'The event log failed.', error: errorText(error) });
      // Leaves without another write: what is committed is whole, and Stripe repeats the rest.
      setImmediate(() => process.exit(74));
    },
  });
  let stopping = false;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    ports.log.info('relay.stopping', { why });
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        ports.log.error('relay.stop-failed', { error: errorText(error) });
        process.exit(70);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      stop(signal);
    });
  if (config.exitWithParent)
    watchParent(() => {
      stop('The parent process has gone.');
    });
  ports.log.info('relay.listening', { url: running.url });
  console.log(
    `READY ${JSON.stringify({ url: running.url, dataDirectory: config.dataDirectory, pid: process.pid })}`,
  );
} catch (error) {
  if (error instanceof ConnectionLost) {
    console.error(`The database can't be reached: ${error.message}`);
    process.exit(69);
  }
  if (!(error instanceof DataDirectoryRefused)) {
    ports.log.error('relay.not-started', { error: errorText(error) });
    process.exit(70);
  }
  console.error(error.message);
  process.exit(78);
}

/** A companion must not outlive what started it: its pipe ends, its channel closes, or another process adopts it. */
function watchParent(gone: () => void): void {
  process.once('disconnect', gone);
  const input = inputStat();
  if (input?.isFIFO() === true || input?.isSocket() === true) {
    process.stdin.once('end', gone).once('close', gone).resume();
  }
  const { ppid } = process;
  setInterval(() => {
    if (process.ppid !== ppid) gone();
  }, 1000).unref();
}

function inputStat(): ReturnType<typeof fstatSync> | null {
  try {
    return fstatSync(0);
  } catch {
    return null; // Standard input is closed: then it can't tell that the parent has gone.
  }
}
