import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RELAY_PATHS, type PairResponse } from '../../shared/contract/relay/index.ts';
import { readConfig, type RelayConfig } from '../config.ts';
import type { RelayDatabase } from '../database/index.ts';
import type { EventLog } from '../log/index.ts';
import { createLog } from '../operations/logging.ts';
import type { RelayPorts } from '../ports.ts';
import { openSqliteData, type OpenData, type SqliteData } from '../data.ts';
import { startRelay, type RunningRelay } from '../start.ts';
import { systemPorts } from '../system.ts';
import type { Store } from '../stores/index.ts';
import { eventBody, SECRET, signatureHeader, type EventDraft } from './stripe-events.ts';

/** A real relay on a free loopback port, over a data directory of its own, whose wall clock a test can move. */
export type Workbench = {
  readonly url: string;
  readonly store: Store;
  readonly data: OpenData;
  readonly eventLog: () => EventLog;
  /** The relay's own connection to its file. */
  readonly database: () => RelayDatabase;
  readonly directory: string;
  readonly config: RelayConfig;
  readonly fatal: readonly unknown[];
  /** Everything that was logged. */
  readonly logged: () => string;
  /** Moves the relay's wall clock; timers and monotonic time go on as they were. */
  readonly moveClock: (byMs: number) => void;
  readonly nowS: () => number;
  readonly pair: (name?: string) => Promise<PairResponse>;
  readonly post: (options: PostOptions) => Promise<Response>;
  /** Signs and posts a fitting event. */
  readonly deliver: (event: EventDraft) => Promise<Response>;
  /** Stops and starts again on the same directory. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type PostOptions = {
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
};

export type WorkbenchOptions = {
  readonly environment?: Readonly<Record<string, string>>;
  readonly mode?: 'test' | 'live';
  readonly secrets?: readonly string[];
  readonly wrapLog?: (eventLog: EventLog) => EventLog;
};

/** Builds a workbench with one store that knows one signing secret. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const directory = mkdtempSync(join(tmpdir(), 'relay-'));
  const answer = readConfig({ RELAY_PORT: '0', RELAY_DATA_DIR: directory, ...options.environment });
  if (!answer.ok) throw new Error(answer.problems.join(' '));
  const { config } = answer;
  const bench = new Bench(directory, config, options);
  await bench.start();
  return bench.open();
}

class Bench {
  readonly #directory: string;
  readonly #config: RelayConfig;
  readonly #options: WorkbenchOptions;
  readonly #lines: string[] = [];
  readonly #fatal: unknown[] = [];
  readonly #ports: RelayPorts;
  #offsetMs = 0;
  #running: RunningRelay | null = null;

  constructor(directory: string, config: RelayConfig, options: WorkbenchOptions) {
    this.#directory = directory;
    this.#config = config;
    this.#options = options;
    const real = systemPorts();
    const clock = { ...real.clock, nowMs: () => real.clock.nowMs() + this.#offsetMs };
    const log = createLog({ nowMs: clock.nowMs, write: (line) => this.#lines.push(line) });
    this.#ports = { ...real, clock, log, random: { bytes: (count) => randomBytes(count) } };
  }

  async start(): Promise<void> {
    this.#running = await startRelay({
      config: this.#config,
      ports: this.#ports,
      onFatal: (error) => this.#fatal.push(error),
      ...(this.#options.wrapLog === undefined ? {} : { wrapLog: this.#options.wrapLog }),
    });
  }

  async open(): Promise<Workbench> {
    const { stores } = this.#now().data;
    const store = await stores.createStore({ name: 'Corner shop', mode: this.#options.mode ?? 'test' });
    const secrets = this.#options.secrets ?? [SECRET];
    if (secrets.length > 0)
      await stores.setSigningSecrets({ storeId: store.storeId, secrets, others: 'drop' });
    const bench = this;
    const post = (request: PostOptions): Promise<Response> => this.#post(store, request);
    const nowS = (): number => Math.floor(this.#ports.clock.nowMs() / 1000);
    return {
      get url() {
        return bench.#now().url;
      },
      get data() {
        return bench.#now().data;
      },
      store,
      eventLog: () => this.#now().eventLog,
      database: () => {
        const { data } = this.#now();
        if (!('database' in data)) throw new Error('This relay keeps no file.');
        return data.database as RelayDatabase; // Of `SqliteData`, the one kind that has it.
      },
      directory: this.#directory,
      config: this.#config,
      fatal: this.#fatal,
      logged: () => this.#lines.join(''),
      moveClock: (byMs) => {
        this.#offsetMs += byMs;
      },
      nowS,
      pair: (name = 'Till 1') => this.#pair(store, name),
      post,
      deliver: (event) => {
        const body = eventBody(event);
        return post({
          body,
          headers: { 'stripe-signature': signatureHeader({ secret: SECRET, atS: nowS(), body }) },
        });
      },
      restart: async () => {
        await this.#now().stop();
        await this.start();
      },
      close: async () => {
        await this.#now().stop();
        rmSync(this.#directory, { recursive: true, force: true });
      },
    };
  }

  #now(): RunningRelay {
    if (this.#running === null) throw new Error('The relay is not running.');
    return this.#running;
  }

  #post(store: Store, { body, headers = {}, path }: PostOptions): Promise<Response> {
    const url = `${this.#now().url}${path ?? `${RELAY_PATHS.webhooks}/${store.storeId}`}`;
    return fetch(url, {
      method: 'POST',
      // A copy: fetch wants bytes over an ordinary buffer.
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    });
  }

  async #pair(store: Store, terminalName: string): Promise<PairResponse> {
    const issued = await this.#now().data.stores.issuePairingCode(store.storeId, 60_000);
    const response = await fetch(`${this.#now().url}${RELAY_PATHS.pair}`, {
      method: 'POST',
      body: JSON.stringify({ code: issued?.code, terminalName }),
    });
    if (response.status !== 200) throw new Error(`Pairing was answered ${String(response.status)}.`);
    // The relay under test answers by the contract; a test that doubts it reads the response itself.
    return (await response.json()) as PairResponse;
  }
}

/** Opens a data directory as the admin command does. */
export function openDirectory(directory: string): SqliteData {
  return openSqliteData(
    { dataDirectory: directory, databaseUrls: null, masterKey: null, masterKeyFile: null },
    systemPorts(),
  );
}
