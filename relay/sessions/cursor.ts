import type { ResetReason } from '../../shared/contract/relay/index.ts';
import type { EventLog, LogExtent } from '../log/index.ts';

/** What is inside a cursor. Only the relay looks: for everybody else it is opaque. */
export type Place = { readonly epoch: string; readonly seq: number; readonly eventId: string };

/** Writes a place as the cursor that a till keeps. */
export function writeCursor({ epoch, seq, eventId }: Place): string {
  return Buffer.from(JSON.stringify([epoch, seq, eventId]), 'utf8').toString('base64url');
}

/** Reads a cursor; null when this relay can't have written it. */
export function readCursor(cursor: string): Place | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    const [epoch, seq, eventId] = parts as readonly unknown[]; // An array of anything at all.
    if (typeof epoch !== 'string' || typeof eventId !== 'string') return null;
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) return null;
    return { epoch, seq, eventId };
  } catch {
    return null; // Not JSON: a till's cursor was damaged, or comes from another product.
  }
}

/** Where a session starts to read, and why it could not go on where the till was. */
export type Start = { readonly afterSeq: number; readonly reset: ResetReason | null };

/**
 * Holds a till's cursor against the log. It goes on only where epoch, number and event id all fit: a log restored from
 * a backup has the right epoch and the wrong ids. In every other case all that is kept comes again, because a till
 * drops what it knows but can't ask for what it never heard of.
 */
export async function findStart(
  eventLog: EventLog,
  storeId: string,
  cursor: string | null,
): Promise<Start | null> {
  const extent = await eventLog.extent(storeId);
  if (extent === null) return null;
  const fromOldest = (reset: ResetReason | null): Start => ({ afterSeq: extent.oldestSeq - 1, reset });
  if (cursor === null) return fromOldest(null);
  const place = readCursor(cursor);
  if (place === null) return fromOldest('malformed');
  if (place.epoch !== eventLog.epoch) return fromOldest('new-epoch');
  // A cursor from before the first event of a store misses nothing while that first event is kept.
  if (place.seq === 0 && extent.oldestSeq === 1) return { afterSeq: 0, reset: null };
  // The event of the cursor went by age: whether it was this log's, and so whether any was missed, is past telling.
  if (place.seq < extent.oldestSeq && place.seq !== extent.headSeq) return fromOldest('trimmed');
  const known = await knownEventId(eventLog, storeId, extent, place.seq);
  if (known === null || known !== place.eventId) return fromOldest('unknown-cursor');
  return { afterSeq: place.seq, reset: null };
}

async function knownEventId(
  eventLog: EventLog,
  storeId: string,
  extent: LogExtent,
  seq: number,
): Promise<string | null> {
  // The head's id outlives the head's event, so that a quiet store does not reset its tills after 35 days.
  if (seq === extent.headSeq) return extent.headEventId;
  return eventLog.eventIdAt(storeId, seq);
}
