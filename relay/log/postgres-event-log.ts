import { sqlState, type Lane, type Primary } from '../postgres/index.ts';
import type { RelayPorts } from '../ports.ts';
import type { Sealer } from '../sealing.ts';
import { bodyPlace } from './body-place.ts';
import type {
  AppendOutcome,
  EventLog,
  LogCondition,
  LogExtent,
  NewEvent,
  ReadQuery,
  StoredEvent,
} from './event-log.ts';
import { createDays, eventsTable, type Days } from './postgres-days.ts';
import { createSharedWakeUps, type SharedWakeUps } from './postgres-wake-ups.ts';
import { createWriter, type Writer } from './postgres-writer.ts';

export type PostgresEventLogParts = {
  readonly primary: Primary;
  readonly sealer: Sealer;
  readonly epoch: string;
  /** Tells this instance's hints from those of the others. */
  readonly instanceId: string;
  readonly ports: Pick<RelayPorts, 'timers' | 'log'>;
};

/** Batches that commit at once: a second one uses the time in which the first waits for the disk. */
const WRITERS = 2;
/** A load balancer that asks for readiness wants an answer soon. */
const CHECK_WITHIN_MS = 1000;

/** The log that several relay instances share: PostgreSQL, whose standby makes it survive a disk. */
export function openPostgresEventLog(parts: PostgresEventLogParts): EventLog {
  return new PostgresEventLog(parts);
}

class PostgresEventLog implements EventLog {
  readonly epoch: string;
  readonly #parts: PostgresEventLogParts;
  readonly #writers: readonly Writer[];
  readonly #days: Days = createDays();
  readonly #wakeUps: SharedWakeUps;
  readonly #upkeep: Lane;
  #closing = false;

  constructor(parts: PostgresEventLogParts) {
    const { primary, sealer, instanceId, ports } = parts;
    this.#parts = parts;
    this.epoch = parts.epoch;
    this.#wakeUps = createSharedWakeUps({ primary, instanceId, ...ports });
    this.#upkeep = primary.openLane();
    this.#writers = Array.from({ length: WRITERS }, () =>
      createWriter({
        lane: primary.openLane(),
        days: this.#days,
        sealer,
        ...ports,
        onCommitted: (heads) => {
          this.#wakeUps.committed(heads);
        },
      }),
    );
  }

  append(event: NewEvent): Promise<AppendOutcome> {
    if (this.#closing) return Promise.resolve({ kind: 'refused', why: 'closed' });
    // All events of one store on one lane: two of ours would only wait for each other's lock.
    const writer = this.#writers[spread(event.storeId) % WRITERS];
    if (writer === undefined) throw new Error('There is no writer.');
    return writer.append(event);
  }

  async readAfter(query: ReadQuery): Promise<readonly StoredEvent[]> {
    try {
      return await this.#readAfter(query);
    } catch (error) {
      // Another instance dropped the table between the two reads: then it is not among the days any more.
      if (sqlState(error) !== UNDEFINED_TABLE) throw error;
      return this.#readAfter(query);
    }
  }

  async extent(storeId: string): Promise<LogExtent | null> {
    const { rows } = await this.#parts.primary.read<ExtentRow>(
      `SELECT head_seq, head_event_id, last_received_at_ms,
         coalesce((SELECT min(first_seq) FROM day_floors WHERE day_floors.store_id = heads.store_id), head_seq + 1)
           AS oldest_seq,
         (SELECT count(*) FROM quarantine WHERE quarantine.store_id = heads.store_id) AS quarantined
       FROM heads WHERE store_id = $1`,
      [storeId],
    );
    const [row] = rows;
    if (row === undefined) return null;
    return {
      headSeq: row.head_seq,
      headEventId: row.head_event_id,
      oldestSeq: row.oldest_seq,
      lastReceivedAtMs: row.last_received_at_ms,
      quarantined: row.quarantined,
    };
  }

  async eventIdAt(storeId: string, seq: number): Promise<string | null> {
    const [event] = await this.readAfter({ storeId, afterSeq: seq - 1, limit: 1 });
    return event?.seq === seq ? event.eventId : null;
  }

  trim(receivedBeforeMs: number): Promise<number> {
    const day = Math.floor(receivedBeforeMs / DAY_MS);
    return this.#upkeep.exclusively((connection) => this.#days.drop(connection, day));
  }

  onAppended(storeId: string, listener: () => void): () => void {
    return this.#wakeUps.add(storeId, listener);
  }

  async check(): Promise<LogCondition> {
    if (this.#closing) return 'closed';
    if (this.#writers.some((writer) => writer.isFull())) return 'full';
    const { primary, ports } = this.#parts;
    return new Promise((resolve) => {
      const forget = ports.timers.after(CHECK_WITHIN_MS, () => {
        resolve('unreachable');
      });
      primary.read('SELECT 1').then(
        () => {
          forget();
          resolve('ok');
        },
        () => {
          forget();
          resolve('unreachable');
        },
      );
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#writers.map((writer) => writer.settled()));
    this.#wakeUps.close();
  }

  async #readAfter({ storeId, afterSeq, limit }: ReadQuery): Promise<readonly StoredEvent[]> {
    const { primary, sealer } = this.#parts;
    // The last day that begins at or before the first number wanted, and those after it.
    const days = await primary.read<{ readonly day: number; readonly data_key: Uint8Array }>(
      `SELECT day, data_key FROM day_floors JOIN stores USING (store_id)
       WHERE store_id = $1 AND day >= coalesce(
         (SELECT max(day) FROM day_floors WHERE store_id = $1 AND first_seq <= $2), -2147483648)
       ORDER BY day LIMIT $3`,
      [storeId, afterSeq + 1, limit],
    );
    const events: StoredEvent[] = [];
    for (const { day, data_key: dataKey } of days.rows) {
      if (events.length >= limit) break;
      const { rows } = await primary.read<EventRow>(
        `SELECT seq, event_id, event_type, received_at_ms, signature, sealed_body FROM ${eventsTable(day)}
         WHERE store_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
        [storeId, afterSeq, limit - events.length],
      );
      for (const row of rows) {
        events.push({
          seq: row.seq,
          eventId: row.event_id,
          eventType: row.event_type,
          receivedAtMs: row.received_at_ms,
          signature: row.signature,
          body: sealer.open(dataKey, bodyPlace(storeId, row.event_id), row.sealed_body),
        });
      }
    }
    return events;
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
const UNDEFINED_TABLE = '42P01';

type ExtentRow = {
  readonly head_seq: number;
  readonly head_event_id: string;
  readonly oldest_seq: number;
  readonly last_received_at_ms: number | null;
  readonly quarantined: number;
};
type EventRow = {
  readonly seq: number;
  readonly event_id: string;
  readonly event_type: string;
  readonly received_at_ms: number;
  readonly signature: string | null;
  readonly sealed_body: Uint8Array;
};

function spread(text: string): number {
  let value = 0;
  for (let index = 0; index < text.length; index += 1)
    value = (Math.imul(value, 31) + text.charCodeAt(index)) >>> 0;
  return value;
}
