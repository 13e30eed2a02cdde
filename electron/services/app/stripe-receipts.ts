import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import type { TenderStore } from '../payments/index.ts';
import type { Ids } from '../ports.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Connection } from './connection.ts';

/** Mails the receipts of a sale's card payments through Stripe. */
export type StripeReceipts = {
  /**
   * `by-stripe-test`: Stripe has the address and mails nothing, because the payment is a test. Refusals:
   * MAIL_NOT_IN_TRAINING before anything is asked, MAIL_NEEDS_CARD for a sale without a card payment, MAIL_MAYBE_SENT
   * when Stripe's answer was lost, those of Stripe.
   */
  readonly send: (saleId: string, address: string) => Promise<Result<'by-stripe' | 'by-stripe-test'>>;
};

export function createStripeReceipts(from: {
  readonly store: Pick<TenderStore, 'listOfSale'>;
  readonly settings: SettingsStore;
  readonly connection: Pick<Connection, 'gateway'>;
  readonly ids: Pick<Ids, 'uuidv7'>;
}): StripeReceipts {
  return {
    send: async (saleId, address) => {
      if (from.settings.get().mode === 'training') return refuse('MAIL_NOT_IN_TRAINING');
      const gateway = from.connection.gateway();
      if (gateway === null) return refuse('MAIL_NOT_SET_UP');
      const charges = from.store
        .listOfSale(saleId)
        .flatMap(({ state, charge }) =>
          state.state === 'approved' && charge !== null ? [charge.chargeId] : [],
        );
      if (charges.length === 0) return refuse('MAIL_NEEDS_CARD');
      let isLive = true;
      for (const chargeId of charges) {
        const answer = await gateway.mailReceipt(chargeId, address, `receipt-mail-${from.ids.uuidv7()}`);
        if (answer.kind === 'unknown') return refuse('MAIL_MAYBE_SENT');
        if (answer.kind === 'refused') return refuse(answer.error);
        isLive &&= answer.value.livemode;
      }
      return accept(isLive ? 'by-stripe' : 'by-stripe-test');
    },
  };
}
