import { inTransaction, sqlState, type Connection } from '../postgres/index.ts';
import type { Sealer } from '../sealing.ts';
import { bodyPlace } from './body-place.ts';
import {
  claimedDay,
  createdDay,
  eventsTable,
  idsTable,
  receivedDay,
  type DayNeeds,
  type Days,
} from './postgres-days.ts';
import type { AppendOutcome, NewEvent } from './event-log.ts';

/** Events of which store got which last number. */
export type StoredBatch = {
  readonly outcomes: readonly AppendOutcome[];
  readonly heads: ReadonlyMap<string, number>;
};

type Head = {
  readonly store_id: string;
  readonly head_seq: number;
  readonly kept_day: number;
  readonly data_key: Uint8Array;
};
type Known = { readonly seq: number; readonly fingerprint: string };
type Numbered = {
  readonly event: NewEvent;
  readonly seq: number;
  readonly keptDay: number;
  readonly sealed: string;
};
type Setting = { readonly connection: Connection; readonly sealer: Sealer; readonly days: Days };

/** The tables that a batch needs turned out to be missing: they have to be made before it is tried again. */
class TablesMissing extends Error {
  override readonly name = 'TablesMissing';
  readonly needs: DayNeeds;
  constructor(needs: DayNeeds) {
    super('Tables are missing.');
    this.needs = needs;
  }
}

/** A table is made, and may be dropped by another instance's clock, before it is used: more often than this is a bug. */
const MOST_TRIES = 5;

/**
 * Stores a batch in one transaction of two ways there and back: lock the heads and look for the ids; then, with every
 * event numbered here, insert and commit. Whoever holds a store's head is the only one who numbers its events.
 */
export async function storeBatch(setting: Setting, batch: readonly NewEvent[]): Promise<StoredBatch> {
  const { connection, days } = setting;
  let needs = firstNeeds(batch);
  for (let tries = 1; ; tries += 1) {
    try {
      if (!days.has(needs)) await days.make(connection, needs);
      return await tryBatch(setting, batch);
    } catch (error) {
      if (tries === MOST_TRIES || !(error instanceof TablesMissing)) throw error;
      ({ needs } = error);
    }
  }
}

async function tryBatch(setting: Setting, batch: readonly NewEvent[]): Promise<StoredBatch> {
  const { connection } = setting;
  try {
    return await inTransaction(connection, async () => {
      const looked = await look(connection, batch);
      const plan = number(setting, batch, looked);
      const needs = needsOf(batch, plan.stored);
      if (!setting.days.has(needs)) throw new TablesMissing(needs);
      // A commit also where nothing is new: behind it, whatever the answer rests on is on the disk and on the standby.
      return { value: { outcomes: plan.outcomes, heads: plan.headSeqs }, last: write(connection, plan) };
    });
  } catch (error) {
    if (sqlState(error) !== UNDEFINED_TABLE) throw error;
    setting.days.forget();
    throw new TablesMissing(firstNeeds(batch));
  }
}

/** Source: PostgreSQL, appendix A, read 2026-11. */
const UNDEFINED_TABLE = '42P01';

type Looked = { readonly heads: ReadonlyMap<string, Head>; readonly known: ReadonlyMap<NewEvent, Known> };

async function look(connection: Connection, batch: readonly NewEvent[]): Promise<Looked> {
  const storeIds = [...new Set(batch.map(({ storeId }) => storeId))];
  // In one order for everybody, so that two batches can't wait for each other.
  const heads = connection.ask<Head>(
    `SELECT heads.store_id, head_seq, kept_day, data_key
     FROM heads JOIN stores USING (store_id)
     WHERE heads.store_id = ANY ($1::text[]) ORDER BY heads.store_id FOR UPDATE OF heads`,
    [storeIds],
  );
  // Each statement sees what was committed before it began, and these begin once the locks are held.
  const dated = Map.groupBy(batch, createdDay);
  dated.delete(null);
  const looks = [[null, batch] as const, ...dated].map(([day, events]) => lookInto(connection, day, events));
  const [locked, ...found] = await Promise.all([heads, ...looks, lookFarther(connection, batch)]);
  return { heads: new Map(locked.rows.map((head) => [head.store_id, head])), known: new Map(found.flat()) };
}

type Found = readonly (readonly [NewEvent, Known])[];

async function lookInto(
  connection: Connection,
  day: number | null,
  events: readonly NewEvent[],
): Promise<Found> {
  const { rows } = await connection.ask<Known & { readonly place: number }>(
    `SELECT asked.place, ids.seq, ids.fingerprint
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (store_id, event_id, place)
     JOIN ${idsTable(day)} AS ids USING (store_id, event_id)`,
    [events.map(({ storeId }) => storeId), events.map(({ eventId }) => eventId)],
  );
  return rows.flatMap(({ place, seq, fingerprint }) => {
    const event = events[place - 1];
    return event === undefined ? [] : [[event, { seq, fingerprint }] as const];
  });
}

/** An event that comes long after it was made may have come before when it was young. */
async function lookFarther(connection: Connection, batch: readonly NewEvent[]): Promise<Found> {
  const late = Map.groupBy(
    batch.filter((event) => createdDay(event) === null),
    claimedDay,
  );
  const found: Found[] = [];
  for (const [day, events] of late) {
    if (day === null) continue;
    const { rows } = await connection.ask<{ readonly there: boolean }>(
      'SELECT to_regclass($1) IS NOT NULL AS there',
      [idsTable(day)],
    );
    if (rows[0]?.there === true) found.push(await lookInto(connection, day, events));
  }
  return found.flat();
}

function firstNeeds(batch: readonly NewEvent[]): DayNeeds {
  return {
    events: new Set(batch.map(receivedDay)),
    ids: new Map(
      [...Map.groupBy(batch, createdDay)].map(([day, events]) => [day, Math.max(...events.map(receivedDay))]),
    ),
  };
}

/** As `firstNeeds`, now that it is known on which days the events are kept. */
function needsOf(batch: readonly NewEvent[], stored: readonly Numbered[]): DayNeeds {
  const keptDays = new Map(stored.map(({ event, keptDay }) => [event, keptDay]));
  const dayOf = (event: NewEvent): number => keptDays.get(event) ?? receivedDay(event);
  return {
    events: new Set(stored.map(({ keptDay }) => keptDay)),
    ids: new Map(
      [...Map.groupBy(batch, createdDay)].map(([day, events]) => [day, Math.max(...events.map(dayOf))]),
    ),
  };
}

type Plan = {
  readonly outcomes: readonly AppendOutcome[];
  readonly stored: readonly Numbered[];
  readonly quarantined: readonly { readonly event: NewEvent; readonly sealed: string }[];
  /** The last event of each store that got one. */
  readonly last: ReadonlyMap<string, Numbered>;
  readonly headSeqs: ReadonlyMap<string, number>;
};

function number({ sealer }: Setting, batch: readonly NewEvent[], { heads, known }: Looked): Plan {
  const stored: Numbered[] = [];
  const quarantined: { event: NewEvent; sealed: string }[] = [];
  const last = new Map<string, Numbered>();
  const storedNow = new Map<string, Known>();
  const outcomes = batch.map((event): AppendOutcome => {
    const { storeId, eventId } = event;
    const head = heads.get(storeId);
    if (head === undefined) return { kind: 'refused', why: 'unknown-store' };
    const name = `${storeId}\0${eventId}`;
    const before = known.get(event) ?? storedNow.get(name);
    if (before?.fingerprint === event.fingerprint) return { kind: 'duplicate', seq: before.seq };
    const sealed = Buffer.from(sealer.seal(head.data_key, bodyPlace(storeId, eventId), event.body)).toString(
      'hex',
    );
    if (before !== undefined) {
      quarantined.push({ event, sealed });
      return { kind: 'conflicting', seq: before.seq };
    }
    const previous = last.get(storeId);
    const seq = (previous?.seq ?? head.head_seq) + 1;
    // A clock that is set back changes nothing: a store's day only ever rises, so what is dropped is a beginning.
    const keptDay = Math.max(previous?.keptDay ?? head.kept_day, receivedDay(event));
    const numbered = { event, seq, keptDay, sealed };
    stored.push(numbered);
    last.set(storeId, numbered);
    storedNow.set(name, { seq, fingerprint: event.fingerprint });
    return { kind: 'stored', seq };
  });
  const headSeqs = new Map([...last].map(([storeId, { seq }]) => [storeId, seq]));
  return { outcomes, stored, quarantined, last, headSeqs };
}

/** Hands in every statement of a batch; they run in this order, and the commit behind them. */
function write(connection: Connection, plan: Plan): readonly Promise<unknown>[] {
  const asked: Promise<unknown>[] = [];
  const ask: Connection['ask'] = (text, parameters) => {
    const answer = connection.ask<never>(text, parameters);
    asked.push(answer);
    return answer;
  };
  for (const [day, rows] of Map.groupBy(plan.stored, ({ keptDay }) => keptDay)) writeEvents(ask, day, rows);
  for (const [day, rows] of Map.groupBy(plan.stored, ({ event }) => createdDay(event)))
    writeIds(ask, day, rows);
  if (plan.stored.length > 0) writeHeads(ask, plan);
  if (plan.quarantined.length > 0) writeQuarantine(ask, plan.quarantined);
  return asked;
}

type Ask = (text: string, parameters: Parameters<Connection['ask']>[1]) => unknown;

function writeEvents(ask: Ask, day: number, rows: readonly Numbered[]): void {
  const of = <Value>(field: (event: NewEvent) => Value): Value[] => rows.map(({ event }) => field(event));
  ask(
    `INSERT INTO ${eventsTable(day)}
       (store_id, seq, event_id, event_type, created_at_s, received_at_ms, fingerprint, signature, sealed_body)
     SELECT store_id, seq, event_id, event_type, created_at_s, received_at_ms, fingerprint, signature, decode(sealed, 'hex')
     FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[])
       AS given (store_id, seq, event_id, event_type, created_at_s, received_at_ms, fingerprint, signature, sealed)`,
    [
      of(({ storeId }) => storeId),
      rows.map(({ seq }) => seq),
      of(({ eventId }) => eventId),
      of(({ eventType }) => eventType),
      of(({ createdAtS }) => createdAtS),
      of(({ receivedAtMs }) => receivedAtMs),
      of(({ fingerprint }) => fingerprint),
      of(({ signature }) => signature),
      rows.map(({ sealed }) => sealed),
    ],
  );
}

function writeIds(ask: Ask, day: number | null, rows: readonly Numbered[]): void {
  ask(
    `INSERT INTO ${idsTable(day)} (store_id, event_id, seq, kept_day, fingerprint)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::int[], $5::text[])`,
    [
      rows.map(({ event }) => event.storeId),
      rows.map(({ event }) => event.eventId),
      rows.map(({ seq }) => seq),
      rows.map(({ keptDay }) => keptDay),
      rows.map(({ event }) => event.fingerprint),
    ],
  );
}

function writeHeads(ask: Ask, { stored, last }: Plan): void {
  const firsts = [
    ...Map.groupBy(stored, ({ event, keptDay }) => `${event.storeId} ${String(keptDay)}`).values(),
  ].flatMap(([first]) => first ?? []);
  ask(
    `INSERT INTO day_floors (store_id, day, first_seq)
     SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[]) ON CONFLICT DO NOTHING`,
    [
      firsts.map(({ event }) => event.storeId),
      firsts.map(({ keptDay }) => keptDay),
      firsts.map(({ seq }) => seq),
    ],
  );
  const lasts = [...last.values()];
  ask(
    `UPDATE heads SET head_seq = given.seq, head_event_id = given.event_id, kept_day = given.kept_day,
       last_received_at_ms = given.received_at_ms
     FROM unnest($1::text[], $2::bigint[], $3::text[], $4::int[], $5::bigint[])
       AS given (store_id, seq, event_id, kept_day, received_at_ms)
     WHERE heads.store_id = given.store_id`,
    [
      lasts.map(({ event }) => event.storeId),
      lasts.map(({ seq }) => seq),
      lasts.map(({ event }) => event.eventId),
      lasts.map(({ keptDay }) => keptDay),
      lasts.map(({ event }) => event.receivedAtMs),
    ],
  );
}

function writeQuarantine(ask: Ask, rows: Plan['quarantined']): void {
  ask(
    `INSERT INTO quarantine (store_id, event_id, fingerprint, event_type, received_at_ms, signature, sealed_body)
     SELECT store_id, event_id, fingerprint, event_type, received_at_ms, signature, decode(sealed, 'hex')
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
       AS given (store_id, event_id, fingerprint, event_type, received_at_ms, signature, sealed)
     ON CONFLICT DO NOTHING`,
    [
      rows.map(({ event }) => event.storeId),
      rows.map(({ event }) => event.eventId),
      rows.map(({ event }) => event.fingerprint),
      rows.map(({ event }) => event.eventType),
      rows.map(({ event }) => event.receivedAtMs),
      rows.map(({ event }) => event.signature),
      rows.map(({ sealed }) => sealed),
    ],
  );
}
