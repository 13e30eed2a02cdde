import { refuse, type Approval, type Result } from '../../../shared/contract/index.ts';
import { openRefund, type Starter } from './card-refund.ts';
import { cashFor } from './quote.ts';
import type { Refund, RefundReason } from './records.ts';
import type { Approvals } from '../staff/index.ts';

/**
 * Gives cash for goods without a receipt. A manager approves, because nobody can say what was paid for them, and it is
 * cash only: a card can be refunded only by the payment that charged it. Found by amount or last digits in the list of
 * transactions, the sale is refunded as such and needs nobody's approval.
 */
export async function refundWithoutReceipt(
  from: Starter & { readonly approvals: Pick<Approvals, 'approve'> },
  request: {
    readonly description: string;
    readonly amountMinor: number;
    readonly currency: string;
    readonly reason: RefundReason;
    readonly restock: boolean;
    readonly approval: Approval;
  },
): Promise<Result<Refund>> {
  const { amountMinor, currency } = request;
  if (amountMinor <= 0) return refuse('SALE_AMOUNT_NOT_ALLOWED');
  const { shiftId } = from.frame();
  const approved = await from.approvals.approve('refund.without-receipt', shiftId, request.approval);
  if (!approved.ok) return approved;
  return openRefund(from, {
    kind: 'without-receipt',
    saleId: null,
    origin: null,
    currency,
    lines: [
      {
        lineId: null,
        salePosition: null,
        name: request.description,
        quantity: 1,
        amountMinor,
        taxName: '',
        taxPpm: 0,
        taxMinor: 0,
      },
    ],
    restock: request.restock,
    exchangeSaleId: null,
    why: {
      reason: request.reason,
      note: request.approval.reason,
      approvalId: approved.value.approvalId,
    },
    legs: [
      {
        legId: from.ids.uuidv7(),
        kind: 'cash',
        tenderId: null,
        paymentIntentId: null,
        method: null,
        amountMinor,
        roundingMinor: cashFor(amountMinor, currency).roundingMinor,
        state: { state: 'paid-out' },
        replacesLegId: null,
      },
    ],
  });
}
