import type Stripe from 'stripe';
import { API_VERSION, nextId, nowSeconds, type World } from '../world.ts';
import { startDeliveries } from './delivery.ts';

/** Records that something happened, with a copy of the object as it is now, and starts bringing it to endpoints. */
export function emit(world: World, type: string, object: object): void {
  const event = {
    id: nextId(world, 'evt'),
    object: 'event',
    api_version: API_VERSION,
    created: nowSeconds(world),
    // By way of JSON, which is what will be sent: a structured clone takes twice as long.
    data: { object: JSON.parse(JSON.stringify(object)) as object },
    livemode: false,
    pending_webhooks: 0,
    request: null,
    type,
  } as Stripe.Event; // The union over all event types can't be built from a type given as text.
  const stored = { event, delivered: false };
  world.state.events.push(stored);
  startDeliveries(world, stored);
}
