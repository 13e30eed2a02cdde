import { buildRelay, type Relay } from './app.ts';
import type { RelayConfig } from './config.ts';
import { openRelayDatabase, takeServingLock, type MemoryDisk, type RelayDatabase } from './database/index.ts';
import { openSqliteEventLog, type EventLog } from './log/index.ts';
import { findMasterKey } from './master-key.ts';
import type { RelayPorts } from './ports.ts';
import { createSealer, type Sealer } from './sealing.ts';
import { openStores, type Stores } from './stores/index.ts';

/** A data directory that is open: what serving and the admin command have in common. */
export type OpenData = {
  readonly database: RelayDatabase;
  readonly sealer: Sealer;
  readonly stores: Stores;
};

/** Opens the data directory. Throws `DataDirectoryRefused` with a sentence for the operator. */
export function openData(
  config: Pick<RelayConfig, 'dataDirectory' | 'masterKey' | 'masterKeyFile'>,
  { clock, random, memory }: Pick<RelayPorts, 'clock' | 'random'> & { readonly memory?: MemoryDisk },
): OpenData {
  const sealer = createSealer(findMasterKey(config, random), random);
  const database = openRelayDatabase({
    directory: config.dataDirectory,
    keyCheck: sealer.keyCheck(),
    random,
    ...(memory === undefined ? {} : { memory }),
  });
  return { database, sealer, stores: openStores({ database, sealer, clock, random }) };
}

export type StartOptions = {
  readonly config: RelayConfig;
  readonly ports: RelayPorts;
  readonly onFatal: (error: unknown) => void;
  /** The engine of the event log: SQLite in the data directory. */
  readonly openLog?: (data: OpenData, ports: RelayPorts) => EventLog;
};

export type RunningRelay = {
  readonly relay: Relay;
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** Opens, builds and listens. `stop` gives everything back, in the order in which it depends on each other. */
export async function startRelay({
  config,
  ports,
  onFatal,
  openLog = openSqlite,
}: StartOptions): Promise<RunningRelay> {
  const data = openData(config, ports);
  const releaseLock = takeServingLock(config.dataDirectory);
  const relay = buildRelay({ config, ports, stores: data.stores, eventLog: openLog(data, ports), onFatal });
  const url = await relay.listen();
  return {
    relay,
    url,
    stop: async () => {
      await relay.stop();
      data.database.close();
      releaseLock();
    },
  };
}

function openSqlite({ database, sealer }: OpenData, { timers }: RelayPorts): EventLog {
  return openSqliteEventLog({ database, sealer, timers });
}
