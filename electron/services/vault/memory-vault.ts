import { VAULT_KEYS, type Vault, type VaultKey } from '../ports.ts';

/**
 * Secrets of the training shop, in memory only: they open nothing but the sandbox, and are made anew at each start.
 * `known` are there from the beginning.
 */
export function createMemoryVault(known: Readonly<Partial<Record<VaultKey, string>>> = {}): Vault {
  const secrets = new Map<VaultKey, string>(
    VAULT_KEYS.flatMap((key) => {
      const secret = known[key];
      return secret === undefined ? [] : [[key, secret] as const];
    }),
  );
  return {
    kind: 'memory',
    get: (key) => Promise.resolve({ ok: true, value: secrets.get(key) ?? null }),
    set: (key, secret) => {
      if (key === 'stripe-secret-key' && !secret.startsWith('sk_test_')) {
        // A real key must never rest where no keychain guards it.
        return Promise.resolve({ ok: false, code: 'VAULT_PLAIN_TEXT_REFUSED' });
      }
      secrets.set(key, secret);
      return Promise.resolve({ ok: true, value: null });
    },
    remove: (key) => {
      secrets.delete(key);
      return Promise.resolve({ ok: true, value: null });
    },
  };
}
