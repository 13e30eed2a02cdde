export {
  DATABASE_FILE,
  DataDirectoryRefused,
  openRelayDatabase,
  readMeta,
  type RelayDatabase,
} from './open.ts';
export { takeServingLock } from './serving-lock.ts';
