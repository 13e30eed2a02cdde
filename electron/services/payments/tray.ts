import type { MissingMoney, Unsettled, UnsettledDoing } from '../../../shared/contract/index.ts';
import { minorUnits, currencyCode } from '../../../shared/domain/money/index.ts';
import { paymentIntentIdOf, waitsForTwinAnswer } from '../../../shared/domain/payment/index.ts';
import type { Db } from '../db/index.ts';
import { findSale } from '../sales/index.ts';
import { couldStillCharge, coversMinor } from './legs.ts';
import type { ChargePorts } from './ports.ts';
import { isBeforeTheCard } from './panel-state.ts';
import { CAPTURE_NEAR_MS } from './resolver.ts';
import type { CardTender, TenderStore } from './tender-store.ts';

type TrayPorts = Pick<ChargePorts, 'db' | 'store' | 'clock' | 'resolver' | 'cashierName'>;

/** The payments that wait for Stripe's answer, oldest first: the tray. They resolve themselves. */
export function listUnsettledPayments(ports: TrayPorts): readonly Unsettled[] {
  return ports.store.listUnsettled().flatMap((tender) => {
    const doing = doingOf(tender);
    const sale = findSale(ports.db, tender.saleId);
    if (doing === null || sale === null) return [];
    const nowMs = ports.clock.nowMs();
    return [
      {
        tenderId: tender.tenderId,
        saleId: tender.saleId,
        saleNumber: sale.number,
        currency: currencyCode(tender.currency),
        amountMinor: minorUnits(tender.amountMinor),
        cashierName: ports.cashierName(tender.cashierId),
        sinceMs: tender.createdAtMs,
        doing,
        nextTryAtMs: ports.resolver.nextTryAtMs(tender.tenderId),
        captureBeforeMs: tender.state.state === 'to-capture' ? tender.captureBeforeMs : null,
        captureNear: isCaptureNear(tender, nowMs),
        decision: tender.state.state === 'decided-by-manager' ? tender.state.decision : null,
        mayDecide: tender.state.state === 'in-doubt' && couldStillCharge(tender),
        paymentIntentId: paymentIntentIdOf(tender.state),
      },
    ];
  });
}

/** Payments that a manager called paid and that Stripe then ended without money, of sales that nothing else paid. */
export function listMissingMoney(db: Db, store: Pick<TenderStore, 'find'>): readonly MissingMoney[] {
  return db
    .all<{ readonly tender_id: string }>(
      `SELECT c.tender_id FROM card_tenders c JOIN sales s USING (sale_id)
       WHERE c.state IN ('cancelled', 'hold-released') AND s.state = 'charging'
         AND json_extract(c.decision_json, '$.verdict') = 'treat-as-charged' ORDER BY c.changed_at_ms`,
    )
    .flatMap((row) => {
      const tender = store.find(row.tender_id);
      const sale = tender === null ? null : findSale(db, tender.saleId);
      if (tender === null || sale === null || tender.decision === null) return [];
      return [
        {
          tenderId: tender.tenderId,
          saleId: tender.saleId,
          saleNumber: sale.number,
          currency: currencyCode(tender.currency),
          amountMinor: minorUnits(coversMinor(tender)),
          decision: tender.decision,
          sinceMs: tender.changedAtMs,
        },
      ];
    });
}

/** True when a hold is about to be let go by the bank, and was still not captured. */
export function isCaptureNear(tender: CardTender, nowMs: number): boolean {
  if (tender.state.state !== 'to-capture' || tender.captureBeforeMs === null) return false;
  return tender.captureBeforeMs - nowMs < CAPTURE_NEAR_MS;
}

function doingOf(tender: CardTender): UnsettledDoing | null {
  const { state } = tender;
  switch (state.state) {
    case 'in-doubt':
      if (state.wasCancelling !== null) return 'cancelling';
      return isBeforeTheCard(state) ? 'finding-the-payment' : 'asking-stripe';
    case 'to-capture':
      if (waitsForTwinAnswer(state)) return 'waits-for-cashier';
      return state.captureTries > 0 ? 'capturing' : null;
    case 'decided-by-manager':
      return state.decision.verdict === 'treat-as-charged' ? 'decided-charged' : 'decided-not-charged';
    default:
      return null;
  }
}
