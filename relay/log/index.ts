export { eventLogConformance, type ConformanceCase, type EventLogHarness } from './conformance.ts';
export * from './event-log.ts';
export { openPostgresEventLog } from './postgres-event-log.ts';
export { openSqliteEventLog } from './sqlite-event-log.ts';
