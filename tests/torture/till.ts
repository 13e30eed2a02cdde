import { openDatabase } from '../../electron/services/db/index.ts';
import {
  createRelayClient,
  listWaitingEvents,
  markApplied,
  openWebSocket,
} from '../../electron/services/relay-client/index.ts';
import { systemClock, systemTimers } from '../../electron/services/system/index.ts';

/**
 * A till reduced to what the relay reaches: the shipped client over a real database file, and a hand that applies what
 * was kept, in a commit of its own. Prints READY, and then one line for each event that it applied. Environment:
 * TILL_FILE, TILL_RELAY, TILL_TOKEN.
 */
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
  clock: systemClock,
  timers: systemTimers,
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
      if (!markApplied(db, eventId, 'tortured', systemClock.nowMs())) return false;
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
