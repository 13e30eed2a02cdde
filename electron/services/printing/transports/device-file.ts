import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { PrintAttempt } from '../../../../shared/contract/index.ts';
import {
  ASK_STATUS,
  ASK_WHEN_PRINTED,
  isPaperByte,
  isStatusByte,
  paperEnded,
  STATUS_ANSWERS,
  troubleOf,
} from '../escpos/status.ts';
import type { Timers } from '../../ports.ts';
import type { RunCommand } from './run-command.ts';
import { causeOf, CONFIRMED, inDoubt, refused, SENT, type PrinterTransport } from './transport.ts';

export type DeviceWaits = {
  readonly statusMs: number;
  readonly stallMs: number;
  /** How long a printer that answers may work off what it took. */
  readonly printMs: number;
};
const WAITS: DeviceWaits = { statusMs: 400, stallMs: 8_000, printMs: 8_000 };
const PAUSE_MS = 20;

export type DeviceAddress = { readonly path: string; readonly baudRate: number | null };

/**
 * A printer behind a device file: the kernel's USB printer class, or a serial line. Opened without blocking, because a
 * printer without paper stops reading, and the till must not stop with it.
 */
export function deviceTransport(
  address: DeviceAddress,
  outside: { readonly run: RunCommand; readonly timers: Pick<Timers, 'sleep'> },
  platform: NodeJS.Platform = process.platform,
  waits: DeviceWaits = WAITS,
): PrinterTransport {
  const { run, timers } = outside;
  const pause = (): Promise<void> => timers.sleep(PAUSE_MS);
  const withDevice = async (work: (device: FileHandle, talks: boolean) => Promise<PrintAttempt>) => {
    const setUp = await setUpSerial(address, run, platform);
    if (setUp !== null) return setUp;
    const opened = await openDevice(pathOf(address.path, platform), platform);
    if (!('device' in opened)) return opened;
    try {
      return await work(opened.device, opened.talks);
    } finally {
      await opened.device.close().catch(() => undefined); // Closing what was pulled out fails; the job is over.
    }
  };
  return {
    check: () =>
      withDevice(async (device, talks) => {
        const answers = talks ? await askState(device, waits, pause) : [];
        const trouble = troubleOf(answers);
        if (trouble !== null) return refused(trouble);
        return answers.length === 0 ? SENT : CONFIRMED;
      }),
    send: (bytes) =>
      withDevice(async (device, talks) => {
        const answers = talks ? await askState(device, waits, pause) : [];
        const trouble = troubleOf(answers);
        if (trouble !== null) return refused(trouble);
        const written = await writeAll(device, bytes, waits.stallMs, pause);
        return written.ok && answers.length > 0 ? confirm(device, waits, pause) : written;
      }),
  };
}

function pathOf(path: string, platform: NodeJS.Platform): string {
  // COM10 and above are only found under this name.
  return platform === 'win32' ? `\\\\.\\${path}` : path;
}

/** Speed and raw bytes of a serial line. Null: it is ready. */
async function setUpSerial(
  { path, baudRate }: DeviceAddress,
  run: RunCommand,
  platform: NodeJS.Platform,
): Promise<PrintAttempt | null> {
  if (baudRate === null) return null;
  const speed = String(baudRate);
  const done =
    platform === 'win32'
      ? await run('mode.com', [`${path}:`, `BAUD=${speed}`, 'PARITY=N', 'DATA=8', 'STOP=1'])
      : await run('stty', [
          platform === 'darwin' ? '-f' : '-F',
          path,
          speed,
          'cs8',
          '-cstopb',
          '-parenb',
          'raw',
          '-echo',
        ]);
  if (done === null) return refused('unexpected');
  if (done.status === 0) return null;
  const said = done.stderr.toLowerCase();
  if (said.includes('permission denied')) return refused('permission-denied');
  if (said.includes('no such file') || said.includes('no such device')) return refused('device-missing');
  if (said.includes('busy')) return refused('device-busy');
  return refused('not-a-serial-port');
}

async function openDevice(
  path: string,
  platform: NodeJS.Platform,
): Promise<{ readonly device: FileHandle; readonly talks: boolean } | PrintAttempt> {
  const waitsForNobody = platform === 'win32' ? 0 : constants.O_NONBLOCK | constants.O_NOCTTY;
  try {
    const device = await open(path, constants.O_RDWR | waitsForNobody);
    // Only a device can answer; a pipe would give the question back.
    const talks = platform !== 'win32' && (await device.stat()).isCharacterDevice();
    return { device, talks };
  } catch (error) {
    return refused(causeOf(error));
  }
}

/** The printer's answers to the questions for its state; empty where it does not answer. */
async function askState(device: FileHandle, { statusMs }: DeviceWaits, pause: () => Promise<void>) {
  const answers = await ask(
    device,
    ASK_STATUS,
    isStatusByte,
    { count: STATUS_ANSWERS, waitMs: statusMs },
    pause,
  );
  return answers.length < STATUS_ANSWERS ? [] : answers;
}

/** What a printer that answers says from behind the job. */
async function confirm(
  device: FileHandle,
  waits: DeviceWaits,
  pause: () => Promise<void>,
): Promise<PrintAttempt> {
  const wait = { count: 1, waitMs: waits.printMs };
  const [paper] = await ask(device, ASK_WHEN_PRINTED, isPaperByte, wait, pause);
  if (paper !== undefined) return paperEnded(paper) ? inDoubt('paper-out') : CONFIRMED;
  const after = await askState(device, waits, pause);
  if (after.length === 0) return inDoubt('connection-lost');
  const trouble = troubleOf(after);
  return trouble === null ? SENT : inDoubt(trouble);
}

async function ask(
  device: FileHandle,
  question: Uint8Array,
  passes: (byte: number) => boolean,
  { count, waitMs }: { readonly count: number; readonly waitMs: number },
  pause: () => Promise<void>,
): Promise<readonly number[]> {
  const answers: number[] = [];
  const buffer = Buffer.alloc(16);
  try {
    await device.write(question);
    for (let waitedMs = 0; waitedMs < waitMs && answers.length < count; waitedMs += PAUSE_MS) {
      const { bytesRead } = await device.read(buffer, 0, buffer.length, null).catch(nothingYet);
      answers.push(...Array.from(buffer.subarray(0, bytesRead)).filter(passes));
      await pause();
    }
  } catch {
    // A printer that can't be asked may print all the same; what is wrong with it shows while the job is written.
    return [];
  }
  return answers;
}

function nothingYet(error: unknown): { readonly bytesRead: number } {
  if (isBusy(error)) return { bytesRead: 0 };
  throw error;
}

async function writeAll(
  device: FileHandle,
  bytes: Uint8Array,
  stallMs: number,
  pause: () => Promise<void>,
): Promise<PrintAttempt> {
  let offset = 0;
  let stalledMs = 0;
  while (offset < bytes.length) {
    try {
      const { bytesWritten } = await device.write(bytes, offset, bytes.length - offset, null);
      offset += bytesWritten;
      stalledMs = 0;
    } catch (error) {
      if (!isBusy(error)) return offset === 0 ? refused(causeOf(error)) : inDoubt(causeOf(error));
      // It stopped reading: out of paper, cover open, or just slow.
      if (stalledMs >= stallMs) return offset === 0 ? refused('offline') : inDoubt('offline');
      stalledMs += PAUSE_MS;
      await pause();
    }
  }
  return SENT;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
