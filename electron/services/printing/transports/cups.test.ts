import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemTimers } from '../../system/index.ts';
import { installCups, type QueueBehaviour } from '../testing/stand-in-cups.ts';
import { cupsTransport, listCupsQueues } from './cups.ts';
import { runCommand } from './run-command.ts';

/** CUPS by programs that speak as the real ones do. */
const JOB = Buffer.from('\x1b@Two coffees\n\0\xff', 'latin1');
const WAITS = { doneMs: 400, pauseMs: 50 };
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-cups-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});
const queue = (behaviour: QueueBehaviour) => {
  const cups = installCups(directory, behaviour);
  return { ...cups, transport: cupsTransport('Counter', { run: cups.run, timers: systemTimers }, WAITS) };
};

describe.skipIf(process.platform === 'win32')('a queue of CUPS', { timeout: 30_000 }, () => {
  it('takes the bytes as they are', async () => {
    const { transport, taken } = queue({});
    expect(await transport.check()).toEqual({ ok: true, confirmed: false });
    expect(await transport.send(JOB)).toEqual({ ok: true, confirmed: false });
    expect(Buffer.from(taken() ?? [])).toEqual(JOB);
  });

  it.each([
    ['the print service does not run', { scheduler: 'stopped' }, 'spooler-missing'],
    ['the queue is not there', { queue: 'missing' }, 'queue-missing'],
    ['somebody stopped the queue', { queue: 'disabled' }, 'queue-stopped'],
    ['the queue takes no jobs', { queue: 'rejecting' }, 'queue-stopped'],
    ['the paper is out', { alerts: 'media-empty-error' }, 'paper-out'],
    ['the cover is open', { alerts: 'cover-open' }, 'cover-open'],
    ['the printer is off', { alerts: 'offline-report' }, 'offline'],
  ] as const)('is given nothing when %s', async (_what, behaviour, cause) => {
    const { transport, taken } = queue(behaviour);
    expect(await transport.check()).toEqual({ ok: false, cause, sent: 'nothing' });
    expect(await transport.send(JOB)).toEqual({ ok: false, cause, sent: 'nothing' });
    expect(taken()).toBeNull();
  });

  it('gives a job back that it did not print in time, and leaves it in doubt', async () => {
    const { transport, wasCancelled } = queue({ keepsJob: true });
    expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'no-answer', sent: 'maybe' });
    expect(wasCancelled()).toBe(true);
  });

  it('that stopped with the job in it gives it back and leaves it in doubt', async () => {
    const { transport, wasCancelled } = queue({ keepsJob: true, stopsWithJob: true });
    expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'queue-stopped', sent: 'maybe' });
    expect(wasCancelled()).toBe(true);
  });

  it('is listed with the others', async () => {
    expect(await listCupsQueues(installCups(directory, {}).run)).toEqual(['Counter', 'Kitchen']);
  });

  it('is not there where no print service is installed', async () => {
    const without = (_program: string, parameters: readonly string[]) =>
      runCommand('/nowhere/lpstat', parameters);
    expect(
      await cupsTransport('Counter', { run: without, timers: systemTimers }, WAITS).send(JOB),
    ).toMatchObject({
      cause: 'spooler-missing',
    });
    expect(await listCupsQueues(without)).toEqual([]);
  });
});
