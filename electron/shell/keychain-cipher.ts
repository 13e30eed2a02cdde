import type { Cipher } from '../services/vault/index.ts';
import type { Electron } from './electron.ts';

/**
 * The operating system's keychain as the vault knows it: Keychain on macOS, DPAPI on Windows, the Secret Service or
 * KWallet on Linux. Where Electron would take its built-in password instead (`basic_text`), anybody who reads the file
 * could decrypt it, so the answer is `plain-text` and the vault keeps nothing.
 */
export function createKeychainCipher(
  { safeStorage }: Pick<Electron, 'safeStorage'>,
  platform: NodeJS.Platform,
): Cipher {
  const backend = (): ReturnType<Cipher['backend']> => {
    if (platform === 'linux') {
      const selected = safeStorage.getSelectedStorageBackend();
      if (selected === 'basic_text') return 'plain-text';
      if (!KEYCHAINS_OF_LINUX.includes(selected)) return 'unavailable';
    }
    return safeStorage.isEncryptionAvailable() ? 'os-keychain' : 'unavailable';
  };
  return {
    backend,
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  };
}

/** Named one by one: a backend that a later Electron adds is refused until somebody has looked at it. */
const KEYCHAINS_OF_LINUX: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];
