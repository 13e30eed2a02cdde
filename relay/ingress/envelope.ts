import { hash } from 'node:crypto';
import { z } from 'zod';

/** What the relay reads of an event; everything else is the till's business. */
export type EventEnvelope = {
  readonly eventId: string;
  readonly eventType: string;
  readonly livemode: boolean;
  readonly createdAtS: number | null;
  readonly fingerprint: string;
  readonly text: string;
};

const nameSchema = z.string().regex(/^[\x21-\x7e]{1,255}$/);

/**
 * Snapshot events (`object: "event"`) and thin ones (`object: "v2.core.event"`, with ISO times) alike. Source: docs.stripe.com/event-destinations, read 2026-11.
 */
const envelopeSchema = z.object({
  id: nameSchema,
  object: z.enum(['event', 'v2.core.event']),
  type: nameSchema,
  livemode: z.boolean(),
  created: z.union([z.int().min(0), z.string().max(64)]).optional(),
});

/**
 * Reads a verified body; null when it is no event, or not UTF-8 (its bytes could then not be handed on as text). Call
 * it after the signature was checked, never before: this is the first time that anything looks inside.
 */
export function readEnvelope(body: Uint8Array): EventEnvelope | null {
  const text = decode(body);
  const json = text === null ? undefined : parseJson(text);
  const parsed = envelopeSchema.safeParse(json);
  if (text === null || !parsed.success) return null;
  const { id, type, livemode, created } = parsed.data;
  return {
    eventId: id,
    eventType: type,
    livemode,
    createdAtS: typeof created === 'string' ? secondsOf(created) : (created ?? null),
    fingerprint: fingerprint(json, text),
    text,
  };
}

/** Null for a text that is no time. */
function secondsOf(isoTime: string): number | null {
  const atMs = Date.parse(isoTime);
  return Number.isNaN(atMs) || atMs < 0 ? null : Math.floor(atMs / 1000);
}

/** Stripe counts deliveries down in `pending_webhooks` between one try and the next: no difference worth an alarm. */
function fingerprint(json: unknown, text: string): string {
  try {
    return hash(
      'sha256',
      JSON.stringify(json, (key, value: unknown) => (key === 'pending_webhooks' ? undefined : value)),
    );
  } catch {
    // Nested deeper than can be written again, though it could be read: an authentic event is kept all the same.
    return hash('sha256', text);
  }
}

function decode(body: Uint8Array): string | null {
  try {
    // With its byte order mark kept, text and bytes are the same thing, and the till can verify the signature again.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null; // The bytes are not UTF-8, which Stripe never sends.
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No schema accepts undefined, so broken JSON and a wrong shape are refused alike.
  }
}
