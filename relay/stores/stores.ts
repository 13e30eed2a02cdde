import { createHash, timingSafeEqual } from 'node:crypto';
import type { PairRequest, RelayMode } from '../../shared/contract/relay/index.ts';
import type { RelayDatabase } from '../database/index.ts';
import { uuidv7 } from '../ids.ts';
import type { Clock, Random } from '../ports.ts';
import type { Sealer } from '../sealing.ts';
import { prepareStoreStatements, type StoreStatements } from './statements.ts';

/** The stores of a relay, their terminals, pairing codes and signing secrets. */
export type Stores = {
  readonly createStore: (store: { readonly name: string; readonly mode: RelayMode }) => Store;
  readonly listStores: () => readonly Store[];
  readonly findStore: (storeId: string) => Store | null;
  /** A code for one pairing, shown this once. Lives `livesMs`. Null for an unknown store. */
  readonly issuePairingCode: (storeId: string, livesMs: number) => PairingCode | null;
  /** Exchanges a code for a terminal and its token, shown this once. Null when the code is unknown, used or too old. */
  readonly pair: (request: PairRequest) => PairedTerminal | null;
  readonly listTerminals: (storeId: string | null) => readonly Terminal[];
  /** True when the terminal existed and was not revoked before. Its socket closes within a heartbeat. */
  readonly revokeTerminal: (terminalId: string) => boolean;
  /** The terminal behind a token; null for any token that does not open anything. */
  readonly authenticate: (token: string) => Terminal | null;
  readonly isActive: (terminalId: string) => boolean;
  /** Sets the secrets of a store; see the contract for `others`. Returns how many are active. */
  readonly setSigningSecrets: (change: SigningSecretsChange) => number;
  /** The secrets that a webhook may be signed with now. Never log, never send. */
  readonly signingSecrets: (storeId: string) => readonly string[];
};

export type Store = { readonly storeId: string; readonly name: string; readonly mode: RelayMode };
export type PairingCode = { readonly code: string; readonly expiresAtMs: number };
export type PairedTerminal = { readonly token: string; readonly terminal: Terminal; readonly store: Store };
export type Terminal = {
  readonly terminalId: string;
  readonly storeId: string;
  readonly name: string;
  readonly pairedAtMs: number;
  readonly revokedAtMs: number | null;
};
export type SigningSecretsChange = {
  readonly storeId: string;
  readonly secrets: readonly string[];
  readonly others: 'keep' | 'keep-a-day' | 'drop';
};

/** Stripe lets a rolled secret live up to 24 hours. Source: docs.stripe.com/webhooks, read 2026-11. */
const ROLLED_SECRET_LIVES_MS = 24 * 60 * 60 * 1000;

/** Without 0, O, 1, I, L and U: a person reads a code aloud over the telephone. 30 letters, 12 of them: 58 bits. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;
const TOKEN = /^frt_([0-9a-f-]{36})_[\w-]{43}$/;
const NO_HASH = Buffer.alloc(32);

export type StoresParts = {
  readonly database: RelayDatabase;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
};

export function openStores(parts: StoresParts): Stores {
  const { database, sealer, clock, random } = parts;
  const statements = prepareStoreStatements(database);
  /** Each webhook asks for the same few secrets: the file says which are active, and each is opened once. */
  const opened = new Map<string, string>();
  // `immediate` takes the write lock at once: a read that turns into a write can't wait for the admin command.
  const pairOnce = database.transaction((request: PairRequest) => pair(parts, statements, request));
  const changeSecrets = database.transaction((change: SigningSecretsChange) =>
    setSigningSecrets(parts, statements, change),
  );
  return {
    createStore: ({ name, mode }) => {
      const storeId = uuidv7(clock, random);
      statements.addStore.run({
        storeId,
        name,
        mode,
        dataKey: sealer.newDataKey(storeId),
        createdAtMs: clock.nowMs(),
      });
      return { storeId, name, mode };
    },
    listStores: () => statements.stores.all(),
    findStore: (storeId) => statements.store.get(storeId) ?? null,
    issuePairingCode: (storeId, livesMs) => {
      if (statements.store.get(storeId) === undefined) return null;
      const code = newCode(random);
      const expiresAtMs = clock.nowMs() + livesMs;
      statements.addCode.run({ fingerprint: codeFingerprint(sealer, code), storeId, expiresAtMs });
      return { code, expiresAtMs };
    },
    pair: (request) => pairOnce.immediate(request),
    listTerminals: (storeId) => statements.terminals.all({ storeId }),
    revokeTerminal: (terminalId) => statements.revoke.run({ terminalId, atMs: clock.nowMs() }).changes === 1,
    authenticate: (token) => authenticate(statements, token),
    isActive: (terminalId) => statements.terminal.get(terminalId)?.revokedAtMs === null,
    setSigningSecrets: (change) => changeSecrets.immediate(change),
    signingSecrets: (storeId) => signingSecrets(parts, statements, storeId, opened),
  };
}

function pair(
  { sealer, clock, random }: StoresParts,
  statements: StoreStatements,
  request: PairRequest,
): PairedTerminal | null {
  const nowMs = clock.nowMs();
  const used = statements.useCode.get({ fingerprint: codeFingerprint(sealer, request.code), nowMs });
  if (used === undefined) return null;
  const store = statements.store.get(used.store_id);
  if (store === undefined) throw new Error('A pairing code belongs to a store that does not exist.');
  const terminalId = uuidv7(clock, random);
  const token = `frt_${terminalId}_${Buffer.from(random.bytes(32)).toString('base64url')}`;
  const terminal = {
    terminalId,
    storeId: store.storeId,
    name: request.terminalName,
    pairedAtMs: nowMs,
    revokedAtMs: null,
  };
  statements.addTerminal.run({ ...terminal, tokenHash: hash(token) });
  return { token, terminal, store };
}

/** Compares even where there is nothing to compare with, so that the time tells nothing about which ids exist. */
function authenticate(statements: StoreStatements, token: string): Terminal | null {
  const terminalId = TOKEN.exec(token)?.[1] ?? '';
  const row = statements.terminalByToken.get(terminalId);
  const same = timingSafeEqual(hash(token), row?.token_hash ?? NO_HASH);
  if (!same || row === undefined || row.revokedAtMs !== null) return null;
  const { token_hash: _hash, ...terminal } = row;
  return terminal;
}

function setSigningSecrets(
  { sealer, clock }: StoresParts,
  statements: StoreStatements,
  { storeId, secrets, others }: SigningSecretsChange,
): number {
  const dataKey = requireDataKey(statements, storeId);
  const nowMs = clock.nowMs();
  const expiresAtMs = others === 'drop' ? nowMs : nowMs + ROLLED_SECRET_LIVES_MS;
  if (others !== 'keep') statements.expireSecrets.run({ storeId, expiresAtMs });
  for (const secret of secrets) {
    const sealed = sealer.seal(dataKey, { storeId, purpose: 'signing-secret' }, secret);
    const fingerprint = sealer.fingerprint(`signing-secret:${storeId}`, secret);
    statements.addSecret.run({ storeId, fingerprint, sealed, addedAtMs: nowMs });
  }
  statements.forgetSecrets.run({ storeId, nowMs });
  return statements.secrets.all({ storeId, nowMs }).length;
}

function signingSecrets(
  { sealer, clock }: StoresParts,
  statements: StoreStatements,
  storeId: string,
  opened: Map<string, string>,
): readonly string[] {
  const rows = statements.secrets.all({ storeId, nowMs: clock.nowMs() });
  if (rows.length === 0) return [];
  const dataKey = requireDataKey(statements, storeId);
  return rows.map(({ sealed }) => {
    const name = `${storeId}\0${Buffer.from(sealed).toString('base64')}`;
    const known = opened.get(name);
    if (known !== undefined) return known;
    const secret = sealer.open(dataKey, { storeId, purpose: 'signing-secret' }, sealed);
    opened.set(name, secret);
    return secret;
  });
}

function requireDataKey(statements: StoreStatements, storeId: string): Uint8Array {
  const row = statements.dataKey.get(storeId);
  if (row === undefined) throw new Error(`There is no store ${storeId}.`);
  return row.data_key;
}

/** Draws letters without bias: a byte beyond the last whole round is drawn again. */
function newCode(random: Random): string {
  const fair = 256 - (256 % CODE_LETTERS.length);
  let letters = '';
  while (letters.length < CODE_LENGTH) {
    for (const byte of random.bytes(CODE_LENGTH)) {
      if (byte < fair && letters.length < CODE_LENGTH)
        letters += CODE_LETTERS.charAt(byte % CODE_LETTERS.length);
    }
  }
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

function codeFingerprint(sealer: Sealer, code: string): string {
  return sealer.fingerprint('pairing-code', code.toUpperCase().replace(/[^0-9A-Z]/g, ''));
}

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
