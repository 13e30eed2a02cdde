import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RelayLink } from '../../../shared/contract/index.ts';
import {
  RELAY_PATHS,
  RELAY_PROTOCOL,
  parseRelayMessage,
  type EventMessage,
  type RelayHealth,
  type RelayMessage,
  type TillMessage,
} from '../../../shared/contract/relay/index.ts';
import type { Db } from '../db/index.ts';
import { inBackground } from '../background.ts';
import type { Clock, Log, Random, Timers } from '../ports.ts';
import { countForged, forgetCursor, keepEvent, readCursor, saveCursor } from './event-store.ts';
import { subjectOf } from './event-subject.ts';
import type { OpenRelaySocket, RelaySocket } from './socket.ts';

export type RelayAccess = {
  readonly url: string;
  readonly token: string;
  /** Null where the store has no endpoint of its own: then the till can't verify again and does not pretend to. */
  readonly signingSecret: string | null;
};

export type RelayClient = {
  /** Connects with the access of this moment, or stays away when there is none. */
  readonly restart: () => Promise<void>;
  readonly link: () => RelayLink;
  readonly health: () => RelayHealth | null;
  readonly stop: () => void;
};

const CREDIT = 100;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A disk that took no record is not asked again at once. */
const NOT_KEPT_WAIT_MS = 2_000;
/** Until the relay's welcome says how often it pings. */
const WELCOME_WITHIN_MS = 10_000;
/** What Stripe's own library allows between signing and arrival. */
const TOLERANCE_SECONDS = 300;

/**
 * The till's end of the relay's stream. Each event is committed together with the cursor before it is acknowledged, so
 * a pulled plug costs a repetition and never an event. Nothing here moves money: kept events are hints.
 */
export function createRelayClient(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly openSocket: OpenRelaySocket;
  readonly access: () => Promise<RelayAccess | null>;
  readonly changed: () => void;
  /** Called after news was committed and acknowledged. */
  readonly arrived: () => void;
  /** The stream could not be continued: events may have been missed, so everything is compared with Stripe. */
  readonly gap: () => void;
}): RelayClient {
  let socket: RelaySocket | null = null;
  let state: RelayLink['state'] = 'none';
  let sinceMs: number | null = null;
  let lastEventAtMs: number | null = null;
  let health: RelayHealth | null = null;
  let tries = 0;
  let stopped = false;
  let generation = 0;
  let forgetRetry: (() => void) | null = null;
  let forgetSilence: (() => void) | null = null;

  const become = (next: RelayLink['state']): void => {
    if (state === next) return;
    state = next;
    sinceMs = ports.clock.nowMs();
    ports.log.info('relay.link', { state });
    ports.changed();
  };
  const close = (): void => {
    forgetRetry?.();
    forgetSilence?.();
    forgetRetry = null;
    forgetSilence = null;
    const old = socket;
    socket = null;
    old?.drop();
  };
  const retry = (atLeastMs: number): void => {
    close();
    if (stopped) return;
    become('away');
    const ceiling = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
    tries += 1;
    // Full jitter: after an outage ten thousand tills must not come back in one second.
    const chance = ((ports.random.bytes(1)[0] ?? 0) + 1) / 256;
    forgetRetry = ports.timers.after(atLeastMs + ceiling * chance, () => {
      inBackground(ports.log, 'relay.connect', connect, () => {
        retry(0);
      });
    });
  };
  const listenForLife = (withinMs: number): void => {
    forgetSilence?.();
    forgetSilence = ports.timers.after(withinMs, () => {
      ports.log.warn('relay.silent', { withinMs });
      retry(0);
    });
  };

  const connect = async (): Promise<void> => {
    const mine = (generation += 1);
    close();
    const access = await ports.access();
    if (mine !== generation || stopped) return;
    if (access === null) {
      become('none');
      return;
    }
    if (state !== 'away') become('connecting');
    const url = new URL(RELAY_PATHS.socket, access.url);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    let refused = false;
    let heartbeatMs = WELCOME_WITHIN_MS;
    let expectedSeq: number | null = null;
    const say = (message: TillMessage): void => {
      opened.say(JSON.stringify(message));
    };
    const hear = (message: RelayMessage): void => {
      switch (message.type) {
        case 'welcome':
          heartbeatMs = message.heartbeatMs;
          expectedSeq = message.afterSeq;
          tries = 0;
          become('live');
          break;
        case 'reset':
          ports.log.warn('relay.reset', { reason: message.reason });
          saveCursor(ports.db, message.cursor, ports.clock.nowMs());
          ports.gap();
          break;
        case 'event':
          if (
            message.seq !== message.prevSeq + 1 ||
            (expectedSeq !== null && message.prevSeq !== expectedSeq)
          ) {
            ports.log.warn('relay.gap', { expected: expectedSeq, got: message.prevSeq });
            retry(0);
            return;
          }
          expectedSeq = message.seq;
          keep(message, access.signingSecret);
          say({ type: 'ack', seq: message.seq });
          ports.arrived();
          break;
        case 'health': {
          const { type: _type, ...rest } = message;
          health = rest;
          ports.changed();
          break;
        }
        case 'drain':
          retry(message.retryAfterMs);
          return;
        case 'ping':
          say({ type: 'pong' });
          break;
        case 'pong':
          break;
        case 'error':
          refused = message.code === 'token-revoked';
          if (!message.retry) ports.log.warn('relay.error', { code: message.code });
          break;
        default:
          throw new Error(`Unknown message ${JSON.stringify(message satisfies never)}`);
      }
      listenForLife(heartbeatMs * 2 + 1_000);
    };
    const isMine = (): boolean => mine === generation && socket === opened;
    const opened: RelaySocket = ports.openSocket(
      { url, token: access.token, withinMs: WELCOME_WITHIN_MS },
      {
        opened: () => {
          say({ type: 'hello', protocol: RELAY_PROTOCOL, cursor: readCursor(ports.db), credit: CREDIT });
        },
        heard: (text) => {
          if (mine !== generation) return;
          const parsed = parseRelayMessage(text);
          if (parsed.kind === 'malformed') retry(0);
          if (parsed.kind !== 'message') return;
          try {
            hear(parsed.message);
          } catch (error) {
            // What could not be kept was not acknowledged: it comes again, when the disk may have room.
            const reason = error instanceof Error ? error.message : 'unknown';
            ports.log.error('relay.not-kept', { type: parsed.message.type, reason });
            retry(NOT_KEPT_WAIT_MS);
          }
        },
        refused: (status) => {
          refused = status === 401 || status === 403;
          if (refused) {
            become('refused');
            close();
          } else retry(0);
        },
        ended: () => {
          if (!isMine()) return;
          if (refused) {
            close();
            become('refused');
          } else retry(0);
        },
      },
    );
    socket = opened;
    listenForLife(WELCOME_WITHIN_MS);
  };

  const keep = (message: EventMessage, signingSecret: string | null): void => {
    const genuine = isGenuine(message, signingSecret);
    if (!genuine)
      ports.log.warn('relay.signature-invalid', { eventId: message.eventId, type: message.eventType });
    ports.db.transaction(() => {
      if (genuine) {
        const event = {
          eventId: message.eventId,
          type: message.eventType,
          ...subjectOf(message.body),
        };
        keepEvent(ports.db, event, 'relay', ports.clock.nowMs());
      }
      if (!genuine) countForged(ports.db, ports.clock.nowMs());
      saveCursor(ports.db, message.cursor, ports.clock.nowMs());
    });
    if (genuine) lastEventAtMs = ports.clock.nowMs();
    ports.changed();
  };

  return {
    restart: () => {
      tries = 0;
      return connect();
    },
    link: () => ({
      state,
      sinceMs,
      lastEventAtMs,
      signatureFailures: health?.signatureFailures ?? 0,
      backlog: health?.backlog ?? 0,
    }),
    health: () => health,
    stop: () => {
      stopped = true;
      generation += 1;
      close();
    },
  };
}

/** A pairing with another relay or store starts its stream from the beginning. */
export function startStreamAnew(db: Db): void {
  forgetCursor(db);
}

/**
 * Whether the body is what Stripe signed. The arrival time is the relay's: hours may have passed since. Without a
 * secret nothing can be checked, and a backfilled event never had a signature; both are hints like any other.
 */
export function isGenuine(
  message: Pick<EventMessage, 'signature' | 'body' | 'receivedAtMs' | 'eventId'>,
  signingSecret: string | null,
): boolean {
  if (signingSecret === null || message.signature === null) return true;
  const parts = message.signature.split(',').map((part) => part.split('='));
  const signedAt = Number(parts.find(([name]) => name === 't')?.[1]);
  if (!Number.isSafeInteger(signedAt)) return false;
  if (Math.abs(message.receivedAtMs / 1000 - signedAt) > TOLERANCE_SECONDS) return false;
  const expected = createHmac('sha256', signingSecret)
    .update(`${String(signedAt)}.${message.body}`)
    .digest();
  return parts
    .filter(([name]) => name === 'v1')
    .some(([, hex]) => {
      const given = Buffer.from(hex ?? '', 'hex');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}
