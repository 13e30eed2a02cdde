import { readdir } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import type { FoundPrinter, Printer } from '../../../shared/contract/index.ts';
import type { Timers } from '../ports.ts';
import { listCupsQueues } from './transports/cups.ts';
import type { OpenTransport } from './transports/open-transport.ts';
import type { RunCommand } from './transports/run-command.ts';
import { listWindowsQueues } from './transports/windows-spooler.ts';
import { knock } from './transports/knock.ts';

const RAW_PORT = 9100;
/** Few at once, so that a small switch or a strict firewall does not take the till for a scanner gone wild. */
const KNOCKS_AT_ONCE = 24;
const KNOCK_WITHIN_MS = 400;

/** The computer that is searched, as the search sees it. Tests bring another one. */
export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly addresses: () => readonly string[];
  readonly deviceNames: (directory: string) => Promise<readonly string[]>;
  readonly run: RunCommand;
  readonly knock: (host: string, port: number, withinMs: number) => Promise<boolean>;
  readonly openTransport: OpenTransport;
};

/** This computer. */
export function realSurroundings(
  run: RunCommand,
  openTransport: OpenTransport,
  timers: Timers,
): Surroundings {
  return {
    platform: process.platform,
    addresses: privateAddresses,
    deviceNames: (directory) => readdir(directory).catch(() => []),
    run,
    knock: (host, port, withinMs) => knock(host, port, withinMs, timers),
    openTransport,
  };
}

/**
 * Printers that may be meant: queues of the computer, device files, and what listens on port 9100 in the same /24 as
 * this computer. Each address is knocked at once, and only what opens is asked whether it is a printer.
 */
export async function discoverPrinters(around: Surroundings): Promise<readonly FoundPrinter[]> {
  const [queues, devices, network] = await Promise.all([
    findQueues(around),
    findDevices(around),
    findInNetwork(around),
  ]);
  return [...queues, ...devices, ...network];
}

async function findQueues({ platform, run }: Surroundings): Promise<readonly FoundPrinter[]> {
  const names = platform === 'win32' ? await listWindowsQueues(run) : await listCupsQueues(run);
  return names.map((queue) => ({ label: queue, printer: { kind: 'spooler', queue }, answers: null }));
}

/** Device files by the names that the kernel gives to printers and serial lines. */
const DEVICE_NAMES: readonly {
  readonly directory: string;
  readonly name: RegExp;
  readonly serial: boolean;
}[] = [
  { directory: '/dev/usb', name: /^lp\d+$/u, serial: false },
  { directory: '/dev', name: /^lp\d+$/u, serial: false },
  { directory: '/dev', name: /^tty(USB|ACM)\d+$/u, serial: true },
  { directory: '/dev', name: /^cu\.(usbserial|usbmodem).*$/u, serial: true },
];
const USUAL_BAUD_RATE = 9600;

async function findDevices({ platform, deviceNames }: Surroundings): Promise<readonly FoundPrinter[]> {
  if (platform === 'win32') return [];
  const found = await Promise.all(
    DEVICE_NAMES.map(async ({ directory, name, serial }) =>
      (await deviceNames(directory))
        .filter((each) => name.test(each))
        .map((each): FoundPrinter => {
          const path = `${directory}/${each}`;
          return {
            label: path,
            printer: { kind: 'device', path, baudRate: serial ? USUAL_BAUD_RATE : null },
            answers: null,
          };
        }),
    ),
  );
  return found.flat();
}

async function findInNetwork(around: Surroundings): Promise<readonly FoundPrinter[]> {
  const own = new Set(around.addresses());
  const hosts = [...new Set([...own].map((address) => address.split('.').slice(0, 3).join('.')))].flatMap(
    (net) =>
      Array.from({ length: 254 }, (_, index) => `${net}.${String(index + 1)}`).filter(
        (host) => !own.has(host),
      ),
  );
  const open: string[] = [];
  const next = hosts.values();
  const knocker = async (): Promise<void> => {
    for (const host of next) if (await around.knock(host, RAW_PORT, KNOCK_WITHIN_MS)) open.push(host);
  };
  await Promise.all(Array.from({ length: KNOCKS_AT_ONCE }, knocker));
  return Promise.all(
    open.toSorted(byAddress).map(async (host) => {
      const printer: Printer = { kind: 'network', host, port: RAW_PORT };
      const checked = await around.openTransport(printer).check();
      return { label: host, printer, answers: checked.ok };
    }),
  );
}

function byAddress(one: string, other: string): number {
  return Number(one.split('.')[3]) - Number(other.split('.')[3]);
}

/** Only addresses of private networks: nobody's printer is looked for on the internet. */
function privateAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address))
    .map(({ address }) => address);
}

export function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/u.test(address);
}
