import {
  accept,
  refuse,
  type FoundPrinter,
  type Locale,
  type Paper,
  type PrintAttempt,
  type PrintingView,
  type PrintJobView,
  type PrintSettings,
  type Result,
} from '../../../shared/contract/index.ts';
import { layoutReceipt, type ReceiptDocument } from '../../../shared/domain/receipt/index.ts';
import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids, Log, Timers } from '../ports.ts';
import { copyOf } from '../receipts/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { encodeDrawerKick, encodePaper } from './escpos/encode.ts';
import { countWaiting, findJob, listJobs, viewJob, type PrintJob } from './job-store.ts';
import { createPrintQueue, type PrintOrder } from './print-queue.ts';
import type { OpenTransport } from './transports/open-transport.ts';

export { createOpenTransport, type OpenTransport } from './transports/open-transport.ts';
export { runCommand, type RunCommand } from './transports/run-command.ts';
export { discoverPrinters, realSurroundings } from './discover.ts';
export type { PrintOrder } from './print-queue.ts';

/** What printing needs of the outside: the wires, and a search for what hangs on them. */
export type PrinterPorts = {
  readonly openTransport: OpenTransport;
  readonly discover: () => Promise<readonly FoundPrinter[]>;
};

/** Papers by what they are of, made anew from the record. Null: there is no such paper. */
export type Papers = {
  readonly documentOf: (
    kind: Exclude<PrintOrder['kind'], 'drawer'>,
    subjectId: string | null,
    locale: Locale,
  ) => ReceiptDocument | null;
  /** The number by which people call it. */
  readonly labelOf: (kind: PrintOrder['kind'], subjectId: string | null) => string | null;
};

export type Printing = {
  /** Sales have changed: whatever they wished for is printed. Never throws and never waits. */
  readonly follow: () => void;
  readonly print: (order: PrintOrder) => Result<PrintJobView>;
  readonly again: (jobId: string) => Result<PrintJobView>;
  readonly cancel: (jobId: string) => Result<Record<string, never>>;
  readonly find: (jobId: string) => Pick<PrintJob, 'kind' | 'subjectId'> | null;
  readonly list: () => readonly PrintJobView[];
  readonly view: () => PrintingView;
  /** The paper of a job as it was printed: what the virtual printer holds. */
  readonly paperOf: (jobId: string) => Result<Paper>;
  readonly paperFrom: (document: ReceiptDocument, columns: PrintSettings['columns']) => Paper;
  /** Tries settings that are not saved yet, past the queue, and tells at once what came of it. */
  readonly tryOut: (
    settings: PrintSettings,
    what: 'check' | 'test-page' | 'drawer',
    document: ReceiptDocument,
  ) => Promise<PrintAttempt>;
  readonly discover: () => Promise<readonly FoundPrinter[]>;
  readonly idle: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => void;
};

const LISTED = 50;
/** Trouble older than this is history: whoever was waiting for the paper is gone. */
const TROUBLE_WITHIN_MS = 30 * 60_000;

/** Everything on paper: the queue, the printer, and what the page is told of both. */
export function createPrinting(from: {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly printers: PrinterPorts;
  readonly papers: Papers;
  readonly changed: () => void;
}): Printing {
  const { db, clock, log, settings, papers, printers } = from;
  const rules = (): PrintSettings => settings.get().printing;
  const documentOf = (job: PrintJob): ReceiptDocument | null => {
    const { locale } = settings.get();
    if (job.kind === 'drawer') return null;
    const document = papers.documentOf(job.kind, job.subjectId, locale);
    if (document === null || job.copyNumber === 0) return document;
    return copyOf(document, { copyNumber: job.copyNumber, atMs: clock.nowMs(), locale });
  };
  const queue = createPrintQueue({
    ...from,
    // In training a real drawer stays shut: nothing was paid.
    wants: () => {
      const { printer, drawer, autoPrint, printZ } = rules();
      const isVirtual = printer.kind === 'virtual';
      const prints = printer.kind !== 'none' && printer.kind !== 'system';
      const opens = isVirtual || (drawer && settings.get().mode !== 'training');
      return { receipt: prints && autoPrint, drawer: prints && opens, zReport: prints && printZ };
    },
    print: async (job) => {
      const transport = printers.openTransport(rules().printer);
      if (job.kind === 'drawer') return transport.send(encodeDrawerKick());
      const document = documentOf(job);
      return document === null ? null : transport.send(encodePaper(document, rules(), job.kicksDrawer));
    },
  });
  const viewed = (job: PrintJob): PrintJobView => viewJob(job, papers.labelOf(job.kind, job.subjectId));
  const paperFrom: Printing['paperFrom'] = (document, columns) => ({
    columns,
    blocks: layoutReceipt(document, columns).map((block) =>
      block.kind === 'code' ? { ...block, text: [...block.text] } : { ...block },
    ),
  });
  return {
    follow: () => {
      inBackground(log, 'printing.follow', () => Promise.resolve().then(queue.follow));
    },
    print: (order) => {
      const { kind } = rules().printer;
      return kind === 'none' || kind === 'system'
        ? refuse('PRINT_NO_PRINTER')
        : accept(viewed(queue.add(order)));
    },
    again: (jobId) => {
      const job = queue.again(jobId);
      return job === null ? refuse('PRINT_JOB_NOT_OPEN') : accept(viewed(job));
    },
    cancel: (jobId) => (queue.cancel(jobId) ? accept({}) : refuse('PRINT_JOB_NOT_OPEN')),
    find: (jobId) => findJob(db, jobId),
    list: () => listJobs(db, LISTED).map(viewed),
    view: () => {
      const { kind } = rules().printer;
      const newest = listJobs(db, 1)[0] ?? null;
      const trouble = newest !== null && isTrouble(newest, clock.nowMs()) ? newest : null;
      const paper = kind === 'virtual' && newest?.state === 'printed' ? newest : null;
      return {
        printer: kind,
        waiting: countWaiting(db),
        mail: settings.get().mail.on,
        trouble: trouble === null ? null : viewed(trouble),
        paper:
          paper === null
            ? null
            : { jobId: paper.jobId, atMs: paper.createdAtMs, kicksDrawer: paper.kicksDrawer },
      };
    },
    paperOf: (jobId) => {
      const job = findJob(db, jobId);
      const document = job === null ? null : documentOf(job);
      if (document !== null) return accept(paperFrom(document, rules().columns));
      return job?.kind === 'drawer'
        ? accept({ columns: rules().columns, blocks: [] })
        : refuse('PRINT_JOB_NOT_OPEN');
    },
    paperFrom,
    tryOut: (wanted, what, document) => {
      const transport = printers.openTransport(wanted.printer);
      if (what === 'check') return transport.check();
      return transport.send(what === 'drawer' ? encodeDrawerKick() : encodePaper(document, wanted, false));
    },
    discover: printers.discover,
    idle: queue.idle,
    start: queue.start,
    stop: queue.stop,
  };
}

/** What a person has to hear of: a try that failed, also while it is repeated, or a paper in doubt. */
function isTrouble(job: PrintJob, nowMs: number): boolean {
  if (nowMs - job.createdAtMs > TROUBLE_WITHIN_MS) return false;
  return job.state === 'failed' || job.state === 'unknown' || (job.state === 'waiting' && job.cause !== null);
}
