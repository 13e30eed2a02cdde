import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RELAY_LIMITS, RELAY_PATHS } from '../../shared/contract/relay/index.ts';
import type { EventLog } from '../log/index.ts';
import type { HealthBook, RefusalReason } from '../operations/health-book.ts';
import { errorText, shortId } from '../operations/logging.ts';
import type { Counters } from '../operations/counters.ts';
import type { RelayPorts } from '../ports.ts';
import type { Store, Stores } from '../stores/index.ts';
import { readEnvelope } from './envelope.ts';
import { verifySignature } from './signature.ts';

export type IngressParts = {
  readonly ports: RelayPorts;
  readonly stores: Stores;
  readonly eventLog: EventLog;
  readonly health: HealthBook;
  readonly counters: Counters;
  readonly toleranceMs: number;
  /** Called when the log's disk can't be trusted any more: the process must stop. */
  readonly onFatal: (error: unknown) => void;
};

/**
 * The door for Stripe. Order: verify the bytes, read the envelope, commit, answer 2xx; the tills hear of it from the
 * log. Nothing is answered 2xx before its commit. Refusals say the same whatever the reason, so that nobody learns by
 * trying.
 */
export function registerWebhooks(app: FastifyInstance, parts: IngressParts): void {
  const options = { bodyLimit: RELAY_LIMITS.webhookBytes };
  app.post(RELAY_PATHS.webhooks, options, (request, reply) => {
    const stores = parts.stores.listStores();
    const [only] = stores;
    if (only === undefined || stores.length > 1) return reply.code(404).send(REFUSED);
    return receive(parts, only, request, reply);
  });
  app.post<{ Params: { storeId: string } }>(`${RELAY_PATHS.webhooks}/:storeId`, options, (request, reply) => {
    const store = parts.stores.findStore(request.params.storeId);
    // The same as a bad signature: which stores exist is nobody's business.
    if (store === null) return refuse(reply);
    return receive(parts, store, request, reply);
  });
}

const REFUSED = { error: 'refused' } as const;

async function receive(
  parts: IngressParts,
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const arrivedAtMs = parts.ports.clock.nowMs();
  const body = request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
  const header = request.headers['stripe-signature'];
  const verdict = verifySignature({
    body,
    header: typeof header === 'string' ? header : null,
    secrets: parts.stores.signingSecrets(store.storeId),
    arrivedAtMs,
    toleranceMs: parts.toleranceMs,
  });
  if (verdict.sentAtMs !== null) parts.health.clockSeen(store.storeId, arrivedAtMs - verdict.sentAtMs);
  if (verdict.kind === 'refused') return refuseAs(parts, store, verdict.why, reply);

  const envelope = readEnvelope(body);
  if (envelope === null) return refuseAs(parts, store, 'malformed', reply);
  if (envelope.livemode !== (store.mode === 'live')) return refuseAs(parts, store, 'wrong-mode', reply);

  const { eventId, eventType, createdAtS, fingerprint, text } = envelope;
  return commit(parts, reply, {
    storeId: store.storeId,
    eventId,
    eventType,
    createdAtS,
    receivedAtMs: arrivedAtMs,
    fingerprint,
    // A header that passed the check is a string.
    signature: String(header),
    body: text,
  });
}

async function commit(
  parts: IngressParts,
  reply: FastifyReply,
  event: Parameters<EventLog['append']>[0],
): Promise<FastifyReply> {
  const { counters, health, ports } = parts;
  const fields = { store: shortId(event.storeId), eventId: event.eventId, type: event.eventType };
  let outcome;
  try {
    outcome = await parts.eventLog.append(event);
  } catch (error) {
    counters.add('webhooks_failed');
    ports.log.error('ingress.log-failed', { ...fields, error: errorText(error) });
    parts.onFatal(error);
    return reply.code(503).send({ error: 'unavailable' });
  }
  if (outcome.kind === 'refused') {
    counters.add('webhooks_failed');
    ports.log.error('ingress.not-stored', { ...fields, why: outcome.why });
    return reply.code(503).header('retry-after', '30').send({ error: 'unavailable' });
  }
  health.accepted(event.storeId, event.receivedAtMs);
  counters.add(`webhooks_${outcome.kind}`);
  if (outcome.kind === 'conflicting') ports.log.error('ingress.same-id-other-content', fields);
  else ports.log.info(`ingress.${outcome.kind}`, { ...fields, seq: outcome.seq });
  return reply.code(200).send({ received: true });
}

function refuseAs(parts: IngressParts, store: Store, why: RefusalReason, reply: FastifyReply): FastifyReply {
  parts.health.refused(store.storeId, why, parts.ports.clock.nowMs());
  parts.counters.add('webhooks_refused', why);
  parts.ports.log.warn('ingress.refused', { store: shortId(store.storeId), why });
  return refuse(reply);
}

function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(400).send(REFUSED);
}
