import type { Journal } from './journal.ts';
import type { Frame, Line } from './line.ts';
import type { EventMessage, Health, Welcome } from './messages.ts';
import { isSignedByStripe } from './signature.ts';

export const PROTOCOL = 1;
const WELCOME_WITHIN_MS = 10_000;
/** For a relay that closed without a word: the close codes of the page's table after which coming back is no help. */
const FINAL_CODES: ReadonlySet<number> = new Set([4400, 4401, 4402, 4406, 4409, 1009]);

export type Till = {
  readonly journal: Journal;
  /** The signing secrets of this till's webhook endpoint, for its own look at each event's signature. */
  readonly secrets: readonly string[];
  /** How many events may come without an acknowledgement: 1 to 500. */
  readonly credit: number;
  /** Ask Stripe for everything: events may be missing. With a `reset`'s reason, or `no-cursor` at the first start. */
  readonly reconcile: (reason: string) => void;
  readonly tell?: (news: News) => void;
};
export type News =
  | { readonly what: 'welcome'; readonly welcome: Welcome }
  | { readonly what: 'event'; readonly event: EventMessage; readonly isNew: boolean }
  | { readonly what: 'health'; readonly health: Health }
  /** The session has lived for a heartbeat. */
  | { readonly what: 'alive' }
  | { readonly what: 'unknown' }
  | { readonly what: 'end'; readonly end: SessionEnd }
  | { readonly what: 'read'; readonly events: number };
export type SessionEnd = {
  readonly why: string;
  /** `again`: connect from the committed cursor. `stop`: a person has to act first. */
  readonly next: 'again' | 'stop';
  /** Not before that many milliseconds, and jitter on top. */
  readonly afterMs: number;
};

const again = (why: string, afterMs = 0): SessionEnd => ({ why, next: 'again', afterMs });

/** One session over an open line, from `hello` until it ends by either side. The line is dead afterwards. */
export async function runSession(line: Line, till: Till): Promise<SessionEnd> {
  const { journal } = till;
  line.send({ type: 'hello', protocol: PROTOCOL, cursor: journal.cursor, credit: till.credit });
  let silenceMs = WELCOME_WITHIN_MS;
  let place: number | null = null;
  let parting: SessionEnd | null = null;
  let pings = 0;
  for (;;) {
    const frame = await nextWithin(line, silenceMs);
    if (frame === 'silence') return cutOff(line, again('silence'));
    if (frame.kind === 'closed') return parting ?? endOf(frame.code);
    if (frame.kind === 'broken') return cutOff(line, again('broken-frame'));
    if (frame.kind === 'unknown') {
      till.tell?.({ what: 'unknown' });
      continue;
    }
    const { message } = frame;
    switch (message.type) {
      case 'welcome':
        if (message.protocol !== PROTOCOL) return cutOff(line, { ...again('other-protocol'), next: 'stop' });
        place = message.afterSeq;
        silenceMs = 2 * message.heartbeatMs;
        till.tell?.({ what: 'welcome', welcome: message });
        if (journal.cursor === null) till.reconcile('no-cursor');
        break;
      case 'reset':
        journal.replaceCursor(message.cursor);
        till.reconcile(message.reason);
        break;
      case 'event':
        if (message.prevSeq !== place) return cutOff(line, again('gap'));
        commit(message, till);
        place = message.seq;
        line.send({ type: 'ack', seq: message.seq });
        break;
      case 'health':
        till.tell?.({ what: 'health', health: message });
        break;
      case 'drain':
        parting = again('drain', message.retryAfterMs);
        break;
      case 'ping':
        line.send({ type: 'pong' });
        pings += 1;
        if (pings === 2) till.tell?.({ what: 'alive' });
        break;
      case 'pong':
        break;
      case 'error':
        parting = { why: message.code, next: message.retry ? 'again' : 'stop', afterMs: 0 };
        break;
    }
  }
}

/** Stores the event together with its cursor. A false signature does not hold the line up: it is kept and counts for nothing. */
export function commit(event: EventMessage, till: Till): void {
  const { seq, eventId, eventType } = event;
  const authentic = isSignedByStripe(event.signature, event.body, event.receivedAtMs, till.secrets);
  const isNew = till.journal.commit({ seq, eventId, eventType, authentic }, event.cursor);
  till.tell?.({ what: 'event', event, isNew });
}

async function nextWithin(line: Line, withinMs: number): Promise<Frame | 'silence'> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<'silence'>((resolve) => {
    timer = setTimeout(resolve, withinMs, 'silence');
  });
  const first = await Promise.race([line.next(), silence]);
  clearTimeout(timer);
  return first;
}

function cutOff(line: Line, end: SessionEnd): SessionEnd {
  line.cut();
  return end;
}

function endOf(code: number): SessionEnd {
  return { why: `closed-${String(code)}`, next: FINAL_CODES.has(code) ? 'stop' : 'again', afterMs: 0 };
}
