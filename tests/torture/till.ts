import { openDatabase } from '../../electron/services/db/index.ts';
import {
  createRelayClient,
  listWaitingEvents,
  markApplied,
  openWebSocket,
} from '../../electron/services/relay-client/index.ts';
import type { Clock, Timers } from '../../electron/services/ports.ts';

/**
 * A till reduced to what the relay reaches: the shipped client over a real database file, and a hand that applies what
 * was kept, in a commit of its own. Prints READY, and then one line for each event that it applied. Environment:
 * TILL_FILE, TILL_RELAY, TILL_TOKEN.
 */
// Not the system's: that door brings printers, mail and PDF along, and this process starts often.
const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const timers: Pick<Timers, 'after'> = {
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const opened = openDatabase({
  file: given('TILL_FILE'),
  log: silent,
  onPoisoned: () => process.exit(74),
});
if (!opened.ok) throw new Error(opened.code);
const { db } = opened;
// No key says that an id may be there once only: a second application has to show.
db.run(
  'CREATE TABLE IF NOT EXISTS torture_applied (number INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL) STRICT',
);
// What was kept before the plug was pulled.
apply();

const client = createRelayClient({
  db,
  clock,
  timers: { ...timers, sleep: () => Promise.reject(new Error('The client never sleeps.')) },
  // The shortest pauses that there are: no herd has to be spread here.
  random: { bytes: (count) => new Uint8Array(count) },
  log: silent,
  openSocket: openWebSocket,
  access: () =>
    Promise.resolve({ url: given('TILL_RELAY'), token: given('TILL_TOKEN'), signingSecret: null }),
  changed: () => undefined,
  arrived: apply,
  gap: () => undefined,
});
await client.restart();
console.log('READY {}');
// Whoever started it has gone.
process.stdin.once('end', () => process.exit(0)).resume();

function apply(): void {
  const applied = db.transaction(() =>
    listWaitingEvents(db).filter(({ eventId }) => {
      if (!markApplied(db, eventId, 'tortured', clock.nowMs())) return false;
      db.run('INSERT INTO torture_applied (event_id) VALUES (?)', eventId);
      return true;
    }),
  );
  for (const { eventId } of applied) console.log(eventId);
}

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}
