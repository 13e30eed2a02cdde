import { createHmac } from 'node:crypto';
import { missing } from '../http/api-error.ts';
import { nextId, nowSeconds, type Endpoint, type StoredEvent, type World } from '../world.ts';

/** Three days of exponential waiting at Stripe; here the first waits are short enough to watch. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 300_000, 900_000, 3_600_000];

/** Brings an event to each enabled endpoint that asked for its type, unless the scenario holds webhooks back. */
export function startDeliveries(world: World, stored: StoredEvent): void {
  const { scenario } = world.state;
  if (scenario?.webhooks === 'lost') return;
  for (const endpoint of Object.values(world.state.endpoints)) {
    if (endpoint.status !== 'enabled' || !wants(endpoint, stored.event.type)) continue;
    stored.event.pending_webhooks += 1;
    const delayMs = delayOf(world);
    world.ports.after(delayMs, () => {
      void deliver(world, stored, endpoint.id, 1);
    });
    if (scenario?.webhooks === 'twice') {
      world.ports.after(delayMs + 50, () => {
        void deliver(world, stored, endpoint.id, 1);
      });
    }
  }
}

/** Every other event waits, so that the one behind it is there first. */
function delayOf(world: World): number {
  const { scenario, events } = world.state;
  if (scenario?.webhooks === 'late') return 5_000;
  return scenario?.webhooks === 'reordered' && events.length % 2 === 1 ? 3_000 : 0;
}

/** What a stranger sends who knows the address and not the secret: money that never came. Tried once. */
export function forgeEvent(world: World): void {
  const created = nowSeconds(world);
  const object = { id: nextId(world, 'pi'), object: 'payment_intent', status: 'succeeded', amount: 99_900 };
  const body = JSON.stringify({
    id: nextId(world, 'evt'),
    object: 'event',
    created,
    livemode: false,
    type: 'payment_intent.succeeded',
    data: { object },
  });
  for (const { url } of Object.values(world.state.endpoints)) {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signatureHeader('whsec_of_a_stranger', body, created),
    };
    world.ports.after(0, () => {
      void world.ports.deliver({ url, headers, body });
    });
  }
}

/** Sends one event again to every endpoint, as Stripe's dashboard can. */
export async function redeliver(world: World, eventId: string): Promise<number> {
  const stored = world.state.events.find((each) => each.event.id === eventId);
  if (stored === undefined) throw missing('event', eventId);
  const endpoints = Object.values(world.state.endpoints).filter((endpoint) =>
    wants(endpoint, stored.event.type),
  );
  for (const { id } of endpoints) await deliver(world, stored, id, WAITS_MS.length + 1);
  return endpoints.length;
}

/** The header Stripe sends: a fresh time and signature for each try. */
export function signatureHeader(secret: string, body: string, atSeconds: number): string {
  const signature = createHmac('sha256', secret)
    .update(`${String(atSeconds)}.${body}`)
    .digest('hex');
  return `t=${String(atSeconds)},v1=${signature}`;
}

async function deliver(
  world: World,
  stored: StoredEvent,
  endpointId: string,
  attempt: number,
): Promise<void> {
  // Looked up anew: a secret may have been rolled since, and who deleted an endpoint hears nothing more.
  const endpoint = world.state.endpoints[endpointId];
  if (endpoint === undefined) return;
  const body = JSON.stringify(stored.event, null, 2);
  const answer = await world.ports.deliver({
    url: endpoint.url,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (sandbox)',
      'stripe-signature': signatureHeader(endpoint.secret, body, nowSeconds(world)),
    },
    body,
  });
  const status = answer?.status ?? null;
  world.state.deliveries.push({
    eventId: stored.event.id,
    eventType: stored.event.type,
    endpointId: endpoint.id,
    attempt,
    atMs: world.ports.nowMs(),
    status,
  });
  if (status !== null && status >= 200 && status < 300) {
    stored.delivered = true;
    stored.event.pending_webhooks = Math.max(0, stored.event.pending_webhooks - 1);
    world.ports.changed();
    return;
  }
  world.ports.changed();
  const waitMs = WAITS_MS[attempt - 1];
  if (waitMs === undefined) return;
  world.ports.after(waitMs, () => {
    void deliver(world, stored, endpointId, attempt + 1);
  });
}

function wants(endpoint: Endpoint, type: string): boolean {
  return endpoint.enabledEvents.includes('*') || endpoint.enabledEvents.includes(type);
}
