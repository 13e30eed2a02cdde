import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemTimers } from '../../system/index.ts';
import { hasCups, startCups, type RealCups } from '../testing/real-cups.ts';
import { cupsTransport, listCupsQueues } from './cups.ts';

/** The same causes as by the stand-in programs, by a real print service where this computer has one to start. */
const JOB = Buffer.from('\x1b@Two coffees\n\0\xff', 'latin1');
const WAITS = { doneMs: 4_000, pauseMs: 100 };

if (!hasCups)
  process.stderr.write('SKIPPED: no CUPS here. Queues are only tried on programs that answer like it.\n');

describe.skipIf(!hasCups)('a queue of a real CUPS', { timeout: 60_000 }, () => {
  let cups: RealCups;
  const queue = (name = 'Counter') => cupsTransport(name, { run: cups.run, timers: systemTimers }, WAITS);
  beforeAll(async () => {
    cups = await startCups();
  }, 30_000);
  afterAll(() => cups.stop());

  it('takes the bytes as they are, and can’t say more than that they were sent', async () => {
    expect(await queue().check()).toEqual({ ok: true, confirmed: false });
    expect(await queue().send(JOB)).toEqual({ ok: true, confirmed: false });
    expect(cups.paper()).toEqual(JOB);
    expect(await listCupsQueues(cups.run)).toEqual(['Counter']);
  });

  it('is missing by its name', async () => {
    const missing = { ok: false, cause: 'queue-missing', sent: 'nothing' };
    expect(await queue('Kitchen').check()).toEqual(missing);
    expect(await queue('Kitchen').send(JOB)).toEqual(missing);
  });

  it('is stopped, or takes nothing, and is then given nothing', async () => {
    const stopped = { ok: false, cause: 'queue-stopped', sent: 'nothing' };
    await cups.administer('/usr/sbin/cupsdisable', 'Counter');
    expect(await queue().send(JOB)).toEqual(stopped);
    await cups.administer('/usr/sbin/cupsenable', 'Counter');
    await cups.administer('/usr/sbin/cupsreject', 'Counter');
    expect(await queue().send(JOB)).toEqual(stopped);
    await cups.administer('/usr/sbin/cupsaccept', 'Counter');
    expect(await queue().send(JOB)).toEqual({ ok: true, confirmed: false });
  });

  it('whose printer runs out of paper leaves the job in doubt with that cause, and takes it back', async () => {
    cups.printer('is out of paper');
    expect(await queue().send(JOB)).toEqual({ ok: false, cause: 'paper-out', sent: 'maybe' });
    expect((await cups.run('lpstat', ['-W', 'not-completed', '-o', 'Counter']))?.stdout).toBe('');
    expect(await queue().send(JOB)).toEqual({ ok: false, cause: 'paper-out', sent: 'nothing' });
    cups.printer('prints');
  });

  it('is not there once the print service has stopped', async () => {
    await cups.stopScheduler();
    expect(await queue().check()).toEqual({ ok: false, cause: 'spooler-missing', sent: 'nothing' });
  });
});
