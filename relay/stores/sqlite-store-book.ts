import type { RelayDatabase } from '../database/index.ts';
import { prepareStoreStatements, type StoreStatements } from './statements.ts';
import type { ActiveSecrets, CodeUse, SecretsChange, Store, StoreBook } from './store-book.ts';

/** Stores in the same file as the log. Everything is done at once; the port waits for engines that take their time. */
export function openSqliteStoreBook(database: RelayDatabase): StoreBook {
  const statements = prepareStoreStatements(database);
  // `immediate` takes the write lock at once: a read that turns into a write can't wait for the admin command.
  const pairOnce = database.transaction((use: CodeUse) => pair(statements, use));
  const changeSecrets = database.transaction((change: SecretsChange) => {
    addAndEnd(statements, change);
  });
  return {
    addStore: (store) =>
      settle(() => {
        statements.addStore.run(store);
      }),
    listStores: () => settle(() => statements.stores.all()),
    findStore: (storeId) => settle(() => statements.store.get(storeId) ?? null),
    addPairingCode: (code) =>
      settle(() => {
        statements.addCode.run(code);
      }),
    pair: (use) => settle(() => pairOnce.immediate(use)),
    findTerminal: (terminalId) => settle(() => statements.terminal.get(terminalId) ?? null),
    listTerminals: (storeId) => settle(() => statements.terminals.all({ storeId })),
    revokeTerminal: (terminalId, atMs) =>
      settle(() => statements.revoke.run({ terminalId, atMs }).changes === 1),
    changeSecrets: (change) =>
      settle(() => {
        changeSecrets.immediate(change);
      }),
    activeSecrets: (query) => settle(() => activeSecrets(statements, query)),
  };
}

function pair(statements: StoreStatements, { fingerprint, nowMs, terminal }: CodeUse): Store | null {
  const used = statements.useCode.get({ fingerprint, nowMs });
  if (used === undefined) return null;
  const store = statements.store.get(used.store_id);
  if (store === undefined) throw new Error('A pairing code belongs to a store that does not exist.');
  statements.addTerminal.run({ ...terminal, storeId: store.storeId, revokedAtMs: null });
  return store;
}

function addAndEnd(
  statements: StoreStatements,
  { storeId, nowMs, othersEndAtMs, seal }: SecretsChange,
): void {
  const dataKey = requireDataKey(statements, storeId);
  if (othersEndAtMs !== null) statements.expireSecrets.run({ storeId, expiresAtMs: othersEndAtMs });
  for (const secret of seal(dataKey)) statements.addSecret.run({ ...secret, storeId, addedAtMs: nowMs });
  statements.forgetSecrets.run({ storeId, nowMs });
}

function activeSecrets(
  statements: StoreStatements,
  { storeId, nowMs }: { readonly storeId: string; readonly nowMs: number },
): ActiveSecrets {
  const rows = statements.secrets.all({ storeId, nowMs });
  return { dataKey: requireDataKey(statements, storeId), sealed: rows.map(({ sealed }) => sealed) };
}

function requireDataKey(statements: StoreStatements, storeId: string): Uint8Array {
  const row = statements.dataKey.get(storeId);
  if (row === undefined) throw new Error(`There is no store ${storeId}.`);
  return row.data_key;
}

function settle<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
