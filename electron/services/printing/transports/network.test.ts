import { spawn } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemTimers } from '../../system/index.ts';
import { startPrinter, WELL, type PrinterBehaviour } from '../testing/stand-in-printer.ts';
import { networkTransport } from './network.ts';

/** Every cause by a real socket: what a cashier reads has to be what is wrong. */
const WAITS = { connectMs: 2_000, statusMs: 300, printMs: 1_200, closeMs: 500 };
const JOB = Buffer.from('\x1b@Two coffees\n');
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUps.splice(0).toReversed()) await clean();
});

async function printer(behaviour: PrinterBehaviour) {
  const started = await startPrinter(behaviour);
  cleanUps.push(started.stop);
  return { ...started, transport: networkTransport(started, systemTimers, WAITS) };
}

describe('a printer in the network', { timeout: 30_000 }, () => {
  it('gets the bytes as they are, after it said that it is well, and says when they are printed', async () => {
    const { transport, printed } = await printer({ status: WELL });
    expect(await transport.check()).toEqual({ ok: true, confirmed: true });
    expect(await transport.send(JOB)).toEqual({ ok: true, confirmed: true });
    expect(Buffer.from(printed())).toEqual(JOB);
  });

  it('has the job as sent, not as printed, when it never answers, as cheap ones do', async () => {
    const { transport, printed } = await printer({ status: null });
    expect(await transport.check()).toEqual({ ok: true, confirmed: false });
    expect(await transport.send(JOB)).toEqual({ ok: true, confirmed: false });
    expect(Buffer.from(printed())).toEqual(JOB);
  });

  it('has the job as sent when it does not know the question behind it, and is well after it', async () => {
    const { transport } = await printer({ status: WELL, printedAnswer: null });
    expect(await transport.send(JOB)).toEqual({ ok: true, confirmed: false });
  });

  it.each([
    ['the paper is out', [0x12, 0x12, 0x72], 'paper-out'],
    ['the paper ended while it printed', [0x1a, 0x32, 0x12], 'paper-out'],
    ['the cover is open', [0x1a, 0x16, 0x12], 'cover-open'],
    ['it is offline for a reason of its own', [0x1a, 0x12, 0x12], 'offline'],
    ['its knife is stuck', [0x12, 0x52, 0x12], 'offline'],
  ] as const)('is sent nothing when %s', async (_what, status, cause) => {
    const { transport, printed } = await printer({ status });
    expect(await transport.check()).toEqual({ ok: false, cause, sent: 'nothing' });
    expect(await transport.send(JOB)).toEqual({ ok: false, cause, sent: 'nothing' });
    expect(printed()).toHaveLength(0);
  });

  it('leaves a job in doubt when the paper ends under it', async () => {
    const { transport } = await printer({ status: WELL, printedAnswer: 0x0c });
    expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'paper-out', sent: 'maybe' });
  });

  it('leaves a job in doubt when the line breaks in the middle', async () => {
    const { transport } = await printer({ status: WELL, breaksAfterBytes: 4 });
    expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'connection-lost', sent: 'maybe' });
  });

  it('leaves a job in doubt when it stops reading', async () => {
    const { transport } = await printer({ status: WELL, stopsReading: true });
    const long = Buffer.alloc(16 * 1024 * 1024, 0x41);
    expect(await transport.send(long)).toEqual({ ok: false, cause: 'no-answer', sent: 'maybe' });
  });

  it('that is switched on but does not listen refused the till', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo; // It listens on a port.
    await new Promise((resolve) => server.close(resolve));
    const transport = networkTransport({ host: '127.0.0.1', port }, systemTimers, WAITS);
    expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'refused', sent: 'nothing' });
  });

  it('with a name that nobody knows is not found', async () => {
    const transport = networkTransport({ host: 'printer.invalid', port: 9100 }, systemTimers, {
      ...WAITS,
      connectMs: 20_000,
    });
    expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'name-unknown', sent: 'nothing' });
  });

  it('at an address that no way leads to is not reached', async () => {
    // A network's own broadcast address takes no connections: the system has no route for one.
    const transport = networkTransport({ host: '255.255.255.255', port: 9100 }, systemTimers, WAITS);
    expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'no-route', sent: 'nothing' });
  });

  it('whose machine has hung does not answer in time', async () => {
    const { port } = await startHungListener();
    const transport = networkTransport({ host: '127.0.0.1', port }, systemTimers, {
      ...WAITS,
      connectMs: 700,
    });
    expect(await transport.send(JOB)).toEqual({ ok: false, cause: 'no-answer', sent: 'nothing' });
  });
});

/** A process that listens and was stopped: its queue of connections is full, so that nobody gets through. */
async function startHungListener(): Promise<{ readonly port: number }> {
  const script =
    "const s=require('net').createServer();s.listen({port:0,host:'127.0.0.1',backlog:1},()=>console.log(s.address().port))";
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanUps.push(() => child.kill('SIGKILL'));
  const port = await new Promise<number>((resolve) => {
    child.stdout.once('data', (bytes: Buffer) => {
      resolve(Number(bytes.toString()));
    });
  });
  child.kill('SIGSTOP');
  const fillers: Socket[] = Array.from({ length: 4 }, () => connect({ port, host: '127.0.0.1' }));
  for (const filler of fillers) filler.on('error', () => undefined); // They only take places.
  cleanUps.push(() => {
    for (const filler of fillers) filler.destroy();
  });
  await new Promise((resolve) => {
    fillers[0]?.once('connect', resolve);
  });
  return { port };
}
