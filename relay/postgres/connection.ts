import { connect as connectSocket, isIP, type Socket } from 'node:net';
import postgres from 'postgres';
import type { Timers } from '../ports.ts';

/** A value that a statement takes; arrays are for `unnest`. */
export type Parameter = string | number | boolean | null | Uint8Array | readonly (string | number | null)[];

export type Answer<Row> = { readonly rows: readonly Row[]; readonly command: string; readonly count: number };

/**
 * One connection to one server, for one life: it is never made again behind the caller's back, so a transaction can't
 * go on outside of itself. Statements may be handed in without waiting; they run in that order.
 */
export type Connection = {
  /**
   * Runs one statement. Rejects with `ConnectionLost` when no answer came, or none can come: whether a COMMIT was
   * carried out is then unknown. Rejects with the server's own error otherwise.
   */
  readonly ask: <Row>(text: string, parameters?: readonly Parameter[]) => Promise<Answer<Row>>;
  /** How many warnings the server gave. A COMMIT that is warned about may be missing on the standby. */
  readonly warnings: () => number;
  readonly isOpen: () => boolean;
  /** Ends it without a goodbye: what is under way rejects. */
  readonly drop: (why: string) => void;
};

/** No connection, no answer in time, or a server that is not the primary (any more). Nothing is known of the outcome. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

export type ConnectionOptions = {
  /** Of one host. */
  readonly url: string;
  readonly timers: Pick<Timers, 'after'>;
  readonly answerWithinMs: number;
  readonly onNotify?: (payload: string) => void;
  readonly onLost?: () => void;
};

/** A host that does not even answer the telephone is not waited for as long as a statement is. */
const CONNECT_WITHIN_MS = 2000;

/** For each session, whatever the server's own settings are. */
const SESSION = {
  application_name: 'flexotiumpos-relay',
  // The lookups after the lock must see what the lock's last owner committed.
  default_transaction_isolation: 'read committed',
  synchronous_commit: 'on',
  // A relay that hangs in the middle of a batch must not keep its stores locked for the others.
  idle_in_transaction_session_timeout: '5000',
  lock_timeout: '5000',
  // None: a COMMIT that waits for its standby would be reported as done when it runs out.
  statement_timeout: '0',
  client_min_messages: 'warning',
  // Everything here is asked by key. A plan made while a table of the day was empty must not read it whole at noon.
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  TimeZone: 'UTC',
};

/** Opens a connection. It is used through `Connection` only: see there for what the library would do. */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const { hostname, port } = new URL(options.url);
  const socket = await openSocket(hostname.replace(/^\[|\]$/g, ''), Number(port || 5432), options.timers);
  return new PostgresConnection(options, socket);
}

class PostgresConnection implements Connection {
  readonly #options: ConnectionOptions;
  readonly #socket: Socket;
  readonly #sql: postgres.Sql;
  readonly #pending = new Set<(error: ConnectionLost) => void>();
  #state: 'open' | 'lost' = 'open';
  #warnings = 0;

  constructor(options: ConnectionOptions, socket: Socket) {
    this.#options = options;
    this.#socket = socket;
    this.#sql = postgres(options.url, {
      // The library's own reconnecting, its `begin` and its `reserve` are not used: up to 3.4.9 they write to a socket
      // that has gone, which ends the process, or go on with a transaction on another connection (porsager/postgres
      // issues 1208 and 1216, read 2026-11). With one connection for each client the order of statements is kept.
      max: 1,
      max_lifetime: null,
      idle_timeout: 0,
      // Text throughout: it drops a zero, and a server's own default would then stay.
      connection: SESSION as object,
      // It would ask for the array types by itself, and end the process when that question gets no answer.
      fetch_types: false,
      types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
      onnotice: () => {
        this.#warnings += 1;
      },
      onclose: () => {
        this.drop('The server closed the connection.');
      },
      ...unpublished(socket, (payload) => options.onNotify?.(payload)),
    });
    socket.once('close', () => {
      this.drop('The connection is closed.');
    });
  }

  readonly ask = <Row>(text: string, parameters: readonly Parameter[] = []): Promise<Answer<Row>> =>
    new Promise((resolve, reject) => {
      if (this.#state === 'lost') {
        reject(new ConnectionLost('The connection was lost before.'));
        return;
      }
      const forget = this.#options.timers.after(this.#options.answerWithinMs, () => {
        this.drop('The server did not answer in time.');
      });
      const lost = (error: ConnectionLost): void => {
        forget();
        reject(error);
      };
      this.#pending.add(lost);
      const given = parameters.map((one) => (Array.isArray(one) ? arrayLiteral(one) : (one as Scalar)));
      this.#sql.unsafe(text, given, { prepare: true, simple: false } as postgres.UnsafeQueryOptions).then(
        (list) => {
          if (!this.#pending.delete(lost)) return;
          forget();
          // The rows are what the statement's columns say, which stand beside the type.
          const rows = [...list] as readonly unknown[] as readonly Row[];
          resolve({ rows, command: list.command, count: list.count });
        },
        (error: unknown) => {
          if (!this.#pending.delete(lost)) return;
          forget();
          if (endsConnection(error)) {
            reject(new ConnectionLost(error instanceof Error ? error.message : String(error)));
            this.drop('The server ended the connection.');
          } else reject(error as Error); // The library rejects with errors only.
        },
      );
    });

  warnings(): number {
    return this.#warnings;
  }

  isOpen(): boolean {
    return this.#state === 'open';
  }

  drop(why: string): void {
    if (this.#state === 'lost') return;
    this.#state = 'lost';
    const error = new ConnectionLost(why);
    for (const reject of this.#pending) reject(error);
    this.#pending.clear();
    this.#sql.end({ timeout: 0 }).catch(() => undefined);
    // A peer that is gone without a word would keep the socket for a quarter of an hour.
    this.#socket.destroy();
    this.#options.onLost?.();
  }
}

type Scalar = Exclude<Parameter, readonly unknown[]>;

/** As PostgreSQL writes arrays; the statement names their type. */
function arrayLiteral(list: readonly (string | number | null)[]): string {
  const entries = list.map((entry) => {
    if (entry === null) return 'NULL';
    return typeof entry === 'number' ? String(entry) : `"${entry.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${entries.join(',')}}`;
}

/** The code by which the server says what went wrong; null for anything that is not the server's word. */
export function sqlState(error: unknown): string | null {
  return error instanceof postgres.PostgresError ? error.code : null;
}

/** Codes after which this connection, or this server, is no good. Source: PostgreSQL, appendix A, read 2026-11. */
const ENDING = /^(08|57P0|25P0[34]|25006|28|53300|3D000|F0|XX000)/;

function endsConnection(error: unknown): boolean {
  const state = sqlState(error);
  if (state === null) return true;
  // The library passes the server's fields on.
  const { severity } = error as postgres.PostgresError;
  return severity === 'FATAL' || severity === 'PANIC' || ENDING.test(state);
}

/** Not among the library's published options, but read by it: where its socket comes from, and who hears notifications. */
function unpublished(socket: Socket, onNotify: (payload: string) => void): object {
  return {
    socket: () => socket,
    onnotify: (_channel: string, payload: string) => {
      onNotify(payload);
    },
  };
}

function openSocket(host: string, port: number, timers: Pick<Timers, 'after'>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 10_000,
    });
    // By it the library knows which name the certificate has to carry.
    Object.assign(socket, isIP(host) === 0 ? { host } : {});
    const forget = timers.after(CONNECT_WITHIN_MS, () => {
      socket.destroy(new Error('no answer'));
    });
    const failed = (error: Error): void => {
      forget();
      socket.destroy();
      reject(new ConnectionLost(`${host}:${String(port)}: ${error.message}`));
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      forget();
      socket.off('error', failed);
      resolve(socket);
    });
  });
}
