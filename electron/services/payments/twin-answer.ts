import { accept, refuse, type CardPanel, type Result } from '../../../shared/contract/index.ts';
import { waitsForTwinAnswer } from '../../../shared/domain/payment/index.ts';
import type { Db } from '../db/index.ts';
import { findSale } from '../sales/index.ts';
import type { ChargePorts } from './ports.ts';
import type { TenderStore } from './tender-store.ts';

/** What a cashier says about a held amount that looks like an earlier payment made again. */
export function createTwinAnswers({ store, runner }: Pick<ChargePorts, 'store' | 'runner'>) {
  return {
    /**
     * Takes the held amount as another purchase, or lets the hold go. Refusals: PAYMENT_TENDER_NOT_FOUND, PAYMENT_NOT_NOW
     * (nothing is asked, or it was answered meanwhile).
     */
    answerTwin: async (
      tenderId: string,
      answer: 'second-purchase' | 'let-go',
    ): Promise<Result<Record<string, never>>> => {
      const tender = store.find(tenderId);
      if (tender === null) return refuse('PAYMENT_TENDER_NOT_FOUND');
      if (!waitsForTwinAnswer(tender.state)) return refuse('PAYMENT_NOT_NOW');
      const sent = await runner.send(
        tenderId,
        answer === 'second-purchase'
          ? { type: 'second-purchase' }
          : { type: 'cancel-sent', reason: 'duplicate' },
      );
      return sent.ok ? accept({}) : refuse('PAYMENT_NOT_NOW');
    },
  };
}

/** The earlier payment as the cashier may know it; null when its sale is not on this till any more. */
export function viewEarlier(
  from: { readonly db: Db; readonly store: Pick<TenderStore, 'find'> },
  earlierTenderId: string,
  saleId: string,
): CardPanel['twin'] {
  const earlier = from.store.find(earlierTenderId);
  const sale = earlier === null ? null : findSale(from.db, earlier.saleId);
  if (earlier === null || sale === null) return null;
  return {
    saleNumber: sale.number,
    receiptNumber: sale.receiptNumber,
    ofThisSale: sale.saleId === saleId,
    taken: earlier.state.state === 'approved',
    atMs: earlier.tillAtMs ?? earlier.changedAtMs,
  };
}
