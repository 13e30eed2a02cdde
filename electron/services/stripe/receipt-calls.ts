import type Stripe from 'stripe';
import type { StripeAnswer } from './gateway.ts';

type Ask = <Value>(work: () => Promise<Value>) => Promise<StripeAnswer<Value>>;

/** Stripe's own receipts; a part of the gateway. */
export function receiptCalls(stripe: Stripe, ask: Ask, timeouts: { readonly writeMs: number }) {
  return {
    /**
     * Gives Stripe the address to which it mails the receipt of a paid charge, and later that of its refunds. Stripe
     * sends one when the address changes, whatever its account says about mails, and none for test payments.
     * Source: docs.stripe.com/api/charges/update, `receipt_email`, and the library's own types, read 2026-11.
     */
    mailReceipt: (
      chargeId: string,
      address: string,
      idempotencyKey: string,
    ): Promise<StripeAnswer<{ readonly livemode: boolean }>> =>
      ask(async () => {
        const { livemode } = await stripe.charges.update(
          chargeId,
          { receipt_email: address },
          { idempotencyKey, timeout: timeouts.writeMs },
        );
        return { livemode };
      }),
  };
}
