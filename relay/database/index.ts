export { DATABASE_FILE, openRelayDatabase, readMeta, type MemoryDisk, type RelayDatabase } from './open.ts';
export { DataDirectoryRefused } from './refused.ts';
export { takeServingLock } from './serving-lock.ts';
export { DAY_MS, segmentSchema, segmentTable } from './schema.ts';
