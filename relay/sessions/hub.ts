import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { RELAY_LIMITS, RELAY_PATHS, type RelayHealth } from '../../shared/contract/relay/index.ts';
import type { EventLog } from '../log/index.ts';
import type { Counters } from '../operations/counters.ts';
import type { HealthBook } from '../operations/health-book.ts';
import { errorText } from '../operations/logging.ts';
import type { RelayPorts } from '../ports.ts';
import type { Store, Stores, Terminal } from '../stores/index.ts';
import { bearerToken } from './bearer.ts';
import type { SessionSocket } from './outbox.ts';
import { Session, type SessionTimes } from './session.ts';

export type HubParts = {
  readonly ports: RelayPorts;
  readonly stores: Stores;
  readonly eventLog: EventLog;
  readonly health: HealthBook;
  readonly counters: Counters;
  readonly times: SessionTimes;
  readonly mostSockets: number;
  /** Whether the request came over a line that nobody else reads. */
  readonly isPrivateLine: (request: IncomingMessage) => boolean;
};

/** Two thousand tills a second come back after a restart: about what one core can welcome. */
const APART_MS = 0.5;

/** All connected tills. */
export class Hub {
  readonly #parts: HubParts;
  readonly #sessions = new Map<string, Session>();
  /** Kept after a till has gone, so that its backlog can still be told. */
  readonly #acked = new Map<string, number>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: RELAY_LIMITS.tillMessageBytes,
    // Compression costs memory for each socket and can leak what it compresses together.
    perMessageDeflate: false,
  });
  #draining = false;

  constructor(parts: HubParts) {
    this.#parts = parts;
    parts.health.onTurned((storeId) => {
      for (const session of this.#ofStore(storeId)) session.sendHealth();
    });
  }

  /** Answers a request to become a websocket. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { log } = this.#parts.ports;
    socket.on('error', (error) => {
      log.warn('session.line-error', { error: errorText(error) });
    });
    let admitted: Admission;
    try {
      admitted = this.#admit(request);
    } catch (error) {
      log.error('session.admission-failed', { error: errorText(error) });
      admitted = { kind: 'refused', status: 503 };
    }
    if (admitted.kind === 'refused') {
      socket.end(
        `HTTP/1.1 ${String(admitted.status)} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
        // Whoever was refused could otherwise hold its half of the line for ever.
        () => socket.destroy(),
      );
      return;
    }
    const { terminal, store } = admitted;
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#start(webSocket, terminal, store);
    });
  }

  /** Takes a line that is open already; false when the token opens nothing. How it was carried here is not its matter. */
  accept(socket: SessionSocket, token: string): boolean {
    const admitted = this.#draining ? null : this.#ownerOf(token);
    if (admitted === null) return false;
    this.#start(socket, admitted.terminal, admitted.store);
    return true;
  }

  /** What a till is told about its relay. */
  async healthOf({ terminalId, storeId }: Terminal): Promise<RelayHealth> {
    const { eventLog, health, ports, stores } = this.#parts;
    const extent = await eventLog.extent(storeId);
    const seen = health.read(storeId);
    const ackedSeq = this.#acked.get(terminalId);
    return {
      ...seen,
      atMs: ports.clock.nowMs(),
      lastWebhookAtMs: seen.lastWebhookAtMs ?? extent?.lastReceivedAtMs ?? null,
      backlog: ackedSeq === undefined || extent === null ? null : Math.max(0, extent.headSeq - ackedSeq),
      signingSecrets: stores.signingSecrets(storeId).length,
      quarantined: extent?.quarantined ?? 0,
    };
  }

  endTerminal(terminalId: string): void {
    this.#sessions.get(terminalId)?.end('token-revoked');
  }

  sessionCount(): number {
    return this.#sessions.size;
  }

  /** Tells every till when to come back, one behind the other, then closes. */
  drain(retryAfterMs: number): void {
    this.#draining = true;
    let ahead = 0;
    for (const session of this.#sessions.values()) {
      session.drain(retryAfterMs + Math.floor(ahead * APART_MS));
      ahead += 1;
    }
  }

  #admit(request: IncomingMessage): Admission {
    const { mostSockets, isPrivateLine } = this.#parts;
    if (this.#draining || this.#sessions.size >= mostSockets) return { kind: 'refused', status: 503 };
    if (request.url !== RELAY_PATHS.socket) return { kind: 'refused', status: 404 };
    if (!isPrivateLine(request)) return { kind: 'refused', status: 403 };
    // A till is no web page. A browser always sends an origin, so one that is there came from a page.
    if (request.headers.origin !== undefined) return { kind: 'refused', status: 403 };
    const token = bearerToken(request.headers.authorization);
    const owner = token === null ? null : this.#ownerOf(token);
    return owner === null ? { kind: 'refused', status: 401 } : { kind: 'admitted', ...owner };
  }

  #ownerOf(token: string): { readonly terminal: Terminal; readonly store: Store } | null {
    const terminal = this.#parts.stores.authenticate(token);
    const store = terminal === null ? null : this.#parts.stores.findStore(terminal.storeId);
    return terminal === null || store === null ? null : { terminal, store };
  }

  #start(socket: SessionSocket, terminal: Terminal, store: Store): void {
    const { ports, stores, eventLog, counters, times } = this.#parts;
    const { terminalId } = terminal;
    // The till came back before its old line was known to be dead; two readers of one cursor would confuse it.
    this.#sessions.get(terminalId)?.end('replaced');
    const session = new Session({
      socket,
      terminal,
      store,
      eventLog,
      ports,
      counters,
      times,
      health: () => this.healthOf(terminal),
      isActive: () => stores.isActive(terminalId),
      onAcked: (seq) => {
        this.#acked.set(terminalId, seq);
      },
      onClosed: () => {
        stopWaking();
        if (this.#sessions.get(terminalId) === session) this.#sessions.delete(terminalId);
      },
    });
    const stopWaking = eventLog.onAppended(store.storeId, () => {
      session.wake();
    });
    this.#sessions.set(terminalId, session);
  }

  #ofStore(storeId: string): readonly Session[] {
    return [...this.#sessions.values()].filter((session) => session.storeId === storeId);
  }
}

type Admission =
  | { readonly kind: 'admitted'; readonly terminal: Terminal; readonly store: Store }
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 404 | 503 };
