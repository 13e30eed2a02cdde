import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { Sandbox } from './sandbox.ts';

const BODY_BYTES_MAX = 1024 * 1024;

/** Serves a sandbox over HTTP, on this computer only. Answers with the address once it listens. */
export async function listenSandbox(
  sandbox: Sandbox,
  options: { readonly port: number },
): Promise<{ readonly baseUrl: string; readonly close: () => Promise<void> }> {
  const script = terminalScript();
  const server = createServer((request, response) => {
    void serve(sandbox, script, request, response);
  });
  const port = await listen(server, options.port);
  return {
    baseUrl: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function serve(
  sandbox: Sandbox,
  script: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const origin = request.headers.origin;
  const cors = origin !== undefined && isLoopbackOrigin(origin) ? corsHeaders(origin) : {};
  if (request.method === 'OPTIONS') {
    response.writeHead(204, cors).end();
    return;
  }
  if (request.method === 'GET' && request.url === '/terminal/v1') {
    response
      .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store', ...cors })
      .end(script);
    return;
  }
  const body = await readBody(request);
  if (body === null) {
    response.writeHead(413).end();
    return;
  }
  const answer = await sandbox.handle({
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    ),
    body,
  });
  if (answer.dropped) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, ...cors }).end(answer.body);
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Only pages of this computer, or of the desktop app, may use the SDK stand-in. */
function isLoopbackOrigin(origin: string): boolean {
  return /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?$/u.test(origin) || origin.startsWith('app://');
}

function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'content-type',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-private-network': 'true',
    vary: 'origin',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** The stand-in as a page loads it: one script, which sets `window.StripeTerminal` and talks to where it came from. */
function terminalScript(): string {
  const built = new URL('./terminal-sdk.js', import.meta.url);
  const source =
    readSource(built) ??
    stripTypeScriptTypes(readFileSync(new URL('./terminal-sdk/stand-in.ts', import.meta.url), 'utf8'));
  const plain = source.replaceAll(/^export /gmu, '');
  return `(() => {\n${plain}\nconst from = document.currentScript.src;\nwindow.StripeTerminal = createStripeTerminalStandIn({\n  baseUrl: new URL(from).origin,\n  fetch: window.fetch.bind(window),\n  after: (delayMs, call) => { const timer = setTimeout(call, delayMs); return () => clearTimeout(timer); },\n});\n})();\n`;
}

function readSource(url: URL): string | null {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    // Not built: the source beside this file is used.
    return null;
  }
}
