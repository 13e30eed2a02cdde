import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT, fileOf, startProcess, type RunningProcess } from '../support/process.ts';
import { WireClient } from './client/client.ts';
import { Journal } from './client/journal.ts';
import { handOverSecrets, pair, type Pairing } from './client/requests.ts';
import type { News } from './client/session.ts';

export const SECRET = 'whsec_conformance';
const runFile = promisify(execFile);

type StartChoice = { readonly environment?: Readonly<Record<string, string>>; readonly laterMs?: number };

/** The relay as a process over a data directory of its own, with an operator's hands. */
export class RelayProcess {
  readonly directory: string;
  readonly #environment: Readonly<Record<string, string>>;
  #process: RunningProcess | null = null;
  #port = '0';

  constructor(directory: string) {
    this.directory = directory;
    this.#environment = { RELAY_DATA_DIR: directory, RELAY_EXIT_WITH_PARENT: '1' };
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts it, the second time under the address it had; `laterMs` as in later.mjs. */
  async start({ environment = {}, laterMs = 0 }: StartChoice = {}): Promise<void> {
    const later =
      laterMs === 0
        ? {}
        : {
            NODE_OPTIONS: `--import=${pathToFileURL(join(ROOT, 'tests/wire/later.mjs')).href}`,
            LATER_MS: String(laterMs),
          };
    this.#process = await startProcess('relay/server.ts', {
      environment: { ...this.#environment, ...later, ...environment, RELAY_PORT: this.#port },
    });
    this.#port = new URL(String(this.#process.ready['url'])).port;
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
    this.#process = null;
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
    this.#process = null;
  }

  async createStore(name: string): Promise<string> {
    return String((await this.#admin('create-store', '--name', name, '--mode', 'test'))['storeId']);
  }

  async pairingCode(storeId: string): Promise<string> {
    return String((await this.#admin('pairing-code', '--store', storeId))['pairingCode']);
  }

  async #admin(...list: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await runFile(process.execPath, [fileOf('relay/admin/cli.ts'), ...list, '--json'], {
      cwd: ROOT,
      env: { ...process.env, ...this.#environment },
    });
    return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  }
}

/** Pairs a terminal of the store with the test's signing secret handed over. */
export async function pairTerminal(relay: RelayProcess, storeId: string, name: string): Promise<Pairing> {
  const paired = await pair(relay.url, await relay.pairingCode(storeId), name);
  if ('refusal' in paired) throw new Error(`${name}: ${JSON.stringify(paired.refusal)}`);
  await handOverSecrets(relay.url, paired.token, [SECRET], 'keep');
  return paired;
}

let lastEvent = 0;
/** A webhook of Stripe's that nobody has sent yet. */
export function newEvent(fields: object = {}): { readonly id: string; readonly body: string } {
  lastEvent += 1;
  const id = `evt_wire_${String(lastEvent).padStart(6, '0')}`;
  const object = { id: `pi_wire_${String(lastEvent)}`, object: 'payment_intent', note: 'Käse & “Öl” 🧀' };
  const event = {
    id,
    object: 'event',
    type: 'payment_intent.succeeded',
    livemode: false,
    pending_webhooks: 1,
  };
  return { id, body: JSON.stringify({ ...event, data: { object }, ...fields }) };
}

/** Sends it as Stripe does; the status, or 0 when no answer came. */
export async function postWebhook(
  webhookUrl: string,
  body: string,
  { secret = SECRET, atMs = Date.now() } = {},
): Promise<number> {
  const seconds = String(Math.floor(atMs / 1000));
  const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  const headers = { 'stripe-signature': `t=${seconds},v1=${v1}`, 'content-type': 'application/json' };
  const response = await fetch(webhookUrl, { method: 'POST', headers, body }).catch(() => null);
  await response?.arrayBuffer().catch(() => null);
  return response?.status ?? 0;
}

/** Sends it until it is taken, as Stripe does for three days. */
export async function deliver(webhookUrl: string, body: string): Promise<void> {
  while ((await postWebhook(webhookUrl, body)) !== 200) await soon();
}

export async function soon(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A till: its journal on disk outlives the client, which can be started as often as one likes. */
export class TestTill {
  readonly news: News[] = [];
  readonly reconciled: string[] = [];
  /** How long the client wanted to wait before it came back. The test doesn't wait that long. */
  readonly waits: number[] = [];
  readonly #path: string;
  readonly #token: string;
  #journal: Journal | null = null;
  #client: WireClient | null = null;

  constructor(directory: string, token: string) {
    this.#path = join(mkdtempSync(join(directory, 'till-')), 'journal');
    this.#token = token;
  }

  /** What its disk says at this moment, read anew. */
  get disk(): Journal {
    const journal = new Journal(this.#path);
    journal.close();
    return journal;
  }

  get journal(): Journal {
    if (this.#journal === null) throw new Error('The till is off');
    return this.#journal;
  }

  get client(): WireClient {
    if (this.#client === null) throw new Error('The till is off');
    return this.#client;
  }

  start(baseUrl: string, { credit = 100, token = this.#token } = {}): this {
    this.#journal = new Journal(this.#path);
    this.#client = new WireClient({
      baseUrl,
      token,
      journal: this.#journal,
      secrets: [SECRET],
      credit,
      random: () => 0.5,
      reconcile: (reason) => this.reconciled.push(reason),
      tell: (news) => {
        this.news.push(news);
      },
      wait: async (ms) => {
        this.waits.push(ms);
        await soon();
      },
    });
    return this;
  }

  async stop(): Promise<void> {
    await this.#client?.stop();
    this.#journal?.close();
    this.#client = null;
    this.#journal = null;
  }

  endings(): readonly string[] {
    return this.news.flatMap((news) => (news.what === 'end' ? [news.end.why] : []));
  }
}

/** A directory for one test file. */
export function scratch(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'flexotium-wire-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
