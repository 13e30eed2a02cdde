import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VAULT_KEYS, type Vault } from '../ports.ts';
import { systemTimers } from '../system/index.ts';
import { createEncryptedFileVault, createKeyringVault, createMemoryVault, type Cipher } from './index.ts';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-vault-'));
  file = join(directory, 'vault.json');
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Turns every bit over: enough to see that nothing is written as it came. */
function flipping(backend: ReturnType<Cipher['backend']> = 'os-keychain'): Cipher {
  const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);
  return {
    backend: () => backend,
    encrypt: (text) => flip(Buffer.from(text, 'utf8')),
    decrypt: (bytes) => Buffer.from(flip(bytes)).toString('utf8'),
  };
}

function fileVault(cipher: Cipher = flipping()): Vault {
  return createEncryptedFileVault({ file, cipher });
}

/** A keyring in memory, kept by service and account as an operating system does. */
function keyring(): (
  service: string,
  account: string,
) => {
  getPassword: () => Promise<string | null>;
  setPassword: (password: string) => Promise<void>;
  deletePassword: () => Promise<boolean>;
} {
  const kept = new Map<string, string>();
  return (service, account) => ({
    getPassword: () => Promise.resolve(kept.get(`${service}/${account}`) ?? null),
    setPassword: (password) => Promise.resolve(void kept.set(`${service}/${account}`, password)),
    deletePassword: () => Promise.resolve(kept.delete(`${service}/${account}`)),
  });
}

const VAULTS: readonly (readonly [string, () => Vault])[] = [
  ['in memory', createMemoryVault],
  ['in an encrypted file', fileVault],
  [
    'in a keyring',
    () => createKeyringVault({ profileId: 'one', openEntry: keyring(), timers: systemTimers }),
  ],
];

describe.each(VAULTS)('a vault %s', (_name, create) => {
  it('gives each secret back under its own name, and nothing for a name never set', async () => {
    const vault = create();
    for (const key of VAULT_KEYS) expect(await vault.get(key)).toEqual({ ok: true, value: null });
    for (const key of VAULT_KEYS) {
      expect(await vault.set(key, `sk_test_ ü of ${key}`)).toEqual({ ok: true, value: null });
    }
    for (const key of VAULT_KEYS) {
      expect(await vault.get(key)).toEqual({ ok: true, value: `sk_test_ ü of ${key}` });
    }
  });

  it('replaces and forgets one secret without touching another', async () => {
    const vault = create();
    await vault.set('relay-token', 'pst_first');
    await vault.set('relay-token', 'pst_second');
    await vault.set('pin-pepper', 'pepper');
    expect(await vault.remove('relay-token')).toEqual({ ok: true, value: null });
    expect(await vault.remove('audit-key')).toMatchObject({ ok: true });
    expect(await vault.get('relay-token')).toEqual({ ok: true, value: null });
    expect(await vault.get('pin-pepper')).toEqual({ ok: true, value: 'pepper' });
  });
});

describe('the vault in memory', () => {
  it.each(['sk_live_1234', 'rk_live_1234', 'anything'])('refuses to hold the key %s', async (key) => {
    const vault = createMemoryVault();
    expect(await vault.set('stripe-secret-key', key)).toEqual({
      ok: false,
      code: 'VAULT_PLAIN_TEXT_REFUSED',
    });
    expect(await vault.get('stripe-secret-key')).toEqual({ ok: true, value: null });
  });
});

describe('the vault in an encrypted file', () => {
  it('writes no secret as it came, and lets only its owner read the file', async () => {
    await fileVault().set('stripe-secret-key', 'sk_test_very_secret');
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('very_secret');
    expect(text).not.toContain(Buffer.from('sk_test_very_secret').toString('base64'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  const backends = [
    ['plain-text', 'VAULT_PLAIN_TEXT_REFUSED'],
    ['unavailable', 'VAULT_UNAVAILABLE'],
  ] as const;
  it.each(backends)('behind a %s cipher refuses every call and writes nothing', async (backend, code) => {
    const vault = fileVault(flipping(backend));
    expect(await vault.set('relay-token', 'pst_1')).toEqual({ ok: false, code });
    expect(await vault.get('relay-token')).toEqual({ ok: false, code });
    expect(await vault.remove('relay-token')).toEqual({ ok: false, code });
    expect(existsSync(file)).toBe(false);
  });

  it('cut between writing and renaming still has all that it had, and takes the next change', async () => {
    await fileVault().set('relay-token', 'pst_old');
    writeFileSync(`${file}.new`, '{"relay-token":"half of a');
    expect(await fileVault().get('relay-token')).toEqual({ ok: true, value: 'pst_old' });
    expect(await fileVault().set('relay-token', 'pst_new')).toMatchObject({ ok: true });
    expect(await fileVault().get('relay-token')).toEqual({ ok: true, value: 'pst_new' });
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  it('that can not be read is unavailable and never written over', async () => {
    writeFileSync(file, '{"relay-token":');
    expect(await fileVault().get('relay-token')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' });
    expect(await fileVault().set('pin-pepper', 'x')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' });
    expect(readFileSync(file, 'utf8')).toBe('{"relay-token":');
  });

  it('where something else stands in the file’s place keeps away from it', async () => {
    mkdirSync(file);
    expect(await fileVault().get('relay-token')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' });
    expect(await fileVault().set('relay-token', 'x')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' });
    expect(statSync(file).isDirectory()).toBe(true);
  });

  it('whose keychain lost its key answers unavailable, not with rubbish', async () => {
    await fileVault().set('relay-token', 'pst_1');
    const lost: Cipher = {
      ...flipping(),
      decrypt: () => {
        throw new Error('Error while decrypting the ciphertext');
      },
    };
    expect(await fileVault(lost).get('relay-token')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' });
  });
});

describe('the vault in a keyring', () => {
  it('keeps the profiles of one computer apart', async () => {
    const openEntry = keyring();
    const of = (profileId: string): Vault =>
      createKeyringVault({ profileId, openEntry, timers: systemTimers });
    await of('one').set('relay-token', 'pst_one');
    expect(await of('two').get('relay-token')).toEqual({ ok: true, value: null });
    expect(await of('one').get('relay-token')).toEqual({ ok: true, value: 'pst_one' });
  });

  it('that never answers is unavailable once the wait is over', async () => {
    const silent = (): Promise<never> => new Promise(() => undefined);
    const waits: number[] = [];
    const vault = createKeyringVault({
      profileId: 'one',
      openEntry: () => ({ getPassword: silent, setPassword: silent, deletePassword: silent }),
      timers: {
        ...systemTimers,
        sleep: (delayMs) => {
          waits.push(delayMs);
          return Promise.resolve();
        },
      },
    });
    expect(await vault.get('relay-token')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' });
    expect(await vault.set('relay-token', 'pst_1')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' });
    expect(waits).toEqual([60_000, 60_000]);
  });
});
