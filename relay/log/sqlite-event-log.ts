import Database from 'better-sqlite3';
import type { RelayDatabase } from '../database/index.ts';
import { DAY_MS, readMeta } from '../database/index.ts';
import type { Timers } from '../ports.ts';
import type { Sealer } from '../sealing.ts';
import type {
  AppendOutcome,
  EventLog,
  LogCondition,
  LogExtent,
  NewEvent,
  ReadQuery,
  StoredEvent,
} from './event-log.ts';
import { openSegments, type Segments } from './segments.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { createWakeUps } from './wake-ups.ts';

export type SqliteEventLogParts = {
  readonly database: RelayDatabase;
  readonly sealer: Sealer;
  readonly timers: Pick<Timers, 'soon'>;
  /** Events in a segment at most; for tests, which have no hundred thousand. */
  readonly largestSegment?: number;
};

type Waiting = {
  readonly event: NewEvent;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
};

/** A commit this large takes about ten milliseconds; more would keep sockets and health checks waiting. */
const LARGEST_BATCH = 200;

/**
 * The embedded log: SQLite with one writer. Appends that arrive while others are handled are committed together, which
 * buys five times the rate of one commit each at the same durability.
 */
export function openSqliteEventLog(parts: SqliteEventLogParts): EventLog {
  return new SqliteEventLog(parts);
}

class SqliteEventLog implements EventLog {
  readonly epoch: string;
  readonly #parts: SqliteEventLogParts;
  readonly #statements: Statements;
  readonly #segments: Segments;
  readonly #wakeUps = createWakeUps();
  #waiting: Waiting[] = [];
  #scheduled = false;
  #condition: LogCondition = 'ok';

  constructor(parts: SqliteEventLogParts) {
    this.#parts = parts;
    this.#statements = prepareStatements(parts.database);
    this.#segments = openSegments(parts.database, parts.largestSegment);
    this.epoch = readMeta(parts.database, 'epoch');
  }

  append(event: NewEvent): Promise<AppendOutcome> {
    if (this.#condition === 'closed') return Promise.resolve({ kind: 'refused', why: 'closed' });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      this.#schedule();
    });
  }

  readAfter(query: ReadQuery): Promise<readonly StoredEvent[]> {
    return settle(() => readAfter(this.#statements, this.#segments, this.#parts.sealer, query));
  }

  extent(storeId: string): Promise<LogExtent | null> {
    return settle(() => readExtent(this.#statements, this.#segments, storeId));
  }

  eventIdAt(storeId: string, seq: number): Promise<string | null> {
    return settle(() => this.#segments.eventIdAt(storeId, seq));
  }

  trim(receivedBeforeMs: number): Promise<number> {
    return this.#trim(receivedBeforeMs);
  }

  onAppended(storeId: string, listener: () => void): () => void {
    return this.#wakeUps.add(storeId, listener);
  }

  check(): Promise<LogCondition> {
    return settle(() => {
      if (this.#condition === 'ok') this.#parts.database.prepare('SELECT 1 FROM meta').get();
      return this.#condition;
    });
  }

  close(): Promise<void> {
    return settle(() => {
      while (this.#waiting.length > 0) this.#flush();
      this.#condition = 'closed';
      this.#wakeUps.clear();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#parts.timers.soon(() => {
      this.#flush();
    });
  }

  #flush(): void {
    this.#scheduled = false;
    const batch = this.#waiting.slice(0, LARGEST_BATCH);
    this.#waiting = this.#waiting.slice(LARGEST_BATCH);
    if (this.#waiting.length > 0) this.#schedule();
    if (batch.length === 0) return;
    let outcomes: readonly AppendOutcome[];
    try {
      outcomes = this.#commit(batch);
    } catch (error) {
      this.#fail(batch, error);
      return;
    }
    // The commit has returned, so the rows are on the disk: only now may anyone hear of them.
    this.#answer(batch, outcomes);
  }

  #commit(batch: readonly Waiting[]): readonly AppendOutcome[] {
    const { sealer } = this.#parts;
    const parts = { statements: this.#statements, segments: this.#segments, sealer };
    const outcomes = this.#write(() => batch.map(({ event }) => store(parts, event)));
    this.#condition = 'ok';
    return outcomes;
  }

  async #trim(receivedBeforeMs: number): Promise<number> {
    if (this.#condition === 'closed') return 0;
    let forgotten = this.#write(() => this.#statements.trimQuarantine.run({ receivedBeforeMs }).changes);
    const day = Math.floor(receivedBeforeMs / DAY_MS);
    for (;;) {
      // A table is a large thing to drop: one in each transaction, and what has arrived meanwhile comes first.
      const dropped = this.#write(() => this.#segments.dropOldest(day));
      if (dropped === null) return forgotten;
      forgotten += dropped;
      await new Promise<void>((resolve) => {
        this.#parts.timers.soon(resolve);
      });
      if (this.#isClosed()) return forgotten;
    }
  }

  #write<Value>(work: () => Value): Value {
    if (this.#condition === 'failed')
      throw new Error('The event log failed before; its disk is not trusted.');
    const goBack = this.#segments.mark();
    try {
      return this.#parts.database.transaction(work).immediate();
    } catch (error) {
      goBack();
      // After a failed write or fsync the kernel may have dropped the pages: trying again could report a lie.
      if (refusalFor(error) === null) this.#condition = 'failed';
      throw error;
    }
  }

  #isClosed(): boolean {
    return this.#condition === 'closed';
  }

  #answer(batch: readonly Waiting[], outcomes: readonly AppendOutcome[]): void {
    const changed = new Set<string>();
    batch.forEach(({ event, resolve }, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) throw new Error('A batch was answered fewer outcomes than it had events.');
      if (outcome.kind === 'stored') changed.add(event.storeId);
      resolve(outcome);
    });
    for (const storeId of changed) this.#wakeUps.tell(storeId);
  }

  #fail(batch: readonly Waiting[], error: unknown): void {
    const why = refusalFor(error);
    if (why === null) {
      for (const { reject } of batch) reject(error);
      return;
    }
    if (why === 'full') this.#condition = 'full';
    for (const { resolve } of batch) resolve({ kind: 'refused', why });
  }
}

type StoreParts = {
  readonly statements: Statements;
  readonly segments: Segments;
  readonly sealer: Sealer;
};

/** Stores one event inside the running transaction. */
function store({ statements, segments, sealer }: StoreParts, event: NewEvent): AppendOutcome {
  const { storeId, eventId, receivedAtMs } = event;
  const head = statements.head.get(storeId);
  if (head === undefined) return { kind: 'refused', why: 'unknown-store' };
  const seq = head.head_seq + 1;
  const sealedBody = sealer.seal(head.data_key, bodyPlace(storeId, eventId), event.body);
  const known = segments.insert({ ...event, seq, sealedBody });
  if (known === null) {
    statements.moveHead.run({ storeId, seq, eventId, receivedAtMs });
    return { kind: 'stored', seq };
  }
  if (known.fingerprint === event.fingerprint) return { kind: 'duplicate', seq: known.seq };
  statements.quarantine.run({ ...event, sealedBody });
  return { kind: 'conflicting', seq: known.seq };
}

function readAfter(
  statements: Statements,
  segments: Segments,
  sealer: Sealer,
  query: ReadQuery,
): readonly StoredEvent[] {
  const head = statements.head.get(query.storeId);
  if (head === undefined || head.head_seq <= query.afterSeq) return [];
  return segments.readAfter(query).map((row) => ({
    seq: row.seq,
    eventId: row.event_id,
    eventType: row.event_type,
    receivedAtMs: row.received_at_ms,
    signature: row.signature,
    body: sealer.open(head.data_key, bodyPlace(query.storeId, row.event_id), row.sealed_body),
  }));
}

function readExtent(statements: Statements, segments: Segments, storeId: string): LogExtent | null {
  const row = statements.extent.get(storeId);
  if (row === undefined) return null;
  return {
    headSeq: row.head_seq,
    headEventId: row.head_event_id,
    oldestSeq: segments.oldestSeq(storeId) ?? row.head_seq + 1,
    lastReceivedAtMs: row.last_received_at_ms,
    quarantined: row.quarantined,
  };
}

/** Our own shortages, after which the log is whole and Stripe may repeat. Everything else is a broken disk or a bug. */
function refusalFor(error: unknown): 'full' | 'busy' | 'read-only' | null {
  if (!(error instanceof Database.SqliteError)) return null;
  if (error.code.startsWith('SQLITE_FULL')) return 'full';
  if (error.code.startsWith('SQLITE_BUSY')) return 'busy';
  if (error.code.startsWith('SQLITE_READONLY')) return 'read-only';
  return null;
}

/** What a sealed body belongs to. Alike in every engine, so that a log can move from one to the other. */
export function bodyPlace(storeId: string, eventId: string): { storeId: string; purpose: string } {
  return { storeId, purpose: `body:${eventId}` };
}

/** SQLite answers at once; the port is asynchronous for engines that don't. */
function settle<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
