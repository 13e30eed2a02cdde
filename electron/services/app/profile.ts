import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { keepReads, openDatabase, type Db, type MemoryDisk } from '../db/index.ts';
import type { TillPorts } from '../ports.ts';
import { openSettings, type OpenKeyedFile, type SettingsStore } from '../settings/index.ts';
import type { TillOptions } from '../till.ts';
import type { Between } from './payment-side.ts';
import { watchTrouble, type Trouble } from './trouble.ts';

/** The file of a profile that holds the shop's books. */
export const DATABASE_FILE = 'till.db';

export type Profile = { readonly db: Db; readonly settings: SettingsStore; readonly trouble: Trouble };

/** Opens the files of a profile: settings and database, or gives the code that says why they can't be trusted. */
export function openProfile(
  options: TillOptions,
  ports: TillPorts & {
    readonly openSettings: OpenKeyedFile;
    readonly between?: Between;
    readonly memory?: MemoryDisk;
  },
): Result<Profile> {
  const { log, ids, memory } = ports;
  const directory = options.profileDirectory;
  if (memory === undefined) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const settings = openSettings({ directory, open: ports.openSettings, profileId: ids.uuidv7(), log });
  if (!settings.ok) return settings;
  const database = openDatabase({
    file: join(directory, DATABASE_FILE),
    log,
    ...(memory === undefined ? {} : { memory }),
    onPoisoned: (reason) => {
      log.error('db.poisoned', { reason });
      ports.fatal(reason);
    },
  });
  if (!database.ok) return refuse(database.code);
  const db = keepReads(ports.between?.db?.(database.db) ?? database.db);
  return accept({ db, settings: settings.value, trouble: watchTrouble(db) });
}
