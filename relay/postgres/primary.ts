import type { Clock, Log, Random, Timers } from '../ports.ts';
import {
  ConnectionLost,
  openConnection,
  sqlState,
  type Answer,
  type Connection,
  type Parameter,
} from './connection.ts';

/**
 * The one server of a cluster that may be written, wherever it is at the moment. Reads go there too: a standby shows
 * commits in another order than the primary made them.
 */
export type Primary = {
  /** A way to the primary for one kind of work, connected at the first use and again after each loss. */
  readonly openLane: (options?: { readonly onNotify?: (payload: string) => void }) => Lane;
  /** Asks one statement that may be asked twice, again and again until it is answered or `patienceMs` is over. */
  readonly read: <Row>(text: string, parameters?: readonly Parameter[]) => Promise<Answer<Row>>;
  /** From now on only a database that says the same here is taken. */
  readonly expect: (check: (connection: Connection) => Promise<string | null>) => void;
  readonly close: () => void;
};

export type Lane = {
  /** The lane's connection, made when there is none. Rejects with `ConnectionLost` after `connectWithinMs`. */
  readonly connection: () => Promise<Connection>;
  /** Lends the connection to one piece of work at a time: two transactions on one connection would be one. */
  readonly exclusively: <Value>(work: (connection: Connection) => Promise<Value>) => Promise<Value>;
  readonly close: () => void;
};

export type PrimaryOptions = {
  /** One for each host. */
  readonly urls: readonly string[];
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Pick<Timers, 'after'>;
  readonly random: Random;
  readonly log: Log;
  /** After so long a statement counts as lost. */
  readonly answerWithinMs: number;
  /** For so long one attempt looks for the primary among the hosts. */
  readonly connectWithinMs: number;
  /** For so long a read waits for an answer: a fail-over takes seconds. */
  readonly patienceMs: number;
};

/** Read lanes: statements on one of them wait for each other, so a slow one must not hold up all. */
const READ_LANES = 3;
const LEAST_PAUSE_MS = 50;
const MOST_PAUSE_MS = 1000;

export function createPrimary(options: PrimaryOptions): Primary {
  return new PostgresPrimary(options);
}

type Reader = { readonly lane: Lane; waiting: number };

class PostgresPrimary implements Primary {
  readonly #options: PrimaryOptions;
  readonly #lanes = new Set<PrimaryLane>();
  readonly #readers: readonly Reader[];
  #closed = false;
  #hostIndex = 0;
  #timeline = '';
  #check: (connection: Connection) => Promise<string | null> = () => Promise.resolve(null);

  constructor(options: PrimaryOptions) {
    this.#options = options;
    this.#readers = Array.from({ length: READ_LANES }, () => ({ lane: this.openLane(), waiting: 0 }));
  }

  openLane({ onNotify }: { readonly onNotify?: (payload: string) => void } = {}): Lane {
    const lane = new PrimaryLane(() => this.#connect(lane, onNotify));
    this.#lanes.add(lane);
    return lane;
  }

  async read<Row>(text: string, parameters?: readonly Parameter[]): Promise<Answer<Row>> {
    const isOver = this.#isOverAfter(this.#options.patienceMs);
    for (;;) {
      const reader = this.#idlestReader();
      reader.waiting += 1;
      try {
        return await (await reader.lane.connection()).ask<Row>(text, parameters);
      } catch (error) {
        // Of a closed primary nothing comes any more, and it says so at once: asking on would never let go.
        if (!(error instanceof ConnectionLost) || this.#closed || isOver()) throw error;
      } finally {
        reader.waiting -= 1;
      }
    }
  }

  /** The first that is idle, so that a quiet relay holds one connection for all of its reads. */
  #idlestReader(): Reader {
    return this.#readers.reduce((best, one) => (one.waiting < best.waiting ? one : best));
  }

  expect(check: (connection: Connection) => Promise<string | null>): void {
    this.#check = check;
  }

  close(): void {
    this.#closed = true;
    for (const lane of this.#lanes) lane.close();
  }

  async #connect(lane: PrimaryLane, onNotify?: (payload: string) => void): Promise<Connection> {
    const { urls, log } = this.#options;
    const isOver = this.#isOverAfter(this.#options.connectWithinMs);
    let pauseMs = LEAST_PAUSE_MS;
    for (;;) {
      const complaints: string[] = [];
      for (let tries = 0; tries < urls.length; tries += 1) {
        const index = this.#hostIndex;
        const tried = await this.#tryHost(urls[index % urls.length] ?? '', onNotify);
        if (typeof tried !== 'string') return tried;
        complaints.push(tried);
        // Another lane may have moved on meanwhile.
        if (this.#hostIndex === index) this.#hostIndex = (index + 1) % urls.length;
      }
      if (lane.isClosed()) throw new ConnectionLost('The relay is stopping.');
      if (isOver()) {
        log.error('postgres.no-primary', { why: complaints.join(' ') });
        throw new ConnectionLost(complaints.join(' '));
      }
      await this.#pause(pauseMs);
      pauseMs = Math.min(2 * pauseMs, MOST_PAUSE_MS);
    }
  }

  /** The connection, or why this host will not do. */
  async #tryHost(url: string, onNotify?: (payload: string) => void): Promise<Connection | string> {
    const { timers, answerWithinMs } = this.#options;
    let connection: Connection | null = null;
    try {
      const given = { url, timers, answerWithinMs };
      connection = await openConnection(onNotify === undefined ? given : { ...given, onNotify });
      const problem = (await this.#problemOf(connection)) ?? (await this.#check(connection));
      if (problem === null) return connection;
      connection.drop(problem);
      return problem;
    } catch (error) {
      connection?.drop('It is not taken.');
      if (error instanceof ConnectionLost) return error.message;
      if (sqlState(error) !== null) return String(error);
      throw error;
    }
  }

  /** Whether this server may be written and keeps what it confirms; asked of each, because a standby has its own settings. */
  async #problemOf(connection: Connection): Promise<string | null> {
    const { rows } = await connection.ask<ServerFacts>(`
      SELECT pg_is_in_recovery() AS recovering, current_setting('transaction_read_only') AS read_only,
        current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
        current_setting('synchronous_commit') AS synchronous_commit,
        current_setting('statement_timeout') AS statement_timeout,
        current_setting('server_encoding') AS encoding, current_setting('server_version_num')::int AS version,
        CASE WHEN pg_is_in_recovery() THEN '' ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END AS timeline`);
    const [facts] = rows;
    if (facts === undefined) return 'The server says nothing about itself.';
    if (facts.recovering || facts.read_only !== 'off') return 'It is a standby.';
    if (facts.version < OLDEST_SERVER) return `PostgreSQL ${String(facts.version)} is too old: 14 at least.`;
    if (facts.encoding !== 'UTF8') return `Its encoding is ${facts.encoding}, not UTF8.`;
    const { fsync, full_page_writes: pages, synchronous_commit: commit, statement_timeout: timeout } = facts;
    if (fsync !== 'on' || pages !== 'on' || commit !== 'on' || timeout !== '0')
      return `It would not be durable: ${JSON.stringify(facts)}.`;
    // A primary that was left behind by a fail-over and comes back counts on an older timeline.
    if (facts.timeline < this.#timeline) return 'It was left behind by a fail-over.';
    this.#timeline = facts.timeline;
    return null;
  }

  #isOverAfter(periodMs: number): () => boolean {
    const { clock } = this.#options;
    const endsAtMs = clock.monotonicMs() + periodMs;
    return () => clock.monotonicMs() >= endsAtMs;
  }

  /** Spread, so that a fleet does not come back in one instant. */
  #pause(aboutMs: number): Promise<void> {
    const [byte = 0] = this.#options.random.bytes(1);
    return new Promise((resolve) => {
      this.#options.timers.after((aboutMs * (256 + byte)) / 512, resolve);
    });
  }
}

const OLDEST_SERVER = 140_000;

type ServerFacts = {
  readonly recovering: boolean;
  readonly read_only: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly statement_timeout: string;
  readonly encoding: string;
  readonly version: number;
  readonly timeline: string;
};

class PrimaryLane implements Lane {
  readonly #connect: () => Promise<Connection>;
  #current: Connection | null = null;
  #coming: Promise<Connection> | null = null;
  #closed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(connect: () => Promise<Connection>) {
    this.#connect = connect;
  }

  connection(): Promise<Connection> {
    if (this.#closed) return Promise.reject(new ConnectionLost('The relay is stopping.'));
    if (this.#current?.isOpen() === true) return Promise.resolve(this.#current);
    this.#coming ??= this.#renew();
    return this.#coming;
  }

  exclusively<Value>(work: (connection: Connection) => Promise<Value>): Promise<Value> {
    const done = this.#last.then(async () => work(await this.connection()));
    this.#last = done.catch(() => undefined);
    return done;
  }

  isClosed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
    this.#current?.drop('The relay is stopping.');
  }

  async #renew(): Promise<Connection> {
    try {
      const connection = await this.#connect();
      this.#current = connection;
      if (this.#closed) this.close();
      return connection;
    } finally {
      this.#coming = null;
    }
  }
}
