import { z } from 'zod';

/** The version of the wire messages that this code speaks. It rises only when an older peer would misunderstand. */
export const RELAY_PROTOCOL = 1;

/** Where each thing lives on a relay. Added to the relay's address; nothing secret ever stands in a URL. */
export const RELAY_PATHS = {
  pair: '/api/pair',
  socket: '/api/terminal',
  token: '/api/terminal/token',
  signingSecrets: '/api/terminal/signing-secrets',
  health: '/api/terminal/health',
  events: '/api/terminal/events',
  /** For a relay with exactly one store; otherwise the store's id follows behind a slash. */
  webhooks: '/api/webhooks/stripe',
} as const;

/** Sizes in bytes unless named otherwise. Both peers hold to them, so each may refuse what is larger. */
export const RELAY_LIMITS = {
  /** A webhook's body. Stripe's events are far smaller. */
  webhookBytes: 256 * 1024,
  /** A message from the till. */
  tillMessageBytes: 4 * 1024,
  /** A message to the till: a whole webhook as an escaped JSON string, and its frame. */
  relayMessageBytes: 2 * 1024 * 1024,
  /** The most events a till may ask to hold unacknowledged. */
  creditEvents: 500,
  signingSecrets: 4,
} as const;

/** A number in a store's log: 1 for its first event, then one more each. */
export const seqSchema = z.int().min(0);

/** Milliseconds since 1970 by the relay's clock. For display and for measuring skew, never to order money. */
export const relayTimeMsSchema = z.int().min(0);

/**
 * A place in one store's log. Opaque: the till keeps what it was given, in the same transaction as the events it
 * stands for, and never looks inside.
 */
export const cursorSchema = z.string().min(1).max(512);

/** The store's side of Stripe at the relay. An event of the other mode is refused. */
export const relayModeSchema = z.enum(['test', 'live']);
export type RelayMode = z.output<typeof relayModeSchema>;
