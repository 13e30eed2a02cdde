import { z } from 'zod';
import { relayMessageSchema, type RelayMessage } from './relay-messages.ts';
import { tillMessageSchema, type TillMessage } from './till-messages.ts';

/** What a till makes of a frame. `unknown`: a newer relay says something this till need not understand; ignore it. */
export type ParsedRelayMessage =
  | { readonly kind: 'message'; readonly message: RelayMessage }
  | { readonly kind: 'unknown'; readonly type: string }
  | { readonly kind: 'malformed' };

const typedSchema = z.object({ type: z.string() });
const KNOWN_TYPES: ReadonlySet<string> = new Set(
  relayMessageSchema.options.map((option) => option.shape.type.value),
);

/** Reads one text frame from a relay. */
export function parseRelayMessage(text: string): ParsedRelayMessage {
  const json = parseJson(text);
  const parsed = relayMessageSchema.safeParse(json);
  if (parsed.success) return { kind: 'message', message: parsed.data };
  const typed = typedSchema.safeParse(json);
  if (typed.success && !KNOWN_TYPES.has(typed.data.type)) return { kind: 'unknown', type: typed.data.type };
  return { kind: 'malformed' };
}

/** Reads one text frame from a till; null when it says anything that a till can't say. */
export function parseTillMessage(text: string): TillMessage | null {
  const parsed = tillMessageSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No schema accepts undefined, so broken JSON and a wrong shape are refused alike.
  }
}
