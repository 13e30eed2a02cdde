import type { WebSocket } from 'ws';
import type { RelayMessage } from '../../shared/contract/relay/index.ts';
import type { EventLog, StoredEvent } from '../log/index.ts';
import type { Clock } from '../ports.ts';
import { eventMessage } from './opening.ts';

/** What a session needs of a socket; a simulation brings one that no network carries. */
export type SessionSocket = Pick<
  WebSocket,
  'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'close' | 'terminate' | 'on'
>;

export type OutboxParts = {
  readonly socket: SessionSocket;
  readonly eventLog: EventLog;
  readonly storeId: string;
  readonly clock: Clock;
  readonly onSent: () => void;
  /** What comes next is no longer kept: the till has to hear so, and this outbox has closed. */
  readonly onGap: () => void;
  readonly onFailed: (error: unknown) => void;
};

/** Events read at a time: at two kilobytes each about a hundred kilobytes in memory. */
const PAGE_EVENTS = 50;
/** Bytes that may wait in a socket; beyond that reading the log pauses until they are gone. */
const MOST_BUFFERED_BYTES = 1024 * 1024;

/**
 * Carries one store's events from the log to one socket: in order, never more than the window unacknowledged, never
 * more in memory than the socket takes. What a slow till has not read stays in the log.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  #state: 'closed' | 'open' = 'closed';
  #window = 1;
  #sentSeq = 0;
  #ackedSeq = 0;
  #lastMoveMs = 0;
  #pumping = false;
  #woken = false;
  #waitsForSocket = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Starts to send what comes after `afterSeq`. */
  open({ afterSeq, window }: { readonly afterSeq: number; readonly window: number }): void {
    this.#sentSeq = afterSeq;
    this.#ackedSeq = afterSeq;
    this.#window = window;
    this.#state = 'open';
  }

  close(): void {
    this.#state = 'closed';
  }

  /** False when the till claims to have what it was never sent. */
  acknowledge(seq: number): boolean {
    if (seq > this.#sentSeq) return false;
    if (seq > this.#ackedSeq) {
      this.#ackedSeq = seq;
      this.#lastMoveMs = this.#parts.clock.monotonicMs();
      this.wake();
    }
    return true;
  }

  /** For how long the till has owed an acknowledgement; 0 while it owes none. */
  owedForMs(): number {
    return this.#sentSeq === this.#ackedSeq ? 0 : this.#parts.clock.monotonicMs() - this.#lastMoveMs;
  }

  /** Something changed: the log, the window or the socket. */
  wake(): void {
    this.#woken = true;
    if (this.#pumping || !this.#isOpen()) return;
    this.#pumping = true;
    this.#pump()
      .catch((error: unknown) => {
        this.close();
        this.#parts.onFailed(error);
      })
      .finally(() => {
        this.#pumping = false;
        if (this.#woken) this.wake();
      });
  }

  send(message: RelayMessage): void {
    const { socket } = this.#parts;
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(message), () => {
      if (!this.#waitsForSocket) return;
      this.#waitsForSocket = false;
      this.wake();
    });
  }

  async #pump(): Promise<void> {
    const { eventLog, storeId } = this.#parts;
    while (this.#woken && this.#isOpen()) {
      this.#woken = false;
      const room = this.#window - (this.#sentSeq - this.#ackedSeq);
      if (room <= 0 || this.#isSocketFull()) return;
      const limit = Math.min(room, PAGE_EVENTS);
      const page = await eventLog.readAfter({ storeId, afterSeq: this.#sentSeq, limit });
      for (const event of page) {
        if (!this.#isOpen() || this.#isSocketFull()) return;
        if (event.seq !== this.#sentSeq + 1) {
          this.close();
          this.#parts.onGap();
          return;
        }
        this.#sendEvent(event);
      }
      if (page.length > 0) this.#woken = true;
    }
  }

  #sendEvent(event: StoredEvent): void {
    const { clock, eventLog, onSent } = this.#parts;
    const prevSeq = this.#sentSeq;
    // Time owed counts from the first event that waits, not from the last quiet period.
    if (prevSeq === this.#ackedSeq) this.#lastMoveMs = clock.monotonicMs();
    this.#sentSeq = event.seq;
    this.send(eventMessage(eventLog.epoch, prevSeq, event));
    onSent();
  }

  #isSocketFull(): boolean {
    this.#waitsForSocket = this.#parts.socket.bufferedAmount > MOST_BUFFERED_BYTES;
    return this.#waitsForSocket;
  }

  #isOpen(): boolean {
    return this.#state === 'open';
  }
}
