import { accept, refuse, type Approval, type Result, type Unwound } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { ManagerDecision } from '../../../shared/domain/payment/index.ts';
import { unlockAfterCharge, type Sale } from '../sales/index.ts';
import { recordCashGivenBack } from './cash-store.ts';
import { accountOf, couldStillCharge, paidByCardMinor, type Legs } from './legs.ts';
import type { ChargePorts } from './ports.ts';

type Done = Record<string, never>;

/** What a manager does with a sale that does not come to its end by itself. */
export function createUnwinding(
  ports: ChargePorts,
  from: {
    readonly charging: (saleId: string) => Result<Sale>;
    readonly legsOf: (saleId: string) => Legs;
    readonly letGo: (saleId: string) => Promise<Result<Done>>;
  },
) {
  const { db, store } = ports;
  return {
    /**
     * Puts a manager's name on a payment in doubt. Stripe is asked on, and its answer supersedes the decision. Refusals:
     * PAYMENT_TENDER_NOT_FOUND, PAYMENT_NOT_NOW (nothing to decide, or Stripe answered meanwhile), and those of approvals.
     */
    decide: async (
      tenderId: string,
      verdict: ManagerDecision['verdict'],
      approval: Approval,
    ): Promise<Result<Done>> => {
      const tender = store.find(tenderId);
      if (tender === null) return refuse('PAYMENT_TENDER_NOT_FOUND');
      if (tender.state.state !== 'in-doubt' || !couldStillCharge(tender)) return refuse('PAYMENT_NOT_NOW');
      const approved = await ports.approvals.approve('payment.decide', tenderId, approval);
      if (!approved.ok) return approved;
      const { staffName: managerName, reason } = approved.value;
      const sent = await ports.runner.send(tenderId, {
        type: 'manager-decided',
        decision: { verdict, managerName, reason },
      });
      return sent.ok ? accept({}) : refuse('PAYMENT_NOT_NOW');
    },
    /**
     * Gives back all that was paid of a sale that will not be finished: cards first, by refund, then cash by hand. What
     * could not be given back stays paid, and unwinding goes on from there. Refusals: those of `letGo`, of approvals and
     * of refunds, PAYMENT_NOT_NOW (nothing was paid), PAYMENT_UNWIND_UNFINISHED.
     */
    unwind: async (saleId: string, approval: Approval): Promise<Result<Unwound>> => {
      const sale = from.charging(saleId);
      if (!sale.ok) return sale;
      if (accountOf(sale.value, from.legsOf(saleId)).paidMinor === 0) return refuse('PAYMENT_NOT_NOW');
      const cleared = await from.letGo(saleId);
      if (!cleared.ok) return cleared;
      const approved = await ports.approvals.approve('refund.unwind', saleId, approval);
      if (!approved.ok) return approved;
      const { approvalId } = approved.value;
      let refundedMinor = 0;
      for (const card of from.legsOf(saleId).cards) {
        const before = ports.givingBack.refundedMinor(card.tenderId);
        if (paidByCardMinor(card, before) === 0) continue;
        const refunded = await ports.givingBack.unwind(card.tenderId, approvalId);
        ports.changed(saleId);
        if (!refunded.ok) return refunded;
        const after = ports.givingBack.refundedMinor(card.tenderId);
        // Recorded and not answered yet: the refunds carry it through, and nothing is given back twice meanwhile.
        if (paidByCardMinor(card, after) > 0) return refuse('PAYMENT_UNWIND_UNFINISHED');
        refundedMinor += after - before;
      }
      const cashBackMinor = giveCashBack(ports, from.legsOf(saleId), approvalId);
      unlockAfterCharge(db, saleId);
      ports.changed(saleId);
      return accept({ cashBackMinor: minorUnits(cashBackMinor), refundedMinor: minorUnits(refundedMinor) });
    },
  };
}

function giveCashBack(ports: ChargePorts, legs: Legs, approvalId: string): number {
  const by = { ...ports.atTheTill(), approvalId, atMs: ports.clock.nowMs() };
  return ports.db.transaction(() =>
    legs.cash
      .filter((cash) => cash.givenBackAtMs === null)
      .reduce((sum, cash) => sum + recordCashGivenBack(ports.db, cash, by), 0),
  );
}
