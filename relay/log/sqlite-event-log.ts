import Database from 'better-sqlite3';
import type { RelayDatabase } from '../database/index.ts';
import { readMeta } from '../database/index.ts';
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
import { prepareStatements, type Statements } from './statements.ts';

export type SqliteEventLogParts = {
  readonly database: RelayDatabase;
  readonly sealer: Sealer;
  readonly timers: Pick<Timers, 'soon'>;
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
  readonly #listeners = new Set<(storeId: string) => void>();
  #waiting: Waiting[] = [];
  #scheduled = false;
  #condition: LogCondition = 'ok';

  constructor(parts: SqliteEventLogParts) {
    this.#parts = parts;
    this.#statements = prepareStatements(parts.database);
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
    return settle(() => readAfter(this.#statements, this.#parts.sealer, query));
  }

  extent(storeId: string): Promise<LogExtent | null> {
    return settle(() => readExtent(this.#statements, storeId));
  }

  eventIdAt(storeId: string, seq: number): Promise<string | null> {
    return settle(() => this.#statements.eventIdAt.get(storeId, seq)?.event_id ?? null);
  }

  trim(receivedBeforeMs: number): Promise<number> {
    return settle(() => trim(this.#parts.database, this.#statements, receivedBeforeMs));
  }

  onAppended(listener: (storeId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
      this.#listeners.clear();
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
    if (this.#condition === 'failed')
      throw new Error('The event log failed before; its disk is not trusted.');
    const { database, sealer } = this.#parts;
    const run = database.transaction(() => batch.map(({ event }) => store(this.#statements, sealer, event)));
    const outcomes = run.immediate();
    this.#condition = 'ok';
    return outcomes;
  }

  #answer(batch: readonly Waiting[], outcomes: readonly AppendOutcome[]): void {
    const changed = new Set<string>();
    batch.forEach(({ event, resolve }, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) throw new Error('A batch was answered fewer outcomes than it had events.');
      if (outcome.kind === 'stored') changed.add(event.storeId);
      resolve(outcome);
    });
    for (const storeId of changed) for (const listener of this.#listeners) listener(storeId);
  }

  #fail(batch: readonly Waiting[], error: unknown): void {
    const why = refusalFor(error);
    if (why === null) {
      // After a failed write or fsync the kernel may have dropped the pages: trying again could report a lie.
      this.#condition = 'failed';
      for (const { reject } of batch) reject(error);
      return;
    }
    if (why === 'full') this.#condition = 'full';
    for (const { resolve } of batch) resolve({ kind: 'refused', why });
  }
}

/** Stores one event inside the running transaction. The unique key decides what is new, not a look beforehand. */
function store(statements: Statements, sealer: Sealer, event: NewEvent): AppendOutcome {
  const head = statements.head.get(event.storeId);
  if (head === undefined) return { kind: 'refused', why: 'unknown-store' };
  const seq = head.head_seq + 1;
  const sealedBody = sealer.seal(head.data_key, bodyPlace(event.storeId, event.eventId), event.body);
  const { changes } = statements.insert.run({ ...event, seq, sealedBody });
  if (changes === 1) {
    statements.moveHead.run({
      storeId: event.storeId,
      seq,
      eventId: event.eventId,
      receivedAtMs: event.receivedAtMs,
    });
    return { kind: 'stored', seq };
  }
  const known = statements.byEventId.get(event.storeId, event.eventId);
  if (known === undefined) throw new Error('An event was ignored although its id is new.');
  if (known.fingerprint === event.fingerprint) return { kind: 'duplicate', seq: known.seq };
  statements.quarantine.run({ ...event, sealedBody });
  return { kind: 'conflicting', seq: known.seq };
}

function readAfter(statements: Statements, sealer: Sealer, query: ReadQuery): readonly StoredEvent[] {
  const head = statements.head.get(query.storeId);
  if (head === undefined) return [];
  return statements.readAfter.all(query).map((row) => ({
    seq: row.seq,
    eventId: row.event_id,
    eventType: row.event_type,
    receivedAtMs: row.received_at_ms,
    signature: row.signature,
    body: sealer.open(head.data_key, bodyPlace(query.storeId, row.event_id), row.sealed_body),
  }));
}

function readExtent(statements: Statements, storeId: string): LogExtent | null {
  const row = statements.extent.get(storeId);
  if (row === undefined) return null;
  return {
    headSeq: row.head_seq,
    headEventId: row.head_event_id,
    oldestSeq: row.oldest_seq ?? row.head_seq + 1,
    lastReceivedAtMs: row.last_received_at_ms,
    quarantined: row.quarantined,
  };
}

/** Only a store's oldest run of old events goes: a clock set back must not cut a hole into the numbers. */
function trim(database: RelayDatabase, statements: Statements, receivedBeforeMs: number): number {
  const run = database.transaction(() => {
    let forgotten = statements.trimQuarantine.run({ receivedBeforeMs }).changes;
    for (const { store_id: storeId } of statements.storeIds.all()) {
      const young = statements.firstYoung.get({ storeId, receivedBeforeMs });
      const seq = young?.seq ?? Number.MAX_SAFE_INTEGER;
      forgotten += statements.trimBelow.run({ storeId, seq }).changes;
    }
    return forgotten;
  });
  return run.immediate();
}

/** Our own shortages, after which the log is whole and Stripe may repeat. Everything else is a broken disk or a bug. */
function refusalFor(error: unknown): 'full' | 'busy' | 'read-only' | null {
  if (!(error instanceof Database.SqliteError)) return null;
  if (error.code.startsWith('SQLITE_FULL')) return 'full';
  if (error.code.startsWith('SQLITE_BUSY')) return 'busy';
  if (error.code.startsWith('SQLITE_READONLY')) return 'read-only';
  return null;
}

function bodyPlace(storeId: string, eventId: string): { storeId: string; purpose: string } {
  return { storeId, purpose: `body:${eventId}` };
}

/** SQLite answers at once; the port is asynchronous for engines that don't. */
function settle<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
