import {
  accept,
  refuse,
  type RefundForm,
  type RefundParts,
  type RefundQuote,
  type RefundSource,
  type Result,
} from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import { openRefundLeg, type RefundShare } from '../../../shared/domain/refund/index.ts';
import { openRefund, type Starter } from './card-refund.ts';
import { cashOfTender, quoteRefund } from './quote.ts';
import type { NewRefundLeg, Refund, RefundReason } from './records.ts';
import { readPaymentSource, readSaleSource, type RefundableSource, type SourceTender } from './source.ts';

/** What a cashier chose. `expectedMinor` is the amount that stood on the button. */
export type RefundOrder = {
  readonly source: RefundSource;
  readonly parts: RefundParts;
  readonly shares: readonly RefundShare[] | null;
  readonly expectedMinor: number;
  readonly reason: RefundReason;
  readonly note: string | null;
  readonly restock: boolean;
};

/** Reads what can be given back of a sale or of a payment, at Stripe and here. */
export function readSource(from: Starter, source: RefundSource): Promise<Result<RefundableSource>> {
  return source.kind === 'sale'
    ? readSaleSource(from, source.saleId)
    : readPaymentSource(from, source.paymentIntentId);
}

/** What a page shows before anything is chosen. */
export async function prepareRefund(from: Starter, source: RefundSource): Promise<Result<RefundForm>> {
  const read = await readSource(from, source);
  const { mode } = from.frame();
  if (!read.ok || mode === null) return read.ok ? refuse('PAYMENT_CARDS_NOT_SET_UP') : read;
  const { origin, lines, tenders, ...rest } = read.value;
  return accept({
    currency: currencyCode(rest.currency),
    mode,
    saleNumber: rest.saleNumber,
    receiptNumber: rest.receiptNumber,
    origin:
      origin === null
        ? null
        : {
            register: origin.metadata['register'] ?? null,
            sameStore: origin.metadata['store'] === from.storeId(),
            createdAtMs: origin.createdAtMs,
          },
    lines: lines.map(({ lineId, name, quantity, leftQuantity, leftMinor }) => ({
      lineId,
      name,
      quantity,
      leftQuantity,
      leftMinor,
    })),
    tenders: tenders.map((tender) => ({
      tenderId: tender.tenderId,
      kind: tender.kind,
      card: tender.card,
      leftMinor: minorUnits(Math.max(0, tender.refundableMinor)),
      atReader: tender.atReader,
      elsewhereMinor: minorUnits(tender.elsewhereMinor),
    })),
    mostMinor: minorUnits(rest.mostMinor),
  });
}

/** What chosen parts come to, before they are confirmed. */
export async function quoteFor(
  from: Starter,
  source: RefundSource,
  parts: RefundParts,
): Promise<Result<RefundQuote>> {
  const read = await readSource(from, source);
  if (!read.ok) return read;
  const quote = quoteRefund(read.value, parts, null);
  if (!quote.ok) return quote;
  const { amountMinor, lines, shares } = quote.value;
  const cash = shares.flatMap((share) => {
    const tender = tenderWith(read.value, share.tenderId);
    return tender?.kind === 'cash' ? [cashOfTender(tender, share.amountMinor, read.value.currency)] : [];
  });
  const cashMinor = cash.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
  return accept({
    amountMinor: minorUnits(amountMinor),
    taxMinor: minorUnits(lines.reduce((sum, line) => sum + line.taxMinor, 0)),
    shares: [...shares],
    cashMinor: cash.length === 0 ? null : minorUnits(cashMinor),
  });
}

/**
 * Records a cashier's refund. Stripe is read once more, and the sum must still be the one on the button:
 * REFUND_AMOUNT_CHANGED otherwise. Lines, cash and cards are one commit.
 */
export async function refundOrder(from: Starter, order: RefundOrder): Promise<Result<Refund>> {
  const read = await readSource(from, order.source);
  if (!read.ok) return read;
  const quote = quoteRefund(read.value, order.parts, order.shares);
  if (!quote.ok) return quote;
  if (quote.value.amountMinor !== order.expectedMinor) return refuse('REFUND_AMOUNT_CHANGED');
  const { saleId, origin, currency } = read.value;
  return openRefund(from, {
    kind: saleId === null ? 'payment' : 'sale',
    saleId,
    origin,
    currency,
    lines: quote.value.lines,
    restock: order.restock,
    exchangeSaleId: null,
    why: { reason: order.reason, note: order.note },
    legs: legsFor(from, read.value, quote.value.shares),
  });
}

/** The legs of a refund, one for each share. */
export function legsFor(
  from: Pick<Starter, 'ids'>,
  source: RefundableSource,
  shares: readonly RefundShare[],
): readonly NewRefundLeg[] {
  return shares.flatMap((share) => {
    const tender = tenderWith(source, share.tenderId);
    return tender === undefined ? [] : [legFor(from, source, tender, share.amountMinor)];
  });
}

function legFor(
  from: Pick<Starter, 'ids'>,
  source: RefundableSource,
  tender: SourceTender,
  amountMinor: number,
): NewRefundLeg {
  const legId = from.ids.uuidv7();
  // A payment without a sale here has no tender of ours.
  const tenderId = source.saleId === null ? null : tender.tenderId;
  if (tender.kind === 'cash') {
    const { roundingMinor } = cashOfTender(tender, amountMinor, source.currency);
    const cash = { kind: 'cash', paymentIntentId: null, method: null, state: { state: 'paid-out' } } as const;
    return { ...cash, legId, tenderId, amountMinor, roundingMinor, replacesLegId: null };
  }
  const method = tender.atReader ? 'reader' : 'api';
  return {
    legId,
    kind: 'card',
    tenderId,
    paymentIntentId: tender.paymentIntentId,
    method,
    amountMinor,
    roundingMinor: 0,
    state: openRefundLeg(method).state,
    replacesLegId: null,
  };
}

function tenderWith(source: RefundableSource, tenderId: string): SourceTender | undefined {
  return source.tenders.find((tender) => tender.tenderId === tenderId);
}
