import type { Printer } from '../../../../shared/contract/index.ts';
import type { Timers } from '../../ports.ts';
import { cupsTransport } from './cups.ts';
import { deviceTransport } from './device-file.ts';
import { networkTransport } from './network.ts';
import { runCommand, type RunCommand } from './run-command.ts';
import { CONFIRMED, refused, type PrinterTransport } from './transport.ts';
import { windowsTransport } from './windows-spooler.ts';

export type OpenTransport = (printer: Printer) => PrinterTransport;

/** The way to a printer of the settings. What has no way of its own refuses, or is paper on the screen. */
export function createOpenTransport(
  timers: Timers,
  run: RunCommand = runCommand,
  platform: NodeJS.Platform = process.platform,
): OpenTransport {
  return (printer) => {
    switch (printer.kind) {
      case 'network':
        return networkTransport(printer, timers);
      case 'device':
        return deviceTransport(printer, { run, timers }, platform);
      case 'spooler':
        return platform === 'win32'
          ? windowsTransport(printer.queue, run)
          : cupsTransport(printer.queue, { run, timers });
      case 'virtual':
        return { send: () => Promise.resolve(CONFIRMED), check: () => Promise.resolve(CONFIRMED) };
      case 'none':
      case 'system':
        return {
          send: () => Promise.resolve(refused('no-printer')),
          check: () => Promise.resolve(refused('no-printer')),
        };
      default:
        throw new Error(`No way to ${String(printer satisfies never)}`);
    }
  };
}
