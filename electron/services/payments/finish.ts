import type { Db } from '../db/index.ts';
import { completeSale, findSale } from '../sales/index.ts';
import { listCashOfSale } from './cash-store.ts';
import { paidMinor } from './charge-view.ts';
import { listTendersOfSale, type CardTender } from './tender-store.ts';

/**
 * Completes the sale of a card tender that was just approved, when that covers it. Called inside the transaction that
 * records the approval: paid and finished are one fact on the disk, whatever happens in the next instant.
 */
export function finishWhenPaid(db: Db, tender: CardTender, atMs: number): void {
  if (tender.state.state !== 'approved') return;
  const sale = findSale(db, tender.saleId);
  if (sale === null) return;
  const paid = paidMinor(listTendersOfSale(db, tender.saleId), listCashOfSale(db, tender.saleId));
  if (paid >= sale.total.amountMinor) completeSale(db, tender.saleId, atMs);
}
