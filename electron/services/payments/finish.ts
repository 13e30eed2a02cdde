import type { Db } from '../db/index.ts';
import { completeSale, findSale } from '../sales/index.ts';
import { listCashOfSale } from './cash-store.ts';
import { accountOf, nothingRefunded, type Legs } from './legs.ts';
import { listTendersOfSale, type CardTender } from './tender-store.ts';

/**
 * Completes the sale of a card tender that was just approved, when that covers it. Called inside the transaction that
 * records the approval: paid and finished are one fact on the disk, whatever happens in the next instant.
 */
export function finishWhenPaid(
  db: Db,
  tender: CardTender,
  atMs: number,
  refundedMinor: Legs['refundedMinor'] = nothingRefunded,
): void {
  if (tender.state.state !== 'approved') return;
  completeWhenPaid(db, tender.saleId, atMs, refundedMinor);
}

/** Completes a sale when all of it is paid. Call inside the transaction that records what paid it. */
export function completeWhenPaid(
  db: Db,
  saleId: string,
  atMs: number,
  refundedMinor: Legs['refundedMinor'],
): void {
  const sale = findSale(db, saleId);
  if (sale === null) return;
  const legs = {
    cards: listTendersOfSale(db, saleId),
    cash: listCashOfSale(db, saleId),
    refundedMinor,
  };
  if (accountOf(sale, legs).dueMinor === 0) completeSale(db, saleId, atMs);
}
