import { join } from 'node:path';
import { createTill, type Till } from '../../../electron/services/index.ts';
import type { Db } from '../../../electron/services/db/index.ts';
import type { Log, LogFields, Vault, VaultKey } from '../../../electron/services/ports.ts';
import { createIds } from '../../../electron/services/system/index.ts';
import type { AppSnapshot, ChannelName, Envelope, RequestOf } from '../../../shared/contract/index.ts';
import type { Chance } from './chance.ts';
import type { FaultBoard } from './faults.ts';
import { createLife, type Life } from './life.ts';
import type { Reopening, SimulatedDisk } from './memory-disk.ts';
import { openReaderPage } from './reader-page.ts';
import { createRelayLine } from './relay-line.ts';
import type { RelayNode } from './relay-node.ts';
import { createStripeClient } from './stripe-line.ts';
import { MORNING_MS, type StripeWorld } from './stripe-world.ts';
import type { Trace } from './trace.ts';
import { settled, type VirtualTime } from './virtual-time.ts';

export type TillPorts = {
  readonly name: string;
  readonly disk: SimulatedDisk;
  readonly settings: Record<string, unknown>;
  readonly secrets: ReadonlyMap<VaultKey, string>;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly trace: Trace;
  readonly board: FaultBoard;
  readonly stripe: StripeWorld;
  readonly readerId: string;
  readonly relay: RelayNode;
  readonly stripeIsAway: (call: string) => boolean;
  /** Numbers of points at which the plug is pulled, one per life from the first on. */
  readonly pulledAt: readonly number[];
  readonly reopening: Reopening;
  readonly witness: TillWitness;
};

/** What the auditor hears of a till besides what it reads. */
export type TillWitness = {
  readonly logged: (till: string, line: string) => void;
  readonly overheard: (till: string, message: string) => void;
  readonly keySeen: (till: string, key: string) => void;
  readonly answered: (till: string, channel: ChannelName, request: unknown, ok: boolean) => void;
  readonly refused: (till: string, fields: LogFields) => void;
};

/** The database of a register, in its folder. */
export const TILL_FILE = 'till.db';

/** Checking a PIN is slow on purpose; here nobody guesses one. */
const PIN_COST = 2;

/** One register: its files, and the till that lives on them, crashes and comes back. */
export type TillNode = ReturnType<typeof createTillNode>;

type Running = { readonly life: Life; readonly till: Till; readonly db: Db };

export function createTillNode(ports: TillPorts) {
  const { time, chance, trace, name } = ports;
  const secrets = new Map(ports.secrets);
  let settings: unknown = ports.settings;
  let directory: string = name;
  const allLives: Life[] = [];
  let lives = 0;
  let running: Running | null = null;
  let life: Life | null = null;
  let page: AppSnapshot | null = null;
  let readerPage: { close: () => void } | null = null;
  let aheadMs = 0;
  let diskFull = false;
  let vaultLocked = false;
  let commits = 0;
  const waiting: (() => void)[] = [];

  const log = logOf(ports);
  const vault: Vault = {
    kind: 'os-keychain',
    get: (key) =>
      Promise.resolve(
        vaultLocked
          ? { ok: false, code: 'VAULT_UNAVAILABLE' }
          : { ok: true, value: secrets.get(key) ?? null },
      ),
    set: (key, secret) => {
      secrets.set(key, secret);
      return Promise.resolve({ ok: true, value: null });
    },
    remove: (key) => {
      secrets.delete(key);
      return Promise.resolve({ ok: true, value: null });
    },
  };
  const pulled = (point: string): void => {
    trace.note(name, 'the plug is pulled', { point, life: lives, points: life?.points() });
    const from = directory;
    directory = `${name}-${String(lives)}`;
    ports.disk.passOn(join(from, TILL_FILE), join(directory, TILL_FILE), ports.reopening);
  };
  const gone = (shut: (() => void) | null): void => {
    running = null;
    page = null;
    // Whatever its dead life still does at this moment finds the file that it had.
    if (shut !== null) time.after(1, shut);
    time.after(chance.between(2_000, chance.maybe(0.1) ? 1_200_000 : 20_000), () => void start());
  };
  const start = async (): Promise<void> => {
    if (running !== null) return;
    lives += 1;
    const number = lives;
    const mine = createLife({
      time,
      pulled,
      isPulled: (_point, point) =>
        ports.pulledAt.length > 0
          ? ports.pulledAt[number - 1] === point
          : ports.board.strike('point') === 'crash',
    });
    life = mine;
    allLives.push(mine);
    let db: Db | null = null;
    let shut: (() => void) | null = null;
    mine.onEnd(() => {
      if (life === mine) gone(shut);
    });
    const clock = {
      nowMs: () => Math.floor(MORNING_MS + time.nowMs() + aheadMs),
      monotonicMs: () => time.nowMs(),
    };
    const random = { bytes: chance.bytes };
    const created = await createTill(
      {
        profileDirectory: directory,
        shell: 'electron',
        version: 'simulated',
        startInTraining: false,
        stripeBaseUrl: 'http://127.0.0.1:1',
      },
      {
        clock,
        timers: mine.timers,
        random,
        ids: createIds(clock, random),
        log,
        vault,
        memory: ports.disk,
        pinCost: PIN_COST,
        companions: {
          start: () => Promise.reject(new Error('No training here')),
          stop: () => Promise.resolve(),
        },
        http: () => Promise.resolve(null),
        // Readers of the sandbox are in no network.
        network: {
          here: () => [],
          resolve: () => Promise.resolve(null),
          answers: () => Promise.resolve(false),
        },
        openRelaySocket: createRelayLine({
          ...ports,
          life: mine,
          overheard: (message) => {
            ports.witness.overheard(name, message);
          },
        }),
        // No simulated shop has a printer: paper moves no money.
        printers: {
          openTransport: () => ({
            send: () => Promise.resolve({ ok: false, cause: 'no-printer', sent: 'nothing' }),
            check: () => Promise.resolve({ ok: false, cause: 'no-printer', sent: 'nothing' }),
          }),
          discover: () => Promise.resolve([]),
        },
        sendMail: () => Promise.resolve('unreachable'),
        fatal: () => {
          mine.end();
        },
        openSettings: () => ({
          get store() {
            return settings;
          },
          set: (content) => {
            if (mine.isAlive()) settings = content;
          },
        }),
        stripeHttpClient: createStripeClient({
          ...ports,
          life: mine,
          isAway: ports.stripeIsAway,
          seenKey: (key) => {
            ports.witness.keySeen(name, key);
          },
        }),
        between: {
          store: (store) => store,
          effects: (effects) => effects,
          db: (raw) => {
            db = raw;
            commits += 1;
            const disk = onThisDisk(raw, mine, {
              isFull: () => diskFull,
              committed: () => {
                commits += 1;
              },
            });
            shut = disk.close;
            return disk;
          },
        },
      },
    );
    if (!mine.isAlive() || db === null) return;
    if (!created.ok) throw new Error(`The till did not open: ${created.error.code}`);
    const till = created.value;
    running = { life: mine, till, db };
    till.onPush((push) => {
      if (push.name === 'app.snapshot' && mine.pass('page.push')) page = push.value;
    });
    readerPage = openReaderPage({ ...ports, life: mine, till });
    trace.note(name, 'started', { life: number });
    for (const call of waiting.splice(0)) call();
  };

  return {
    name,
    start,
    secrets,
    /** Everything that is on its disk. */
    bytes: (): Buffer => ports.disk.bytes(join(directory, TILL_FILE)) ?? Buffer.alloc(0),
    db: (): Db | null => (running?.life.isAlive() ? running.db : null),
    isUp: (): boolean => running !== null,
    lives: () => lives,
    /** Rises with each commit, whatever life made it. */
    commits: () => commits,
    /** How many points each life passed, the present one included. */
    pointsOfLives: (): readonly number[] => allLives.map((each) => each.points()),
    /** What the cashier sees: the last push, or what a page asks for when it is loaded. */
    page: (): AppSnapshot | null => {
      if (page !== null || running === null) return page;
      try {
        return running.till.snapshot();
      } catch (error) {
        if (error instanceof DeadLife) return null;
        throw error;
      }
    },
    reloadPage: (): void => {
      page = null;
    },
    reloadReaderPage: (): void => {
      readerPage?.close();
      if (running !== null) readerPage = openReaderPage({ ...ports, ...running });
    },
    whenUp: (): Promise<void> =>
      running !== null ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    /** One request of the till page; null when the till died over it. */
    ask: <Name extends ChannelName>(
      channel: Name,
      request: RequestOf<Name>,
    ): Promise<Envelope<unknown> | null> => {
      const now = running;
      if (now === null) return Promise.resolve(null);
      return new Promise((resolve) => {
        now.life.onEnd(() => {
          resolve(null);
        });
        if (!now.life.pass('page.ask')) return;
        void now.till.dispatch(channel, request).then((envelope) => {
          if (!now.life.isAlive()) return;
          trace.note(name, channel, envelope.ok ? undefined : { refused: envelope.error.code });
          ports.witness.answered(name, channel, request, envelope.ok);
          resolve(envelope);
        });
      });
    },
    crash: (): void => {
      if (life === null || !life.isAlive()) return;
      pulled('by hand');
      life.end();
    },
    /** Closed properly by the cashier, and opened again. */
    restart: async (): Promise<void> => {
      const now = running;
      if (now === null) return;
      trace.note(name, 'is closed');
      running = null;
      page = null;
      life = null;
      const died = new Promise<'died'>((resolve) => {
        now.life.onEnd(() => {
          resolve('died');
        });
      });
      const how = await Promise.race([now.till.stop(), died]);
      if (how === 'died') {
        // The plug was pulled while it was closing: it lets go of its reader first, and that is a call like any other.
        time.after(1, now.db.close);
      } else {
        await settled();
        now.life.end();
      }
      time.after(chance.between(2_000, 10_000), () => void start());
    },
    jumpClock: (byMs: number): void => {
      aheadMs += byMs;
    },
    fillDisk: (full: boolean): void => {
      diskFull = full;
    },
    lockVault: (locked: boolean): void => {
      vaultLocked = locked;
    },
    settings: (): unknown => settings,
    end: (): void => {
      const now = running;
      running = null;
      life = null;
      now?.life.end();
      now?.db.close();
    },
  };
}

function logOf({ name, trace, witness }: TillPorts): Log {
  const write = (event: string, fields?: LogFields): void => {
    trace.note(name, event, fields);
    witness.logged(name, `${event} ${fields === undefined ? '' : JSON.stringify(fields)}`);
    if (event === 'payment.event-refused' && fields !== undefined) witness.refused(name, fields);
  };
  return { info: write, warn: write, error: write };
}

/** What a dead life stumbles over; nobody hears of it. */
export class DeadLife extends Error {}

/** The disk of one life: full at times, and with the plug pulled before a commit or right behind it. */
function onThisDisk(
  db: Db,
  life: Life,
  { isFull, committed }: { readonly isFull: () => boolean; readonly committed: () => void },
): Db {
  let depth = 0;
  let closed = false;
  const mustBeOpen = (): void => {
    if (closed) throw new DeadLife('The till was closed meanwhile');
  };
  const commit = <Value>(work: () => Value): Value => {
    if (depth > 0) return work();
    if (closed || !life.isAlive()) throw new DeadLife('A dead life writes nothing');
    if (isFull()) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    if (!life.pass('disk.commit')) throw new DeadLife('The plug was pulled before the commit');
    depth += 1;
    try {
      return work();
    } finally {
      depth -= 1;
      committed();
      life.pass('disk.committed');
    }
  };
  return {
    all: (sql, ...parameters) => {
      mustBeOpen();
      return db.all(sql, ...parameters);
    },
    get: (sql, ...parameters) => {
      mustBeOpen();
      return db.get(sql, ...parameters);
    },
    run: (sql, ...parameters) =>
      depth > 0 ? db.run(sql, ...parameters) : commit(() => db.run(sql, ...parameters)),
    transaction: (work) => commit(() => db.transaction(work)),
    emptyLog: () => {
      mustBeOpen();
      return db.emptyLog();
    },
    findTrouble: () => (isFull() ? 'disk-full' : db.findTrouble()),
    close: () => {
      closed = true;
      db.close();
    },
  };
}
