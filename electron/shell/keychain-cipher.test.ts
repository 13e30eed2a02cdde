import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createElectronDouble, type DoubleOptions } from '../../tests/support/electron-double/index.ts';
import { createEncryptedFileVault } from '../services/vault/index.ts';
import { createKeychainCipher } from './keychain-cipher.ts';

async function openVault(options: DoubleOptions, platform: NodeJS.Platform) {
  const directory = mkdtempSync(join(tmpdir(), 'vault-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  const file = join(directory, 'secrets.json');
  const { electron } = createElectronDouble(options);
  await electron.app.whenReady();
  return {
    file,
    vault: createEncryptedFileVault({ file, cipher: createKeychainCipher(electron, platform) }),
  };
}

describe('the keychain of the Electron shell', () => {
  it.each([
    ['a backend without protection', { storageBackend: 'basic_text' }, 'VAULT_PLAIN_TEXT_REFUSED'],
    ['a backend that nobody has looked at', { storageBackend: 'some_new_one' }, 'VAULT_UNAVAILABLE'],
    ['a backend that is not known yet', { storageBackend: 'unknown' }, 'VAULT_UNAVAILABLE'],
    ['a keychain that is locked', { encryptionAvailable: false }, 'VAULT_UNAVAILABLE'],
  ])('keeps nothing on Linux with %s', async (_, options, code) => {
    const { vault, file } = await openVault(options, 'linux');
    expect(await vault.set('relay-token', 'token-1')).toEqual({ ok: false, code });
    expect(await vault.get('relay-token')).toEqual({ ok: false, code });
    expect(existsSync(file)).toBe(false);
  });

  it.each(['darwin', 'win32'] as const)('keeps nothing on %s without its keychain', async (platform) => {
    const { vault, file } = await openVault({ encryptionAvailable: false }, platform);
    expect(await vault.set('relay-token', 'token-1')).toEqual({ ok: false, code: 'VAULT_UNAVAILABLE' });
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['linux', 'gnome_libsecret'],
    ['linux', 'kwallet6'],
    ['darwin', 'basic_text'],
    ['win32', 'basic_text'],
  ] as const)(
    'gives a secret back on %s and writes none in plain text (%s)',
    async (platform, storageBackend) => {
      const { vault, file } = await openVault({ storageBackend }, platform);
      expect(await vault.set('stripe-secret-key', 'rk_test_secret')).toEqual({ ok: true, value: null });
      expect(await vault.get('stripe-secret-key')).toEqual({ ok: true, value: 'rk_test_secret' });
      expect(readFileSync(file, 'utf8')).not.toContain('rk_test_secret');
    },
  );
});
