import type { Printer } from '../../../../shared/contract/views/printing.ts';

/** The form of a kind of printer before anything is typed. */
export function blankPrinter(kind: Printer['kind']): Printer {
  switch (kind) {
    case 'network':
      return { kind, host: '', port: 9100 };
    case 'device':
      return { kind, path: '', baudRate: null };
    case 'spooler':
      return { kind, queue: '' };
    case 'none':
    case 'virtual':
    case 'system':
      return { kind };
    default:
      throw new Error(`No form for ${String(kind satisfies never)}`);
  }
}

/** Whether main would take it; main has the last word all the same. */
export function isComplete(printer: Printer): boolean {
  switch (printer.kind) {
    case 'network':
      return /^[0-9A-Za-z.:%_-]+$/u.test(printer.host) && printer.port >= 1 && printer.port <= 65_535;
    case 'device':
      return (
        /^(\/dev\/[0-9A-Za-z._/-]{1,100}|COM\d{1,3}|LPT\d)$/u.test(printer.path) &&
        !printer.path.includes('..')
      );
    case 'spooler':
      return /^[^\p{Cc}/#-][^\p{Cc}/#]*$/u.test(printer.queue.trim());
    case 'none':
    case 'virtual':
    case 'system':
      return true;
    default:
      throw new Error(`No rule for ${String(printer satisfies never)}`);
  }
}

/** How people name it; null where it has no name of its own. */
export function printerName(printer: Printer): string | null {
  if (printer.kind === 'network') return `${printer.host}:${String(printer.port)}`;
  if (printer.kind === 'device') return printer.path;
  return printer.kind === 'spooler' ? printer.queue : null;
}
