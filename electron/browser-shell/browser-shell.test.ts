import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accept, type ReaderCommand } from '../../shared/contract/index.ts';
import type { Push, Till } from '../services/index.ts';
import { systemRandom } from '../services/system/index.ts';
import { openBrowserShell, type BrowserShell } from './index.ts';

/** The loopback address is reachable by every program and every page of this computer: only our own page gets in. */
type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};
type Asked = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

let directory: string;
const FEED = {
  settings: { on: true, screenId: null },
  display: { locale: 'en', theme: 'light', storeName: 'Kade 12', mode: 'test', now: { screen: 'idle' } },
} as const;
let shell: BrowserShell;
let asked: string[];
let origins: string[];
let push: ((push: Push) => void) | null;
let command: ((command: ReaderCommand) => void) | null;
let turn: ((isMine: boolean) => void) | null;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-shell-'));
  for (const page of ['till', 'reader', 'customer']) {
    mkdirSync(join(directory, page), { recursive: true });
    writeFileSync(join(directory, page, 'index.html'), `<html><head></head><body>${page}</body></html>`);
    writeFileSync(join(directory, page, 'main.js'), `/* ${page} */`);
  }
  writeFileSync(join(directory, 'secret.js'), 'not a page file');
  asked = [];
  origins = [];
  push = null;
  command = null;
  const till: Till = {
    dispatch: (channel) => {
      asked.push(channel);
      return Promise.resolve(accept({ channel }));
    },
    dispatchReaderPage: (channel) => {
      asked.push(`reader ${channel}`);
      return Promise.resolve(accept({ channel }));
    },
    onPush: (listener) => {
      push = listener;
      return () => {
        push = null;
      };
    },
    onReaderCommand: (listener, given) => {
      command = listener;
      turn = given ?? null;
      return () => {
        command = null;
      };
    },
    onCustomerDisplay: (listener) => {
      listener(FEED);
      return () => undefined;
    },
    readerPageOrigins: () => origins,
    snapshot: () => {
      throw new Error('not asked here');
    },
    stop: () => Promise.resolve(),
  };
  shell = await openBrowserShell({ till, port: 0, pages: directory, random: systemRandom });
});

afterEach(async () => {
  await shell.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('the one-time address', () => {
  it('lets the first browser in and nobody after it', async () => {
    const first = await ask(shell.origin, { path: pathOf(shell.url) });
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(String(first.headers['set-cookie'])).toMatch(
      /^till_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/u,
    );
    const second = await ask(shell.origin, { path: pathOf(shell.url) });
    expect(second.headers['set-cookie']).toBeUndefined();
    expect((await ask(shell.origin, {})).status).toBe(401);
  });
  it('is not guessed: another token opens nothing', async () => {
    const guess = await ask(shell.origin, { path: '/?token=guessed' });
    expect(guess.headers['set-cookie']).toBeUndefined();
  });
});

describe('the page that faces the customer', () => {
  it('has an address of its own that opens once, and nothing of the till page’s', async () => {
    const cookie = await enter(shell.customerOrigin, shell.customerUrl);
    const page = await ask(shell.customerOrigin, { headers: { cookie } });
    expect(page.body).toContain('<body>customer');
    expect(page.body).not.toContain('reader-page');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('://');
    expect((await ask(shell.customerOrigin, {})).status).toBe(401);
    // The cookie of one page is nothing to the other.
    expect((await ask(shell.origin, { headers: { cookie } })).status).toBe(401);
  });

  it('hears what to show, and can ask nothing', async () => {
    const cookie = await enter(shell.customerOrigin, shell.customerUrl);
    const response = await fetch(`${shell.customerOrigin}/contract/display`, { headers: { cookie } });
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes('Kade 12')) {
      const piece = await reader?.read();
      text += Buffer.from(piece?.value ?? new Uint8Array()).toString();
    }
    expect(text).toContain('event: customerDisplay.now');
    await reader?.cancel();
    for (const channel of ['app.getSnapshot', 'sale.void', 'readerPage.hello']) {
      const answer = await fetch(`${shell.customerOrigin}/contract/${channel}`, {
        method: 'POST',
        headers: { cookie, origin: shell.customerOrigin, 'content-type': 'application/json' },
        body: JSON.stringify({ request: {} }),
      });
      expect(await answer.json()).toEqual({ ok: false, error: { code: 'CONTRACT_UNKNOWN_CHANNEL' } });
    }
    expect(asked).toEqual([]);
  });
});

describe('a request to main', () => {
  const body = JSON.stringify({ request: {} });
  it('is carried out for our own page', async () => {
    const cookie = await enter(shell.origin, shell.url);
    const answer = await post({ cookie, origin: shell.origin }, body);
    expect(answer).toMatchObject({ status: 200 });
    expect(asked).toEqual(['app.getSnapshot']);
  });

  it.for([
    ['no cookie', {}, 403],
    ['a wrong cookie', { cookie: 'till_session=wrong' }, 403],
    ['another page’s origin', { origin: 'https://evil.example' }, 403],
    ['the reader page’s origin', { origin: 'READER' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a page of the same site and another port', { 'sec-fetch-site': 'same-site' }, 403],
    ['a rebound name', { host: 'evil.example' }, 421],
    ['another port’s name', { host: '127.0.0.1:1' }, 421],
  ] as const)('is refused with %s', async ([name, headers, status]) => {
    const cookie = await enter(shell.origin, shell.url);
    const given: Record<string, string> = { cookie, origin: shell.origin, ...headers };
    if (name === 'no cookie') delete given['cookie'];
    if (given['origin'] === 'READER') given['origin'] = shell.readerOrigin;
    expect((await post(given, body)).status).toBe(status);
    expect(asked).toEqual([]);
  });

  it.for([
    ['no JSON', 'text/plain', '{"request":{}}', 400],
    ['broken JSON', 'application/json', '{"request":', 400],
    ['no request', 'application/json', '{}', 400],
    ['null', 'application/json', 'null', 400],
    ['far too much', 'application/json', JSON.stringify({ request: 'x'.repeat(70_000) }), 413],
  ] as const)('is refused when it is %s', async ([, contentType, text, status]) => {
    const cookie = await enter(shell.origin, shell.url);
    const answer = await post({ cookie, origin: shell.origin, 'content-type': contentType }, text);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^CONTRACT_/u) },
    });
    expect(asked).toEqual([]);
  });
});

describe('the reader page', () => {
  it('has an origin and a cookie of its own, and the till page’s cookie opens nothing there', async () => {
    expect(shell.readerOrigin).not.toBe(shell.origin);
    const cookie = await enter(shell.origin, shell.url);
    expect((await ask(shell.readerOrigin, { headers: { cookie } })).status).toBe(401);
  });
  it('gets its one-time address by the till page, and commands by its own stream', async () => {
    const cookie = await enter(shell.origin, shell.url);
    const page = await ask(shell.origin, { headers: { cookie } });
    const address = /<meta name="reader-page" content="([^"]+)"/u.exec(page.body)?.[1] ?? '';
    expect(address.startsWith(`${shell.readerOrigin}/?token=`)).toBe(true);
    const readerCookie = await enter(shell.readerOrigin, address);
    const hello = await ask(shell.readerOrigin, {
      method: 'POST',
      path: '/contract/readerPage.hello',
      headers: { cookie: readerCookie, origin: shell.readerOrigin, 'content-type': 'application/json' },
      body: JSON.stringify({ request: {} }),
    });
    expect(hello.status).toBe(200);
    expect(asked).toEqual(['reader readerPage.hello']);
    const line = await firstEvent(shell.readerOrigin, '/contract/commands', readerCookie, () => {
      command?.({ type: 'disconnect', commandId: 'c1' });
    });
    expect(line).toContain('event: readerPage.command');
    const told = await firstEvent(shell.readerOrigin, '/contract/commands', readerCookie, () => {
      turn?.(false);
    });
    expect(told).toContain('event: readerPage.turn\ndata: {"isMine":false}');
  });
});

describe('what is served', () => {
  it('carries each page’s own policy', async () => {
    const cookie = await enter(shell.origin, shell.url);
    const { headers } = await ask(shell.origin, { headers: { cookie } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain(`frame-src ${shell.readerOrigin}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('stripe.com');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
  it('admits Stripe on the reader page, or the stand-in and then not Stripe', async () => {
    const cookie = await readerCookie();
    const real = await ask(shell.readerOrigin, { headers: { cookie } });
    expect(String(real.headers['content-security-policy'])).toContain('https://js.stripe.com');
    origins = ['http://127.0.0.1:9'];
    const training = await ask(shell.readerOrigin, { headers: { cookie } });
    expect(String(training.headers['content-security-policy'])).toContain('http://127.0.0.1:9');
    expect(String(training.headers['content-security-policy'])).not.toContain('stripe.com');
    expect(String(training.headers['content-security-policy'])).toContain(`frame-ancestors ${shell.origin}`);
  });
  it.for([
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '//secret.js',
    '/%',
    '/..\\secret.js',
    '/nothing.js',
  ])('is nothing outside its folder: %s', async (path) => {
    const cookie = await enter(shell.origin, shell.url);
    const answer = await ask(shell.origin, { path, headers: { cookie } });
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('');
  });
  it('brings pushes by a stream that needs the cookie', async () => {
    expect((await ask(shell.origin, { path: '/contract/pushes' })).status).toBe(403);
    const cookie = await enter(shell.origin, shell.url);
    const line = await firstEvent(shell.origin, '/contract/pushes', cookie, () => {
      push?.({ name: 'transactions.changed', value: { saleId: 's1' } });
    });
    expect(line).toContain('event: transactions.changed\ndata: {"saleId":"s1"}');
  });
});

function ask(origin: string, { method = 'GET', path = '/', headers = {}, body }: Asked): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: { ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function post(headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
  return ask(shell.origin, {
    method: 'POST',
    path: '/contract/app.getSnapshot',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

async function enter(origin: string, url: string): Promise<string> {
  const answer = await ask(origin, { path: pathOf(url) });
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

async function readerCookie(): Promise<string> {
  const cookie = await enter(shell.origin, shell.url);
  const page = await ask(shell.origin, { headers: { cookie } });
  return enter(shell.readerOrigin, /content="([^"]+)"/u.exec(page.body)?.[1] ?? '');
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

function firstEvent(origin: string, path: string, cookie: string, happen: () => void): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers: { cookie } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text === ': open\n\n') happen();
        else if (text.includes('data:')) {
          resolve(text);
          sent.destroy();
        }
      });
    });
    sent.once('error', (error) => {
      if (!sent.destroyed) reject(error);
    });
    sent.end();
  });
}
