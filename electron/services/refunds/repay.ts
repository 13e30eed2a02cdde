import { accept, refuse, type Approval, type Result } from '../../../shared/contract/index.ts';
import type { Approvals } from '../staff/index.ts';
import { cardLeg, lookFor, openRefund, type Starter } from './card-refund.ts';
import { leftMinor } from './look.ts';
import { cashFor } from './quote.ts';
import type { NewRefundLeg, Refund, RefundLeg } from './records.ts';

/**
 * Makes good for a leg whose money did not reach the customer: by another refund to the card, or in cash. A manager
 * approves it, because the money leaves the shop on another way than the one that it came. Refused while the leg may
 * still arrive, and when it was made good already: REFUND_NOT_IN_TROUBLE.
 */
export async function repayLeg(
  from: Starter & { readonly approvals: Pick<Approvals, 'approve'> },
  legId: string,
  how: 'card' | 'cash',
  approval: Approval,
): Promise<Result<Refund>> {
  const leg = inTrouble(from, legId);
  const refund = leg === null ? null : from.store.find(leg.refundId);
  if (leg === null || refund === null) return refuse('REFUND_NOT_IN_TROUBLE');
  if (leg.mode !== from.frame().mode) return refuse('REFUND_OTHER_MODE');
  const planned = how === 'card' ? await againByCard(from, leg) : accept(inCash(from, leg));
  if (!planned.ok) return planned;
  const approved = await from.approvals.approve('refund.repay', legId, approval);
  if (!approved.ok) return approved;
  // A second press may have come here while the PIN was checked.
  if (inTrouble(from, legId) === null) return refuse('REFUND_NOT_IN_TROUBLE');
  const { kind, saleId, origin, currency, reason } = refund;
  return openRefund(from, {
    kind,
    saleId,
    origin,
    currency,
    lines: [],
    restock: false,
    exchangeSaleId: null,
    why: { reason, note: approval.reason, approvalId: approved.value.approvalId },
    legs: [planned.value],
  });
}

/** The leg, when its money is surely not with the customer and no other leg stands for it. */
function inTrouble(from: Starter, legId: string): RefundLeg | null {
  const leg = from.store.listTrouble().find((each) => each.legId === legId);
  return leg === undefined || leg.state.state === 'in-doubt' ? null : leg;
}

async function againByCard(from: Starter, leg: RefundLeg): Promise<Result<NewRefundLeg>> {
  const { paymentIntentId, tenderId, amountMinor, legId } = leg;
  if (paymentIntentId === null) return refuse('REFUND_NOT_IN_TROUBLE');
  const looked = await lookFor(from, paymentIntentId);
  if (!looked.ok) return looked;
  const left = leftMinor(looked.value, from.store.listLegsOfIntent(paymentIntentId));
  if (amountMinor > left) return refuse('REFUND_TOO_MUCH', { leftMinor: Math.max(0, left) });
  return accept({ ...cardLeg(from, { tenderId, paymentIntentId, amountMinor }), replacesLegId: legId });
}

function inCash(from: Starter, leg: RefundLeg): NewRefundLeg {
  return {
    legId: from.ids.uuidv7(),
    kind: 'cash',
    tenderId: leg.tenderId,
    paymentIntentId: null,
    method: null,
    amountMinor: leg.amountMinor,
    roundingMinor: cashFor(leg.amountMinor, leg.currency).roundingMinor,
    state: { state: 'paid-out' },
    replacesLegId: leg.legId,
  };
}
