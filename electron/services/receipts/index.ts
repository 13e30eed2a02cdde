import { isFreeOfTax } from '../../../shared/domain/cart/index.ts';
import { formatLocaleOf, type Locale } from '../../../shared/domain/locale/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import {
  buildReceipt,
  renderReceiptText,
  type ReceiptDocument,
  type ReceiptFacts,
  type ReceiptLook,
  type ReceiptTender,
} from '../../../shared/domain/receipt/index.ts';
import { tipMinor, type CardTender, type CashTender } from '../payments/index.ts';
import type { Sale } from '../sales/index.ts';
import { wallClock } from './paper.ts';
import type { receiptPdf as drawPdf } from './pdf/receipt-pdf.ts';
import { RECEIPT_TEXTS } from './texts.ts';

export { refundReceipt, refundReceiptText, type RefundReceiptSource } from './refund-receipt.ts';
export { declinedSlip, type DeclinedSlipSource } from './declined-slip.ts';
export { sampleReceipt, testPage } from './sample.ts';
export { copyOf, wallClock } from './paper.ts';
export { RECOVERED_ITEM } from './texts.ts';

export type ReceiptSource = {
  readonly sale: Sale;
  readonly cards: readonly CardTender[];
  readonly cash: readonly CashTender[];
  readonly storeName: string;
  readonly cashierName: string;
};

/** The receipt of a completed sale as plain text; null for a sale that is not complete. */
export function receiptText(source: ReceiptSource, locale: Locale, look?: ReceiptLook): string | null {
  const document = saleReceipt(source, locale, look);
  return document === null ? null : renderReceiptText(document);
}

/** The receipt of a completed sale, for whatever shows or prints it; null for a sale that is not complete. */
export function saleReceipt(
  source: ReceiptSource,
  locale: Locale,
  look?: ReceiptLook,
): ReceiptDocument | null {
  const facts = factsOf(source);
  return facts === null ? null : buildReceipt(facts, RECEIPT_TEXTS[locale], formatLocaleOf(locale), look);
}

function factsOf({ sale, cards, cash: taken, storeName, cashierName }: ReceiptSource): ReceiptFacts | null {
  if (sale.completedAtMs === null || sale.receiptNumber === null) return null;
  const cash = taken.filter((tender) => tender.givenBackAtMs === null);
  return {
    mode: sale.mode === 'none' ? 'live' : sale.mode,
    storeName,
    register: sale.register,
    cashierName,
    receiptNumber: sale.receiptNumber,
    saleId: sale.saleId,
    completedAtIso: wallClock(sale.completedAtMs),
    timeZoneLabel: '',
    currency: sale.cart.currency,
    pricesIncludeTax: sale.cart.pricesIncludeTax,
    lines: sale.cart.lines.map((line, index) => {
      const totals = sale.totals.lines[index];
      return {
        name: line.name,
        quantity: line.quantity,
        unitPriceMinor: line.unitPriceMinor,
        grossMinor: totals?.grossMinor ?? minorUnits(0),
        discountMinor: totals?.discountMinor ?? minorUnits(0),
        discountLabel: line.discount?.label ?? null,
        totalMinor: totals?.totalMinor ?? minorUnits(0),
        taxRate: line.taxRate,
        isExempt: isFreeOfTax(sale.cart, line),
        note: line.note,
      };
    }),
    totals: {
      itemCount: sale.totals.itemCount,
      subtotalMinor: sale.totals.subtotalMinor,
      discountMinor: sale.totals.discountMinor,
      discountLabel: sale.cart.discount?.label ?? null,
      taxMinor: sale.totals.taxMinor,
      exemptedMinor: sale.totals.exemptedMinor,
      totalMinor: sale.totals.totalMinor,
      cashRoundingMinor: minorUnits(cash.reduce((sum, tender) => sum + tender.roundingMinor, 0)),
    },
    taxes: sale.totals.taxes,
    exemption: sale.cart.exemption ?? null,
    tenders: [...cards.flatMap(cardTender), ...cash.map(cashTender)],
  };
}

function cardTender(tender: CardTender): readonly ReceiptTender[] {
  if (tender.state.state !== 'approved') return [];
  const { charge, state } = tender;
  return [
    {
      kind: 'card',
      brand: charge?.brand ?? 'card',
      last4: charge?.last4 ?? null,
      entryMode: charge?.entryMode ?? 'unknown',
      wallet: charge?.wallet ?? null,
      amountMinor: state.capturedMinor,
      tipMinor: minorUnits(tipMinor(tender)),
      authorisationCode: charge?.authorisationCode ?? null,
      applicationName: charge?.receipt?.applicationName ?? null,
      aid: charge?.receipt?.aid ?? null,
      verification: charge?.receipt?.verification ?? null,
      accountType: charge?.receipt?.accountType ?? null,
      paymentIntentId: state.paymentIntentId,
    },
  ];
}

function cashTender(tender: CashTender): ReceiptTender {
  return {
    kind: 'cash',
    tenderedMinor: minorUnits(tender.tenderedMinor),
    changeMinor: minorUnits(tender.changeMinor),
  };
}

/** The paper as a PDF; see `pdf/receipt-pdf.ts`. Loaded late: the library behind it makes a start a tenth slower. */
export const receiptPdf: typeof drawPdf = async (...given) => {
  const { receiptPdf: draw } = await import('./pdf/receipt-pdf.ts');
  return draw(...given);
};
