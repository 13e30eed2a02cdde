import { WebSocket } from 'ws';
import { readMessage, type RelayMessage } from './messages.ts';

const LONGEST_MESSAGE_BYTES = 2_097_152;
const HANDSHAKE_MS = 10_000;

export type Frame =
  | { readonly kind: 'message'; readonly message: RelayMessage }
  /** A type of a later relay: to be ignored, but it is a sign of life. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'closed'; readonly code: number };

/** An open websocket; frames are taken from it one at a time, in order. */
export type Line = {
  readonly send: (message: object | string | Buffer) => void;
  /** The next frame; `closed` for ever once the socket is. */
  readonly next: () => Promise<Frame>;
  readonly close: () => void;
  /** Lets the line die without a farewell, as a pulled cable does. */
  readonly cut: () => void;
};
/** The status of the answer to the upgrade; 0 when there was no answer. */
export type Unopened = { readonly status: number };

/** Opens the socket of a terminal, as yet without `hello`. */
export async function openLine(
  baseUrl: string,
  token: string,
  extraHeaders: Readonly<Record<string, string>> = {},
): Promise<Line | Unopened> {
  const socket = new WebSocket(`${baseUrl.replace(/^http/u, 'ws')}/api/terminal`, {
    headers: { authorization: `Bearer ${token}`, ...extraHeaders },
    perMessageDeflate: false,
    maxPayload: LONGEST_MESSAGE_BYTES,
    handshakeTimeout: HANDSHAKE_MS,
  });
  // Listening starts before the socket opens: a relay may speak at once.
  const line = lineOver(socket);
  return new Promise((resolve) => {
    socket.once('open', () => {
      resolve(line);
    });
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve({ status: response.statusCode ?? 0 });
    });
    socket.once('close', () => {
      resolve({ status: 0 });
    });
  });
}

function lineOver(socket: WebSocket): Line {
  const waiting: Frame[] = [];
  let wanted: ((frame: Frame) => void) | null = null;
  let end: Frame | null = null;
  const arrive = (frame: Frame): void => {
    if (wanted === null) waiting.push(frame);
    else wanted(frame);
    wanted = null;
  };
  socket.on('message', (data, isBinary) => {
    if (isBinary || !Buffer.isBuffer(data)) {
      arrive({ kind: 'broken' });
      return;
    }
    const message = readMessage(data.toString('utf8'));
    arrive(typeof message === 'string' ? { kind: message } : { kind: 'message', message });
  });
  socket.on('close', (code) => {
    end = { kind: 'closed', code };
    arrive(end);
  });
  socket.on('error', () => undefined); // `close` follows and tells the rest.
  return {
    send: (message) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      const isRaw = typeof message === 'string' || Buffer.isBuffer(message);
      socket.send(isRaw ? message : JSON.stringify(message));
    },
    next: async () =>
      waiting.shift() ??
      end ??
      (await new Promise<Frame>((resolve) => {
        wanted = resolve;
      })),
    close: () => {
      socket.close(1000);
    },
    cut: () => {
      socket.terminate();
    },
  };
}
