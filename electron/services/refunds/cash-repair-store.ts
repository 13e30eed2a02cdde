import { cashRounded } from '../../../shared/domain/cash/index.ts';
import { money } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { coversMinor, createTenderStore, recordCash, type CardTender } from '../payments/index.ts';
import type { RefundLeg } from './records.ts';

/** A card payment that a manager called cash, and the cash that takes its place once the card has its money back. */
export type CashRepair = {
  readonly refundLegId: string;
  readonly saleId: string;
  readonly cardTenderId: string;
  readonly cashTenderId: string;
  readonly approvalId: string;
  readonly atMs: number;
};

export function insertCashRepair(db: Db, repair: CashRepair): void {
  db.run(
    'INSERT INTO cash_repairs VALUES (?, ?, ?, ?, ?, ?)',
    repair.refundLegId,
    repair.saleId,
    repair.cardTenderId,
    repair.cashTenderId,
    repair.approvalId,
    repair.atMs,
  );
}

/**
 * Writes the cash of a repair when its refund was made at Stripe, and once only. Called inside the transaction that
 * records the leg's state: the card has its money back and the cash pays the sale in the same moment, or neither.
 */
export function recordRepairedCash(db: Db, leg: RefundLeg, atMs: number): void {
  if (leg.state.state !== 'pending' && leg.state.state !== 'succeeded') return;
  const repair = db.get<{
    readonly sale_id: string;
    readonly card_tender_id: string;
    readonly cash_tender_id: string;
  }>(
    `SELECT sale_id, card_tender_id, cash_tender_id FROM cash_repairs r WHERE refund_leg_id = ?
       AND NOT EXISTS (SELECT 1 FROM cash_tenders t WHERE t.tender_id = r.cash_tender_id)`,
    leg.legId,
  );
  if (repair === null) return;
  const card = createTenderStore(db, () => undefined).find(repair.card_tender_id);
  if (card === null) throw new Error('A card tender that a repair names is gone');
  // What the goods cost: a tip that went to the card went back with it.
  const amountMinor = coversMinor(card);
  const { dueMinor, roundingMinor } = cashRounded(money(amountMinor, card.currency));
  recordCash(db, {
    tenderId: repair.cash_tender_id,
    saleId: repair.sale_id,
    amountMinor,
    roundingMinor,
    tenderedMinor: dueMinor,
    changeMinor: 0,
    currency: card.currency,
    atMs,
  });
}

/** True once cash has taken the place of this card payment: nothing of the sale can go back to the card any more. */
export function isRepairedToCash(db: Db, cardTenderId: string): boolean {
  return (
    db.get(
      `SELECT 1 FROM cash_repairs r JOIN cash_tenders t ON t.tender_id = r.cash_tender_id WHERE r.card_tender_id = ?`,
      cardTenderId,
    ) !== null
  );
}

/**
 * Whether a card payment may be called cash: it pays a finished sale of a shift that is still open, so that the drawer
 * is counted with it, and nothing of that sale was given back or exchanged. A card that wants a reader for its refund
 * can't, because it is not there any more.
 */
export function mayBecomeCash(db: Db, tender: CardTender): boolean {
  if (tender.state.state !== 'approved' || tender.charge?.interac === true) return false;
  return (
    db.get(
      `SELECT 1 FROM sales s WHERE s.sale_id = ? AND s.state = 'completed'
         AND NOT EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = s.shift_id)
         AND NOT EXISTS (SELECT 1 FROM refunds r JOIN refund_legs l USING (refund_id) WHERE r.sale_id = s.sale_id
           AND l.state NOT IN ('refused', 'withdrawn', 'cancelled'))
         AND NOT EXISTS (SELECT 1 FROM exchange_returns e WHERE e.origin_sale_id = s.sale_id OR e.sale_id = s.sale_id)`,
      tender.saleId,
    ) !== null
  );
}
