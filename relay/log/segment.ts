import type { Statement } from 'better-sqlite3';
import { segmentTable, type RelayDatabase } from '../database/index.ts';
import type { NewEvent } from './event-log.ts';
import { createKnownIds, printOf, type KnownIds } from './known-ids.ts';

export type EventRow = {
  readonly seq: number;
  readonly event_id: string;
  readonly event_type: string;
  readonly received_at_ms: number;
  readonly signature: string | null;
  readonly sealed_body: Uint8Array;
};
export type KnownEvent = { readonly seq: number; readonly fingerprint: string };
export type SealedEvent = NewEvent & { readonly seq: number; readonly sealedBody: Uint8Array };
export type SegmentRow = { readonly segment: number; readonly day: number };

/** One table of events. All but the newest are closed: they answer, and take nothing more. */
export type Segment = SegmentRow & {
  events: number;
  readonly ids: KnownIds;
  /** Made when they are first asked for: most of what is kept for years is never read. */
  readonly statements: () => SegmentStatements;
};

type SegmentStatements = {
  readonly insert: Statement<[SealedEvent]>;
  readonly byEventId: Statement<[string, string], KnownEvent>;
  readonly readAfter: Statement<[{ storeId: string; afterSeq: number; limit: number }], EventRow>;
  readonly eventIdAt: Statement<[string, number], { readonly event_id: string }>;
};

/** Reads the ids of a segment into a filter that has room for `mostEvents`: about two seconds for a million. */
export function loadSegment(database: RelayDatabase, row: SegmentRow, mostEvents = 0): Segment {
  const table = segmentTable(row.segment);
  const events = database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  const ids = createKnownIds(Math.max(events, mostEvents));
  const stored = database
    .prepare<[], [storeId: string, eventId: string]>(`SELECT store_id, event_id FROM ${table}`)
    .raw();
  for (const [storeId, eventId] of stored.iterate()) ids.add(printOf(storeId, eventId));
  let prepared: SegmentStatements | null = null;
  return { ...row, events, ids, statements: () => (prepared ??= prepareSegment(database, table)) };
}

function prepareSegment(database: RelayDatabase, table: string): SegmentStatements {
  return {
    insert: database.prepare(
      `INSERT OR IGNORE INTO ${table}
         (store_id, seq, event_id, event_type, created_at_s, received_at_ms, fingerprint, signature, sealed_body)
       VALUES
         (@storeId, @seq, @eventId, @eventType, @createdAtS, @receivedAtMs, @fingerprint, @signature, @sealedBody)`,
    ),
    byEventId: database.prepare(`SELECT seq, fingerprint FROM ${table} WHERE store_id = ? AND event_id = ?`),
    // The plus keeps it so: this build of SQLite (STAT4) plans a range or a sort anew with each bare value.
    readAfter: database.prepare(
      `SELECT seq, event_id, event_type, received_at_ms, signature, sealed_body FROM ${table}
       WHERE store_id = +@storeId AND seq > +@afterSeq ORDER BY seq LIMIT +@limit`,
    ),
    eventIdAt: database.prepare(`SELECT event_id FROM ${table} WHERE store_id = ? AND seq = ?`),
  };
}
