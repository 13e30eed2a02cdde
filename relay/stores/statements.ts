import type { Statement } from 'better-sqlite3';
import type { RelayDatabase } from '../database/index.ts';
import type { NewPairingCode, NewStore, Store, Terminal, TerminalRow } from './store-book.ts';

type AddSecret = {
  readonly storeId: string;
  readonly fingerprint: string;
  readonly sealed: Uint8Array;
  readonly addedAtMs: number;
};

/** Every statement about stores, terminals, codes and secrets, prepared once. */
export type StoreStatements = {
  readonly addStore: Statement<[NewStore]>;
  readonly stores: Statement<[], Store>;
  readonly store: Statement<[string], Store>;
  readonly dataKey: Statement<[string], { readonly data_key: Uint8Array }>;
  readonly addCode: Statement<[NewPairingCode]>;
  readonly useCode: Statement<[{ fingerprint: string; nowMs: number }], { readonly store_id: string }>;
  readonly addTerminal: Statement<[TerminalRow]>;
  readonly terminal: Statement<[string], TerminalRow>;
  readonly terminals: Statement<[{ storeId: string | null }], Terminal>;
  readonly revoke: Statement<[{ terminalId: string; atMs: number }]>;
  readonly expireSecrets: Statement<[{ storeId: string; expiresAtMs: number }]>;
  readonly addSecret: Statement<[AddSecret]>;
  readonly forgetSecrets: Statement<[{ storeId: string; nowMs: number }]>;
  readonly secrets: Statement<[{ storeId: string; nowMs: number }], { readonly sealed: Uint8Array }>;
};

const STORE = 'SELECT store_id AS storeId, name, mode FROM stores';
const TERMINAL_COLUMNS = `terminal_id AS terminalId, store_id AS storeId, name,
  paired_at_ms AS pairedAtMs, revoked_at_ms AS revokedAtMs`;

export function prepareStoreStatements(database: RelayDatabase): StoreStatements {
  return {
    addStore: database.prepare(
      `INSERT INTO stores (store_id, name, mode, data_key, created_at_ms)
       VALUES (@storeId, @name, @mode, @dataKey, @createdAtMs)`,
    ),
    stores: database.prepare(`${STORE} ORDER BY store_id`),
    store: database.prepare(`${STORE} WHERE store_id = ?`),
    dataKey: database.prepare('SELECT data_key FROM stores WHERE store_id = ?'),
    addCode: database.prepare(
      `INSERT INTO pairing_codes (code_fingerprint, store_id, expires_at_ms)
       VALUES (@fingerprint, @storeId, @expiresAtMs)`,
    ),
    // One statement, so that two tills typing the same code at once can't both have it.
    useCode: database.prepare(
      `UPDATE pairing_codes SET used_at_ms = @nowMs
       WHERE code_fingerprint = @fingerprint AND used_at_ms IS NULL AND expires_at_ms > @nowMs
       RETURNING store_id`,
    ),
    addTerminal: database.prepare(
      `INSERT INTO terminals (terminal_id, store_id, name, token_hash, paired_at_ms, revoked_at_ms)
       VALUES (@terminalId, @storeId, @name, @tokenHash, @pairedAtMs, @revokedAtMs)`,
    ),
    terminal: database.prepare(
      `SELECT ${TERMINAL_COLUMNS}, token_hash AS tokenHash FROM terminals WHERE terminal_id = ?`,
    ),
    terminals: database.prepare(
      `SELECT ${TERMINAL_COLUMNS} FROM terminals WHERE @storeId IS NULL OR store_id = @storeId ORDER BY terminal_id`,
    ),
    revoke: database.prepare(
      'UPDATE terminals SET revoked_at_ms = @atMs WHERE terminal_id = @terminalId AND revoked_at_ms IS NULL',
    ),
    expireSecrets: database.prepare(
      `UPDATE signing_secrets SET expires_at_ms = min(coalesce(expires_at_ms, @expiresAtMs), @expiresAtMs)
       WHERE store_id = @storeId`,
    ),
    addSecret: database.prepare(
      `INSERT INTO signing_secrets (store_id, fingerprint, sealed, added_at_ms, expires_at_ms)
       VALUES (@storeId, @fingerprint, @sealed, @addedAtMs, NULL)
       ON CONFLICT (store_id, fingerprint) DO UPDATE SET expires_at_ms = NULL`,
    ),
    forgetSecrets: database.prepare(
      'DELETE FROM signing_secrets WHERE store_id = @storeId AND expires_at_ms <= @nowMs',
    ),
    // Asked with each webhook: behind the plus it is not planned anew with each time of day.
    secrets: database.prepare(
      `SELECT sealed FROM signing_secrets
       WHERE store_id = +@storeId AND (expires_at_ms IS NULL OR expires_at_ms > +@nowMs)
       ORDER BY expires_at_ms IS NOT NULL, added_at_ms DESC`,
    ),
  };
}
