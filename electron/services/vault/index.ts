export { createEncryptedFileVault, type Cipher } from './encrypted-file-vault.ts';
export { createKeyringVault, loadKeyring, type OpenEntry } from './keyring-vault.ts';
export { createMemoryVault } from './memory-vault.ts';
