import type Stripe from 'stripe';
import type { StripeAnswer } from './gateway.ts';

export type WebhookEndpoint = { readonly endpointId: string; readonly url: string };
/** Stripe shows a signing secret this once. */
export type NewWebhookEndpoint = { readonly endpointId: string; readonly signingSecret: string };

type Ask = <Value>(work: () => Promise<Value>) => Promise<StripeAnswer<Value>>;

/**
 * Where Stripe sends its events. A creation may be asked twice when an answer is lost, and then there are two endpoints:
 * whoever creates one looks through the list afterwards.
 */
export function webhookCalls(
  stripe: Stripe,
  ask: Ask,
  how: { readonly readMs: number; readonly apiVersion: Stripe.WebhookEndpointCreateParams.ApiVersion },
) {
  const read = { timeout: how.readMs };
  return {
    listWebhookEndpoints: (): Promise<StripeAnswer<readonly WebhookEndpoint[]>> =>
      ask(async () => {
        const endpoints: WebhookEndpoint[] = [];
        for await (const { id, url } of stripe.webhookEndpoints.list({ limit: 100 }, read))
          endpoints.push({ endpointId: id, url });
        return endpoints;
      }),
    createWebhookEndpoint: (
      url: string,
      events: readonly string[],
    ): Promise<StripeAnswer<NewWebhookEndpoint>> =>
      ask(async () => {
        const made = await stripe.webhookEndpoints.create({
          url,
          enabled_events: [...events] as Stripe.WebhookEndpointCreateParams.EnabledEvent[], // Stripe's list is open.
          api_version: how.apiVersion,
        });
        return { endpointId: made.id, signingSecret: made.secret ?? '' };
      }),
    removeWebhookEndpoint: (endpointId: string): Promise<StripeAnswer<null>> =>
      ask(async () => {
        await stripe.webhookEndpoints.del(endpointId);
        return null;
      }),
  };
}
