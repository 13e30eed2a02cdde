export { ConnectionLost, sqlState, type Answer, type Connection, type Parameter } from './connection.ts';
export { readDatabaseUrl } from './database-url.ts';
export { createPrimary, type Lane, type Primary, type PrimaryOptions } from './primary.ts';
export { EVENTS_COLUMNS, IDS_COLUMNS, openSchema, TABLES_LOCK } from './schema.ts';
export { inTransaction } from './transaction.ts';
