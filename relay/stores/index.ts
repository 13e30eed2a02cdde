export { openPostgresStoreBook } from './postgres-store-book.ts';
export { openSqliteStoreBook } from './sqlite-store-book.ts';
export type { Store, StoreBook, Terminal } from './store-book.ts';
export { openStores, type PairedTerminal, type PairingCode, type Stores } from './stores.ts';
