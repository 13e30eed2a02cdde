/** The relay's messages as the page's tables give them. Fields that this client does not use are left out. */
export type EventMessage = {
  readonly type: 'event';
  readonly seq: number;
  readonly prevSeq: number;
  readonly cursor: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly receivedAtMs: number;
  readonly signature: string | null;
  readonly body: string;
};
export type Welcome = {
  readonly type: 'welcome';
  readonly protocol: number;
  readonly storeId: string;
  readonly terminalId: string;
  readonly mode: string;
  readonly epoch: string;
  readonly headSeq: number;
  readonly afterSeq: number;
  readonly heartbeatMs: number;
  readonly serverTimeMs: number;
  readonly window: number;
};
export type Reset = { readonly type: 'reset'; readonly reason: string; readonly cursor: string };
export type Health = {
  readonly type: 'health';
  readonly backlog: number | null;
  readonly signatureFailures: number;
  readonly lastSignatureFailure: string | null;
  readonly signingSecrets: number;
  readonly quarantined: number;
};
export type RelayMessage =
  | EventMessage
  | Welcome
  | Reset
  | Health
  | { readonly type: 'drain'; readonly retryAfterMs: number }
  | { readonly type: 'ping' }
  | { readonly type: 'pong'; readonly serverTimeMs: number }
  | { readonly type: 'error'; readonly code: string; readonly retry: boolean };

type Kind = 'string' | 'number' | 'boolean' | 'string?' | 'number?';
const FIELDS: Readonly<Record<RelayMessage['type'], Readonly<Record<string, Kind>>>> = {
  welcome: {
    protocol: 'number',
    storeId: 'string',
    terminalId: 'string',
    mode: 'string',
    epoch: 'string',
    headSeq: 'number',
    afterSeq: 'number',
    heartbeatMs: 'number',
    serverTimeMs: 'number',
    window: 'number',
  },
  reset: { reason: 'string', cursor: 'string' },
  event: {
    seq: 'number',
    prevSeq: 'number',
    cursor: 'string',
    eventId: 'string',
    eventType: 'string',
    receivedAtMs: 'number',
    signature: 'string?',
    body: 'string',
  },
  health: {
    backlog: 'number?',
    signatureFailures: 'number',
    lastSignatureFailure: 'string?',
    signingSecrets: 'number',
    quarantined: 'number',
  },
  drain: { retryAfterMs: 'number' },
  ping: {},
  pong: { serverTimeMs: 'number' },
  error: { code: 'string', retry: 'boolean' },
};

/** What a frame says: a message, `unknown` for a type of a later relay, `broken` when it is none of the page's. */
export function readMessage(text: string): RelayMessage | 'unknown' | 'broken' {
  const value = parseObject(text);
  if (value === null || typeof value['type'] !== 'string') return 'broken';
  return Object.hasOwn(FIELDS, value['type'])
    ? readAs(value['type'] as RelayMessage['type'], value)
    : 'unknown';
}

/** `value` as a message of this type when it has the type's fields; more fields are allowed. */
export function readAs<Type extends RelayMessage['type']>(
  type: Type,
  value: Readonly<Record<string, unknown>>,
): Extract<RelayMessage, { type: Type }> | 'broken' {
  const fits = Object.entries(FIELDS[type]).every(([name, kind]) => {
    const field = value[name];
    return kind.endsWith('?') && field === null ? true : typeof field === kind.replace('?', '');
  });
  return fits ? ({ ...value, type } as Extract<RelayMessage, { type: Type }>) : 'broken';
}

/** The JSON object in `text`, or null. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}
