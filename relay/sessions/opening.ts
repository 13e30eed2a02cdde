import {
  RELAY_LIMITS,
  RELAY_PROTOCOL,
  type RelayMessage,
  type WelcomeMessage,
} from '../../shared/contract/relay/index.ts';
import type { EventLog, StoredEvent } from '../log/index.ts';
import type { Clock } from '../ports.ts';
import type { Store, Terminal } from '../stores/index.ts';
import { findStart, writeCursor, type Start } from './cursor.ts';

/** Where a till begins to read, and what it is told first: the same over a socket and without one. */
export type Opening = {
  readonly start: Start;
  readonly welcome: WelcomeMessage;
  readonly reset: Extract<RelayMessage, { type: 'reset' }> | null;
};

export type OpeningParts = {
  readonly eventLog: EventLog;
  readonly store: Store;
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly heartbeatMs: number;
};

/** Holds what a till says of itself against the log. Null for a store that the log does not know. */
export async function openAt(
  { eventLog, store, terminal, clock, heartbeatMs }: OpeningParts,
  asked: { readonly cursor: string | null; readonly credit: number },
): Promise<Opening | null> {
  const extent = await eventLog.extent(store.storeId);
  const start = await findStart(eventLog, store.storeId, asked.cursor);
  if (start === null || extent === null) return null;
  const welcome: WelcomeMessage = {
    type: 'welcome',
    protocol: RELAY_PROTOCOL,
    storeId: store.storeId,
    terminalId: terminal.terminalId,
    mode: store.mode,
    epoch: eventLog.epoch,
    headSeq: extent.headSeq,
    afterSeq: start.afterSeq,
    heartbeatMs,
    serverTimeMs: clock.nowMs(),
    window: Math.min(asked.credit, RELAY_LIMITS.creditEvents),
  };
  if (start.reset === null) return { start, welcome, reset: null };
  const cursor = await cursorAt(eventLog, store.storeId, start);
  return { start, welcome, reset: { type: 'reset', reason: start.reset, cursor } };
}

/** An event as a till gets it. */
export function eventMessage(
  epoch: string,
  prevSeq: number,
  { seq, eventId, eventType, receivedAtMs, signature, body }: StoredEvent,
): Extract<RelayMessage, { type: 'event' }> {
  const cursor = writeCursor({ epoch, seq, eventId });
  return { type: 'event', seq, prevSeq, cursor, eventId, eventType, receivedAtMs, signature, body };
}

async function cursorAt(eventLog: EventLog, storeId: string, { afterSeq }: Start): Promise<string> {
  const extent = await eventLog.extent(storeId);
  const isHead = extent?.headSeq === afterSeq;
  const eventId = isHead ? extent.headEventId : await eventLog.eventIdAt(storeId, afterSeq);
  return writeCursor({ epoch: eventLog.epoch, seq: afterSeq, eventId: eventId ?? '' });
}
