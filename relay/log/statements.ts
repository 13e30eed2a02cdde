import type { Statement } from 'better-sqlite3';
import type { RelayDatabase } from '../database/index.ts';
import type { NewEvent } from './event-log.ts';

type HeadRow = { readonly head_seq: number; readonly data_key: Uint8Array };
type ExtentRow = {
  readonly head_seq: number;
  readonly head_event_id: string;
  readonly last_received_at_ms: number | null;
  readonly quarantined: number;
};

/** Every statement of the log, prepared once. */
export type Statements = {
  readonly head: Statement<[string], HeadRow>;
  readonly moveHead: Statement<[{ storeId: string; seq: number; eventId: string; receivedAtMs: number }]>;
  readonly quarantine: Statement<[NewEvent & { readonly sealedBody: Uint8Array }]>;
  readonly extent: Statement<[string], ExtentRow>;
  readonly trimQuarantine: Statement<[{ receivedBeforeMs: number }]>;
};

export function prepareStatements(database: RelayDatabase): Statements {
  return {
    head: database.prepare('SELECT head_seq, data_key FROM stores WHERE store_id = ?'),
    moveHead: database.prepare(
      `UPDATE stores SET head_seq = @seq, head_event_id = @eventId, last_received_at_ms = @receivedAtMs
       WHERE store_id = @storeId`,
    ),
    quarantine: database.prepare(
      `INSERT OR IGNORE INTO quarantine
         (store_id, event_id, fingerprint, event_type, received_at_ms, signature, sealed_body)
       VALUES (@storeId, @eventId, @fingerprint, @eventType, @receivedAtMs, @signature, @sealedBody)`,
    ),
    extent: database.prepare(
      `SELECT head_seq, head_event_id, last_received_at_ms,
         (SELECT count(*) FROM quarantine WHERE quarantine.store_id = stores.store_id) AS quarantined
       FROM stores WHERE store_id = +?`,
    ),
    trimQuarantine: database.prepare('DELETE FROM quarantine WHERE received_at_ms < @receivedBeforeMs'),
  };
}
