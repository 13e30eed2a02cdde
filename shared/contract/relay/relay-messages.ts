import { z } from 'zod';
import { cursorSchema, relayModeSchema, relayTimeMsSchema, seqSchema } from './basics.ts';

/*
 * What a relay says. Delivery: at least once, in the order of `seq`, per store; effects on the till are idempotent by
 * event id. These schemas let unknown keys pass (and drop them), so that a relay may be newer than a till.
 */

/** Answers `hello`. `afterSeq` is where this session starts: the first event's `prevSeq` equals it. */
export const welcomeMessageSchema = z.object({
  type: z.literal('welcome'),
  protocol: z.int(),
  storeId: z.string(),
  terminalId: z.string(),
  mode: relayModeSchema,
  epoch: z.string(),
  headSeq: seqSchema,
  afterSeq: seqSchema,
  /** The relay pings this often; hearing nothing for two intervals means that the link is dead. */
  heartbeatMs: z.int().min(100),
  serverTimeMs: relayTimeMsSchema,
  /** The credit that the relay grants: never more than `hello` asked for. */
  window: z.int().min(1),
});

/** Why a cursor could not be continued. */
export const resetReasonSchema = z.enum(['new-epoch', 'unknown-cursor', 'trimmed', 'malformed']);

/**
 * Comes right after `welcome` when the till's cursor does not fit this log: events may have been missed, so the till
 * makes a full reconcile with Stripe. Everything still kept follows as usual; known event ids are no news.
 */
export const resetMessageSchema = z.object({
  type: z.literal('reset'),
  reason: resetReasonSchema,
  /** Replaces the till's cursor. */
  cursor: cursorSchema,
});

/**
 * One webhook as Stripe sent it. A hint, however well signed: only a read at Stripe moves money. `signature` and
 * `body` are the header and the bytes that arrived, so that a till with the secret can verify again, against
 * `receivedAtMs`. `signature` is null for a backfilled event, which never carried one.
 */
export const eventMessageSchema = z.object({
  type: z.literal('event'),
  seq: seqSchema.min(1),
  /** The `seq` sent before in this session, or `afterSeq`. Differs from what the till has: reconnect. */
  prevSeq: seqSchema,
  /** Commit this together with the event. */
  cursor: cursorSchema,
  eventId: z.string().min(1),
  eventType: z.string().min(1),
  receivedAtMs: relayTimeMsSchema,
  signature: z.string().nullable(),
  body: z.string(),
});

/** What turns "webhook signature invalid" into a sentence on the manager's screen. */
export const relayHealthSchema = z.object({
  atMs: relayTimeMsSchema,
  lastWebhookAtMs: relayTimeMsSchema.nullable(),
  /** Refused webhooks since the last accepted one, or since the relay started. */
  signatureFailures: z.int().min(0),
  lastSignatureFailureAtMs: relayTimeMsSchema.nullable(),
  /** Why the last one was refused; `no-secret`: no till has handed over a signing secret yet. */
  lastSignatureFailure: z
    .enum(['no-secret', 'no-header', 'no-match', 'too-old', 'in-future', 'wrong-mode', 'malformed'])
    .nullable(),
  /** Arrival by the relay's clock minus Stripe's time of sending, of the last authentic webhook. */
  clockSkewMs: z.int().nullable(),
  /** Events that this terminal has not acknowledged; null while it has never been connected. */
  backlog: z.int().min(0).nullable(),
  /** How many signing secrets the relay accepts for this store just now. */
  signingSecrets: z.int().min(0),
  /** Authentic events set aside because their id was known with other contents. Above 0 a person should look. */
  quarantined: z.int().min(0),
});

/** Sent after `welcome`, with every heartbeat, and when a webhook was refused. */
export const healthMessageSchema = relayHealthSchema.extend({ type: z.literal('health') });

/** The relay is about to stop. Reconnect after `retryAfterMs`, with jitter. */
export const drainMessageSchema = z.object({ type: z.literal('drain'), retryAfterMs: z.int().min(0) });

/** Asks for a sign of life; answer with `pong`. */
export const relayPingMessageSchema = z.object({ type: z.literal('ping') });

/** Answers the till's `ping`. */
export const relayPongMessageSchema = z.object({ type: z.literal('pong'), serverTimeMs: relayTimeMsSchema });

/** The last message before the relay closes the socket. `retry`: whether connecting again unchanged can help. */
export const errorMessageSchema = z.object({
  type: z.literal('error'),
  code: z.enum([
    'malformed',
    'hello-expected',
    'protocol-unsupported',
    'ack-out-of-range',
    'too-slow',
    'silent',
    'token-revoked',
    'replaced',
    'unavailable',
  ]),
  retry: z.boolean(),
});

/** Everything a relay of this version says. */
export const relayMessageSchema = z.discriminatedUnion('type', [
  welcomeMessageSchema,
  resetMessageSchema,
  eventMessageSchema,
  healthMessageSchema,
  drainMessageSchema,
  relayPingMessageSchema,
  relayPongMessageSchema,
  errorMessageSchema,
]);
export type RelayMessage = z.output<typeof relayMessageSchema>;
export type EventMessage = z.output<typeof eventMessageSchema>;
export type WelcomeMessage = z.output<typeof welcomeMessageSchema>;
export type ResetReason = z.output<typeof resetReasonSchema>;
export type RelayHealth = z.output<typeof relayHealthSchema>;
export type RelayErrorCode = z.output<typeof errorMessageSchema>['code'];

/** The websocket close code that goes with each last message. */
export const RELAY_CLOSE_CODES: Readonly<Record<RelayErrorCode, number>> = {
  malformed: 4400,
  'hello-expected': 4402,
  'token-revoked': 4401,
  'protocol-unsupported': 4406,
  'too-slow': 4408,
  silent: 4407,
  replaced: 4409,
  'ack-out-of-range': 4416,
  unavailable: 4503,
};
