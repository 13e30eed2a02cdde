import { chmodSync, existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE, DataDirectoryRefused } from './database/index.ts';
import type { Random } from './ports.ts';

const KEY_FILE = 'master.key';
const KEY_BYTES = 32;

export type MasterKeySource = {
  readonly dataDirectory: string;
  readonly masterKey: string | null;
  readonly masterKeyFile: string | null;
};

/**
 * Finds the key that everything at rest is sealed with: from the variable, from the named file, or from a file in the
 * data directory that is made on the first start. Throws `DataDirectoryRefused` when it is missing or malformed; it
 * never makes a fresh key beside a log that an older one has sealed.
 */
export function findMasterKey(source: MasterKeySource, random: Random): Uint8Array {
  if (source.masterKey !== null) return decode(source.masterKey, 'RELAY_MASTER_KEY');
  if (source.masterKeyFile !== null) {
    if (existsSync(source.masterKeyFile))
      return decode(readFileSync(source.masterKeyFile, 'utf8'), 'The key file');
    throw new DataDirectoryRefused(`There is no key file at ${source.masterKeyFile}.`);
  }
  const own = join(source.dataDirectory, KEY_FILE);
  if (existsSync(own)) return decode(readFileSync(own, 'utf8'), 'The key file');
  if (existsSync(join(source.dataDirectory, DATABASE_FILE))) {
    throw new DataDirectoryRefused(
      `The event log is there but its key is not: put ${KEY_FILE} back beside it.`,
    );
  }
  return makeKey(source.dataDirectory, own, random);
}

function makeKey(directory: string, file: string, random: Random): Uint8Array {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const key = Buffer.from(random.bytes(KEY_BYTES));
  try {
    // `wx` fails when the admin command made the key a moment earlier; theirs is then as good.
    writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    chmodSync(file, 0o600);
    return key;
  } catch (error) {
    if (!existsSync(file)) throw error;
    return decode(readFileSync(file, 'utf8'), 'The key file');
  }
}

function decode(text: string, name: string): Uint8Array {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, /^[0-9a-fA-F]{64}$/.test(trimmed) ? 'hex' : 'base64');
  if (key.length !== KEY_BYTES) {
    throw new DataDirectoryRefused(`${name} does not hold 32 bytes as hex or base64.`);
  }
  return key;
}
