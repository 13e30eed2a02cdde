export { keepComputed, keepReads } from './kept-reads.ts';
export {
  openDatabase,
  openForReading,
  type Db,
  type MemoryDisk,
  type Migration,
  type SqlValue,
  type StoreTrouble,
} from './open.ts';
export { MIGRATIONS } from './migrations/index.ts';
