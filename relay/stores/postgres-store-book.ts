import {
  inTransaction,
  type Answer,
  type Connection,
  type Lane,
  type Parameter,
  type Primary,
} from '../postgres/index.ts';
import type { Clock } from '../ports.ts';
import {
  SECRETS_MAY_LAG_MS,
  type ActiveSecrets,
  type CodeUse,
  type SecretsChange,
  type SecretsQuery,
  type Store,
  type StoreBook,
  type Terminal,
  type TerminalRow,
} from './store-book.ts';

type Parts = { readonly primary: Primary; readonly lane: Lane; readonly clock: Pick<Clock, 'monotonicMs'> };

const STORE = 'SELECT store_id AS "storeId", name, mode FROM stores';
const TERMINAL = `terminal_id AS "terminalId", store_id AS "storeId", name,
  paired_at_ms AS "pairedAtMs", revoked_at_ms AS "revokedAtMs"`;

/** Stores in the database that all instances share. */
export function openPostgresStoreBook(primary: Primary, clock: Pick<Clock, 'monotonicMs'>): StoreBook {
  const parts: Parts = { primary, lane: primary.openLane(), clock };
  const { stores, secrets, forget } = createMemory(parts);
  const write = (text: string, parameters: readonly Parameter[]): Promise<Answer<never>> =>
    parts.lane.exclusively((connection) => connection.ask(text, parameters));
  return {
    addStore: (store) => addStore(parts, store),
    listStores: async () => (await primary.read<Store>(`${STORE} ORDER BY store_id`)).rows,
    findStore: stores,
    addPairingCode: async ({ fingerprint, storeId, expiresAtMs }) => {
      await write(
        'INSERT INTO pairing_codes (code_fingerprint, store_id, expires_at_ms) VALUES ($1, $2, $3)',
        [fingerprint, storeId, expiresAtMs],
      );
    },
    pair: (use) => pair(parts, use),
    findTerminal: async (terminalId) => {
      const { rows } = await primary.read<TerminalRow>(
        `SELECT ${TERMINAL}, token_hash AS "tokenHash" FROM terminals WHERE terminal_id = $1`,
        [terminalId],
      );
      return rows[0] ?? null;
    },
    listTerminals: async (storeId) => {
      const { rows } = await primary.read<Terminal>(
        `SELECT ${TERMINAL} FROM terminals WHERE $1::text IS NULL OR store_id = $1 ORDER BY terminal_id`,
        [storeId],
      );
      return rows;
    },
    revokeTerminal: async (terminalId, atMs) => {
      const { count } = await write(
        'UPDATE terminals SET revoked_at_ms = $2 WHERE terminal_id = $1 AND revoked_at_ms IS NULL',
        [terminalId, atMs],
      );
      return count === 1;
    },
    changeSecrets: async (change) => {
      await changeSecrets(parts, change);
      forget(change.storeId);
    },
    activeSecrets: secrets,
  };
}

type Memory = {
  readonly stores: (storeId: string) => Promise<Store | null>;
  readonly secrets: (query: SecretsQuery) => Promise<ActiveSecrets>;
  readonly forget: (storeId: string) => void;
};
type Secrets = {
  readonly readAtMs: number;
  readonly dataKey: Uint8Array;
  readonly rows: readonly SecretRow[];
};
type SecretRow = { readonly sealed: Uint8Array; readonly expires_at_ms: number | null };

/** However often a forged webhook asks for the latest secrets: more often than this they are not read. */
const SECRETS_READ_EVERY_MS = 100;

/** What each webhook asks for is kept for a moment: a store does not change, and secrets rarely do. */
function createMemory({ primary, clock }: Parts): Memory {
  const stores = new Map<string, Store>();
  const secrets = new Map<string, Secrets>();
  return {
    stores: async (storeId) => {
      const known = stores.get(storeId);
      if (known !== undefined) return known;
      const { rows } = await primary.read<Store>(`${STORE} WHERE store_id = $1`, [storeId]);
      const [store] = rows;
      if (store !== undefined) stores.set(storeId, store);
      return store ?? null;
    },
    forget: (storeId) => {
      secrets.delete(storeId);
    },
    secrets: async ({ storeId, nowMs, atOnce }) => {
      const oldestMs = clock.monotonicMs() - (atOnce ? SECRETS_READ_EVERY_MS : SECRETS_MAY_LAG_MS);
      let known = secrets.get(storeId);
      if (known === undefined || known.readAtMs <= oldestMs) {
        known = await readSecrets(primary, storeId, clock.monotonicMs());
        secrets.set(storeId, known);
      }
      const active = known.rows.filter((row) => row.expires_at_ms === null || row.expires_at_ms > nowMs);
      return { dataKey: known.dataKey, sealed: active.map(({ sealed }) => sealed) };
    },
  };
}

async function readSecrets(primary: Primary, storeId: string, readAtMs: number): Promise<Secrets> {
  const { rows } = await primary.read<SecretRow & { readonly data_key: Uint8Array }>(
    `SELECT stores.data_key, sealed, expires_at_ms
     FROM stores LEFT JOIN signing_secrets USING (store_id) WHERE store_id = $1
     ORDER BY expires_at_ms IS NOT NULL, added_at_ms DESC`,
    [storeId],
  );
  const [first] = rows;
  if (first === undefined) throw new Error(`There is no store ${storeId}.`);
  // A store without secrets is one row without one.
  const sealed = rows.filter((row) => (row.sealed as Uint8Array | null) !== null);
  return { readAtMs, dataKey: first.data_key, rows: sealed };
}

function inTransactionOn<Value>(
  lane: Lane,
  work: (connection: Connection) => Promise<{ readonly value: Value }>,
): Promise<Value> {
  return lane.exclusively((connection) => inTransaction(connection, () => work(connection)));
}

async function addStore(
  { lane }: Parts,
  { storeId, name, mode, dataKey, createdAtMs }: Parameters<StoreBook['addStore']>[0],
): Promise<void> {
  await inTransactionOn(lane, async (connection) => {
    await connection.ask(
      'INSERT INTO stores (store_id, name, mode, data_key, created_at_ms) VALUES ($1, $2, $3, $4, $5)',
      [storeId, name, mode, dataKey, createdAtMs],
    );
    await connection.ask('INSERT INTO heads (store_id) VALUES ($1)', [storeId]);
    return { value: undefined };
  });
}

function pair({ lane }: Parts, { fingerprint, nowMs, terminal }: CodeUse): Promise<Store | null> {
  return inTransactionOn(lane, async (connection) => {
    const { rows } = await connection.ask<Store>(
      `UPDATE pairing_codes SET used_at_ms = $2 FROM stores
       WHERE code_fingerprint = $1 AND used_at_ms IS NULL AND expires_at_ms > $2
         AND stores.store_id = pairing_codes.store_id
       RETURNING stores.store_id AS "storeId", stores.name, stores.mode`,
      [fingerprint, nowMs],
    );
    const [store] = rows;
    if (store === undefined) return { value: null };
    await connection.ask(
      `INSERT INTO terminals (terminal_id, store_id, name, token_hash, paired_at_ms) VALUES ($1, $2, $3, $4, $5)`,
      [terminal.terminalId, store.storeId, terminal.name, terminal.tokenHash, terminal.pairedAtMs],
    );
    return { value: store };
  });
}

async function changeSecrets(
  { lane }: Parts,
  { storeId, nowMs, othersEndAtMs, seal }: SecretsChange,
): Promise<void> {
  await inTransactionOn(lane, async (connection) => {
    // The lock puts two changes of one store one behind the other.
    const { rows } = await connection.ask<{ readonly data_key: Uint8Array }>(
      'SELECT data_key FROM stores WHERE store_id = $1 FOR UPDATE',
      [storeId],
    );
    const [store] = rows;
    if (store === undefined) throw new Error(`There is no store ${storeId}.`);
    if (othersEndAtMs !== null) {
      await connection.ask(
        `UPDATE signing_secrets SET expires_at_ms = least(coalesce(expires_at_ms, $2), $2) WHERE store_id = $1`,
        [storeId, othersEndAtMs],
      );
    }
    for (const { fingerprint, sealed } of seal(store.data_key)) {
      await connection.ask(
        `INSERT INTO signing_secrets (store_id, fingerprint, sealed, added_at_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (store_id, fingerprint) DO UPDATE SET expires_at_ms = NULL`,
        [storeId, fingerprint, sealed, nowMs],
      );
    }
    await connection.ask('DELETE FROM signing_secrets WHERE store_id = $1 AND expires_at_ms <= $2', [
      storeId,
      nowMs,
    ]);
    return { value: undefined };
  });
}
