import type Stripe from 'stripe';
import type { StripeAnswer } from './gateway.ts';

/** An event as Stripe lists it: without a signature, so a hint like any other. */
export type ListedEvent = {
  readonly eventId: string;
  readonly type: string;
  readonly createdAtMs: number;
  readonly body: string;
};

/** One item that a till wrote into its PaymentIntent. */
export type IntentLineItem = {
  readonly name: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
};

type Ask = <Value>(work: () => Promise<Value>) => Promise<StripeAnswer<Value>>;

/** Stripe's calls by which a till finds what it missed; a part of the gateway. */
export function reviewCalls(
  stripe: Stripe,
  ask: Ask,
  timeouts: { readonly readMs: number; readonly writeMs: number },
) {
  const read = { timeout: timeouts.readMs };
  return {
    /** Events since a time, oldest first; Stripe keeps them for 30 days. Pages are followed to the end. */
    listEvents: (wanted: {
      readonly sinceMs: number;
      readonly types: readonly string[];
      /** Only those that an endpoint did not take. */
      readonly undeliveredOnly: boolean;
    }): Promise<StripeAnswer<readonly ListedEvent[]>> =>
      ask(async () => {
        const found: ListedEvent[] = [];
        const pages = stripe.events.list(
          {
            created: { gte: Math.floor(wanted.sinceMs / 1000) },
            types: [...wanted.types],
            limit: 100,
            ...(wanted.undeliveredOnly ? { delivery_success: false } : {}),
          },
          read,
        );
        for await (const event of pages) {
          found.push({
            eventId: event.id,
            type: event.type,
            createdAtMs: event.created * 1000,
            body: JSON.stringify(event),
          });
        }
        return found.toReversed();
      }),
    /** What the till that made this intent wrote into it; empty where the account took no line items. */
    listLineItems: (paymentIntentId: string): Promise<StripeAnswer<readonly IntentLineItem[]>> =>
      ask(async () => {
        const found: IntentLineItem[] = [];
        const pages = stripe.paymentIntents.listAmountDetailsLineItems(paymentIntentId, { limit: 100 }, read);
        for await (const item of pages) {
          found.push({
            name: item.product_name,
            quantity: item.quantity,
            unitPriceMinor: item.unit_cost,
          });
        }
        return found;
      }),
    /** Writes into an intent that has its money who made it his: two tills must not both adopt one charge. */
    markIntent: (
      paymentIntentId: string,
      metadata: Readonly<Record<string, string>>,
      idempotencyKey: string,
    ): Promise<StripeAnswer<null>> =>
      ask(async () => {
        await stripe.paymentIntents.update(
          paymentIntentId,
          { metadata: { ...metadata } },
          { idempotencyKey, timeout: timeouts.writeMs },
        );
        return null;
      }),
  };
}
