export {
  DATABASE_FILE,
  DataDirectoryRefused,
  openRelayDatabase,
  readMeta,
  type MemoryDisk,
  type RelayDatabase,
} from './open.ts';
export { takeServingLock } from './serving-lock.ts';
export { DAY_MS, segmentSchema, segmentTable } from './schema.ts';
