import type { Statement } from 'better-sqlite3';
import { DAY_MS, segmentSchema, segmentTable, type RelayDatabase } from '../database/index.ts';
import type { NewEvent } from './event-log.ts';
import { createKnownIds, printOf, type KnownIds } from './known-ids.ts';

export type EventRow = {
  readonly seq: number;
  readonly event_id: string;
  readonly event_type: string;
  readonly received_at_ms: number;
  readonly signature: string | null;
  readonly sealed_body: Uint8Array;
};
export type KnownEvent = { readonly seq: number; readonly fingerprint: string };
export type SealedEvent = NewEvent & { readonly seq: number; readonly sealedBody: Uint8Array };

/**
 * The tables that events lie in, newest last: one for each day, or for each hundred thousand events. Only the newest one
 * grows. Everything here happens inside the caller's transaction; after one that was rolled back call `reload`.
 */
export type Segments = {
  /** Stores an event whose id is in no segment and answers null; or answers the earlier event with this id. */
  readonly insert: (event: SealedEvent) => KnownEvent | null;
  readonly readAfter: (query: { storeId: string; afterSeq: number; limit: number }) => readonly EventRow[];
  readonly eventIdAt: (storeId: string, seq: number) => string | null;
  readonly oldestSeq: (storeId: string) => number | null;
  /** Drops the oldest segment if it is from before `day`; null when there is none. Returns how many events went. */
  readonly dropOldest: (day: number) => number | null;
  readonly reload: () => void;
};

/** Up to here the indexes of a segment stay in the cache: above it the rate begins to fall. */
export const LARGEST_SEGMENT = 100_000;

type Segment = {
  readonly segment: number;
  readonly day: number;
  events: number;
  readonly statements: SegmentStatements;
  readonly ids: KnownIds;
  /** Stores known to have their floor here: asked for each insert, so it is kept. */
  readonly stores: Set<string>;
};

type SegmentStatements = {
  readonly insert: Statement<[SealedEvent]>;
  readonly byEventId: Statement<[string, string], KnownEvent>;
  readonly readAfter: Statement<[{ storeId: string; afterSeq: number; limit: number }], EventRow>;
  readonly eventIdAt: Statement<[string, number], { readonly event_id: string }>;
};

export function openSegments(database: RelayDatabase, largestSegment = LARGEST_SEGMENT): Segments {
  const all = prepareAll(database);
  let live = new Map<number, Segment>();
  let newestFirst: readonly Segment[] = [];
  const keep = (segments: Iterable<Segment>): void => {
    live = new Map([...segments].map((one) => [one.segment, one]));
    newestFirst = [...live.values()].toReversed();
  };
  const reload = (): void => {
    keep(all.segments.all().map((row) => load(database, row, largestSegment)));
  };
  const newestFor = (receivedAtMs: number): Segment => {
    const newest = newestFirst[0];
    // A clock that is set back opens nothing: a segment's day only ever rises, so what is dropped is a beginning.
    const day = Math.max(Math.floor(receivedAtMs / DAY_MS), newest?.day ?? 0);
    if (newest?.day === day && newest.events < largestSegment) return newest;
    const row = { segment: (newest?.segment ?? 0) + 1, day };
    database.exec(segmentSchema(row.segment));
    all.add.run(row);
    keep([...live.values(), load(database, row, largestSegment)]);
    return newestFor(receivedAtMs);
  };
  const holding = (storeId: string, afterSeq: number): readonly Segment[] =>
    all.holding.all({ storeId, nextSeq: afterSeq + 1 }).flatMap(({ segment }) => live.get(segment) ?? []);
  reload();
  return {
    insert: (event) => {
      const newest = newestFor(event.receivedAtMs);
      const { storeId, eventId } = event;
      const print = printOf(storeId, eventId);
      for (const { ids, statements } of newestFirst) {
        const known =
          newest.statements === statements || !ids.mayHold(print)
            ? undefined
            : statements.byEventId.get(storeId, eventId);
        if (known !== undefined) return known;
      }
      if (newest.statements.insert.run(event).changes === 0) return required(newest, storeId, eventId);
      newest.events += 1;
      newest.ids.add(print);
      if (newest.stores.has(storeId)) return null;
      all.addFloor.run({ storeId, segment: newest.segment, firstSeq: event.seq });
      newest.stores.add(storeId);
      return null;
    },
    readAfter: ({ storeId, afterSeq, limit }) => {
      const rows: EventRow[] = [];
      for (const { statements } of holding(storeId, afterSeq)) {
        if (rows.length >= limit) break;
        rows.push(...statements.readAfter.all({ storeId, afterSeq, limit: limit - rows.length }));
      }
      return rows;
    },
    eventIdAt: (storeId, seq) => {
      const [first] = holding(storeId, seq - 1);
      return first?.statements.eventIdAt.get(storeId, seq)?.event_id ?? null;
    },
    oldestSeq: (storeId) => all.oldest.get(storeId)?.first_seq ?? null,
    dropOldest: (day) => {
      const oldest = newestFirst.at(-1);
      if (oldest === undefined || oldest.day >= day) return null;
      all.dropFloors.run(oldest.segment);
      all.drop.run(oldest.segment);
      database.exec(`DROP TABLE ${segmentTable(oldest.segment)}`);
      keep([...live.values()].filter((one) => one !== oldest));
      return oldest.events;
    },
    reload,
  };
}

type SegmentRow = { readonly segment: number; readonly day: number };

/** The unique key of the newest segment decides what is new there, not a look beforehand. */
function required({ statements }: Segment, storeId: string, eventId: string): KnownEvent {
  const known = statements.byEventId.get(storeId, eventId);
  if (known === undefined) throw new Error('An event was ignored although its id is new.');
  return known;
}

/** Reads the ids of a segment into its filter: about half a second for a million. */
function load(database: RelayDatabase, row: SegmentRow, largestSegment: number): Segment {
  const table = segmentTable(row.segment);
  const counted = database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  const ids = createKnownIds(Math.max(counted, largestSegment));
  const stored = database.prepare<[], { readonly store_id: string; readonly event_id: string }>(
    `SELECT store_id, event_id FROM ${table}`,
  );
  for (const { store_id: storeId, event_id: eventId } of stored.iterate()) ids.add(printOf(storeId, eventId));
  const floors = database.prepare<[number], string>('SELECT store_id FROM segment_floors WHERE segment = ?');
  return {
    ...row,
    events: counted,
    ids,
    statements: prepareSegment(database, table),
    stores: new Set(floors.pluck().all(row.segment)),
  };
}

function prepareAll(database: RelayDatabase) {
  return {
    segments: database.prepare<[], SegmentRow>('SELECT segment, day FROM segments ORDER BY segment'),
    add: database.prepare<[SegmentRow]>('INSERT INTO segments (segment, day) VALUES (@segment, @day)'),
    addFloor: database.prepare<[{ storeId: string; segment: number; firstSeq: number }]>(
      'INSERT INTO segment_floors (store_id, segment, first_seq) VALUES (@storeId, @segment, @firstSeq)',
    ),
    // The plus keeps it so: this build of SQLite (STAT4) plans a range or a sort anew with each bare value.
    holding: database.prepare<[{ storeId: string; nextSeq: number }], { readonly segment: number }>(
      `SELECT segment FROM segment_floors
       WHERE store_id = +@storeId AND segment >= coalesce(
         (SELECT segment FROM segment_floors WHERE store_id = +@storeId AND first_seq <= +@nextSeq
          ORDER BY segment DESC LIMIT 1), 0)
       ORDER BY segment`,
    ),
    oldest: database.prepare<[string], { readonly first_seq: number }>(
      'SELECT first_seq FROM segment_floors WHERE store_id = ? ORDER BY segment LIMIT 1',
    ),
    dropFloors: database.prepare<[number]>('DELETE FROM segment_floors WHERE segment = ?'),
    drop: database.prepare<[number]>('DELETE FROM segments WHERE segment = ?'),
  };
}

function prepareSegment(database: RelayDatabase, table: string): SegmentStatements {
  return {
    insert: database.prepare(
      `INSERT OR IGNORE INTO ${table}
         (store_id, seq, event_id, event_type, created_at_s, received_at_ms, fingerprint, signature, sealed_body)
       VALUES
         (@storeId, @seq, @eventId, @eventType, @createdAtS, @receivedAtMs, @fingerprint, @signature, @sealedBody)`,
    ),
    byEventId: database.prepare(`SELECT seq, fingerprint FROM ${table} WHERE store_id = ? AND event_id = ?`),
    readAfter: database.prepare(
      `SELECT seq, event_id, event_type, received_at_ms, signature, sealed_body FROM ${table}
       WHERE store_id = +@storeId AND seq > +@afterSeq ORDER BY seq LIMIT +@limit`,
    ),
    eventIdAt: database.prepare(`SELECT event_id FROM ${table} WHERE store_id = ? AND seq = ?`),
  };
}
