import type { RelayMode } from '../../shared/contract/relay/index.ts';

/** Rows of stores and what belongs to them, as an engine keeps them. What they mean is the business of `Stores`. */
export type StoreBook = {
  readonly addStore: (store: NewStore) => Promise<void>;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly findStore: (storeId: string) => Promise<Store | null>;
  readonly addPairingCode: (code: NewPairingCode) => Promise<void>;
  /**
   * Uses up a code and adds the terminal that it opens, in one commit, so that two tills that type the same code at once
   * can't both have it. Null when the code is unknown, used or too old.
   */
  readonly pair: (use: CodeUse) => Promise<Store | null>;
  readonly findTerminal: (terminalId: string) => Promise<TerminalRow | null>;
  readonly listTerminals: (storeId: string | null) => Promise<readonly Terminal[]>;
  /** False when it is unknown or was revoked before. */
  readonly revokeTerminal: (terminalId: string, atMs: number) => Promise<boolean>;
  /** Adds secrets and ends others, in one commit. `seal` is given the store's data key. Throws for an unknown store. */
  readonly changeSecrets: (change: SecretsChange) => Promise<void>;
  /** The active secrets, the newest first. May be as old as `SECRETS_MAY_LAG_MS` unless `atOnce`. */
  readonly activeSecrets: (query: SecretsQuery) => Promise<ActiveSecrets>;
};

/** What one instance was told of secrets, another knows within this time at the latest. */
export const SECRETS_MAY_LAG_MS = 2000;

export type Store = { readonly storeId: string; readonly name: string; readonly mode: RelayMode };
export type NewStore = Store & { readonly dataKey: Uint8Array; readonly createdAtMs: number };
export type NewPairingCode = {
  readonly fingerprint: string;
  readonly storeId: string;
  readonly expiresAtMs: number;
};
export type CodeUse = {
  readonly fingerprint: string;
  readonly nowMs: number;
  readonly terminal: Omit<TerminalRow, 'storeId' | 'revokedAtMs'>;
};
export type Terminal = {
  readonly terminalId: string;
  readonly storeId: string;
  readonly name: string;
  readonly pairedAtMs: number;
  readonly revokedAtMs: number | null;
};
export type TerminalRow = Terminal & { readonly tokenHash: Uint8Array };
export type SecretsChange = {
  readonly storeId: string;
  readonly nowMs: number;
  /** When the secrets that are there already end at the latest; null leaves them. */
  readonly othersEndAtMs: number | null;
  readonly seal: (
    dataKey: Uint8Array,
  ) => readonly { readonly fingerprint: string; readonly sealed: Uint8Array }[];
};
export type SecretsQuery = { readonly storeId: string; readonly nowMs: number; readonly atOnce: boolean };
export type ActiveSecrets = { readonly dataKey: Uint8Array; readonly sealed: readonly Uint8Array[] };
