import type { Db } from '../db/index.ts';
import { coversMinor, tipMinor } from './legs.ts';
import { createTenderStore, type CardTender } from './tender-store.ts';

/** Money of a card payment that no sale needs: its refund is prepared by naming tender, payment and amount. */
export type Overpaid = {
  readonly tenderId: string;
  readonly saleId: string;
  readonly paymentIntentId: string;
  readonly surplusMinor: number;
  readonly currency: string;
  readonly sinceMs: number;
};

/**
 * Card payments that took more than their sale needed, oldest first: one that came after it was given up, or more at
 * Stripe than amount and tip. What was refunded since is not taken off here: ask the refunds.
 */
export function listOverpaid(db: Db): readonly Overpaid[] {
  const store = createTenderStore(db, () => undefined);
  return db
    .all<{ readonly tender_id: string }>(
      `SELECT tender_id FROM card_tenders WHERE state = 'overpaid' OR (state = 'approved' AND
         captured_minor > amount_minor + json_extract(state_json, '$.tipMinor')) ORDER BY changed_at_ms`,
    )
    .flatMap((row) => {
      const tender = store.find(row.tender_id);
      return tender === null ? [] : overpaidOf(tender);
    });
}

function overpaidOf(tender: CardTender): readonly Overpaid[] {
  const { state } = tender;
  if (state.state !== 'overpaid' && state.state !== 'approved') return [];
  const due = state.state === 'approved' ? coversMinor(tender) + tipMinor(tender) : 0;
  return [
    {
      tenderId: tender.tenderId,
      saleId: tender.saleId,
      paymentIntentId: state.paymentIntentId,
      surplusMinor: state.capturedMinor - due,
      currency: tender.currency,
      sinceMs: tender.changedAtMs,
    },
  ];
}
