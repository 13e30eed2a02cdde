import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { refuse, REQUEST_BYTES_MAX, type Envelope } from '../../shared/contract/index.ts';
import type { Random } from '../services/ports.ts';
import { readPageFile } from './files.ts';
import { createGate, type Gate } from './gate.ts';

/** One page with its own origin: its files, its way to main, and what main tells it. */
export type PageOptions = {
  readonly port: number;
  readonly cookieName: string;
  readonly directory: string;
  readonly random: Random;
  /** Asked at each load, because training admits another origin than Stripe's. */
  readonly policy: () => string;
  readonly permissions: string;
  /** Changes the page's first document, such as by the address of the frame in it. */
  readonly decorate: (html: string) => string;
  readonly dispatch: (channel: string, request: unknown) => Promise<Envelope<unknown>>;
  /** The path of the event stream, and what subscribes to it. */
  readonly streamPath: string;
  readonly subscribe: (send: (name: string, value: unknown) => void) => () => void;
};

export type PageAddress = {
  readonly origin: string;
  readonly gate: Gate;
  readonly close: () => Promise<void>;
};

/** Room for the envelope around the largest request that the contract takes. */
const BODY_BYTES_MAX = REQUEST_BYTES_MAX + 1024;
/** A line now and then keeps the stream open and shows a dead one. */
const HEARTBEAT_MS = 15_000;
const HOST = '127.0.0.1';

/** Serves one page of the till over loopback. */
export async function servePage(options: PageOptions): Promise<PageAddress> {
  const streams = new Set<ServerResponse>();
  const server = createServer();
  const origin = `http://${HOST}:${String(await listen(server, options.port))}`;
  const gate = createGate({ origin, cookieName: options.cookieName, random: options.random });
  server.on('request', (request, response) => {
    answer(options, gate, streams, request, response).catch(() => {
      response.destroy();
    });
  });
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.write(': still here\n\n');
  }, HEARTBEAT_MS);
  return {
    origin,
    gate,
    close: () =>
      new Promise((resolve) => {
        clearInterval(heartbeat);
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: PageOptions,
  gate: Gate,
  streams: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Joined as text: resolved against a base, a path of two slashes would be taken for another host.
  const url = URL.parse(`http://${HOST}${request.url ?? '/'}`);
  const { headers, method } = request;
  if (!gate.isForUs(headers)) {
    response.writeHead(421).end();
    return;
  }
  if (url === null) {
    response.writeHead(400).end();
    return;
  }
  const token = url.searchParams.get('token');
  if (method === 'GET' && url.pathname === '/' && token !== null) {
    const cookie = gate.enter(token);
    // A used address leads to the page of whoever used it, and nobody else into it.
    response
      .writeHead(303, {
        location: '/',
        'cache-control': 'no-store',
        ...(cookie === null ? {} : { 'set-cookie': cookie }),
      })
      .end();
    return;
  }
  if (url.pathname.startsWith('/contract/')) {
    if (!gate.isKnown(headers) || !gate.isOwnPage(headers)) {
      sendJson(response, 403, refuse('CONTRACT_SENDER_REFUSED'));
      return;
    }
    if (method === 'GET' && url.pathname === options.streamPath) {
      openStream(options, streams, response);
      return;
    }
    if (method === 'POST') {
      await dispatch(options, url.pathname.slice('/contract/'.length), request, response);
      return;
    }
    response.writeHead(405).end();
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405).end();
    return;
  }
  if (!gate.isKnown(headers)) {
    response
      .writeHead(401, { 'content-type': 'text/plain; charset=utf-8' })
      .end('This till is open in another browser. Open the address that it printed at its start.\n');
    return;
  }
  await serveFile(options, url.pathname, response);
}

async function serveFile(options: PageOptions, path: string, response: ServerResponse): Promise<void> {
  const file = await readPageFile(options.directory, path);
  if (file === null) {
    response.writeHead(404).end();
    return;
  }
  const isDocument = file.type.startsWith('text/html');
  response
    .writeHead(200, {
      'content-type': file.type,
      // Names of scripts and styles carry a hash of their content; the document itself may change with the state.
      'cache-control': isDocument ? 'no-store' : 'private, max-age=31536000, immutable',
      'content-security-policy': options.policy(),
      'permissions-policy': options.permissions,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    .end(isDocument ? options.decorate(file.content.toString('utf8')) : file.content);
}

async function dispatch(
  options: PageOptions,
  channel: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readBody(request);
  if (text === null) {
    sendJson(response, 413, refuse('CONTRACT_TOO_LARGE'));
    return;
  }
  const json = request.headers['content-type']?.startsWith('application/json') === true;
  const body = json ? parse(text) : undefined;
  if (typeof body !== 'object' || body === null || !('request' in body)) {
    sendJson(response, 400, refuse('CONTRACT_MALFORMED_REQUEST'));
    return;
  }
  sendJson(response, 200, await options.dispatch(channel, body.request));
}

function openStream(options: PageOptions, streams: Set<ServerResponse>, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.write(': open\n\n');
  streams.add(response);
  const end = options.subscribe((name, value) => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`);
  });
  response.once('close', () => {
    streams.delete(response);
    end();
  });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Read to the end and thrown away, so that the sender hears the answer; nothing larger than this comes from us.
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
    if (bytes > BODY_BYTES_MAX * 64) request.destroy();
  }
  return bytes > BODY_BYTES_MAX ? null : Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
