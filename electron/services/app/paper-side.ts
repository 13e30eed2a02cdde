import type { ShiftReport } from '../../../shared/contract/index.ts';
import type { ReceiptLook } from '../../../shared/domain/receipt/index.ts';
import type { Db } from '../db/index.ts';
import { createMailer, type Mailer } from '../mail/index.ts';
import { listCashOfSale, type TenderStore } from '../payments/index.ts';
import type { TillPorts } from '../ports.ts';
import type { Connection } from './connection.ts';
import { createStripeReceipts, type StripeReceipts } from './stripe-receipts.ts';
import { createPrinting, type Papers, type Printing } from '../printing/index.ts';
import { declinedSlip, refundReceipt, saleReceipt, type ReceiptSource } from '../receipts/index.ts';
import { isRepairedToCash, listRefundsOfSale, type Refunds } from '../refunds/index.ts';
import { findSale } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { findReport, findXReport, reportDocument } from '../shifts/index.ts';

type PaperSources = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly refunds: Pick<Refunds, 'store'>;
  readonly settings: SettingsStore;
  readonly cashierName: (staffId: string) => string;
};

/** Paper and what prints it: the only place that knows both the record and the printer. */
export function createPaperSide(
  from: PaperSources & {
    readonly ports: TillPorts;
    readonly connection: Pick<Connection, 'vault' | 'gateway'>;
    readonly changed: () => void;
  },
): {
  readonly printing: Printing;
  readonly papers: Papers;
  readonly mailer: Mailer;
  readonly stripeReceipts: StripeReceipts;
} {
  const papers = createPapers(from);
  const { clock, timers, ids, log, printers } = from.ports;
  const { db, settings, changed } = from;
  const printing = createPrinting({ db, clock, timers, ids, log, settings, printers, papers, changed });
  const { sendMail } = from.ports;
  const mailer = createMailer({ settings, sendMail, log, vault: from.connection.vault });
  const stripeReceipts = createStripeReceipts({ ...from, ids });
  return { printing, papers, mailer, stripeReceipts };
}

function createPapers(from: PaperSources): Papers {
  const { db, settings, cashierName } = from;
  const frame = () => ({ storeName: settings.get().storeName });
  const look = (): ReceiptLook => settings.get().receiptLook;
  return {
    documentOf: (kind, subjectId, locale) => {
      switch (kind) {
        case 'receipt': {
          const source = subjectId === null ? null : receiptSourceOf(from, subjectId);
          return source === null ? null : saleReceipt(source, locale, look());
        }
        case 'refund': {
          const refund = subjectId === null ? null : from.refunds.store.find(subjectId);
          if (refund === null) return null;
          const source = {
            ...frame(),
            refund,
            db,
            tenders: from.store,
            cashierName: cashierName(refund.cashierId),
          };
          return refundReceipt(source, locale, look());
        }
        case 'declined-slip': {
          const tender = subjectId === null ? null : from.store.find(subjectId);
          if (tender === null) return null;
          const source = {
            ...frame(),
            tender,
            tenders: from.store,
            cashierName: cashierName(tender.cashierId),
          };
          return declinedSlip(source, locale, look());
        }
        case 'x-report':
        case 'z-report': {
          const report = subjectId === null ? null : reportOf(db, kind, subjectId);
          return report === null ? null : reportDocument(report, locale, settings.get().mode === 'training');
        }
        case 'test':
          return null;
        default:
          throw new Error(`No paper of ${String(kind satisfies never)}`);
      }
    },
    labelOf: (kind, subjectId) => {
      if (subjectId === null) return null;
      if (kind === 'refund') return from.refunds.store.find(subjectId)?.number ?? null;
      if (kind === 'x-report' || kind === 'z-report')
        return reportOf(db, kind, subjectId)?.number.toString() ?? null;
      return kind === 'receipt' ? (findSale(db, subjectId)?.receiptNumber ?? null) : null;
    },
  };
}

/** An X by its own id, a Z by its shift's. */
function reportOf(db: Db, kind: 'x-report' | 'z-report', subjectId: string): ShiftReport | null {
  if (kind === 'x-report') return findXReport(db, subjectId);
  const z = findReport(db, subjectId);
  return z.ok ? z.value : null;
}

/** What a sale's receipt is made of; null where there is no such sale. */
export function receiptSourceOf(from: PaperSources, saleId: string): ReceiptSource | null {
  const { db } = from;
  const sale = findSale(db, saleId);
  if (sale === null) return null;
  const unwound = new Set(
    listRefundsOfSale(db, saleId)
      .filter(({ reason }) => reason === 'unwound')
      .flatMap((refund) => refund.legs.map(({ tenderId }) => tenderId)),
  );
  return {
    sale,
    // A leg that was given back before the sale was finished, or because cash had paid, paid nothing of it.
    cards: from.store
      .listOfSale(saleId)
      .filter(({ tenderId }) => !unwound.has(tenderId) && !isRepairedToCash(db, tenderId)),
    cash: listCashOfSale(db, saleId),
    storeName: from.settings.get().storeName,
    cashierName: from.cashierName(sale.cashierId),
  };
}
