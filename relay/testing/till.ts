import { WebSocket, type ClientOptions } from 'ws';
import {
  parseRelayMessage,
  RELAY_PATHS,
  type EventMessage,
  type RelayMessage,
  type TillMessage,
} from '../../shared/contract/relay/index.ts';

/** A till as a stranger would write it from PROTOCOL.md, without a memory of its own. */
export type TestTill = {
  readonly heard: readonly RelayMessage[];
  readonly events: () => readonly EventMessage[];
  readonly say: (message: TillMessage | string) => void;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
  readonly leave: () => Promise<void>;
  /** Waits until a message fits. */
  readonly hear: <Kind extends RelayMessage['type']>(
    kind: Kind,
    fits?: (message: Heard<Kind>) => boolean,
  ) => Promise<Heard<Kind>>;
};

type Heard<Kind extends RelayMessage['type']> = Extract<RelayMessage, { type: Kind }>;

export type TillOptions = {
  readonly url: string;
  readonly token: string;
  /** Null says no hello at all. */
  readonly hello?: {
    readonly cursor: string | null;
    readonly credit?: number;
    readonly protocol?: number;
  } | null;
  /** Acknowledges every event as it comes. */
  readonly acknowledges?: boolean;
  readonly answersPings?: boolean;
  readonly socket?: ClientOptions;
};

/** Connects. Rejects with the HTTP status when the relay refuses the upgrade. */
export function connectTill(options: TillOptions): Promise<TestTill> {
  const { url, token, hello = { cursor: null }, acknowledges = true, answersPings = true } = options;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${RELAY_PATHS.socket}`, {
    ...options.socket,
    headers: { authorization: `Bearer ${token}`, ...options.socket?.headers },
  });
  const heard: RelayMessage[] = [];
  const listeners = new Set<() => void>();
  const say = (message: TillMessage | string): void => {
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  };
  socket.on('message', (data: Buffer) => {
    const parsed = parseRelayMessage(data.toString('utf8'));
    if (parsed.kind !== 'message') throw new Error(`The relay said something strange: ${parsed.kind}.`);
    const { message } = parsed;
    heard.push(message);
    if (message.type === 'ping' && answersPings && socket.readyState === socket.OPEN) say({ type: 'pong' });
    if (message.type === 'event' && acknowledges) say({ type: 'ack', seq: message.seq });
    for (const listener of listeners) listener();
  });
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code) => {
      resolve(code);
      for (const listener of listeners) listener();
    });
  });
  const till: TestTill = {
    heard,
    events: () => heard.filter((message) => message.type === 'event'),
    say,
    closed,
    socket,
    leave: async () => {
      socket.close();
      await closed;
    },
    hear: (kind, fits = () => true) => waitFor({ heard, listeners, socket, kind, fits }),
  };
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      reject(new Error(`refused with ${String(response.statusCode)}`));
      socket.terminate();
    });
    socket.on('error', reject);
    socket.once('open', () => {
      if (hello !== null) say({ type: 'hello', protocol: 1, credit: 100, ...hello });
      resolve(till);
    });
  });
}

type Wait<Kind extends RelayMessage['type']> = {
  readonly heard: readonly RelayMessage[];
  readonly listeners: Set<() => void>;
  readonly socket: WebSocket;
  readonly kind: Kind;
  readonly fits: (message: Heard<Kind>) => boolean;
};

function waitFor<Kind extends RelayMessage['type']>(wait: Wait<Kind>): Promise<Heard<Kind>> {
  const { heard, listeners, socket, kind, fits } = wait;
  const find = (): Heard<Kind> | undefined =>
    heard.find((message): message is Heard<Kind> => message.type === kind && fits(message as Heard<Kind>)); // Kind was just compared.
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = find();
      if (found !== undefined)
        finish(() => {
          resolve(found);
        });
      else if (socket.readyState === socket.CLOSED)
        finish(() => {
          reject(new Error(`Closed before "${kind}" came. Heard: ${heard.map((m) => m.type).join(' ')}`));
        });
    };
    const deadline = setTimeout(() => {
      finish(() => {
        reject(new Error(`No "${kind}" came. Heard: ${heard.map((message) => message.type).join(' ')}`));
      });
    }, 20_000);
    const finish = (then: () => void): void => {
      clearTimeout(deadline);
      listeners.delete(look);
      then();
    };
    listeners.add(look);
    look();
  });
}
