import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import {
  RELAY_LIMITS,
  RELAY_PATHS,
  type RelayHealth,
  type RelayMessage,
} from '../../shared/contract/relay/index.ts';
import type { EventLog } from '../log/index.ts';
import type { Counters } from '../operations/counters.ts';
import type { HealthBook } from '../operations/health-book.ts';
import { errorText } from '../operations/logging.ts';
import type { RelayPorts } from '../ports.ts';
import type { Store, Stores, Terminal } from '../stores/index.ts';
import { bearerToken } from './bearer.ts';
import type { SessionSocket } from './outbox.ts';
import { readRange } from './range-read.ts';
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
    this.#admit(request)
      .catch((error: unknown): Admission => {
        log.error('session.admission-failed', { error: errorText(error) });
        return { kind: 'refused', status: 503 };
      })
      .then(
        (admitted) => {
          if (admitted.kind === 'refused') refuseUpgrade(socket, admitted.status);
          // It may have gone while its token was looked up.
          else if (!socket.destroyed)
            this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
              this.#start(webSocket, admitted);
            });
        },
        (error: unknown) => {
          log.error('session.upgrade-failed', { error: errorText(error) });
          socket.destroy();
        },
      );
  }

  /** Takes a line that is open already; false when the token opens nothing. How it was carried here is not its matter. */
  async accept(socket: SessionSocket, token: string): Promise<boolean> {
    const owner = await this.#ownerOf(token);
    if (owner === null || this.#draining) return false;
    this.#start(socket, owner);
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
      signingSecrets: (await stores.signingSecrets(storeId)).length,
      quarantined: extent?.quarantined ?? 0,
    };
  }

  /** One answer in the place of a session, for a till that can't open a socket; null when there is none to give just now. */
  async read(
    terminal: Terminal,
    asked: { readonly cursor: string | null; readonly credit: number },
  ): Promise<readonly RelayMessage[] | null> {
    const { counters, eventLog, ports, stores, times } = this.#parts;
    const store = this.#draining ? null : await stores.findStore(terminal.storeId);
    if (store === null) return null;
    const { heartbeatMs } = times;
    const range = await readRange({ eventLog, store, terminal, clock: ports.clock, heartbeatMs }, asked);
    if (range === null) return null;
    this.#acked.set(terminal.terminalId, range.afterSeq);
    counters.add('events_sent', '', range.messages.filter(({ type }) => type === 'event').length);
    return [...range.messages, { type: 'health', ...(await this.healthOf(terminal)) }];
  }

  endTerminal(terminalId: string): void {
    this.#sessions.get(terminalId)?.end('token-revoked');
  }

  sessionCount(): number {
    return this.#sessions.size;
  }

  /** Tells every till when to come back, then closes. */
  drain(retryAfterMs: number): void {
    this.#draining = true;
    for (const session of this.#sessions.values()) session.drain(retryAfterMs);
  }

  async #admit(request: IncomingMessage): Promise<Admission> {
    const { mostSockets, isPrivateLine } = this.#parts;
    const isFull = (): boolean => this.#draining || this.#sessions.size >= mostSockets;
    if (isFull()) return { kind: 'refused', status: 503 };
    if (request.url !== RELAY_PATHS.socket) return { kind: 'refused', status: 404 };
    if (!isPrivateLine(request)) return { kind: 'refused', status: 403 };
    // A till is no web page. A browser always sends an origin, so one that is there came from a page.
    if (request.headers.origin !== undefined) return { kind: 'refused', status: 403 };
    const token = bearerToken(request.headers.authorization);
    const owner = token === null ? null : await this.#ownerOf(token);
    if (owner === null) return { kind: 'refused', status: 401 };
    return isFull() ? { kind: 'refused', status: 503 } : { kind: 'admitted', ...owner };
  }

  async #ownerOf(token: string): Promise<Owner | null> {
    const terminal = await this.#parts.stores.authenticate(token);
    const store = terminal === null ? null : await this.#parts.stores.findStore(terminal.storeId);
    return terminal === null || store === null ? null : { terminal, store };
  }

  #start(socket: SessionSocket, { terminal, store }: Owner): void {
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

type Owner = { readonly terminal: Terminal; readonly store: Store };
type Refusal = { readonly kind: 'refused'; readonly status: 401 | 403 | 404 | 503 };
type Admission = (Owner & { readonly kind: 'admitted' }) | Refusal;

function refuseUpgrade(socket: Duplex, status: Refusal['status']): void {
  socket.end(
    `HTTP/1.1 ${String(status)} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    // Whoever was refused could otherwise hold its half of the line for ever.
    () => socket.destroy(),
  );
}
