import { readFileSync } from 'node:fs';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { RelayConfig } from './config.ts';
import { registerWebhooks } from './ingress/index.ts';
import type { EventLog } from './log/index.ts';
import { createCounters } from './operations/counters.ts';
import { createHealthBook } from './operations/health-book.ts';
import { errorText } from './operations/logging.ts';
import { trimRegularly } from './operations/retention.ts';
import { registerOperations } from './operations/routes.ts';
import { refuse, registerPairing } from './pairing/index.ts';
import type { RelayPorts } from './ports.ts';
import { createPrivateLine, type PrivateLine } from './private-line.ts';
import { Hub } from './sessions/index.ts';
import type { Stores } from './stores/index.ts';

export type RelayParts = {
  readonly config: RelayConfig;
  readonly ports: RelayPorts;
  readonly stores: Stores;
  readonly eventLog: EventLog;
  /** The log's disk can't be trusted any more: stop the process, without another write. */
  readonly onFatal: (error: unknown) => void;
};

/** A relay that is built but does not listen. */
export type Relay = {
  readonly app: FastifyInstance;
  /** Listens and answers the address, without a path. */
  readonly listen: () => Promise<string>;
  /** Finishes what has begun, tells the tills when to come back, closes the log. Nothing accepted is lost. */
  readonly stop: () => Promise<void>;
};

/** How long tills are told to wait before they come back: about a restart. */
const COME_BACK_AFTER_MS = 2000;
const HELLO_WITHIN_MS = 10_000;
/** A request under way waits for a commit of milliseconds; what takes longer at the end is a line that stalls. */
const FINISH_WITHIN_MS = 4000;
const CLOSE_IDLE_EVERY_MS = 100;

/** Builds a relay from its parts; clock, timers, randomness, log and store of events come from outside. */
export function buildRelay(parts: RelayParts): Relay {
  const { config, ports, stores, eventLog } = parts;
  const line = createPrivateLine(config);
  const counters = createCounters();
  const health = createHealthBook();
  const { heartbeatMs, ackWithinMs, mostSockets, toleranceMs } = config;
  const hub = new Hub({
    ports,
    stores,
    eventLog,
    health,
    counters,
    times: { heartbeatMs, ackWithinMs, helloWithinMs: HELLO_WITHIN_MS },
    mostSockets,
    isPrivateLine: line.isPrivate,
  });
  const app = createServer(config, ports, line);
  let address = '';
  let stopping = false;

  registerWebhooks(app, { ports, stores, eventLog, health, counters, toleranceMs, onFatal: parts.onFatal });
  registerPairing(app, {
    ports,
    stores,
    hub,
    health,
    counters,
    publicUrl: () => config.publicUrl ?? address,
    clientAddress: (request) => line.clientAddress(request.raw),
  });
  registerOperations(app, { eventLog, hub, counters, isStopping: () => stopping });
  app.server.on('upgrade', (request, socket, head) => {
    hub.handleUpgrade(request, socket, head);
  });
  const stopTrimming = trimRegularly({ ...parts, health, counters });

  return {
    app,
    listen: async () => {
      address = await app.listen({ host: config.host, port: config.port });
      return address;
    },
    stop: async () => {
      stopping = true;
      stopTrimming();
      hub.drain(COME_BACK_AFTER_MS);
      // Waits for every request under way, each of which waits for its commit.
      const stopClosing = closeLines(app.server, ports);
      await app.close();
      stopClosing();
      await eventLog.close();
    },
  };
}

/**
 * A closing node:http server no longer looks for lines that stall, and waits for them for ever. This closes those that
 * fall idle, and after a while those that never said anything or stopped halfway: none of them was promised anything.
 */
function closeLines(server: FastifyInstance['server'], { clock, timers }: RelayPorts): () => void {
  const startedAtMs = clock.monotonicMs();
  let forget: () => void = () => undefined;
  const close = (): void => {
    if (clock.monotonicMs() - startedAtMs >= FINISH_WITHIN_MS) server.closeAllConnections();
    else server.closeIdleConnections();
    forget = timers.after(CLOSE_IDLE_EVERY_MS, close);
  };
  forget = timers.after(CLOSE_IDLE_EVERY_MS, close);
  return () => {
    forget();
  };
}

function createServer(config: RelayConfig, ports: RelayPorts, line: PrivateLine): FastifyInstance {
  const app = fastify({
    ...limits(config),
    logger: false,
    exposeHeadRoutes: false,
    // A path that can't be read: by default the answer would repeat it.
    frameworkErrors: (_error, _request, reply) => {
      refuse(reply, 400, 'malformed');
    },
  });
  // Bodies stay bytes, whatever they claim to be: a signature is over bytes, and nothing is decompressed.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('onRequest', async (request, reply) => {
    const isProbe = request.url === '/healthz' || request.url === '/readyz';
    if (!isProbe && !line.isPrivate(request.raw)) return refuse(reply, 403, 'not-secure');
    // Node's parser lets 0.9 and 2.0 pass as well, which nobody speaks in these bytes: whoever writes them is guessing.
    if (!/^1\.[01]$/.test(request.raw.httpVersion)) return refuse(reply, 400, 'malformed');
    // Bodies are read by their bytes alone; a type that is none would otherwise be refused before anybody looks.
    delete request.raw.headers['content-type'];
    return undefined;
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'not-found'));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return refuse(reply, 413, 'too-large');
    if (status >= 400 && status < 500) return refuse(reply, 400, 'malformed');
    ports.log.error('http.failed', { error: errorText(error) });
    return refuse(reply, 503, 'unavailable');
  });
  return app;
}

/**
 * node:http waits 60 s for headers and 300 s for a request by default; a few hundred slow lines would then hold every
 * socket. Stripe sends at once.
 */
function limits(config: RelayConfig): object {
  const http = {
    headersTimeout: 5000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: 16_384,
  };
  const shared = {
    requestTimeout: 10_000,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    maxRequestsPerSocket: 10_000,
    forceCloseConnections: 'idle' as const,
  };
  if (config.tls === null) return { ...shared, http };
  const { certificateFile, keyFile } = config.tls;
  const https = {
    ...http,
    cert: readFileSync(certificateFile),
    key: readFileSync(keyFile),
    minVersion: 'TLSv1.2',
  };
  return { ...shared, https };
}
