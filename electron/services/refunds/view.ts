import type { CardView, RefundLegView, RefundView } from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { viewCard, type TenderStore } from '../payments/index.ts';
import type { Refund, RefundLeg } from './records.ts';

export type RefundViewPorts = {
  readonly db: Db;
  readonly tenders: Pick<TenderStore, 'find'>;
  readonly cashierName: (staffId: string) => string;
};

/** A refund as the page shows it. */
export function viewRefund(ports: RefundViewPorts, refund: Refund): RefundView {
  return {
    refundId: refund.refundId,
    number: refund.number,
    kind: refund.kind,
    saleId: refund.saleId,
    amountMinor: minorUnits(refund.amountMinor),
    currency: currencyCode(refund.currency),
    reason: refund.reason,
    note: refund.note,
    restock: refund.restock,
    cashierName: ports.cashierName(refund.cashierId),
    register: refund.register,
    createdAtMs: refund.createdAtMs,
    lines: refund.lines.map(({ name, quantity, amountMinor }) => ({
      name,
      quantity,
      amountMinor: minorUnits(amountMinor),
    })),
    legs: refund.legs.map((leg) => viewLeg(ports, leg)),
  };
}

function viewLeg(ports: RefundViewPorts, leg: RefundLeg): RefundLegView {
  const { state } = leg;
  return {
    legId: leg.legId,
    kind: leg.kind,
    card: leg.kind === 'card' ? cardOf(ports, leg) : null,
    amountMinor: minorUnits(leg.amountMinor),
    cashMinor: leg.kind === 'cash' ? minorUnits(leg.amountMinor + leg.roundingMinor) : null,
    state: state.state,
    atReader: leg.method === 'reader',
    stripeRefundId: 'stripeRefundId' in state ? state.stripeRefundId : null,
    why: state.state === 'failed' ? state.reason : state.state === 'refused' ? state.code : null,
    madeGood:
      ports.db.get('SELECT 1 AS found FROM refund_legs WHERE replaces_leg_id = ?', leg.legId) !== null,
  };
}

function cardOf(ports: RefundViewPorts, leg: RefundLeg): CardView | null {
  const tender = leg.tenderId === null ? null : ports.tenders.find(leg.tenderId);
  return viewCard(tender?.charge ?? null);
}
