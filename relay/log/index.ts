export * from './event-log.ts';
export { openSqliteEventLog } from './sqlite-event-log.ts';
