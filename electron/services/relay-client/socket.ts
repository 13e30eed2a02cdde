import WebSocket from 'ws';
import { RELAY_LIMITS } from '../../../shared/contract/relay/index.ts';

/** The till's end of one line to a relay. */
export type RelaySocket = {
  /** Says something while the line is open, and nothing otherwise. */
  readonly say: (text: string) => void;
  /** Drops the line at once; nothing of it is heard any more. */
  readonly drop: () => void;
};

export type RelaySocketListener = {
  readonly opened: () => void;
  readonly heard: (text: string) => void;
  /** The relay answered over HTTP and opened no line. */
  readonly refused: (status: number) => void;
  /** The line broke, or was closed by the relay. */
  readonly ended: () => void;
};

/** Opens a line to a relay's address with this terminal's token. Simulation passes a line of its own. */
export type OpenRelaySocket = (
  request: { readonly url: URL; readonly token: string; readonly withinMs: number },
  listener: RelaySocketListener,
) => RelaySocket;

export const openWebSocket: OpenRelaySocket = ({ url, token, withinMs }, listener) => {
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${token}` },
    maxPayload: RELAY_LIMITS.relayMessageBytes,
    perMessageDeflate: false,
    handshakeTimeout: withinMs,
  });
  socket.on('open', listener.opened);
  socket.on('message', (data) => {
    listener.heard(textOf(data));
  });
  socket.on('unexpected-response', (_request, response) => {
    response.resume();
    listener.refused(response.statusCode ?? 0);
  });
  socket.on('error', listener.ended);
  socket.on('close', listener.ended);
  return {
    say: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    drop: () => {
      socket.removeAllListeners();
      // A socket that is closed while it still connects reports that as an error; nobody is interested any more.
      socket.on('error', () => undefined);
      socket.terminate();
    },
  };
};

function textOf(data: WebSocket.RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data as Uint8Array).toString('utf8'); // A Buffer or an ArrayBuffer; both are bytes.
}
