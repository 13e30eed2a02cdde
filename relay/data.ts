import type { RelayConfig } from './config.ts';
import { openRelayDatabase, takeServingLock, type MemoryDisk, type RelayDatabase } from './database/index.ts';
import { openPostgresEventLog, openSqliteEventLog, type EventLog } from './log/index.ts';
import { findMasterKey } from './master-key.ts';
import type { RelayPorts } from './ports.ts';
import { createPrimary, openSchema } from './postgres/index.ts';
import { createSealer } from './sealing.ts';
import { openPostgresStoreBook, openSqliteStoreBook, openStores, type Stores } from './stores/index.ts';

/** What the relay keeps, opened: what serving and the admin command have in common. Which engine it is shows nowhere. */
export type OpenData = {
  readonly stores: Stores;
  /** Opens the log to serve it. Throws `DataDirectoryRefused` when another relay serves what can't be shared. */
  readonly serve: () => EventLog;
  /** After the log is closed. */
  readonly close: () => void;
};

export type DataConfig = Pick<RelayConfig, 'dataDirectory' | 'databaseUrls' | 'masterKey' | 'masterKeyFile'>;

/** Opens what the configuration names. Throws `DataDirectoryRefused` with a sentence for the operator. */
export async function openData(config: DataConfig, ports: RelayPorts): Promise<OpenData> {
  return config.databaseUrls === null
    ? openSqliteData(config, ports)
    : openPostgresData(config, config.databaseUrls, ports);
}

export type SqliteData = OpenData & { readonly database: RelayDatabase };

/** Opens a data directory. */
export function openSqliteData(
  config: DataConfig,
  ports: Pick<RelayPorts, 'clock' | 'random' | 'timers'> & { readonly memory?: MemoryDisk },
): SqliteData {
  const { clock, random, timers, memory } = ports;
  const sealer = createSealer(findMasterKey(config, random), random);
  const database = openRelayDatabase({
    directory: config.dataDirectory,
    keyCheck: sealer.keyCheck(),
    random,
    ...(memory === undefined ? {} : { memory }),
  });
  let releaseLock: () => void = () => undefined;
  return {
    database,
    stores: openStores({ book: openSqliteStoreBook(database), sealer, clock, random }),
    serve: () => {
      if (memory === undefined) releaseLock = takeServingLock(config.dataDirectory);
      return openSqliteEventLog({ database, sealer, timers });
    },
    close: () => {
      database.close();
      releaseLock();
    },
  };
}

/** A statement that takes longer hangs; Stripe waits for an answer for about twenty seconds. */
const ANSWER_WITHIN_MS = 8000;
const CONNECT_WITHIN_MS = 5000;
/** What a fail-over may take while the tills stay connected. */
const PATIENCE_MS = 30_000;

async function openPostgresData(
  config: DataConfig,
  urls: readonly string[],
  ports: RelayPorts,
): Promise<OpenData> {
  const { clock, random } = ports;
  const sealer = createSealer(findMasterKey(config, random), random);
  const primary = createPrimary({
    urls,
    ...ports,
    answerWithinMs: ANSWER_WITHIN_MS,
    connectWithinMs: CONNECT_WITHIN_MS,
    patienceMs: PATIENCE_MS,
  });
  try {
    const epoch = await openSchema(primary, { keyCheck: sealer.keyCheck(), random });
    const instanceId = Buffer.from(random.bytes(9)).toString('base64url');
    return {
      stores: openStores({ book: openPostgresStoreBook(primary, clock), sealer, clock, random }),
      serve: () => openPostgresEventLog({ primary, sealer, epoch, instanceId, ports }),
      close: () => {
        primary.close();
      },
    };
  } catch (error) {
    primary.close();
    throw error;
  }
}
