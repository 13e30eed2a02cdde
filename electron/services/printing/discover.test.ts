import { describe, expect, it } from 'vitest';
import { systemTimers } from '../system/index.ts';
import { startPrinter, WELL } from './testing/stand-in-printer.ts';
import { discoverPrinters, isPrivate, type Surroundings } from './discover.ts';
import { knock } from './transports/knock.ts';
import { networkTransport } from './transports/network.ts';

const NOWHERE: Surroundings = {
  platform: 'linux',
  addresses: () => [],
  deviceNames: () => Promise.resolve([]),
  run: () => Promise.resolve(null),
  knock: () => Promise.resolve(false),
  openTransport: () => networkTransport({ host: '127.0.0.1', port: 1 }, systemTimers),
};

describe('the search for printers', () => {
  it('finds nothing where there is nothing', async () => {
    expect(await discoverPrinters(NOWHERE)).toEqual([]);
  });

  it('names queues and device files, serial lines with their speed', async () => {
    const found = await discoverPrinters({
      ...NOWHERE,
      run: () => Promise.resolve({ status: 0, stdout: 'Counter\n', stderr: '' }),
      deviceNames: (directory) =>
        Promise.resolve(directory === '/dev/usb' ? ['lp0', 'hiddev0'] : ['ttyUSB0', 'tty1', 'null']),
    });
    expect(found.map(({ printer }) => printer)).toEqual([
      { kind: 'spooler', queue: 'Counter' },
      { kind: 'device', path: '/dev/usb/lp0', baudRate: null },
      { kind: 'device', path: '/dev/ttyUSB0', baudRate: 9600 },
    ]);
  });

  it('knocks at each neighbour once, at few at a time, never at itself, and asks only who opens', async () => {
    const printer = await startPrinter({ status: WELL });
    const knocked: string[] = [];
    let open = 0;
    let most = 0;
    const found = await discoverPrinters({
      ...NOWHERE,
      addresses: () => ['192.168.7.20'],
      knock: async (host) => {
        knocked.push(host);
        most = Math.max(most, (open += 1));
        await new Promise(setImmediate);
        open -= 1;
        return host === '192.168.7.9' || host === '192.168.7.100';
      },
      openTransport: () => networkTransport(printer, systemTimers),
    });
    expect(new Set(knocked).size).toBe(253);
    expect(knocked).toHaveLength(253);
    expect(knocked).not.toContain('192.168.7.20');
    expect(most).toBeLessThanOrEqual(24);
    expect(found).toMatchObject([
      { label: '192.168.7.9', answers: true, printer: { kind: 'network', port: 9100 } },
      { label: '192.168.7.100' },
    ]);
    await printer.stop();
  });

  it('knocks without a word', async () => {
    const printer = await startPrinter({ status: WELL });
    expect(await knock(printer.host, printer.port, 1_000, systemTimers)).toBe(true);
    await printer.stop();
    expect(printer.printed()).toHaveLength(0);
    expect(await knock(printer.host, printer.port, 1_000, systemTimers)).toBe(false);
  });

  it('stays in private networks', () => {
    expect(['10.0.0.5', '192.168.1.5', '172.16.0.1', '172.31.9.9'].every(isPrivate)).toBe(true);
    expect(['8.8.8.8', '172.32.0.1', '169.254.1.1', '100.64.0.1'].some(isPrivate)).toBe(false);
  });
});
