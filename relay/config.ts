import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { isLoopback } from './loopback.ts';
import { readDatabaseUrl } from './postgres/index.ts';

/** Everything that an operator can set. README and PROTOCOL.md name the variables. */
export type RelayConfig = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDirectory: string;
  /** The database that several relays share, one URL for each host; null keeps everything in `dataDirectory`. */
  readonly databaseUrls: readonly string[] | null;
  /** 32 bytes as hex or base64; null takes `masterKeyFile`. */
  readonly masterKey: string | null;
  /** Null means a file of its own in the data directory, made on the first start. */
  readonly masterKeyFile: string | null;
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null;
  /** Addresses or networks of proxies that end TLS in front of this relay. */
  readonly trustedProxies: readonly string[];
  /** How Stripe and the tills reach the relay from outside; null means the address it listens on. */
  readonly publicUrl: string | null;
  readonly retentionDays: number;
  readonly toleranceMs: number;
  readonly heartbeatMs: number;
  readonly ackWithinMs: number;
  readonly mostSockets: number;
  readonly exitWithParent: boolean;
};

export type ConfigAnswer =
  | { readonly ok: true; readonly config: RelayConfig }
  /** `problems`: one sentence each, naming the variable; none of them repeats a secret. */
  | { readonly ok: false; readonly problems: readonly string[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Stripe repeats for 3 days and lists events for 30: forgetting an id earlier would let an old event in twice. */
export const LEAST_RETENTION_DAYS = 35;

/** Reads the configuration from environment variables. An empty variable counts as absent. */
export function readConfig(environment: Environment): ConfigAnswer {
  const problems: string[] = [];
  const text = (name: string): string | null => environment[name]?.trim() || null;
  const whole = (name: string, fallback: number, range: readonly [number, number]): number => {
    const value = text(name) === null ? fallback : Number(text(name));
    const [least, most] = range;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    problems.push(`${name} must be a whole number from ${String(least)} to ${String(most)}.`);
    return fallback;
  };
  const dataDirectory = resolve(text('RELAY_DATA_DIR') ?? 'relay-data');
  const config: RelayConfig = {
    host: text('RELAY_HOST') ?? '127.0.0.1',
    port: whole('RELAY_PORT', 8787, [0, 65_535]),
    dataDirectory,
    databaseUrls: readDatabase(text('RELAY_DATABASE_URL'), problems),
    masterKey: text('RELAY_MASTER_KEY'),
    masterKeyFile: text('RELAY_MASTER_KEY_FILE'),
    tls: readTls(text('RELAY_TLS_CERT'), text('RELAY_TLS_KEY'), problems),
    trustedProxies: (text('RELAY_TRUST_PROXY') ?? '').split(',').flatMap((part) => part.trim() || []),
    publicUrl: readPublicUrl(text('RELAY_PUBLIC_URL'), problems),
    retentionDays: whole('RELAY_RETENTION_DAYS', LEAST_RETENTION_DAYS, [LEAST_RETENTION_DAYS, 3650]),
    toleranceMs: whole('RELAY_TOLERANCE_S', 300, [30, 3600]) * 1000,
    heartbeatMs: whole('RELAY_HEARTBEAT_MS', 15_000, [100, 120_000]),
    ackWithinMs: whole('RELAY_ACK_WITHIN_MS', 60_000, [100, 3_600_000]),
    mostSockets: whole('RELAY_MAX_SOCKETS', 2000, [1, 100_000]),
    exitWithParent: text('RELAY_EXIT_WITH_PARENT') === '1',
  };
  for (const proxy of config.trustedProxies) {
    if (!isNetwork(proxy))
      problems.push(`RELAY_TRUST_PROXY: "${proxy}" is neither an address nor a network.`);
  }
  if (!isLoopback(config.host) && config.tls === null && config.trustedProxies.length === 0) {
    problems.push(
      `RELAY_HOST is ${config.host}, which others can reach. Set RELAY_TLS_CERT and RELAY_TLS_KEY, or put a proxy ` +
        'that ends TLS in front and name its address in RELAY_TRUST_PROXY. Plain HTTP is for loopback only.',
    );
  }
  if (config.databaseUrls !== null && config.masterKey === null && config.masterKeyFile === null) {
    problems.push(
      'RELAY_DATABASE_URL needs RELAY_MASTER_KEY or RELAY_MASTER_KEY_FILE: all relays of a fleet have the same key.',
    );
  }
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems };
}

function readDatabase(text: string | null, problems: string[]): readonly string[] | null {
  if (text === null) return null;
  const answer = readDatabaseUrl(text);
  if (answer.ok) return answer.urls;
  problems.push(answer.problem);
  return null;
}

function readTls(
  certificateFile: string | null,
  keyFile: string | null,
  problems: string[],
): RelayConfig['tls'] {
  if (certificateFile !== null && keyFile !== null) return { certificateFile, keyFile };
  if (certificateFile !== null || keyFile !== null) {
    problems.push('RELAY_TLS_CERT and RELAY_TLS_KEY only work together.');
  }
  return null;
}

function readPublicUrl(url: string | null, problems: string[]): string | null {
  if (url === null) return null;
  const parsed = URL.parse(url);
  if (
    parsed === null ||
    (parsed.protocol !== 'https:' && !isLoopback(parsed.hostname.replace(/^\[|\]$/g, '')))
  ) {
    problems.push('RELAY_PUBLIC_URL must be an https address.');
    return null;
  }
  return url.replace(/\/+$/, '');
}

function isNetwork(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const family = isIP(address ?? '');
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
