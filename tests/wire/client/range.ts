import { readAs, type RelayMessage } from './messages.ts';
import { ask } from './requests.ts';
import { commit, PROTOCOL, type SessionEnd, type Till } from './session.ts';

const AGAIN_ON: ReadonlySet<number> = new Set([0, 429, 503]);

/** Reads over plain HTTP until the log's end, for a network that lets no websocket through. */
export async function readToTheEnd(
  baseUrl: string,
  token: string,
  till: Till,
  signal: AbortSignal,
): Promise<SessionEnd> {
  for (;;) {
    const { cursor } = till.journal;
    const body = { protocol: PROTOCOL, cursor, credit: till.credit };
    const answer = await ask(baseUrl, 'POST', '/api/terminal/events', { token, body, signal });
    if (!answer.ok) {
      const { status, code, retryAfterS } = answer.refusal;
      const next = AGAIN_ON.has(status) ? 'again' : 'stop';
      return { why: code ?? `refused-${String(status)}`, next, afterMs: (retryAfterS ?? 0) * 1000 };
    }
    const messages = answer.body?.['messages'];
    const read = Array.isArray(messages) ? take(messages, cursor, till) : null;
    if (read === null) return { why: 'broken-answer', next: 'again', afterMs: 0 };
    till.tell?.({ what: 'read', events: read.events });
    if (read.isAtEnd) return { why: 'read', next: 'again', afterMs: read.heartbeatMs };
  }
}

type Read = { readonly events: number; readonly isAtEnd: boolean; readonly heartbeatMs: number };

/** Commits one answer's events in order; null when it is none that the page describes. */
function take(messages: readonly unknown[], cursor: string | null, till: Till): Read | null {
  let place: number | null = null;
  let headSeq = 0;
  let heartbeatMs = 0;
  let events = 0;
  for (const each of messages) {
    const message = asMessage(each);
    if (message === 'broken') return null;
    if (message === null) continue;
    if (message.type === 'welcome') {
      ({ afterSeq: place, headSeq, heartbeatMs } = message);
      if (cursor === null) till.reconcile('no-cursor');
    } else if (message.type === 'reset') {
      till.journal.replaceCursor(message.cursor);
      till.reconcile(message.reason);
    } else if (message.type === 'event') {
      if (message.prevSeq !== place) return null;
      commit(message, till);
      place = message.seq;
      events += 1;
    } else if (message.type === 'health') till.tell?.({ what: 'health', health: message });
  }
  return place === null ? null : { events, isAtEnd: events === 0 || place >= headSeq, heartbeatMs };
}

/** Null for a type of a later relay. */
function asMessage(value: unknown): RelayMessage | 'broken' | null {
  if (typeof value !== 'object' || value === null) return 'broken';
  const fields = value as Readonly<Record<string, unknown>>;
  const type = fields['type'];
  if (type === 'welcome' || type === 'reset' || type === 'event' || type === 'health')
    return readAs(type, fields);
  return null;
}
