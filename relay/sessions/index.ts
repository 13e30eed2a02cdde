export { bearerToken } from './bearer.ts';
export { readCursor, writeCursor } from './cursor.ts';
export { Hub } from './hub.ts';
export type { SessionSocket } from './outbox.ts';
export type { SessionTimes } from './session.ts';
