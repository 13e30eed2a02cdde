import { DAY_MS } from '../database/index.ts';
import {
  EVENTS_COLUMNS,
  IDS_COLUMNS,
  inTransaction,
  TABLES_LOCK,
  type Connection,
} from '../postgres/index.ts';
import type { NewEvent } from './event-log.ts';

/**
 * The tables that events and ids lie in. Events lie by the day on which they were kept, which never falls within a store,
 * so that the oldest table is always a beginning. Ids lie by the day of the event's own making, which every repetition
 * brings along: an index of one day fits the cache, and one look finds whether an id is known. They are tables and not
 * partitions of one, because making or dropping a partition stops all who use the whole.
 */
export type Days = {
  /** Whether the tables are there and it is written down what the ids' tables hold, as far as this instance knows. */
  readonly has: (needs: DayNeeds) => boolean;
  /** Makes what is missing, in a transaction of its own. */
  readonly make: (connection: Connection, needs: DayNeeds) => Promise<void>;
  /** Another instance dropped a table: forgets what was known. */
  readonly forget: () => void;
  /** Drops what is older than `day`; see `EventLog.trim`. Returns how many events went. */
  readonly drop: (connection: Connection, day: number) => Promise<number>;
};

/** `ids`: for each table of ids the youngest day on which one of its events is kept; null is the undated table. */
export type DayNeeds = {
  readonly events: ReadonlySet<number>;
  readonly ids: ReadonlyMap<number | null, number>;
};

export function eventsTable(day: number): string {
  if (!Number.isSafeInteger(day)) throw new Error('A day is a whole number.');
  return day < 0 ? `events_before_${String(-day)}` : `events_${String(day)}`;
}

export function idsTable(createdDay: number | null): string {
  if (createdDay === null) return 'ids_undated';
  if (!Number.isSafeInteger(createdDay) || createdDay < 0)
    throw new Error('A day is a whole number above 0.');
  return `ids_${String(createdDay)}`;
}

export function receivedDay({ receivedAtMs }: Pick<NewEvent, 'receivedAtMs'>): number {
  return Math.floor(receivedAtMs / DAY_MS);
}

/** Stripe lists events of 30 days; a signed event that claims more would otherwise get a table of its own. */
const OLDEST_DAYS = 40;
const YOUNGEST_DAYS = 2;

/** The table for a new id: null for an event that was not made around the time it came. */
export function createdDay(event: NewEvent): number | null {
  const day = claimedDay(event);
  if (day === null) return null;
  const age = receivedDay(event) - day;
  return age <= OLDEST_DAYS && age >= -YOUNGEST_DAYS ? day : null;
}

/** The table in which the id of an event may lie since an earlier time, whether or not there still is such a table. */
export function claimedDay({ createdAtS }: NewEvent): number | null {
  const day = createdAtS === null ? -1 : Math.floor((createdAtS * 1000) / DAY_MS);
  return day >= 0 ? day : null;
}

export function createDays(): Days {
  let events = new Set<number>();
  let ids = new Map<number | null, number>();
  const forget = (): void => {
    events = new Set();
    ids = new Map();
  };
  return {
    has: (needs) =>
      [...needs.events].every((day) => events.has(day)) &&
      [...needs.ids].every(([day, keptDay]) => day === null || (ids.get(day) ?? -Infinity) >= keptDay),
    make: async (connection, needs) => {
      await makeTables(connection, needs);
      for (const day of needs.events) events.add(day);
      for (const [day, keptDay] of needs.ids) ids.set(day, Math.max(keptDay, ids.get(day) ?? keptDay));
    },
    forget,
    drop: async (connection, day) => {
      forget();
      let forgotten = await dropUndated(connection, day);
      // One transaction each: a dropped table is a large one.
      for (;;) {
        const dropped = await dropOldestEvents(connection, day);
        if (dropped === null) break;
        forgotten += dropped;
      }
      while (await dropIds(connection, day));
      return forgotten;
    },
  };
}

async function makeTables(connection: Connection, { events, ids }: DayNeeds): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.ask('SELECT pg_advisory_xact_lock($1)', [TABLES_LOCK]);
    for (const day of events) {
      await connection.ask(`CREATE TABLE IF NOT EXISTS ${eventsTable(day)} ${EVENTS_COLUMNS}`);
      await connection.ask('INSERT INTO event_days VALUES ($1) ON CONFLICT DO NOTHING', [day]);
    }
    for (const [day, keptDay] of ids) {
      if (day === null) continue;
      await connection.ask(`CREATE TABLE IF NOT EXISTS ${idsTable(day)} ${IDS_COLUMNS}`);
      // Written down before an id of that day is: what is dropped by it is never needed.
      await connection.ask(
        `INSERT INTO id_days AS known VALUES ($1, $2) ON CONFLICT (created_day)
         DO UPDATE SET newest_kept_day = greatest(known.newest_kept_day, excluded.newest_kept_day)`,
        [day, keptDay],
      );
    }
    return { value: undefined };
  });
}

async function dropUndated(connection: Connection, day: number): Promise<number> {
  await connection.ask('DELETE FROM ids_undated WHERE kept_day < $1', [day]);
  const { count } = await connection.ask('DELETE FROM quarantine WHERE received_at_ms < $1', [day * DAY_MS]);
  return count;
}

/** Drops the oldest table if it is from before `day`; null when there is none. */
function dropOldestEvents(connection: Connection, day: number): Promise<number | null> {
  return inTransaction(connection, async () => {
    await connection.ask('SELECT pg_advisory_xact_lock($1)', [TABLES_LOCK]);
    const { rows } = await connection.ask<{ readonly day: number }>(
      'SELECT day FROM event_days WHERE day < $1 ORDER BY day LIMIT 1',
      [day],
    );
    const [oldest] = rows;
    if (oldest === undefined) return { value: null };
    // First: from here on nobody stores into it, so its floors are complete.
    await connection.ask(`DROP TABLE ${eventsTable(oldest.day)}`);
    // Numbers have no gaps, so where a store begins in each table says how many lie in this one.
    const counted = await connection.ask<{ readonly events: number }>(
      `SELECT coalesce(sum(coalesce(
           (SELECT min(later.first_seq) FROM day_floors later
            WHERE later.store_id = floors.store_id AND later.day > floors.day),
           heads.head_seq + 1) - floors.first_seq), 0)::bigint AS events
       FROM day_floors floors JOIN heads USING (store_id) WHERE floors.day = $1`,
      [oldest.day],
    );
    await connection.ask('DELETE FROM day_floors WHERE day = $1', [oldest.day]);
    await connection.ask('DELETE FROM event_days WHERE day = $1', [oldest.day]);
    return { value: counted.rows[0]?.events ?? 0 };
  });
}

/** Drops one table of ids of which no event is kept; false when there is none. */
function dropIds(connection: Connection, day: number): Promise<boolean> {
  return inTransaction(connection, async () => {
    await connection.ask('SELECT pg_advisory_xact_lock($1)', [TABLES_LOCK]);
    const { rows } = await connection.ask<{ readonly created_day: number }>(
      'SELECT created_day FROM id_days WHERE newest_kept_day < $1 ORDER BY created_day LIMIT 1',
      [day],
    );
    const [oldest] = rows;
    if (oldest === undefined) return { value: false };
    await connection.ask(`DROP TABLE ${idsTable(oldest.created_day)}`);
    await connection.ask('DELETE FROM id_days WHERE created_day = $1', [oldest.created_day]);
    return { value: true };
  });
}
