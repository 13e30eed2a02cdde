import { DAY_MS, segmentSchema, segmentTable, type RelayDatabase } from '../database/index.ts';
import { printOf, type IdPrint } from './known-ids.ts';
import {
  loadSegment,
  type EventRow,
  type KnownEvent,
  type SealedEvent,
  type Segment,
  type SegmentRow,
} from './segment.ts';

/**
 * The tables that events lie in, newest last: one for each day, or for each hundred thousand events. Only the newest one
 * grows. Everything here happens inside the caller's transaction.
 */
export type Segments = {
  /** Stores an event whose id is in no segment and answers null; or answers the earlier event with this id. */
  readonly insert: (event: SealedEvent) => KnownEvent | null;
  readonly readAfter: (query: { storeId: string; afterSeq: number; limit: number }) => readonly EventRow[];
  readonly eventIdAt: (storeId: string, seq: number) => string | null;
  readonly oldestSeq: (storeId: string) => number | null;
  /** Drops the oldest segment if it is from before `day`; null when there is none. Returns how many events went. */
  readonly dropOldest: (day: number) => number | null;
  /** Call before a transaction; call what it returns after one that was rolled back. */
  readonly mark: () => () => void;
};

/** Up to here the indexes of a segment stay in the cache: above it the rate begins to fall. */
export const LARGEST_SEGMENT = 100_000;

export function openSegments(database: RelayDatabase, largestSegment = LARGEST_SEGMENT): Segments {
  const all = prepareAll(database);
  const rows = all.segments.all();
  let oldestFirst: readonly Segment[] = rows.map((row, index) =>
    loadSegment(database, row, index === rows.length - 1 ? largestSegment : 0),
  );
  /** Stores known to have their floor in the newest segment: asked for each insert, so they are kept. */
  let floors = readFloors(database, oldestFirst.at(-1));
  let newFloors: string[] = [];

  const newestFor = (receivedAtMs: number): Segment => {
    const newest = oldestFirst.at(-1);
    // A clock that is set back opens nothing: a segment's day only ever rises, so what is dropped is a beginning.
    const day = Math.max(Math.floor(receivedAtMs / DAY_MS), newest?.day ?? 0);
    if (newest?.day === day && newest.events < largestSegment) return newest;
    const row = { segment: (newest?.segment ?? 0) + 1, day };
    database.exec(segmentSchema(row.segment));
    all.add.run(row);
    const opened = loadSegment(database, row, largestSegment);
    oldestFirst = [...oldestFirst.slice(0, -1), ...close(newest), opened];
    floors = new Set();
    return opened;
  };
  /** A quiet day's filter has room for a hundred thousand ids: over years of such days that adds up. */
  const close = (newest: Segment | undefined): readonly Segment[] => {
    if (newest === undefined) return [];
    return [newest.events * 2 > largestSegment ? newest : loadSegment(database, newest)];
  };
  const findClosed = (newest: Segment, print: IdPrint, event: SealedEvent): KnownEvent | null => {
    for (let at = oldestFirst.length - 1; at >= 0; at -= 1) {
      const segment = oldestFirst[at];
      if (segment === undefined || segment === newest || !segment.ids.mayHold(print)) continue;
      const known = segment.statements().byEventId.get(event.storeId, event.eventId);
      if (known !== undefined) return known;
    }
    return null;
  };
  const holding = (storeId: string, afterSeq: number, limit: number): readonly Segment[] =>
    all.holding
      .all({ storeId, nextSeq: afterSeq + 1, limit })
      .map(({ segment }) => required(oldestFirst.find((one) => one.segment === segment)));
  return {
    insert: (event) => {
      const newest = newestFor(event.receivedAtMs);
      const { storeId, eventId } = event;
      const print = printOf(storeId, eventId);
      const known = findClosed(newest, print, event);
      if (known !== null) return known;
      // The unique key of the newest segment decides what is new there, not a look beforehand.
      const { changes } = newest.statements().insert.run(event);
      if (changes === 0) return required(newest.statements().byEventId.get(storeId, eventId));
      newest.events += 1;
      newest.ids.add(print);
      if (floors.has(storeId)) return null;
      all.addFloor.run({ storeId, segment: newest.segment, firstSeq: event.seq });
      floors.add(storeId);
      newFloors.push(storeId);
      return null;
    },
    readAfter: ({ storeId, afterSeq, limit }) => {
      const found: EventRow[] = [];
      for (const segment of holding(storeId, afterSeq, limit)) {
        if (found.length >= limit) break;
        const rest = { storeId, afterSeq, limit: limit - found.length };
        found.push(...segment.statements().readAfter.all(rest));
      }
      return found;
    },
    eventIdAt: (storeId, seq) => {
      const [first] = holding(storeId, seq - 1, 1);
      return first?.statements().eventIdAt.get(storeId, seq)?.event_id ?? null;
    },
    oldestSeq: (storeId) => all.oldest.get(storeId)?.first_seq ?? null,
    dropOldest: (day) => {
      const [oldest] = oldestFirst;
      if (oldest === undefined || oldest.day >= day) return null;
      all.dropFloors.run(oldest.segment);
      all.drop.run(oldest.segment);
      database.exec(`DROP TABLE ${segmentTable(oldest.segment)}`);
      oldestFirst = oldestFirst.slice(1);
      return oldest.events;
    },
    mark: () => {
      const before = { oldestFirst, floors, events: oldestFirst.at(-1)?.events ?? 0 };
      newFloors = [];
      return () => {
        // An id that its filter was given stays there: a filter may claim too much, and never too little.
        const newest = before.oldestFirst.at(-1);
        if (newest !== undefined) newest.events = before.events;
        // A floor that was taken back in a segment that was taken back is merely looked up once more.
        for (const storeId of newFloors) before.floors.delete(storeId);
        ({ oldestFirst, floors } = before);
      };
    },
  };
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The log does not hold what it says it holds.');
  return value;
}

function readFloors(database: RelayDatabase, newest: Segment | undefined): Set<string> {
  const floors = database.prepare<[number], string>('SELECT store_id FROM segment_floors WHERE segment = ?');
  return new Set(newest === undefined ? [] : floors.pluck().all(newest.segment));
}

function prepareAll(database: RelayDatabase) {
  return {
    segments: database.prepare<[], SegmentRow>('SELECT segment, day FROM segments ORDER BY segment'),
    add: database.prepare<[SegmentRow]>('INSERT INTO segments (segment, day) VALUES (@segment, @day)'),
    addFloor: database.prepare<[{ storeId: string; segment: number; firstSeq: number }]>(
      `INSERT INTO segment_floors (store_id, segment, first_seq) VALUES (@storeId, @segment, @firstSeq)
       ON CONFLICT (store_id, segment) DO NOTHING`,
    ),
    // The plus keeps it so: this build of SQLite (STAT4) plans a range or a sort anew with each bare value.
    holding: database.prepare<
      [{ storeId: string; nextSeq: number; limit: number }],
      { readonly segment: number }
    >(
      `SELECT segment FROM segment_floors
       WHERE store_id = +@storeId AND segment >= coalesce(
         (SELECT segment FROM segment_floors WHERE store_id = +@storeId AND first_seq <= +@nextSeq
          ORDER BY segment DESC LIMIT 1), 0)
       ORDER BY segment LIMIT +@limit`,
    ),
    oldest: database.prepare<[string], { readonly first_seq: number }>(
      'SELECT first_seq FROM segment_floors WHERE store_id = ? ORDER BY segment LIMIT 1',
    ),
    dropFloors: database.prepare<[number]>('DELETE FROM segment_floors WHERE segment = ?'),
    drop: database.prepare<[number]>('DELETE FROM segments WHERE segment = ?'),
  };
}
