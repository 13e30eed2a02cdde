import { randomBytes } from 'node:crypto';
import { openPostgresEventLog, type EventLog, type EventLogHarness } from '../log/index.ts';
import type { Log, RelayPorts } from '../ports.ts';
import { createPrimary, openSchema, type Primary } from '../postgres/index.ts';
import { createSealer } from '../sealing.ts';
import { systemPorts } from '../system.ts';
import type { PostgresServer } from './postgres-server.ts';

export type PostgresHarness = EventLogHarness & {
  readonly primary: Primary;
  readonly url: string;
  /** Another instance of the relay over the same database; by the name of the first it takes no hint from it. */
  readonly another: (name?: 'of the first') => Promise<EventLog>;
};

/** The modules of the PostgreSQL log: the shipped ones, or a copy with a planted bug. */
export type PostgresModules = {
  readonly createPrimary: typeof createPrimary;
  readonly openSchema: typeof openSchema;
  readonly openPostgresEventLog: typeof openPostgresEventLog;
  readonly createSealer: typeof createSealer;
};

const SHIPPED: PostgresModules = { createPrimary, openSchema, openPostgresEventLog, createSealer };
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let made = 0;

/** Ports of the computer, but a log that nobody reads. */
export function quietPorts(): RelayPorts {
  return { ...systemPorts(), log: SILENT };
}

/** A log over tables of its own in a server that is shared; a crash kills all of the server's processes at once. */
export async function openPostgresHarness(
  server: PostgresServer,
  over: Patience & { readonly modules?: PostgresModules } = {},
): Promise<PostgresHarness> {
  made += 1;
  const name = `log_${String(process.pid)}_${String(made)}`;
  await makeSchema(server, name);
  const url = `${server.url()}?search_path=${name}`;
  const ports = quietPorts();
  const modules = over.modules ?? SHIPPED;
  const sealer = modules.createSealer(new Uint8Array(32).fill(7), ports.random);
  const primaries: Primary[] = [];
  const firstId = randomBytes(4).toString('hex');
  const open = async (instanceId: string): Promise<{ primary: Primary; eventLog: EventLog }> => {
    const primary = openPrimary([url], ports, over);
    primaries.push(primary);
    const epoch = await modules.openSchema(primary, { keyCheck: sealer.keyCheck(), random: ports.random });
    return { primary, eventLog: modules.openPostgresEventLog({ primary, sealer, epoch, instanceId, ports }) };
  };
  const { primary, eventLog } = await open(firstId);
  let stores = 0;
  return {
    primary,
    url,
    eventLog,
    another: async (as) => (await open(as === undefined ? randomBytes(4).toString('hex') : firstId)).eventLog,
    newStore: async () => {
      stores += 1;
      const storeId = `store-${String(stores)}`;
      const dataKey = sealer.newDataKey(storeId);
      await primary.read(
        `WITH made AS (INSERT INTO stores VALUES ($1, 'Shop', 'test', $2, 0) RETURNING store_id)
         SELECT store_id FROM made`,
        [storeId, dataKey],
      );
      await primary.read('INSERT INTO heads (store_id) VALUES ($1)', [storeId]);
      return storeId;
    },
    afterCrash: async () => {
      server.kill();
      await server.start();
      return (await open('after the crash')).eventLog;
    },
    close: async () => {
      await eventLog.close();
      for (const one of primaries) one.close();
    },
  };
}

/** See `PrimaryOptions`. */
export type Patience = {
  readonly answerWithinMs?: number;
  readonly connectWithinMs?: number;
  readonly patienceMs?: number;
};

/** Timings for tests: what takes seconds in the field is over in a fraction of one. */
export function openPrimary(
  urls: readonly string[],
  ports: RelayPorts,
  {
    answerWithinMs = 10_000,
    connectWithinMs = 5000,
    patienceMs = 10_000,
    modules = SHIPPED,
  }: Patience & { readonly modules?: PostgresModules } = {},
): Primary {
  return modules.createPrimary({
    urls,
    ...ports,
    answerWithinMs,
    connectWithinMs,
    patienceMs,
  });
}

const makers = new Map<string, Primary>();

/** By one connection for all tests of a server. */
async function makeSchema(server: PostgresServer, name: string): Promise<void> {
  const maker = makers.get(server.url()) ?? openPrimary([server.url()], quietPorts());
  makers.set(server.url(), maker);
  await maker.read(`CREATE SCHEMA ${name}`);
}
