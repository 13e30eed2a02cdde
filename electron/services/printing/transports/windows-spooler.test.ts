import { describe, expect, it } from 'vitest';
import type { PrintAttempt } from '../../../../shared/contract/index.ts';
import { createOpenTransport } from './open-transport.ts';
import type { CommandResult, RunCommand } from './run-command.ts';
import { listWindowsQueues, windowsTransport } from './windows-spooler.ts';

/**
 * The Windows spooler by a double of PowerShell: what the till sends it and what it makes of each answer. The script
 * itself runs on Windows only; here it is held to what it must contain and must not.
 */
type Job = { readonly queue: string; readonly bytes?: string };
const BYTES = Uint8Array.of(0x1b, 0x40, 0xff, 0x00);

function powershell(answers: { readonly status?: string; readonly sent?: string; readonly exit?: number }) {
  const jobs: Job[] = [];
  const scripts = new Set<string>();
  const says = (stdout: string, status = 0): CommandResult => ({ status, stdout, stderr: '' });
  const run: RunCommand = (program, parameters, input) => {
    expect(program).toBe('powershell.exe');
    scripts.add(Buffer.from(parameters.at(-1) ?? '', 'base64').toString('utf16le'));
    const job = JSON.parse(Buffer.from(input ?? []).toString()) as Job; // Written by the transport.
    jobs.push(job);
    return Promise.resolve(
      job.bytes === undefined
        ? says(answers.status ?? 'Normal\r\n', answers.exit)
        : says(answers.sent ?? 'sent 0\r\n'),
    );
  };
  return { run, jobs, scripts };
}

describe('a queue of the Windows spooler', () => {
  it('is asked first and then given the bytes as they are, neither of them in the script', async () => {
    const { run, jobs, scripts } = powershell({});
    const queue = "Till'; Remove-Item C:\\*; '";
    expect(await windowsTransport(queue, run).send(BYTES)).toEqual({ ok: true, confirmed: false });
    expect(jobs).toEqual([{ queue }, { queue, bytes: Buffer.from(BYTES).toString('base64') }]);
    expect(scripts.size).toBe(1);
    const [script = ''] = scripts;
    expect(script).not.toContain('Remove-Item');
    for (const call of ['OpenPrinter', 'StartDocPrinter', 'WritePrinter', '"RAW"', '[Console]::In'])
      expect(script).toContain(call);
  });

  it.each([
    ['PaperOut', 'paper-out'],
    ['Error, DoorOpen', 'cover-open'],
    ['Paused', 'queue-stopped'],
    ['Offline', 'offline'],
    ['NotAvailable', 'offline'],
  ] as const)('that is %s is given nothing', async (status, cause) => {
    const { run, jobs } = powershell({ status });
    const refusal: PrintAttempt = { ok: false, cause, sent: 'nothing' };
    expect(await windowsTransport('Counter', run).check()).toEqual(refusal);
    expect(await windowsTransport('Counter', run).send(BYTES)).toEqual(refusal);
    expect(jobs.every(({ bytes }) => bytes === undefined)).toBe(true);
  });

  it('that is not there is missing', async () => {
    const { run } = powershell({ status: '', exit: 1 });
    expect(await windowsTransport('Counter', run).send(BYTES)).toEqual({
      ok: false,
      cause: 'queue-missing',
      sent: 'nothing',
    });
  });

  it.each([
    ['nothing 5', 'permission-denied', 'nothing'],
    ['nothing 1722', 'spooler-missing', 'nothing'],
    ['nothing 1801', 'queue-missing', 'nothing'],
    ['nothing 1795', 'queue-missing', 'nothing'],
    ['nothing 87', 'unexpected', 'nothing'],
    ['maybe 5', 'permission-denied', 'maybe'],
    ['maybe 0', 'unexpected', 'maybe'],
    ['something else', 'unexpected', 'maybe'],
  ] as const)('whose answer is "%s" has the cause %s', async (sent, cause, left) => {
    const { run } = powershell({ sent });
    expect(await windowsTransport('Counter', run).send(BYTES)).toEqual({ ok: false, cause, sent: left });
  });

  it('is in doubt when PowerShell ended in the middle of the job, and missing when it never began', async () => {
    const never: RunCommand = () => Promise.resolve(null);
    expect(await windowsTransport('Counter', never).send(BYTES)).toMatchObject({
      cause: 'spooler-missing',
      sent: 'nothing',
    });
    const { run } = powershell({});
    const once: RunCommand = (program, parameters, input) =>
      Buffer.from(input ?? []).includes('bytes') ? Promise.resolve(null) : run(program, parameters, input);
    expect(await windowsTransport('Counter', once).send(BYTES)).toMatchObject({
      cause: 'spooler-missing',
      sent: 'maybe',
    });
  });

  it('is what a queue of the settings means on Windows, and its name is listed', async () => {
    const { run, jobs } = powershell({});
    const timers = { after: () => () => undefined, sleep: () => Promise.resolve() };
    const open = createOpenTransport(timers, run, 'win32');
    expect(await open({ kind: 'spooler', queue: 'Counter' }).send(BYTES)).toMatchObject({ ok: true });
    expect(jobs).toHaveLength(2);
    const lists: RunCommand = () =>
      Promise.resolve({ status: 0, stdout: 'Counter\r\nKitchen\r\n', stderr: '' });
    expect(await listWindowsQueues(lists)).toEqual(['Counter', 'Kitchen']);
  });
});
