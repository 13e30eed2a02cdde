import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Vault } from '../../../electron/services/ports.ts';

/** A vault for tests that outlives a killed process. Plain text: it holds the sandbox's keys and nothing else. */
export function createFileVault(file: string): Vault {
  const read = (): Record<string, string> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}; // Written below.
  const write = (secrets: Record<string, string>): void => {
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  };
  return {
    kind: 'os-keyring',
    get: (key) => Promise.resolve({ ok: true, value: read()[key] ?? null }),
    set: (key, secret) => {
      write({ ...read(), [key]: secret });
      return Promise.resolve({ ok: true, value: null });
    },
    remove: (key) => {
      const { [key]: _gone, ...rest } = read();
      write(rest);
      return Promise.resolve({ ok: true, value: null });
    },
  };
}
