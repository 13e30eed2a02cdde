import { accept, refuse, type ChannelName, type Result } from '../../../shared/contract/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock } from '../ports.ts';
import type { Mailer } from '../mail/index.ts';
import type { Papers, Printing } from '../printing/index.ts';
import { receiptPdf, sampleReceipt, testPage } from '../receipts/index.ts';
import type { Drawer } from '../drawer/index.ts';
import { findLastCompleted, findSale } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { findXReport, type Shifts } from '../shifts/index.ts';
import { cashier } from './handler-kinds.ts';
import type { StripeReceipts } from './stripe-receipts.ts';

type PrintingHandlers = Pick<Handlers, Extract<ChannelName, `printing.${string}` | `mail.${string}`>>;

/** What the channels about paper do. */
export function createPrintingHandlers(from: {
  readonly db: Db;
  readonly clock: Clock;
  readonly settings: SettingsStore;
  readonly printing: Printing;
  readonly papers: Papers;
  readonly mailer: Mailer;
  readonly stripeReceipts: StripeReceipts;
  readonly shifts: Pick<Shifts, 'takeX'>;
  readonly drawer: Pick<Drawer, 'isBlind'>;
  readonly ownName: () => string;
  readonly changed: () => void;
}): PrintingHandlers {
  const { db, settings, printing, papers, mailer } = from;
  const shop = () => {
    const { storeName, register, currency } = settings.get();
    return { storeName, register, currency, cashierName: from.ownName(), atMs: from.clock.nowMs() };
  };
  const print = (kind: 'receipt' | 'refund' | 'declined-slip', subjectId: string) =>
    Promise.resolve(
      papers.documentOf(kind, subjectId, settings.get().locale) === null
        ? refuse('PRINT_NOTHING_TO_PRINT')
        : printing.print({ kind, subjectId, kicksDrawer: false }),
    );
  /** An X that tells of the cash is not shown to whoever may not know: not on paper, not on the screen. */
  const shown = <Value>(jobId: string, show: () => Result<Value>): Promise<Result<Value>> => {
    const job = printing.find(jobId);
    const x = job?.kind === 'x-report' && job.subjectId !== null ? findXReport(db, job.subjectId) : null;
    return Promise.resolve(
      x?.isBlind === false && from.drawer.isBlind()
        ? refuse('PERMISSION_DENIED', { action: 'drawer.see-expected' })
        : show(),
    );
  };
  /** A sale's receipt with its PDF, for a mail or a file; null where there is none yet. */
  const receiptToKeep = async (saleId: string) => {
    const { locale } = settings.get();
    const document = papers.documentOf('receipt', saleId, locale);
    const number = papers.labelOf('receipt', saleId);
    if (document === null || number === null) return null;
    const atMs = findSale(db, saleId)?.completedAtMs ?? from.clock.nowMs();
    return { document, number, pdf: await receiptPdf(document, { title: number, atMs, language: locale }) };
  };
  const printReport = (shiftId: string | null) => {
    const { printer } = printing.view();
    if (printer === 'none' || printer === 'system') return refuse('PRINT_NO_PRINTER');
    if (shiftId === null)
      return printing.print({ kind: 'x-report', subjectId: from.shifts.takeX(), kicksDrawer: false });
    return papers.documentOf('z-report', shiftId, settings.get().locale) === null
      ? refuse('SHIFT_NOT_FOUND')
      : printing.print({ kind: 'z-report', subjectId: shiftId, kicksDrawer: false });
  };
  return {
    'printing.getSettings': cashier(() => {
      const { printing: saved, receiptLook: look } = settings.get();
      return Promise.resolve(accept({ settings: saved, look, system: systemOf(process.platform) }));
    }),
    'printing.saveSettings': cashier(({ settings: wanted }) => {
      settings.change({ printing: wanted });
      from.changed();
      return Promise.resolve(accept({}));
    }),
    'printing.saveLook': cashier(({ look }) => {
      settings.change({ receiptLook: look });
      return Promise.resolve(accept({}));
    }),
    'printing.preview': cashier(({ look, columns }) =>
      Promise.resolve(
        accept(printing.paperFrom(sampleReceipt(shop(), settings.get().locale, look), columns)),
      ),
    ),
    'printing.discover': cashier(async () => accept({ found: [...(await printing.discover())] })),
    'printing.tryOut': cashier(async ({ settings: wanted, what }) => {
      const { columns, printer } = wanted;
      const page = testPage({ ...shop(), columns, printerName: nameOf(printer) }, settings.get().locale);
      return accept(await printing.tryOut(wanted, what, page));
    }),
    'printing.printSale': cashier(({ saleId }) => print('receipt', saleId)),
    'printing.printRefund': cashier(({ refundId }) => print('refund', refundId)),
    'printing.printDeclined': cashier(({ tenderId }) => print('declined-slip', tenderId)),
    'printing.reprintLast': cashier(() => {
      const saleId = findLastCompleted(db);
      return saleId === null ? Promise.resolve(refuse('PRINT_NOTHING_TO_PRINT')) : print('receipt', saleId);
    }),
    'printing.listJobs': cashier(() => Promise.resolve(accept({ jobs: [...printing.list()] }))),
    'printing.printReport': cashier(({ shiftId }) => Promise.resolve(printReport(shiftId))),
    'printing.again': cashier(({ jobId }) => shown(jobId, () => printing.again(jobId))),
    'printing.cancel': cashier(({ jobId }) => Promise.resolve(printing.cancel(jobId))),
    'mail.getSettings': cashier(() => mailer.settings()),
    'mail.saveSettings': cashier(({ settings: wanted, password }) => mailer.save(wanted, password)),
    'mail.sendTest': cashier(({ address }) => mailer.sendTest(address)),
    'mail.sendReceipt': cashier(async ({ saleId, address }) => {
      if (settings.get().mail.on && settings.get().mail.way === 'stripe') {
        const sent = await from.stripeReceipts.send(saleId, address);
        return sent.ok ? accept({ sent: sent.value }) : sent;
      }
      const receipt = await receiptToKeep(saleId);
      if (receipt === null) return refuse('PRINT_NOTHING_TO_PRINT');
      const sent = await mailer.sendReceipt(receipt, address);
      return sent.ok ? accept({ sent: 'by-server' as const }) : sent;
    }),
    'printing.getReceiptPdf': cashier(async ({ saleId }) => {
      const receipt = await receiptToKeep(saleId);
      return receipt === null
        ? refuse('PRINT_NOTHING_TO_PRINT')
        : accept({ name: `${receipt.number}.pdf`, base64: Buffer.from(receipt.pdf).toString('base64') });
    }),
    'printing.getPaper': cashier(({ jobId }) => shown(jobId, () => printing.paperOf(jobId))),
  };
}

function systemOf(platform: NodeJS.Platform): 'windows' | 'mac' | 'linux' {
  return platform === 'win32' ? 'windows' : platform === 'darwin' ? 'mac' : 'linux';
}

function nameOf(printer: ReturnType<SettingsStore['get']>['printing']['printer']): string {
  switch (printer.kind) {
    case 'network':
      return `${printer.host}:${String(printer.port)}`;
    case 'device':
      return printer.path;
    case 'spooler':
      return printer.queue;
    case 'none':
    case 'virtual':
    case 'system':
      return '';
    default:
      throw new Error(`No name for ${String(printer satisfies never)}`);
  }
}
