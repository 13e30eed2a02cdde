import { createHash, timingSafeEqual } from 'node:crypto';
import type { PairRequest, RelayMode } from '../../shared/contract/relay/index.ts';
import { uuidv7 } from '../ids.ts';
import type { Clock, Random } from '../ports.ts';
import type { Sealer } from '../sealing.ts';
import type { Store, StoreBook, Terminal } from './store-book.ts';

/** The stores of a relay, their terminals, pairing codes and signing secrets. */
export type Stores = {
  readonly createStore: (store: { readonly name: string; readonly mode: RelayMode }) => Promise<Store>;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly findStore: (storeId: string) => Promise<Store | null>;
  /** A code for one pairing, shown this once. Lives `livesMs`. Null for an unknown store. */
  readonly issuePairingCode: (storeId: string, livesMs: number) => Promise<PairingCode | null>;
  /** Exchanges a code for a terminal and its token, shown this once. Null when the code is unknown, used or too old. */
  readonly pair: (request: PairRequest) => Promise<PairedTerminal | null>;
  readonly listTerminals: (storeId: string | null) => Promise<readonly Terminal[]>;
  /** True when the terminal existed and was not revoked before. Its socket closes within a heartbeat. */
  readonly revokeTerminal: (terminalId: string) => Promise<boolean>;
  /** The terminal behind a token; null for any token that does not open anything. */
  readonly authenticate: (token: string) => Promise<Terminal | null>;
  readonly isActive: (terminalId: string) => Promise<boolean>;
  /** Sets the secrets of a store; see the contract for `others`. Returns how many are active. */
  readonly setSigningSecrets: (change: SigningSecretsChange) => Promise<number>;
  /**
   * The secrets that a webhook may be signed with now. Never log, never send. What another instance was told a moment ago
   * may be missing, unless they are asked for `at-once`.
   */
  readonly signingSecrets: (storeId: string, how?: 'at-once') => Promise<readonly string[]>;
};

export type PairingCode = { readonly code: string; readonly expiresAtMs: number };
export type PairedTerminal = { readonly token: string; readonly terminal: Terminal; readonly store: Store };
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
  readonly book: StoreBook;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
};

export function openStores(parts: StoresParts): Stores {
  const { book, sealer, clock, random } = parts;
  /** Each webhook asks for the same few secrets: the book says which are active, and each is opened once. */
  const opened = new Map<string, string>();
  const signingSecrets: Stores['signingSecrets'] = (storeId, how) =>
    activeSecrets(parts, opened, { storeId, atOnce: how === 'at-once' });
  return {
    createStore: async ({ name, mode }) => {
      const storeId = uuidv7(clock, random);
      const dataKey = sealer.newDataKey(storeId);
      await book.addStore({ storeId, name, mode, dataKey, createdAtMs: clock.nowMs() });
      return { storeId, name, mode };
    },
    listStores: () => book.listStores(),
    findStore: (storeId) => book.findStore(storeId),
    issuePairingCode: async (storeId, livesMs) => {
      if ((await book.findStore(storeId)) === null) return null;
      const code = newCode(random);
      const expiresAtMs = clock.nowMs() + livesMs;
      await book.addPairingCode({ fingerprint: codeFingerprint(sealer, code), storeId, expiresAtMs });
      return { code, expiresAtMs };
    },
    pair: (request) => pair(parts, request),
    listTerminals: (storeId) => book.listTerminals(storeId),
    revokeTerminal: (terminalId) => book.revokeTerminal(terminalId, clock.nowMs()),
    authenticate: (token) => authenticate(book, token),
    isActive: async (terminalId) => (await book.findTerminal(terminalId))?.revokedAtMs === null,
    setSigningSecrets: async (change) => {
      await book.changeSecrets(secretsChange(parts, change));
      return (await signingSecrets(change.storeId, 'at-once')).length;
    },
    signingSecrets,
  };
}

async function pair(
  { book, sealer, clock, random }: StoresParts,
  request: PairRequest,
): Promise<PairedTerminal | null> {
  const nowMs = clock.nowMs();
  const terminalId = uuidv7(clock, random);
  const token = `frt_${terminalId}_${Buffer.from(random.bytes(32)).toString('base64url')}`;
  const terminal = { terminalId, name: request.terminalName, pairedAtMs: nowMs };
  const store = await book.pair({
    fingerprint: codeFingerprint(sealer, request.code),
    nowMs,
    terminal: { ...terminal, tokenHash: hash(token) },
  });
  if (store === null) return null;
  return { token, terminal: { ...terminal, storeId: store.storeId, revokedAtMs: null }, store };
}

/** Compares even where there is nothing to compare with, so that the time tells nothing about which ids exist. */
async function authenticate(book: StoreBook, token: string): Promise<Terminal | null> {
  const terminalId = TOKEN.exec(token)?.[1] ?? '';
  const row = await book.findTerminal(terminalId);
  const same = timingSafeEqual(hash(token), row?.tokenHash ?? NO_HASH);
  if (!same || row === null || row.revokedAtMs !== null) return null;
  const { tokenHash: _hash, ...terminal } = row;
  return terminal;
}

function secretsChange(
  { sealer, clock }: StoresParts,
  { storeId, secrets, others }: SigningSecretsChange,
): Parameters<StoreBook['changeSecrets']>[0] {
  const nowMs = clock.nowMs();
  const endAtMs = { keep: null, 'keep-a-day': nowMs + ROLLED_SECRET_LIVES_MS, drop: nowMs };
  return {
    storeId,
    nowMs,
    othersEndAtMs: endAtMs[others],
    seal: (dataKey) =>
      secrets.map((secret) => ({
        fingerprint: sealer.fingerprint(`signing-secret:${storeId}`, secret),
        sealed: sealer.seal(dataKey, { storeId, purpose: 'signing-secret' }, secret),
      })),
  };
}

async function activeSecrets(
  { book, sealer, clock }: StoresParts,
  opened: Map<string, string>,
  { storeId, atOnce }: { readonly storeId: string; readonly atOnce: boolean },
): Promise<readonly string[]> {
  const { dataKey, sealed } = await book.activeSecrets({ storeId, nowMs: clock.nowMs(), atOnce });
  return sealed.map((one) => {
    const name = `${storeId}\0${Buffer.from(one).toString('base64')}`;
    const known = opened.get(name);
    if (known !== undefined) return known;
    const secret = sealer.open(dataKey, { storeId, purpose: 'signing-secret' }, one);
    opened.set(name, secret);
    return secret;
  });
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
