import { accept, refuse, type CardView, type Result } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import {
  refundableLines,
  refundPieces,
  type RefundableLine,
  type RefundableTender,
  type RefundedLine,
} from '../../../shared/domain/refund/index.ts';
import { listCashOfSale, listTendersOfSale, viewCard, type CardTender } from '../payments/index.ts';
import { findSale, type Sale } from '../sales/index.ts';
import type { RefundRead } from '../stripe/index.ts';
import { lookFor, originOf, type Starter } from './card-refund.ts';
import { isRepairedToCash } from './cash-repair-store.ts';
import { foreignRefunds, givenBackMinor, leftMinor, LINES_IN_METADATA } from './look.ts';
import { listReturnsOf } from './returns.ts';
import type { RefundOrigin } from './records.ts';
import { legCounts, listRefundsOfSale, refundedLinesOf } from './refund-store.ts';

/** A tender as a refund sees it: what it can still give back, and how. */
export type SourceTender = RefundableTender & {
  readonly paymentIntentId: string | null;
  readonly card: CardView | null;
  /** Its card has to be shown to a reader again. */
  readonly atReader: boolean;
  readonly elsewhereMinor: number;
  /** Coins and notes that came by it and did not go back yet; null for a card. */
  readonly cashLeftMinor: number | null;
};

export type SourceLine = RefundableLine & {
  readonly salePosition: number;
  readonly name: string;
  readonly taxName: string;
  readonly taxPpm: number;
};

/** Everything that a refund is computed from, as Stripe and this till know it at this moment. */
export type RefundableSource = {
  readonly saleId: string | null;
  readonly saleNumber: number | null;
  readonly receiptNumber: string | null;
  readonly origin: RefundOrigin | null;
  readonly currency: string;
  readonly tenders: readonly SourceTender[];
  readonly lines: readonly SourceLine[];
  readonly mostMinor: number;
};

/** Reads a sale of this till, and each of its card payments at Stripe. */
export async function readSaleSource(from: Starter, saleId: string): Promise<Result<RefundableSource>> {
  const sale = findSale(from.db, saleId);
  if (sale === null) return refuse('SALE_NOT_FOUND');
  if (sale.state !== 'completed') return refuse('REFUND_NOT_PAID');
  const tenders: SourceTender[] = [];
  const elsewhere: RefundRead[] = [];
  for (const tender of listTendersOfSale(from.db, saleId)) {
    // Its money went back because the sale was paid in cash: a refund of the goods takes that cash.
    if (tender.state.state !== 'approved' || isRepairedToCash(from.db, tender.tenderId)) continue;
    if (tender.mode !== from.frame().mode) return refuse('REFUND_OTHER_MODE');
    const { paymentIntentId } = tender.state;
    const looked = await lookFor(from, paymentIntentId);
    if (!looked.ok) return looked;
    const foreign = foreignRefunds(from.store, looked.value.refunds);
    elsewhere.push(...foreign);
    tenders.push({
      ...tenderOf(tender, paymentIntentId),
      refundableMinor: leftMinor(looked.value, from.store.listLegsOfIntent(paymentIntentId)),
      elsewhereMinor: givenBackMinor(foreign),
    });
  }
  // From here on nothing waits: what was recorded meanwhile is counted below.
  const cash = cashTenders(from, saleId);
  const lines = linesOf(from, sale, elsewhere);
  const left = [...tenders, ...cash].reduce((sum, tender) => sum + Math.max(0, tender.refundableMinor), 0);
  return accept({
    saleId,
    saleNumber: sale.number,
    receiptNumber: sale.receiptNumber,
    origin: null,
    currency: sale.total.currency,
    tenders: [...tenders, ...cash],
    lines,
    mostMinor: Math.max(0, left - exchangedMinor(from, saleId)),
  });
}

/** Reads a payment that another register took, from Stripe alone. */
export async function readPaymentSource(
  from: Starter,
  paymentIntentId: string,
): Promise<Result<RefundableSource>> {
  const looked = await lookFor(from, paymentIntentId);
  if (!looked.ok) return looked;
  const { intent, refunds } = looked.value;
  const left = Math.max(0, leftMinor(looked.value, from.store.listLegsOfIntent(paymentIntentId)));
  return accept({
    saleId: null,
    saleNumber: null,
    receiptNumber: null,
    origin: originOf(intent),
    currency: intent.snapshot.amount.currency,
    tenders: [
      {
        tenderId: paymentIntentId,
        kind: 'card',
        refundableMinor: left,
        paymentIntentId,
        card: viewCard(intent.charge),
        atReader: intent.charge?.interac === true,
        elsewhereMinor: givenBackMinor(foreignRefunds(from.store, refunds)),
        cashLeftMinor: null,
      },
    ],
    lines: await itemsOf(from, paymentIntentId, intent.snapshot.amountReceivedMinor, refunds),
    mostMinor: left,
  });
}

/** What was given back in goods instead of money: returns in exchange, less what of them was paid out. */
function exchangedMinor(from: Starter, saleId: string): number {
  const returned = listReturnsOf(from.db, saleId).reduce((sum, part) => sum + part.amountMinor, 0);
  const paidOut = listRefundsOfSale(from.db, saleId)
    .filter((refund) => refund.exchangeSaleId !== null)
    .flatMap((refund) => refund.legs.filter(legCounts))
    .reduce((sum, leg) => sum + leg.amountMinor, 0);
  return Math.max(0, returned - paidOut);
}

/**
 * The lines of another register's sale, from what it wrote into the intent. Only where they come to the payment exactly:
 * with a discount, a tax on top or a second tender nobody here could say what one of them was paid with.
 */
async function itemsOf(
  from: Starter,
  paymentIntentId: string,
  paidMinor: number,
  refunds: readonly RefundRead[],
): Promise<readonly SourceLine[]> {
  const gateway = from.gateway();
  const listed = gateway === null ? null : await gateway.listLineItems(paymentIntentId);
  if (listed?.kind !== 'ok') return [];
  const sumMinor = listed.value.reduce((sum, item) => sum + item.unitPriceMinor * item.quantity, 0);
  if (sumMinor !== paidMinor) return [];
  const sold = listed.value.map((item, position): RefundableLine => {
    const itemMinor = minorUnits(item.unitPriceMinor * item.quantity);
    const none = minorUnits(0);
    const { quantity } = item;
    return {
      lineId: `item-${String(position)}`,
      quantity,
      paidMinor: itemMinor,
      taxMinor: none,
      leftQuantity: quantity,
      leftMinor: itemMinor,
      leftTaxMinor: none,
    };
  });
  const back = returnedElsewhere(sold, refunds);
  return sold.map((line, position) => {
    const parts = back.filter((part) => part.lineId === line.lineId);
    return {
      ...line,
      leftQuantity: parts.reduce((left, part) => left - part.quantity, line.leftQuantity),
      leftMinor: minorUnits(parts.reduce((left, part) => left - part.amountMinor, Number(line.leftMinor))),
      salePosition: position,
      name: listed.value[position]?.name ?? '',
      taxName: '',
      taxPpm: 0,
    };
  });
}

function tenderOf(
  tender: CardTender,
  paymentIntentId: string,
): Omit<SourceTender, 'refundableMinor' | 'elsewhereMinor'> {
  return {
    tenderId: tender.tenderId,
    kind: 'card',
    paymentIntentId,
    card: viewCard(tender.charge),
    atReader: tender.charge?.interac === true,
    cashLeftMinor: null,
  };
}

function cashTenders(from: Starter, saleId: string): readonly SourceTender[] {
  // Cash that a manager gave back out of a sale that went on later is no longer here to be refunded.
  const kept = listCashOfSale(from.db, saleId).filter((tender) => tender.givenBackAtMs === null);
  return kept.map((tender) => {
    const back = from.store
      .listLegsOfTender(tender.tenderId)
      .filter((leg) => leg.kind === 'cash' && legCounts(leg));
    return {
      tenderId: tender.tenderId,
      kind: 'cash',
      refundableMinor: back.reduce((left, leg) => left - leg.amountMinor, tender.amountMinor),
      paymentIntentId: null,
      card: null,
      atReader: false,
      elsewhereMinor: 0,
      cashLeftMinor: back.reduce(
        (left, leg) => left - leg.amountMinor - leg.roundingMinor,
        tender.amountMinor + tender.roundingMinor,
      ),
    };
  });
}

function linesOf(from: Starter, sale: Sale, elsewhere: readonly RefundRead[]): readonly SourceLine[] {
  const here = [
    ...refundedLinesOf(listRefundsOfSale(from.db, sale.saleId)),
    ...listReturnsOf(from.db, sale.saleId),
  ];
  const earlier = [...here, ...returnedElsewhere(refundableLines(sale.cart, sale.totals, here), elsewhere)];
  const lines = refundableLines(sale.cart, sale.totals, earlier);
  return sale.cart.lines.flatMap((line, index) => {
    const left = lines[index];
    // A deposit that was given back with the sale is no goods that could come back.
    if (left === undefined || line.unitPriceMinor < 0) return [];
    return [
      {
        ...left,
        salePosition: index,
        name: line.name,
        taxName: line.taxRate.name,
        taxPpm: line.taxRate.ratePpm,
      },
    ];
  });
}

/** What other registers say that they took back, as far as it fits what is left. */
function returnedElsewhere(
  lines: readonly RefundableLine[],
  refunds: readonly RefundRead[],
): readonly RefundedLine[] {
  const left = new Map(lines.map((line, position) => [position, line]));
  return refunds.flatMap((refund) =>
    readLines(refund).flatMap(({ position, quantity }) => {
      const line = left.get(position);
      const part = line === undefined ? null : refundPieces(line, Math.min(quantity, line.leftQuantity));
      if (line === undefined || part === null) return [];
      left.set(position, {
        ...line,
        leftQuantity: line.leftQuantity - part.quantity,
        leftMinor: minorUnits(line.leftMinor - part.amountMinor),
        leftTaxMinor: minorUnits(line.leftTaxMinor - part.taxMinor),
      });
      return [part];
    }),
  );
}

function readLines(refund: RefundRead): readonly { readonly position: number; readonly quantity: number }[] {
  const { status } = refund.snapshot;
  if (status === 'failed' || status === 'canceled') return [];
  const text = refund.metadata[LINES_IN_METADATA] ?? '';
  return Array.from(text.matchAll(/\b(\d{1,3})x(\d{1,4})\b/gu), (match) => ({
    position: Number(match[1]),
    quantity: Number(match[2]),
  }));
}
