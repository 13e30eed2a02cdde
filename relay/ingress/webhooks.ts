import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RELAY_LIMITS, RELAY_PATHS } from '../../shared/contract/relay/index.ts';
import type { EventLog } from '../log/index.ts';
import type { HealthBook, RefusalReason } from '../operations/health-book.ts';
import { errorText, shortId } from '../operations/logging.ts';
import type { Counters } from '../operations/counters.ts';
import type { RelayPorts } from '../ports.ts';
import type { Store, Stores } from '../stores/index.ts';
import { readEnvelope } from './envelope.ts';
import { verifySignature, type SignatureVerdict } from './signature.ts';

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
  app.post(RELAY_PATHS.webhooks, options, async (request, reply) => {
    const stores = await parts.stores.listStores();
    const [only] = stores;
    if (only === undefined || stores.length > 1) return reply.code(404).send(REFUSED);
    return receive(parts, only, request, reply);
  });
  app.post<{ Params: { storeId: string } }>(
    `${RELAY_PATHS.webhooks}/:storeId`,
    options,
    async (request, reply) => {
      const store = await parts.stores.findStore(request.params.storeId);
      // The same as a bad signature: which stores exist is nobody's business.
      if (store === null) return refuse(reply);
      return receive(parts, store, request, reply);
    },
  );
}

const REFUSED = { error: 'refused' } as const;

async function receive(
  parts: IngressParts,
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const header = request.headers['stripe-signature'];
  const body = request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
  const verdict = await takeWebhook(parts, store, {
    body,
    header: typeof header === 'string' ? header : null,
  });
  switch (verdict) {
    case 'received':
      return reply.code(200).send({ received: true });
    case 'refused':
      return refuse(reply);
    case 'unavailable':
      return reply.code(503).send({ error: 'unavailable' });
    case 'try-later':
      return reply.code(503).header('retry-after', '30').send({ error: 'unavailable' });
    default:
      throw new Error(`Unknown verdict ${String(verdict satisfies never)}`);
  }
}

/** Refusals that a secret which is not known here yet would explain. */
const MAY_BE_UNKNOWN: ReadonlySet<string> = new Set(['no-secret', 'no-match']);

/** What becomes of one webhook: `received` only after its commit; `unavailable` and `try-later` are our own fault. */
export type WebhookVerdict = 'received' | 'refused' | 'unavailable' | 'try-later';

/** Verifies and stores what came to a store's door, whatever carried it there. */
export async function takeWebhook(
  parts: IngressParts,
  store: Store,
  { body, header }: { readonly body: Uint8Array; readonly header: string | null },
): Promise<WebhookVerdict> {
  const arrivedAtMs = parts.ports.clock.nowMs();
  const verdict = await verify(parts, store.storeId, { body, header, arrivedAtMs });
  if (verdict.sentAtMs !== null) parts.health.clockSeen(store.storeId, arrivedAtMs - verdict.sentAtMs);
  if (verdict.kind === 'refused') return refuseAs(parts, store, verdict.why);

  const envelope = readEnvelope(body);
  if (envelope === null) return refuseAs(parts, store, 'malformed');
  if (envelope.livemode !== (store.mode === 'live')) return refuseAs(parts, store, 'wrong-mode');

  const { eventId, eventType, createdAtS, fingerprint, text } = envelope;
  return commit(parts, {
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

/** A secret that another instance was given a moment ago is looked for before a signature is refused. */
async function verify(
  { stores, toleranceMs }: IngressParts,
  storeId: string,
  request: { readonly body: Uint8Array; readonly header: string | null; readonly arrivedAtMs: number },
): Promise<SignatureVerdict> {
  const secrets = await stores.signingSecrets(storeId);
  const verdict = verifySignature({ ...request, toleranceMs, secrets });
  if (verdict.kind !== 'refused' || !MAY_BE_UNKNOWN.has(verdict.why)) return verdict;
  const latest = await stores.signingSecrets(storeId, 'at-once');
  if (latest.every((secret) => secrets.includes(secret))) return verdict;
  return verifySignature({ ...request, toleranceMs, secrets: latest });
}

async function commit(
  parts: IngressParts,
  event: Parameters<EventLog['append']>[0],
): Promise<WebhookVerdict> {
  const { counters, health, ports } = parts;
  const fields = { store: shortId(event.storeId), eventId: event.eventId, type: event.eventType };
  let outcome;
  try {
    outcome = await parts.eventLog.append(event);
  } catch (error) {
    counters.add('webhooks_failed');
    ports.log.error('ingress.log-failed', { ...fields, error: errorText(error) });
    parts.onFatal(error);
    return 'unavailable';
  }
  if (outcome.kind === 'refused') {
    counters.add('webhooks_failed');
    ports.log.error('ingress.not-stored', { ...fields, why: outcome.why });
    return 'try-later';
  }
  health.accepted(event.storeId, event.receivedAtMs);
  counters.add(`webhooks_${outcome.kind}`);
  if (outcome.kind === 'conflicting') ports.log.error('ingress.same-id-other-content', fields);
  else ports.log.info(`ingress.${outcome.kind}`, { ...fields, seq: outcome.seq });
  return 'received';
}

function refuseAs(parts: IngressParts, store: Store, why: RefusalReason): 'refused' {
  parts.health.refused(store.storeId, why, parts.ports.clock.nowMs());
  parts.counters.add('webhooks_refused', why);
  parts.ports.log.warn('ingress.refused', { store: shortId(store.storeId), why });
  return 'refused';
}

function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(400).send(REFUSED);
}
