import { formatLocaleOf, type Locale } from '../../../shared/domain/locale/index.ts';
import { currencyCode } from '../../../shared/domain/money/index.ts';
import {
  buildRefundReceipt,
  renderReceiptText,
  type ReceiptDocument,
  type ReceiptLook,
  type RefundReceiptLeg,
} from '../../../shared/domain/receipt/index.ts';
import { countsAsRefunded } from '../../../shared/domain/refund/index.ts';
import type { Db } from '../db/index.ts';
import type { TenderStore } from '../payments/index.ts';
import type { Refund, RefundLeg } from '../refunds/index.ts';
import { findSale } from '../sales/index.ts';
import { wallClock } from './paper.ts';
import { RECEIPT_TEXTS, REFUND_RECEIPT_TEXTS } from './texts.ts';

export type RefundReceiptSource = {
  readonly refund: Refund;
  readonly db: Db;
  readonly tenders: Pick<TenderStore, 'find'>;
  readonly storeName: string;
  readonly cashierName: string;
};

/** The receipt of a refund as text. */
export function refundReceiptText(source: RefundReceiptSource, locale: Locale, look?: ReceiptLook): string {
  return renderReceiptText(refundReceipt(source, locale, look));
}

/** The receipt of a refund, marked as one, with each leg as it stands at this moment. */
export function refundReceipt(
  source: RefundReceiptSource,
  locale: Locale,
  look?: ReceiptLook,
): ReceiptDocument {
  const { refund } = source;
  const taxes = new Map<string, number>();
  for (const line of refund.lines) {
    taxes.set(line.taxName, (taxes.get(line.taxName) ?? 0) + line.taxMinor);
  }
  return buildRefundReceipt(
    {
      mode: refund.mode,
      storeName: source.storeName,
      register: refund.register,
      cashierName: source.cashierName,
      refundNumber: refund.number,
      receiptNumber: receiptNumberOf(source),
      createdAtIso: wallClock(refund.createdAtMs),
      currency: currencyCode(refund.currency),
      lines: refund.lines,
      taxes: Array.from(taxes, ([name, taxMinor]) => ({ name, taxMinor })),
      exemption: (refund.saleId === null ? null : findSale(source.db, refund.saleId)?.cart.exemption) ?? null,
      totalMinor: refund.amountMinor,
      legs: refund.legs.map((leg) => legOf(source, leg)),
    },
    RECEIPT_TEXTS[locale],
    REFUND_RECEIPT_TEXTS[locale],
    formatLocaleOf(locale),
    look,
  );
}

function receiptNumberOf({ db, refund }: RefundReceiptSource): string | null {
  if (refund.saleId === null) return null;
  type Row = { readonly receipt_number: string | null };
  const row = db.get<Row>('SELECT receipt_number FROM sales WHERE sale_id = ?', refund.saleId);
  return row?.receipt_number ?? null;
}

function legOf(source: RefundReceiptSource, leg: RefundLeg): RefundReceiptLeg {
  const { state } = leg;
  if (state.state === 'paid-out') {
    const { amountMinor, roundingMinor } = leg;
    return { kind: 'cash', paidMinor: amountMinor + roundingMinor, roundingMinor };
  }
  const charge = leg.tenderId === null ? null : (source.tenders.find(leg.tenderId)?.charge ?? null);
  return {
    kind: 'card',
    brand: charge?.brand ?? null,
    last4: charge?.last4 ?? null,
    amountMinor: leg.amountMinor,
    standing:
      state.state === 'succeeded' ? 'done' : countsAsRefunded(state) ? 'on-its-way' : 'not-given-back',
    stripeRefundId: 'stripeRefundId' in state ? state.stripeRefundId : null,
    original:
      charge === null
        ? null
        : {
            entryMode: charge.entryMode,
            applicationName: charge.receipt?.applicationName ?? null,
            aid: charge.receipt?.aid ?? null,
            authorisationCode: charge.authorisationCode,
            accountType: charge.receipt?.accountType ?? null,
          },
  };
}
