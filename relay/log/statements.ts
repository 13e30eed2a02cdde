import type { Statement } from 'better-sqlite3';
import type { RelayDatabase } from '../database/index.ts';
import type { NewEvent } from './event-log.ts';

type HeadRow = { readonly head_seq: number; readonly data_key: Uint8Array };
type EventRow = {
  readonly seq: number;
  readonly event_id: string;
  readonly event_type: string;
  readonly received_at_ms: number;
  readonly signature: string | null;
  readonly sealed_body: Uint8Array;
};
type ExtentRow = {
  readonly head_seq: number;
  readonly head_event_id: string;
  readonly oldest_seq: number | null;
  readonly last_received_at_ms: number | null;
  readonly quarantined: number;
};

/** Every statement of the log, prepared once. */
export type Statements = {
  readonly head: Statement<[string], HeadRow>;
  readonly insert: Statement<[NewEvent & { readonly seq: number; readonly sealedBody: Uint8Array }]>;
  readonly moveHead: Statement<[{ storeId: string; seq: number; eventId: string; receivedAtMs: number }]>;
  readonly byEventId: Statement<[string, string], { readonly seq: number; readonly fingerprint: string }>;
  readonly quarantine: Statement<[NewEvent & { readonly sealedBody: Uint8Array }]>;
  readonly readAfter: Statement<[{ storeId: string; afterSeq: number; limit: number }], EventRow>;
  readonly extent: Statement<[string], ExtentRow>;
  readonly eventIdAt: Statement<[string, number], { readonly event_id: string }>;
  readonly storeIds: Statement<[], { readonly store_id: string }>;
  readonly firstYoung: Statement<[{ storeId: string; receivedBeforeMs: number }], { readonly seq: number }>;
  readonly trimBelow: Statement<[{ storeId: string; seq: number }]>;
  readonly trimQuarantine: Statement<[{ receivedBeforeMs: number }]>;
};

export function prepareStatements(database: RelayDatabase): Statements {
  return {
    head: database.prepare('SELECT head_seq, data_key FROM stores WHERE store_id = ?'),
    insert: database.prepare(
      `INSERT OR IGNORE INTO events
         (store_id, seq, event_id, event_type, created_at_s, received_at_ms, fingerprint, signature, sealed_body)
       VALUES
         (@storeId, @seq, @eventId, @eventType, @createdAtS, @receivedAtMs, @fingerprint, @signature, @sealedBody)`,
    ),
    moveHead: database.prepare(
      `UPDATE stores SET head_seq = @seq, head_event_id = @eventId, last_received_at_ms = @receivedAtMs
       WHERE store_id = @storeId`,
    ),
    byEventId: database.prepare('SELECT seq, fingerprint FROM events WHERE store_id = ? AND event_id = ?'),
    quarantine: database.prepare(
      `INSERT OR IGNORE INTO quarantine
         (store_id, event_id, fingerprint, event_type, received_at_ms, signature, sealed_body)
       VALUES (@storeId, @eventId, @fingerprint, @eventType, @receivedAtMs, @signature, @sealedBody)`,
    ),
    // The plus keeps it so: this build of SQLite (STAT4) plans a range or a sort anew with each bare value.
    readAfter: database.prepare(
      `SELECT seq, event_id, event_type, received_at_ms, signature, sealed_body FROM events
       WHERE store_id = +@storeId AND seq > +@afterSeq ORDER BY seq LIMIT +@limit`,
    ),
    extent: database.prepare(
      `SELECT head_seq, head_event_id, last_received_at_ms,
         (SELECT min(seq) FROM events WHERE events.store_id = stores.store_id) AS oldest_seq,
         (SELECT count(*) FROM quarantine WHERE quarantine.store_id = stores.store_id) AS quarantined
       FROM stores WHERE store_id = +?`,
    ),
    eventIdAt: database.prepare('SELECT event_id FROM events WHERE store_id = ? AND seq = ?'),
    storeIds: database.prepare('SELECT store_id FROM stores'),
    firstYoung: database.prepare(
      `SELECT seq FROM events WHERE store_id = @storeId AND received_at_ms >= @receivedBeforeMs
       ORDER BY seq LIMIT 1`,
    ),
    trimBelow: database.prepare('DELETE FROM events WHERE store_id = @storeId AND seq < @seq'),
    trimQuarantine: database.prepare('DELETE FROM quarantine WHERE received_at_ms < @receivedBeforeMs'),
  };
}
