import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  pairRequestSchema,
  rangeReadRequestSchema,
  RELAY_LIMITS,
  RELAY_PATHS,
  RELAY_PROTOCOL,
  signingSecretsRequestSchema,
  type PairResponse,
  type RangeReadResponse,
  type RelayRefusalCode,
} from '../../shared/contract/relay/index.ts';
import type { Counters } from '../operations/counters.ts';
import type { HealthBook } from '../operations/health-book.ts';
import { shortId } from '../operations/logging.ts';
import type { RelayPorts } from '../ports.ts';
import { bearerToken, type Hub } from '../sessions/index.ts';
import type { Stores, Terminal } from '../stores/index.ts';
import { createThrottle } from './throttle.ts';

export type PairingParts = {
  readonly ports: RelayPorts;
  readonly stores: Stores;
  readonly hub: Hub;
  readonly health: Pick<HealthBook, 'secretsSet'>;
  readonly counters: Counters;
  /** The address under which Stripe reaches this relay, for the URL that the manager copies. */
  readonly publicUrl: () => string;
  readonly clientAddress: (request: FastifyRequest) => string;
};

/**
 * What a till asks over HTTP: to be paired, to hand over signing secrets, how the relay is, what it missed where no
 * socket opens, and to be forgotten.
 */
export function registerPairing(app: FastifyInstance, parts: PairingParts): void {
  const { ports, stores, hub, health } = parts;
  const options = { bodyLimit: RELAY_LIMITS.tillMessageBytes };
  registerPair(app, parts);

  app.put(RELAY_PATHS.signingSecrets, options, async (request, reply) => {
    const terminal = await authenticate(stores, request);
    if (terminal === null) return refuse(reply, 401, 'token-refused');
    const change = readBody(signingSecretsRequestSchema, request);
    if (change === null) return refuse(reply, 400, 'malformed');
    const active = await stores.setSigningSecrets({ storeId: terminal.storeId, ...change });
    health.secretsSet(terminal.storeId);
    ports.log.info('pairing.signing-secrets-set', { terminal: shortId(terminal.terminalId), active });
    return reply.send({ active });
  });

  app.get(RELAY_PATHS.health, async (request, reply) => {
    const terminal = await authenticate(stores, request);
    if (terminal === null) return refuse(reply, 401, 'token-refused');
    return reply.send(await hub.healthOf(terminal));
  });

  app.post(RELAY_PATHS.events, options, async (request, reply) => {
    const terminal = await authenticate(stores, request);
    if (terminal === null) return refuse(reply, 401, 'token-refused');
    const asked = readBody(rangeReadRequestSchema, request);
    if (asked === null) return refuse(reply, 400, 'malformed');
    if (asked.protocol !== RELAY_PROTOCOL) return refuse(reply, 400, 'protocol-unsupported');
    const messages = await hub.read(terminal, asked);
    if (messages === null) return refuse(reply, 503, 'unavailable');
    return reply.header('cache-control', 'no-store').send({ messages } satisfies RangeReadResponse);
  });

  app.delete(RELAY_PATHS.token, async (request, reply) => {
    const terminal = await authenticate(stores, request);
    if (terminal === null) return refuse(reply, 401, 'token-refused');
    await stores.revokeTerminal(terminal.terminalId);
    hub.endTerminal(terminal.terminalId);
    ports.log.info('pairing.unpaired', { terminal: shortId(terminal.terminalId) });
    return reply.code(204).send();
  });
}

function registerPair(app: FastifyInstance, parts: PairingParts): void {
  const { ports, stores, counters } = parts;
  const throttle = createThrottle(ports.clock);
  app.post(RELAY_PATHS.pair, { bodyLimit: RELAY_LIMITS.tillMessageBytes }, async (request, reply) => {
    const address = parts.clientAddress(request);
    const waitMs = throttle.waitMs(address);
    if (waitMs > 0) {
      return refuse(reply.header('retry-after', String(Math.ceil(waitMs / 1000))), 429, 'throttled');
    }
    const body = readBody(pairRequestSchema, request);
    if (body === null) return refuse(reply, 400, 'malformed');
    const paired = await stores.pair(body);
    if (paired === null) {
      throttle.failed(address);
      counters.add('pairings_refused');
      ports.log.warn('pairing.code-refused');
      return refuse(reply, 403, 'code-not-accepted');
    }
    counters.add('pairings');
    const { token, terminal, store } = paired;
    ports.log.info('pairing.paired', {
      terminal: shortId(terminal.terminalId),
      store: shortId(store.storeId),
    });
    return reply.header('cache-control', 'no-store').send({
      token,
      terminalId: terminal.terminalId,
      storeId: store.storeId,
      storeName: store.name,
      mode: store.mode,
      webhookUrl: `${parts.publicUrl()}${RELAY_PATHS.webhooks}/${store.storeId}`,
    } satisfies PairResponse);
  });
}

/** Sends a refusal that a till can act on. */
export function refuse(reply: FastifyReply, status: number, code: RelayRefusalCode): FastifyReply {
  return reply.code(status).send({ error: { code } });
}

async function authenticate(stores: Stores, request: FastifyRequest): Promise<Terminal | null> {
  const token = bearerToken(request.headers.authorization);
  return token === null ? null : stores.authenticate(token);
}

/** Bodies arrive as bytes on every path, because webhooks must; here they are read as JSON against their schema. */
function readBody<Schema extends z.ZodType>(
  schema: Schema,
  request: FastifyRequest,
): z.output<Schema> | null {
  if (!(request.body instanceof Uint8Array)) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(request.body).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // Broken JSON and a wrong shape are refused alike.
  }
}
