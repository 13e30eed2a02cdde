import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { VAULT_KEYS, type Vault, type VaultAnswer, type VaultKey } from '../ports.ts';

/** Encrypts with a key that rests in the operating system's keychain (Electron's safeStorage). */
export type Cipher = {
  /** What stands behind it; `plain-text` when the system has no keychain and anybody could decrypt. */
  readonly backend: () => 'os-keychain' | 'plain-text' | 'unavailable';
  readonly encrypt: (text: string) => Uint8Array;
  readonly decrypt: (bytes: Uint8Array) => string;
};

/**
 * Secrets in one file of the profile, each encrypted by the keychain's key. Refuses to keep anything where the cipher
 * would be plain text in disguise.
 */
export function createEncryptedFileVault(options: { readonly file: string; readonly cipher: Cipher }): Vault {
  const refusal = (): VaultAnswer<never> | null => {
    switch (options.cipher.backend()) {
      case 'os-keychain':
        return null;
      case 'plain-text':
        return { ok: false, code: 'VAULT_PLAIN_TEXT_REFUSED' };
      default:
        return { ok: false, code: 'VAULT_UNAVAILABLE' };
    }
  };
  const attempt = <Value>(work: () => Value): Promise<VaultAnswer<Value>> => {
    const refused = refusal();
    if (refused !== null) return Promise.resolve(refused);
    try {
      return Promise.resolve({ ok: true, value: work() });
    } catch {
      // The keychain refused, or the file can't be read or written: the secret is simply not to be had.
      return Promise.resolve({ ok: false, code: 'VAULT_UNAVAILABLE' });
    }
  };
  const change = (key: VaultKey, secret: string | null): Promise<VaultAnswer<null>> =>
    attempt(() => {
      const entries = readEntries(options.file);
      if (secret === null) entries.delete(key);
      else entries.set(key, Buffer.from(options.cipher.encrypt(secret)).toString('base64'));
      // Written beside and renamed: a cut leaves the old file or the new one, never half of either.
      writeFileSync(`${options.file}.new`, JSON.stringify(Object.fromEntries(entries)), {
        mode: 0o600,
        flush: true,
      });
      renameSync(`${options.file}.new`, options.file);
      return null;
    });
  return {
    kind: 'os-keychain',
    get: (key) =>
      attempt(() => {
        const kept = readEntries(options.file).get(key);
        return kept === undefined ? null : options.cipher.decrypt(Buffer.from(kept, 'base64'));
      }),
    set: (key, secret) => change(key, secret),
    remove: (key) => change(key, null),
  };
}

function readEntries(file: string): Map<VaultKey, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    // Nothing was kept yet. Any other failure is not that: a change would write the other secrets away.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
  const kept: unknown = JSON.parse(text);
  const entries = new Map<VaultKey, string>();
  if (typeof kept !== 'object' || kept === null) return entries;
  for (const key of VAULT_KEYS) {
    const value: unknown = Reflect.get(kept, key);
    if (typeof value === 'string') entries.set(key, value);
  }
  return entries;
}
