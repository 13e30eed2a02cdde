import { accept, refuse, type Approval, type Result } from '../../../shared/contract/index.ts';
import type { Approvals } from '../staff/index.ts';
import { cardLeg, lookFor, openRefund, type Starter } from './card-refund.ts';
import { insertCashRepair, mayBecomeCash } from './cash-repair-store.ts';
import { leftMinor } from './look.ts';
import type { Refund } from './records.ts';

/**
 * Corrects a sale that was recorded as paid by card although the customer paid cash: the card gets all of it back, and
 * cash takes its place. A manager approves. Refund and repair are one commit before anything is sent; the cash is
 * written by the commit that knows the refund as made (`recordRepairedCash`), in whichever life of the till that is.
 * Refusals: PAYMENT_TENDER_NOT_FOUND, REFUND_NOT_AS_CASH, REFUND_OTHER_MODE, those of `lookFor`, of approvals and of
 * `openRefund`.
 */
export async function refundAsCash(
  from: Starter & { readonly approvals: Pick<Approvals, 'approve'> },
  tenderId: string,
  approval: Approval,
): Promise<Result<Refund>> {
  const tender = from.tenders.find(tenderId);
  if (tender === null) return refuse('PAYMENT_TENDER_NOT_FOUND');
  if (tender.state.state !== 'approved' || !mayBecomeCash(from.db, tender))
    return refuse('REFUND_NOT_AS_CASH');
  if (tender.mode !== from.frame().mode) return refuse('REFUND_OTHER_MODE');
  const { paymentIntentId, capturedMinor } = tender.state;
  const looked = await lookFor(from, paymentIntentId);
  if (!looked.ok) return looked;
  // Somebody gave a part of it back at Stripe: then it is not known what the customer still paid.
  if (leftMinor(looked.value, from.store.listLegsOfIntent(paymentIntentId)) !== capturedMinor)
    return refuse('REFUND_NOT_AS_CASH');
  const approved = await from.approvals.approve('refund.as-cash', tenderId, approval);
  if (!approved.ok) return approved;
  const { approvalId } = approved.value;
  return from.db.transaction(() => {
    // A second press, or the shift's close, may have come here while the PIN was checked.
    if (!mayBecomeCash(from.db, tender)) return refuse('REFUND_NOT_AS_CASH');
    const leg = cardLeg(from, { tenderId, paymentIntentId, amountMinor: capturedMinor });
    const refund = openRefund(from, {
      kind: 'tender',
      saleId: tender.saleId,
      origin: null,
      currency: tender.currency,
      lines: [],
      restock: false,
      exchangeSaleId: null,
      why: { reason: 'mis-tender', note: approval.reason, approvalId },
      legs: [leg],
    });
    if (!refund.ok) return refund;
    insertCashRepair(from.db, {
      refundLegId: leg.legId,
      saleId: tender.saleId,
      cardTenderId: tenderId,
      cashTenderId: from.ids.uuidv7(),
      approvalId,
      atMs: from.clock.nowMs(),
    });
    return accept(refund.value);
  });
}
