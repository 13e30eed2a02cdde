import { join } from 'node:path';
import { DATABASE_FILE } from '../../../relay/database/index.ts';
import { takeWebhook } from '../../../relay/ingress/index.ts';
import { openSqliteEventLog, type EventLog } from '../../../relay/log/index.ts';
import { createCounters } from '../../../relay/operations/counters.ts';
import { createHealthBook } from '../../../relay/operations/health-book.ts';
import type { RelayPorts } from '../../../relay/ports.ts';
import { Hub, type SessionSocket } from '../../../relay/sessions/index.ts';
import { openData, type OpenData } from '../../../relay/start.ts';
import type { Chance } from './chance.ts';
import type { SimulatedDisk } from './memory-disk.ts';
import type { RelayEnd } from './relay-line.ts';
import { MORNING_MS } from './stripe-world.ts';
import type { Trace } from './trace.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The shipped relay without its HTTP server: ingress, log and sessions, over its own database file. */
export type RelayNode = {
  readonly isUp: () => boolean;
  /** Stripe's or anybody's webhook. Null while nobody is there. */
  readonly receive: (body: string, signature: string) => Promise<number | null>;
  readonly accept: (socket: SessionSocket, token: string) => boolean;
  readonly holds: (end: RelayEnd) => void;
  readonly crash: () => void;
  readonly start: () => void;
  /** A copy of its files as they are now, to be found again by `start` later. */
  readonly keepCopy: () => void;
  readonly restoreCopy: () => void;
  /** Everything that it ever kept is gone; an operator sets up an empty one. */
  readonly loseEverything: () => void;
  readonly close: () => void;
  /** The log's name and the event of each number, as they were stored. */
  readonly stored: () => { readonly epoch: string; readonly events: ReadonlyMap<number, string> };
};

export const RELAY_MASTER_KEY = '5e'.repeat(32);
const HEARTBEAT_MS = 60_000;
const ACK_WITHIN_MS = 60_000;

export function createRelayNode(ports: {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly trace: Trace;
  readonly disk: SimulatedDisk;
  readonly storeId: string;
}): RelayNode {
  const { time, trace } = ports;
  let directory = 'relay';
  let generation = 0;
  let running: Running | null = null;
  let events = new Map<number, string>();
  let ends: RelayEnd[] = [];
  let copy: { readonly directory: string; readonly events: ReadonlyMap<number, string> } | null = null;
  const start = (): void => {
    if (running !== null) return;
    running = run(ports, directory, (seq, eventId) => events.set(seq, eventId));
    trace.note('relay', 'started', { epoch: running.eventLog.epoch });
  };
  const next = (name: string): string => {
    generation += 1;
    return `${name}-${String(generation)}`;
  };
  const crash = (): void => {
    if (running === null) return;
    const from = directory;
    const old = running;
    running = null;
    old.die();
    directory = next('relay');
    ports.disk.passOn(join(from, DATABASE_FILE), join(directory, DATABASE_FILE), 'by-bytes');
    for (const end of ends) end.lost();
    ends = [];
    // What its dead life still had under way must find the file that it had.
    time.after(1_000, () => {
      old.close();
    });
    trace.note('relay', 'crashed');
  };
  return {
    isUp: () => running !== null,
    receive: (body, signature) =>
      running === null ? Promise.resolve(null) : running.receive(body, signature),
    accept: (socket, token) => running?.accept(socket, token) ?? false,
    holds: (end) => ends.push(end),
    start,
    crash,
    keepCopy: () => {
      copy = { directory: next('relay-kept'), events: new Map(events) };
      ports.disk.copy(join(directory, DATABASE_FILE), join(copy.directory, DATABASE_FILE));
    },
    restoreCopy: () => {
      if (copy === null) return;
      crash();
      ({ directory } = copy);
      events = new Map(copy.events);
      copy = null;
    },
    loseEverything: () => {
      crash();
      directory = next('relay-new');
      events = new Map();
    },
    close: () => running?.close(),
    stored: () => ({ epoch: running?.eventLog.epoch ?? '', events }),
  };
}

type Running = {
  readonly eventLog: EventLog;
  readonly receive: (body: string, signature: string) => Promise<number | null>;
  readonly accept: (socket: SessionSocket, token: string) => boolean;
  /** Nothing that it planned happens any more. */
  readonly die: () => void;
  readonly close: () => void;
};

function run(
  { time, chance, trace, disk, storeId }: Parameters<typeof createRelayNode>[0],
  directory: string,
  stored: (seq: number, eventId: string) => void,
): Running {
  let alive = true;
  const after: RelayPorts['timers']['after'] = (delayMs, call) =>
    time.after(delayMs, () => {
      if (alive) call();
    });
  const relayPorts: RelayPorts = {
    clock: { nowMs: () => Math.floor(MORNING_MS + time.nowMs()), monotonicMs: time.nowMs },
    timers: { after, soon: (call) => after(0, call) },
    random: { bytes: chance.bytes },
    log: {
      info: () => undefined,
      warn: (event, fields) => {
        trace.note('relay', event, fields);
      },
      error: (event, fields) => {
        trace.note('relay', event, fields);
      },
    },
  };
  const data: OpenData = openData(
    { dataDirectory: directory, masterKey: RELAY_MASTER_KEY, masterKeyFile: null },
    { ...relayPorts, memory: disk },
  );
  const plain = openSqliteEventLog({
    database: data.database,
    sealer: data.sealer,
    timers: relayPorts.timers,
  });
  const eventLog: EventLog = {
    epoch: plain.epoch,
    append: async (event) => {
      const outcome = await plain.append(event);
      if (outcome.kind === 'stored') stored(outcome.seq, event.eventId);
      return outcome;
    },
    readAfter: (query) => plain.readAfter(query),
    extent: (id) => plain.extent(id),
    eventIdAt: (id, seq) => plain.eventIdAt(id, seq),
    trim: (beforeMs) => plain.trim(beforeMs),
    onAppended: (id, listener) => plain.onAppended(id, listener),
    check: () => plain.check(),
    close: () => plain.close(),
  };
  const health = createHealthBook();
  const counters = createCounters();
  const parts = { ports: relayPorts, stores: data.stores, eventLog, health, counters };
  const times = { heartbeatMs: HEARTBEAT_MS, ackWithinMs: ACK_WITHIN_MS, helloWithinMs: 10_000 };
  const hub = new Hub({ ...parts, times, mostSockets: 10, isPrivateLine: () => true });
  const ingress = { ...parts, toleranceMs: 300_000, onFatal: () => undefined };
  return {
    eventLog,
    receive: async (body, signature) => {
      const store = data.stores.findStore(storeId);
      if (store === null) return 400;
      const verdict = await takeWebhook(ingress, store, { body: Buffer.from(body), header: signature });
      if (!alive) return null;
      return verdict === 'received' ? 200 : verdict === 'refused' ? 400 : 503;
    },
    accept: (socket, token) => hub.accept(socket, token),
    die: () => {
      alive = false;
    },
    close: () => {
      alive = false;
      data.database.close();
    },
  };
}
