import type { OpenRelaySocket } from './relay-client/index.ts';

/**
 * Every way in which services touch the world outside their own logic. Production passes the real thing (see
 * `system/`), simulation and tests pass their own. Nothing under services reads a clock or a random source by itself.
 */

/** Wall time for people and records, monotonic time for measuring. Business never orders money by either. */
export type Clock = {
  /** Milliseconds since 1970; may jump when somebody sets the computer's clock. */
  readonly nowMs: () => number;
  /** Milliseconds that only ever rise; meaningless across restarts. */
  readonly monotonicMs: () => number;
};

/** Timers. `after` returns the function that forgets the call. Calls are never made early. */
export type Timers = {
  readonly after: (delayMs: number, call: () => void) => () => void;
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
};

/** Randomness good enough for secrets. */
export type Random = {
  readonly bytes: (count: number) => Uint8Array;
};

/** Ids: `uuidv7` sorts by time and is unique across tills. */
export type Ids = { readonly uuidv7: () => string };

/** A structured log: `feature.event` and fields. The sink redacts; callers still never pass a secret or a card. */
export type Log = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The names under which the vault keeps a profile's secrets. Nothing else is a secret of this product. */
export const VAULT_KEYS = [
  'stripe-secret-key',
  'webhook-signing-secret',
  'relay-token',
  'pin-pepper',
  'audit-key',
] as const;
export type VaultKey = (typeof VAULT_KEYS)[number];

/**
 * Where secrets rest: the operating system's keychain, or something encrypted by a key that is in it. A vault never
 * falls back to plain text: without a keychain every call answers `VAULT_UNAVAILABLE`.
 */
export type Vault = {
  readonly kind: 'os-keychain' | 'os-keyring' | 'memory';
  readonly get: (key: VaultKey) => Promise<VaultAnswer<string | null>>;
  readonly set: (key: VaultKey, secret: string) => Promise<VaultAnswer<null>>;
  readonly remove: (key: VaultKey) => Promise<VaultAnswer<null>>;
};
export type VaultAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: 'VAULT_UNAVAILABLE' | 'VAULT_PLAIN_TEXT_REFUSED' };

/** The shop's network, as far as a look at it helps to find a reader. Never asked for anything about money. */
export type Network = {
  /** The IPv4 networks that this computer is in. */
  readonly here: () => readonly { readonly address: string; readonly netmask: string }[];
  /** The IPv4 addresses of a name, none where it has none; null when no answer came in time. */
  readonly resolve: (name: string) => Promise<readonly string[] | null>;
  /** Whether something takes a connection there; false says only that nothing did in time. */
  readonly answers: (address: string, port: number) => Promise<boolean>;
};

/** Everything a till needs from its shell. */
export type TillPorts = {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly ids: Ids;
  readonly log: Log;
  readonly vault: Vault;
  readonly companions: Companions;
  readonly http: Http;
  readonly network: Network;
  readonly openRelaySocket: OpenRelaySocket;
  /** Ends this process at once: what is on the disk is no longer known. Nothing more may be written. */
  readonly fatal: (reason: string) => void;
};

/** JSON over HTTP to a relay or a sandbox. Null when nobody answered in time; a body that is no JSON is null. */
export type Http = (
  url: string,
  request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly bearer: string | null;
    readonly body: object | null;
  },
) => Promise<{ readonly status: number; readonly body: unknown } | null>;

/**
 * The companion processes of training mode and demos, started by the shell from their entry files: the sandbox and a
 * relay. `start` answers once both are ready, and may be called again after `stop`.
 */
export type Companions = {
  readonly start: (profileDirectory: string) => Promise<CompanionAddresses>;
  readonly stop: () => Promise<void>;
};

export type CompanionAddresses = {
  readonly sandbox: {
    readonly baseUrl: string;
    readonly publishableKey: string;
    readonly secretKey: string;
    /** Opens the sandbox's own controls: virtual reader, faults. Worthless outside the sandbox. */
    readonly controlKey: string;
  };
  readonly relay: {
    readonly url: string;
    /** One-time code for a store of this relay, in test mode. */
    readonly pairingCode: string;
    readonly storeId: string;
  };
};
