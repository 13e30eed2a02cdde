import type { PrintAttempt } from '../../../../shared/contract/index.ts';
import type { Timers } from '../../ports.ts';
import type { RunCommand } from './run-command.ts';
import { inDoubt, refused, SENT, type PrinterTransport } from './transport.ts';

export type CupsWaits = { readonly doneMs: number; readonly pauseMs: number };
type Outside = { readonly run: RunCommand; readonly timers: Pick<Timers, 'sleep'> };
const WAITS: CupsWaits = { doneMs: 15_000, pauseMs: 250 };

/**
 * A queue of CUPS, by its own commands. A queue keeps what it can't print: a receipt would come out hours later, beside
 * its copy. So a job that does not get through in time is taken back.
 */
export function cupsTransport(queue: string, outside: Outside, waits: CupsWaits = WAITS): PrinterTransport {
  const { run } = outside;
  return {
    check: () => checkQueue(queue, run),
    send: async (bytes) => {
      const before = await checkQueue(queue, run);
      if (!before.ok) return before;
      const taken = await run('lp', ['-d', queue, '-o', 'raw', '-t', 'Receipt'], bytes);
      if (taken === null) return refused('spooler-missing');
      if (taken.status !== 0) return refused(causeIn(taken.stderr));
      const job = /request id is (\S+)/u.exec(taken.stdout)?.[1];
      return job === undefined ? inDoubt('unexpected') : followJob(queue, job, outside, waits);
    },
  };
}

/** The queues that CUPS offers. Empty where there is none, or no CUPS. */
export async function listCupsQueues(run: RunCommand): Promise<readonly string[]> {
  const listed = await run('lpstat', ['-e']);
  if (listed === null || listed.status !== 0) return [];
  return listed.stdout.split('\n').filter((line) => line !== '');
}

async function checkQueue(queue: string, run: RunCommand): Promise<PrintAttempt> {
  const scheduler = await run('lpstat', ['-r']);
  if (scheduler === null || !scheduler.stdout.includes('is running')) return refused('spooler-missing');
  const state = await run('lpstat', ['-l', '-p', queue, '-a', queue]);
  if (state === null) return refused('spooler-missing');
  if (state.status !== 0) return refused(causeIn(state.stderr));
  const said = state.stdout;
  if (/^printer .* disabled since/mu.test(said) || /not accepting requests/u.test(said))
    return refused('queue-stopped');
  const alerts = /^\s*Alerts:(.*)$/mu.exec(said)?.[1] ?? '';
  if (/media-empty|media-needed/u.test(alerts)) return refused('paper-out');
  if (/cover-open|door-open/u.test(alerts)) return refused('cover-open');
  return /offline|connecting-to-device/u.test(alerts) ? refused('offline') : SENT;
}

async function followJob(
  queue: string,
  job: string,
  { run, timers }: Outside,
  { doneMs, pauseMs }: CupsWaits,
): Promise<PrintAttempt> {
  for (let waitedMs = 0; waitedMs < doneMs; waitedMs += pauseMs) {
    const open = await run('lpstat', ['-W', 'not-completed', '-o', queue]);
    if (open === null || open.status !== 0) return inDoubt('spooler-missing');
    if (!open.stdout.split('\n').some((line) => line.startsWith(`${job} `))) return SENT;
    await timers.sleep(pauseMs);
  }
  const now = await checkQueue(queue, run);
  const cause = now.ok ? 'no-answer' : now.cause;
  await run('cancel', [job]);
  // A queue also stops itself in the middle of a job whose printer failed, and does not say how far it was.
  return inDoubt(cause);
}

function causeIn(said: string): 'queue-missing' | 'queue-stopped' | 'permission-denied' | 'unexpected' {
  if (/does not exist|Invalid destination/iu.test(said)) return 'queue-missing';
  if (/not accepting/iu.test(said)) return 'queue-stopped';
  return /forbidden|not authorized|not allowed/iu.test(said) ? 'permission-denied' : 'unexpected';
}
