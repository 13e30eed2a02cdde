import type { RawData } from 'ws';
import {
  parseTillMessage,
  RELAY_CLOSE_CODES,
  RELAY_PROTOCOL,
  type RelayErrorCode,
  type RelayHealth,
  type TillMessage,
} from '../../shared/contract/relay/index.ts';
import type { EventLog } from '../log/index.ts';
import type { Counters } from '../operations/counters.ts';
import { errorText, shortId } from '../operations/logging.ts';
import type { RelayPorts } from '../ports.ts';
import type { Store, Terminal } from '../stores/index.ts';
import { openAt } from './opening.ts';
import { Outbox, type SessionSocket } from './outbox.ts';

export type SessionTimes = {
  readonly heartbeatMs: number;
  readonly helloWithinMs: number;
  /** A till that has acknowledged nothing for so long is disconnected: it reads again from its cursor. */
  readonly ackWithinMs: number;
};

export type SessionParts = {
  readonly socket: SessionSocket;
  readonly terminal: Terminal;
  readonly store: Store;
  readonly eventLog: EventLog;
  readonly ports: RelayPorts;
  readonly counters: Counters;
  readonly times: SessionTimes;
  readonly health: () => Promise<RelayHealth>;
  readonly isActive: () => Promise<boolean>;
  readonly onAcked: (seq: number) => void;
  readonly onClosed: () => void;
};

/** How long a closed socket may take to say goodbye. */
const FAREWELL_MS = 2000;
/** A flood of forged webhooks must not become a flood of health messages. */
const HEALTH_AT_MOST_EVERY_MS = 1000;

/**
 * Holds the conversation with one till: hello, replay from its cursor, live, until either side ends it. The store
 * comes from the token alone: nothing that a till says can name another.
 */
export class Session {
  readonly storeId: string;
  readonly #parts: SessionParts;
  readonly #outbox: Outbox;
  #phase: 'waiting-for-hello' | 'opening' | 'live' | 'ended' = 'waiting-for-hello';
  #lastHeardMs: number;
  #healthWaits: 'no' | 'pause' | 'pause-then-send' = 'no';
  #forgetTimer: () => void;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.storeId = parts.store.storeId;
    this.#lastHeardMs = parts.ports.clock.monotonicMs();
    this.#outbox = new Outbox({
      socket: parts.socket,
      eventLog: parts.eventLog,
      storeId: parts.store.storeId,
      clock: parts.ports.clock,
      onSent: () => {
        parts.counters.add('events_sent');
      },
      // Its next events went by age while it read: when it comes back, its cursor tells that it missed some.
      onGap: () => {
        this.end('too-slow');
      },
      onFailed: (error) => {
        this.#failed('session.read-failed', error);
      },
    });
    this.#forgetTimer = parts.ports.timers.after(parts.times.helloWithinMs, () => {
      if (this.#phase === 'waiting-for-hello') this.end('hello-expected');
    });
    this.#listen();
  }

  /** The log has something new. */
  wake(): void {
    this.#outbox.wake();
  }

  /** Tells the till how the relay is, at most once a second and never less than the latest state. */
  sendHealth(): void {
    if (this.#phase !== 'live') return;
    if (this.#healthWaits !== 'no') {
      this.#healthWaits = 'pause-then-send';
      return;
    }
    this.#healthWaits = 'pause';
    this.#parts.ports.timers.after(HEALTH_AT_MOST_EVERY_MS, () => {
      const again = this.#healthWaits === 'pause-then-send';
      this.#healthWaits = 'no';
      if (again) this.sendHealth();
    });
    this.#parts.health().then(
      (health) => {
        if (this.#phase === 'live') this.#outbox.send({ type: 'health', ...health });
      },
      (error: unknown) => {
        this.#failed('session.health-failed', error);
      },
    );
  }

  /** Says when to come back, then closes: the relay is about to stop. */
  drain(retryAfterMs: number): void {
    if (this.#phase === 'ended') return;
    this.#outbox.send({ type: 'drain', retryAfterMs });
    // 1012: the service restarts. Source: IANA WebSocket close codes, read 2026-11.
    this.#close(1012, 'drain');
  }

  /** Says why, then closes. */
  end(code: RelayErrorCode): void {
    if (this.#phase === 'ended') return;
    this.#outbox.send({ type: 'error', code, retry: RETRY[code] });
    this.#parts.counters.add('sessions_closed', code);
    this.#parts.ports.log.warn('session.ended', { terminal: this.#terminalForLog(), code });
    this.#close(RELAY_CLOSE_CODES[code], code);
  }

  #listen(): void {
    const { socket, ports } = this.#parts;
    socket.on('message', (data: RawData, isBinary: boolean) => {
      if (this.#phase === 'ended') return;
      this.#lastHeardMs = ports.clock.monotonicMs();
      const message = isBinary ? null : parseTillMessage(asText(data));
      if (message === null) this.end('malformed');
      else this.#hear(message);
    });
    socket.on('error', (error) => {
      // Oversized or broken frames arrive here; `ws` closes the socket itself.
      ports.log.warn('session.socket-error', { error: errorText(error) });
    });
    socket.on('close', () => {
      this.#phase = 'ended';
      this.#outbox.close();
      this.#forgetTimer();
      this.#parts.onClosed();
    });
  }

  #hear(message: TillMessage): void {
    if (message.type === 'hello') {
      if (this.#phase === 'waiting-for-hello') this.#hello(message);
      else this.end('malformed');
    } else if (this.#phase === 'waiting-for-hello') this.end('hello-expected');
    else if (message.type === 'ack') this.#acknowledged(message.seq);
    else if (message.type === 'ping') {
      this.#outbox.send({ type: 'pong', serverTimeMs: this.#parts.ports.clock.nowMs() });
    }
  }

  #hello(hello: Extract<TillMessage, { type: 'hello' }>): void {
    if (hello.protocol !== RELAY_PROTOCOL) {
      this.end('protocol-unsupported');
      return;
    }
    this.#phase = 'opening';
    this.#forgetTimer();
    this.#welcome(hello).catch((error: unknown) => {
      this.#failed('session.open-failed', error);
    });
  }

  async #welcome(hello: Extract<TillMessage, { type: 'hello' }>): Promise<void> {
    const { ports, times, counters } = this.#parts;
    const opening = await openAt(
      { ...this.#parts, clock: ports.clock, heartbeatMs: times.heartbeatMs },
      hello,
    );
    // Time has passed: the till may have gone, or another of its sockets may have come.
    if (this.#phase !== 'opening') return;
    if (opening === null) {
      this.end('unavailable');
      return;
    }
    const { start, welcome } = opening;
    this.#phase = 'live';
    this.#outbox.send(welcome);
    if (opening.reset !== null) this.#outbox.send(opening.reset);
    counters.add('sessions_opened');
    const { afterSeq, reset } = start;
    ports.log.info('session.welcomed', { terminal: this.#terminalForLog(), afterSeq, reset });
    this.#parts.onAcked(afterSeq);
    this.#outbox.open({ afterSeq, window: welcome.window });
    this.#heartbeat();
  }

  #acknowledged(seq: number): void {
    if (this.#outbox.acknowledge(seq)) this.#parts.onAcked(seq);
    else this.end('ack-out-of-range');
  }

  #heartbeat(): void {
    if (this.#phase === 'ended') return;
    const { times, ports } = this.#parts;
    const silentForMs = ports.clock.monotonicMs() - this.#lastHeardMs;
    if (silentForMs > 2 * times.heartbeatMs) this.end('silent');
    else if (this.#outbox.owedForMs() > times.ackWithinMs) this.end('too-slow');
    else {
      this.#checkToken();
      this.#outbox.send({ type: 'ping' });
      this.sendHealth();
      // Also a sweep: should a wake-up ever get lost, an event is late by one heartbeat and not for ever.
      this.#outbox.wake();
      this.#forgetTimer = ports.timers.after(times.heartbeatMs, () => {
        this.#heartbeat();
      });
    }
  }

  /** The heartbeat does not wait for it: a till must hear that its line lives while the database is looked for. */
  #checkToken(): void {
    this.#parts.isActive().then(
      (active) => {
        if (!active) this.end('token-revoked');
      },
      (error: unknown) => {
        this.#failed('session.token-check-failed', error);
      },
    );
  }

  #failed(event: string, error: unknown): void {
    this.#parts.ports.log.error(event, { terminal: this.#terminalForLog(), error: errorText(error) });
    this.end('unavailable');
  }

  #close(code: number, reason: string): void {
    this.#phase = 'ended';
    this.#outbox.close();
    this.#forgetTimer();
    this.#parts.socket.close(code, reason);
    // A till that does not answer the close, or whose line is dead, must not hold its memory.
    this.#parts.ports.timers.after(FAREWELL_MS, () => {
      this.#parts.socket.terminate();
    });
  }

  #terminalForLog(): string {
    return shortId(this.#parts.terminal.terminalId);
  }
}

/** Whether connecting again, unchanged, can help. */
const RETRY: Readonly<Record<RelayErrorCode, boolean>> = {
  malformed: false,
  'hello-expected': false,
  'protocol-unsupported': false,
  'ack-out-of-range': true,
  'too-slow': true,
  silent: true,
  'token-revoked': false,
  replaced: false,
  unavailable: true,
};

function asText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8');
}
