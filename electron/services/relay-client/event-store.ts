import type { Db } from '../db/index.ts';

export type EventSource = 'relay' | 'sweep';
export type StoredEvent = {
  readonly eventId: string;
  readonly type: string;
  /** The object that the event is about: an intent, a charge, a refund, a reader, a payout ... */
  readonly objectId: string | null;
  /** The PaymentIntent behind that object, where the event names one. */
  readonly intentId: string | null;
  /** The register in its metadata, by the event's own claim: it may spare a read and decides nothing else. */
  readonly register?: string | null;
  /** How it came: pushed with a signature, or listed without one. */
  readonly source?: EventSource;
};

/** Keeps an event once, by its id. Seen again it only counts up. True when it was news. */
export function keepEvent(db: Db, event: StoredEvent, source: EventSource, receivedAtMs: number): boolean {
  const { changes } = db.run(
    `INSERT INTO stripe_events
       (event_id, type, object_id, intent_id, register, source, seen_count, applied_count, received_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, 1, 0, ?) ON CONFLICT (event_id) DO NOTHING`,
    event.eventId,
    event.type,
    event.objectId,
    event.intentId,
    event.register ?? null,
    source,
    receivedAtMs,
  );
  if (changes === 1) return true;
  db.run('UPDATE stripe_events SET seen_count = seen_count + 1 WHERE event_id = ?', event.eventId);
  return false;
}

/** Marks an event as applied; false when it already was: each is applied once, whatever its number. */
export function markApplied(db: Db, eventId: string, outcome: string, atMs: number): boolean {
  return (
    db.run(
      'UPDATE stripe_events SET applied_count = 1, applied_at_ms = ?, outcome = ? WHERE event_id = ? AND applied_count = 0',
      atMs,
      outcome,
      eventId,
    ).changes === 1
  );
}

/** How many events have not been looked up at Stripe yet. */
export function countWaitingEvents(db: Db): number {
  return (
    db.get<{ readonly waiting: number }>(
      'SELECT count(*) AS waiting FROM stripe_events WHERE applied_count = 0',
    )?.waiting ?? 0
  );
}

export function listWaitingEvents(db: Db): readonly StoredEvent[] {
  return db
    .all<{
      readonly event_id: string;
      readonly type: string;
      readonly object_id: string | null;
      readonly intent_id: string | null;
      readonly register: string | null;
      readonly source: EventSource;
    }>(
      `SELECT event_id, type, object_id, intent_id, register, source FROM stripe_events
       WHERE applied_count = 0 ORDER BY received_at_ms, event_id`,
    )
    .map((row) => ({
      eventId: row.event_id,
      type: row.type,
      objectId: row.object_id,
      intentId: row.intent_id,
      register: row.register,
      source: row.source,
    }));
}

/** True when another event of this type about the same object was applied before: Stripe may make two of one change. */
export function wasToldBefore(db: Db, event: StoredEvent): boolean {
  return (
    event.objectId !== null &&
    db.get(
      'SELECT 1 FROM stripe_events WHERE object_id = ? AND type = ? AND event_id <> ? AND applied_count = 1',
      event.objectId,
      event.type,
      event.eventId,
    ) !== null
  );
}

/** An event whose signature does not fit was not kept; that it came is. */
export function countForged(db: Db, atMs: number): void {
  db.run(
    `INSERT INTO forged_events VALUES (1, 1, ?)
     ON CONFLICT (id) DO UPDATE SET count = count + 1, last_at_ms = excluded.last_at_ms`,
    atMs,
  );
}

/**
 * True when the last webhook that the relay brought did not fit this till's own signing secret, although it fitted the
 * relay's: the two hold different ones.
 */
export function holdsAnotherSecret(db: Db): boolean {
  const forged = db.get<{ readonly last_at_ms: number }>('SELECT last_at_ms FROM forged_events WHERE id = 1');
  return forged !== null && forged.last_at_ms > Math.max(0, ...listLastReceived(db).values());
}

/** When an event of each type was last received. */
export function listLastReceived(db: Db): ReadonlyMap<string, number> {
  const rows = db.all<{ readonly type: string; readonly at_ms: number }>(
    'SELECT type, MAX(received_at_ms) AS at_ms FROM stripe_events GROUP BY type',
  );
  return new Map(rows.map((row) => [row.type, row.at_ms]));
}

export function readCursor(db: Db): string | null {
  return db.get<{ readonly cursor: string }>('SELECT cursor FROM relay_cursor WHERE id = 1')?.cursor ?? null;
}

export function saveCursor(db: Db, cursor: string, atMs: number): void {
  db.run(
    `INSERT INTO relay_cursor VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET cursor = excluded.cursor, at_ms = excluded.at_ms`,
    cursor,
    atMs,
  );
}

export function forgetCursor(db: Db): void {
  db.run('DELETE FROM relay_cursor');
}
