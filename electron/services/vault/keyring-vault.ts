import type { Timers, Vault, VaultAnswer } from '../ports.ts';

/** One entry of the operating system's keyring. */
export type KeyringEntry = {
  readonly getPassword: (signal?: AbortSignal) => Promise<string | null | undefined>;
  readonly setPassword: (password: string, signal?: AbortSignal) => Promise<unknown>;
  readonly deletePassword: (signal?: AbortSignal) => Promise<unknown>;
};
export type OpenEntry = (service: string, account: string) => KeyringEntry;

/** A keyring that asks the person first may take this long; a broken one must not hang the till for ever. */
const ANSWER_WITHIN_MS = 60_000;

/**
 * Secrets in the operating system's own keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on
 * Windows. Without one every call answers `VAULT_UNAVAILABLE`; nothing is ever kept elsewhere instead.
 * `profileId` keeps the profiles of one computer apart.
 */
export function createKeyringVault(options: {
  readonly profileId: string;
  readonly openEntry: OpenEntry;
  readonly timers: Timers;
}): Vault {
  const entry = (key: string): KeyringEntry =>
    options.openEntry(`FlexotiumPOS Terminal ${options.profileId}`, key);
  const bounded = async <Value>(work: () => Promise<Value>): Promise<VaultAnswer<Value>> => {
    const given = new AbortController();
    const tooLate = options.timers.sleep(ANSWER_WITHIN_MS, given.signal).then(() => 'too-late' as const);
    try {
      const value = await Promise.race([work(), tooLate]);
      return value === 'too-late' ? { ok: false, code: 'VAULT_UNAVAILABLE' } : { ok: true, value };
    } catch {
      // No service, a locked collection, a refused prompt: for the till they are one answer.
      return { ok: false, code: 'VAULT_UNAVAILABLE' };
    } finally {
      given.abort();
    }
  };
  return {
    kind: 'os-keyring',
    get: (key) => bounded(async () => (await entry(key).getPassword()) ?? null),
    set: (key, secret) =>
      bounded(async () => {
        await entry(key).setPassword(secret);
        return null;
      }),
    remove: (key) =>
      bounded(async () => {
        await entry(key).deletePassword();
        return null;
      }),
  };
}

/** Opens entries with the keyring package. Loaded late: in Electron it is not needed and not shipped. */
export async function loadKeyring(): Promise<OpenEntry> {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  // Unpinned, the package falls back to the kernel's keyring, which forgets at the next start of the computer.
  return (service, account) => new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
}
