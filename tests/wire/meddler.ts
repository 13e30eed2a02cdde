import { createServer, type Server } from 'node:http';
import { WebSocketServer, WebSocket } from 'ws';

/** Something between till and relay. It passes HTTP on, and of the relay's socket messages what `pass` makes of each. */
export class Meddler {
  /** The status with which every upgrade is refused, or null. */
  blocksSocketsWith: number | null = null;
  pass: (message: Readonly<Record<string, unknown>>) => readonly object[] = (message) => [message];
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor(relayUrl: string) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const method = request.method ?? 'GET';
        const headers = { authorization: request.headers.authorization ?? '' };
        const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) };
        void fetch(`${relayUrl}${request.url ?? ''}`, { method, headers, ...body }).then(async (answer) => {
          response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
        });
      });
    });
    this.#server.on('upgrade', (request, socket, head) => {
      if (this.blocksSocketsWith !== null) {
        socket.end(`HTTP/1.1 ${String(this.blocksSocketsWith)} Blocked\r\nconnection: close\r\n\r\n`);
        return;
      }
      const headers = { authorization: request.headers.authorization ?? '' };
      const behind = new WebSocket(`${relayUrl.replace('http', 'ws')}${request.url ?? ''}`, { headers });
      this.#sockets.handleUpgrade(request, socket, head, (front) => {
        this.#join(front, behind);
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    for (const each of this.#sockets.clients) each.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(front: WebSocket, behind: WebSocket): void {
    const early: string[] = [];
    front.on('message', (data: Buffer) => {
      if (behind.readyState === WebSocket.OPEN) behind.send(data.toString());
      else early.push(data.toString());
    });
    behind.on('open', () => {
      for (const text of early.splice(0)) behind.send(text);
    });
    behind.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Readonly<Record<string, unknown>>;
      for (const passed of this.pass(message)) front.send(JSON.stringify(passed));
    });
    behind.on('error', () => undefined);
    behind.on('close', () => {
      front.terminate();
    });
    front.on('close', () => {
      behind.terminate();
    });
  }
}
