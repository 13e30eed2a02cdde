import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemTimers } from '../../system/index.ts';
import { createOpenTransport } from './open-transport.ts';
import { deviceTransport } from './device-file.ts';
import { runCommand } from './run-command.ts';

/** Device files are files: these are real ones, with real rights, and a pipe whose other end is the printer. */
const JOB = Buffer.from('\x1b@Two coffees\n');
const WAITS = { statusMs: 400, stallMs: 400, printMs: 800 };
const onUnix = describe.skipIf(process.platform === 'win32');
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-device-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const at = (path: string, baudRate: number | null = null) =>
  deviceTransport({ path, baudRate }, { run: runCommand, timers: systemTimers }, undefined, WAITS);
const pipe = (): string => {
  const path = join(directory, 'lp0');
  execFileSync('mkfifo', [path]);
  return path;
};

/** `script` of util-linux gives a real character device, whose other end is ours. */
const hasTerminals =
  process.platform === 'linux' && spawnSync('script', ['--version'], { encoding: 'utf8' }).status === 0;

async function terminal(behaviour: { readonly status: readonly number[]; readonly printed: number | null }) {
  const child = spawn('script', ['-qfc', 'stty raw -echo; echo "TTY=$(tty)"; exec sleep 60', '/dev/null']);
  let path: string | null = null;
  let paper = '';
  let waiting = Buffer.alloc(0);
  const answer = (byte: number | undefined): void => {
    if (byte !== undefined) child.stdin.write(Uint8Array.of(byte));
  };
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes]);
      if (path === null) {
        const [head, found] = /TTY=(\S+)\s*\n/u.exec(waiting.toString('latin1')) ?? [];
        if (head === undefined || found === undefined) return;
        waiting = waiting.subarray(waiting.indexOf(head) + head.length);
        path = found;
        resolve();
      }
      while (waiting.length > 0) {
        const isState = waiting[0] === 0x10;
        const isPrinted = waiting[0] === 0x1d;
        if ((isState || isPrinted) && waiting.length < 3) return;
        if (isState) answer(behaviour.status[waiting[2] === 4 ? 2 : (waiting[2] ?? 1) - 1]);
        else if (isPrinted) answer(behaviour.printed ?? undefined);
        else paper += String.fromCharCode(waiting[0] ?? 0);
        waiting = waiting.subarray(isState || isPrinted ? 3 : 1);
      }
    });
  });
  return { path: path ?? '', paper: () => paper, stop: () => child.kill('SIGKILL') };
}

onUnix('a printer behind a device file', { timeout: 30_000 }, () => {
  it('gets the bytes as they are', async () => {
    const path = pipe();
    const output = join(directory, 'paper');
    const reader = spawn('sh', ['-c', `cat < '${path}' > '${output}'`]);
    const ended = new Promise((resolve) => reader.once('close', resolve));
    // The pipe ends for its reader when the till closes it, and only then.
    expect(await at(path).send(JOB)).toEqual({ ok: true, confirmed: false });
    await ended;
    expect(readFileSync(output)).toEqual(JOB);
  });

  it.skipIf(!hasTerminals)('that answers is asked before and behind the job', async () => {
    const well = await terminal({ status: [0x12, 0x12, 0x12], printed: 0 });
    expect(await at(well.path).check()).toEqual({ ok: true, confirmed: true });
    expect(await at(well.path).send(JOB)).toEqual({ ok: true, confirmed: true });
    expect(well.paper()).toBe(JOB.toString());
    well.stop();
    const silentBehind = await terminal({ status: [0x12, 0x12, 0x12], printed: null });
    expect(await at(silentBehind.path).send(JOB)).toEqual({ ok: true, confirmed: false });
    silentBehind.stop();
    const ends = await terminal({ status: [0x12, 0x12, 0x12], printed: 0x0c });
    expect(await at(ends.path).send(JOB)).toEqual({ ok: false, cause: 'paper-out', sent: 'maybe' });
    ends.stop();
    const open = await terminal({ status: [0x1a, 0x16, 0x12], printed: 0 });
    expect(await at(open.path).send(JOB)).toEqual({ ok: false, cause: 'cover-open', sent: 'nothing' });
    expect(open.paper()).toBe('');
    open.stop();
  });

  it('that stopped reading in the middle leaves the job in doubt', async () => {
    const path = pipe();
    const reader = spawn('sh', ['-c', `exec sleep 20 < '${path}'`]);
    const long = Buffer.alloc(1024 * 1024, 0x41);
    expect(await at(path).send(long)).toEqual({ ok: false, cause: 'offline', sent: 'maybe' });
    reader.kill('SIGKILL');
  });

  it('that was pulled out is missing', async () => {
    const gone = { ok: false, cause: 'device-missing', sent: 'nothing' };
    expect(await at(join(directory, 'lp9')).send(JOB)).toEqual(gone);
    expect(await at(join(directory, 'lp9')).check()).toEqual(gone);
    expect(await at(join(directory, 'ttyUSB9'), 9600).send(JOB)).toEqual(gone);
  });

  it('is no serial line just because somebody says so', async () => {
    const path = join(directory, 'ttyUSB0');
    writeFileSync(path, '');
    expect(await at(path, 9600).send(JOB)).toEqual({
      ok: false,
      cause: 'not-a-serial-port',
      sent: 'nothing',
    });
  });

  it('that belongs to another user is refused with that reason', () => {
    const path = join(directory, 'lp0');
    writeFileSync(path, '');
    chmodSync(path, 0o600);
    chmodSync(directory, 0o755);
    const script = `
      const { deviceTransport } = await import('${new URL('./device-file.ts', import.meta.url).href}');
      const transport = deviceTransport({ path: '${path}', baudRate: null }, { run: () => Promise.resolve(null), timers: { sleep: () => Promise.resolve() } });
      console.log(JSON.stringify(await transport.send(Uint8Array.of(65))));`;
    // Root may open everything: the till's part is played by a user of no rights.
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) chmodSync(path, 0o000);
    const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      ...nobody,
      encoding: 'utf8',
    });
    expect(run.stderr).not.toContain('Error');
    expect(JSON.parse(run.stdout)).toEqual({ ok: false, cause: 'permission-denied', sent: 'nothing' });
  });
});

describe('a printer that is none', () => {
  it.each([{ kind: 'none' }, { kind: 'system' }] as const)(
    'of kind $kind is refused without a try',
    async (printer) => {
      const transport = createOpenTransport(systemTimers)(printer);
      expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'no-printer', sent: 'nothing' });
      expect(await transport.check()).toEqual({ ok: false, cause: 'no-printer', sent: 'nothing' });
    },
  );
  it('takes everything when it is the virtual one', async () => {
    expect(await createOpenTransport(systemTimers)({ kind: 'virtual' }).send(JOB)).toEqual({
      ok: true,
      confirmed: true,
    });
  });
});
