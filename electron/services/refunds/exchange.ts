import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { isFreeOfTax } from '../../../shared/domain/cart/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { allocateRefund, refundPieces, type RefundedLine } from '../../../shared/domain/refund/index.ts';
import {
  checkStockOfCart,
  completeSale,
  findCurrentSale,
  findSale,
  setCurrent,
  type Sale,
  type Sales,
} from '../sales/index.ts';
import { openRefund, type Starter } from './card-refund.ts';
import { legsFor } from './counter-refund.ts';
import type { Refund } from './records.ts';
import { readSaleSource, type SourceLine } from './source.ts';

export type ExchangePorts = Starter & {
  readonly sales: Pick<Sales, 'addReturn'>;
};

/**
 * Begins an exchange: the pieces that come back go into the cart before the cashier as lines below zero, so that the
 * customer pays, or gets, the difference to what is rung up beside them. Nothing is given back by this. Refusals:
 * REFUND_LINE_GONE, REFUND_NOTHING_LEFT, EXCHANGE_OF_ONE_SALE when the cart takes back goods of another sale already.
 */
export async function beginExchange(
  from: ExchangePorts,
  request: {
    readonly saleId: string;
    readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
    readonly restock: boolean;
  },
): Promise<Result<{ readonly saleId: string }>> {
  const read = await readSaleSource(from, request.saleId);
  if (!read.ok) return read;
  if (read.value.mostMinor <= 0) return refuse('REFUND_NOTHING_LEFT');
  const parts: { readonly line: SourceLine; readonly part: RefundedLine }[] = [];
  for (const { lineId, quantity } of request.lines) {
    const line = read.value.lines.find((each) => each.lineId === lineId);
    const part = line === undefined ? null : refundPieces(line, quantity);
    if (line === undefined || part === null || part.amountMinor <= 0) return refuse('REFUND_LINE_GONE');
    parts.push({ line, part });
  }
  const current = findCurrentSale(from.db);
  const other = current === null ? null : originOfReturns(from, current.saleId);
  if (other !== null && other !== request.saleId) return refuse('EXCHANGE_OF_ONE_SALE');
  return from.db.transaction(() => {
    let saleId = '';
    for (const { line, part } of parts) {
      const added = from.sales.addReturn(itemFor(from, request.saleId, line, part));
      if (!added.ok) return added;
      saleId = added.value.sale.saleId;
      from.db.run(
        'INSERT INTO exchange_returns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        added.value.lineId,
        saleId,
        request.saleId,
        part.lineId,
        part.quantity,
        part.amountMinor,
        part.taxMinor,
        request.restock ? 1 : 0,
        from.clock.nowMs(),
      );
    }
    return accept({ saleId });
  });
}

/**
 * Ends an exchange whose cart comes to nothing or less: the sale is completed and what the customer gets back is
 * recorded in the same commit, and only then is anything sent. An exchange that comes to more is charged like any sale.
 */
export async function finishExchange(
  from: ExchangePorts,
  request: { readonly saleId: string; readonly expectedMinor: number },
): Promise<Result<Refund | null>> {
  const origin = originOfReturns(from, request.saleId);
  if (origin === null) return refuse('SALE_NOT_FOUND');
  const read = await readSaleSource(from, origin);
  if (!read.ok) return read;
  const sale = findSale(from.db, request.saleId);
  if (sale === null || sale.state !== 'open') return refuse('SALE_NOT_OPEN');
  const backMinor = 0 - sale.total.amountMinor;
  if (backMinor < 0) return refuse('SALE_AMOUNT_NOT_ALLOWED');
  const stocked = checkStockOfCart(from.db, sale.cart);
  if (!stocked.ok) return stocked;
  if (backMinor !== request.expectedMinor) return refuse('REFUND_AMOUNT_CHANGED');
  const shares = allocateRefund(read.value.tenders, backMinor);
  if (backMinor > 0 && !shares.ok) return refuse('REFUND_TOO_MUCH', { leftMinor: read.value.mostMinor });
  return from.db.transaction(() => {
    const refund = shares.ok
      ? openRefund(from, {
          kind: 'sale',
          saleId: origin,
          origin: null,
          currency: read.value.currency,
          lines: [],
          restock: false,
          exchangeSaleId: request.saleId,
          why: { reason: 'exchange' },
          legs: legsFor(from, read.value, shares.shares),
        })
      : accept(null);
    if (!refund.ok) return refund;
    complete(from, sale);
    return refund;
  });
}

/** The sale of which a cart takes goods back; null for an ordinary cart. */
export function originOfReturns(from: Pick<Starter, 'db'>, saleId: string): string | null {
  const row = from.db.get<{ readonly origin_sale_id: string }>(
    `SELECT r.origin_sale_id FROM exchange_returns r JOIN sale_lines l USING (line_id)
     WHERE r.sale_id = ? LIMIT 1`,
    saleId,
  );
  return row?.origin_sale_id ?? null;
}

function complete(from: ExchangePorts, sale: Sale): void {
  completeSale(from.db, sale.saleId, from.clock.nowMs());
  setCurrent(from.db, sale.saleId, false);
}

/** One line of quantity 1 below zero: what several pieces come to can't always be split into equal prices. */
function itemFor(
  from: Pick<Starter, 'db'>,
  originSaleId: string,
  line: SourceLine,
  part: RefundedLine,
): Parameters<Sales['addReturn']>[0] {
  const sale = findSale(from.db, originSaleId);
  const sold = sale?.cart.lines.find((each) => each.lineId === line.lineId);
  const includes = sale?.cart.pricesIncludeTax ?? true;
  const isExempt = sale !== null && sold !== undefined && isFreeOfTax(sale.cart, sold);
  return {
    productId: null,
    name: `${part.quantity === 1 ? '' : `${String(part.quantity)} × `}${line.name}`,
    quantity: 1,
    unitPriceMinor: minorUnits(0 - (includes ? part.amountMinor : part.amountMinor - part.taxMinor)),
    isExempt,
    taxRate: sold?.taxRate ?? { id: 'none', name: line.taxName, ratePpm: line.taxPpm },
  };
}
