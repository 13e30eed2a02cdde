import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../build/scripts/pages.ts';
import { createTill } from '../../electron/services/index.ts';
import { startShell } from '../../electron/shell/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { createFrameDouble, startUnderDouble, type ShellRun } from '../support/electron-double/index.ts';
import { pagesOf } from './checklist-checks.ts';

/**
 * The built pages in a real Chromium, under the headers that the shell really sends and with the bundled preload
 * scripts, joined to a real till. Only Electron in between is the double. Chromium knows no `app:` scheme, so each
 * page stands at an https origin of its own; `'self'` means the same.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
let browser: Browser;
let preloads: { readonly till: string; readonly reader: string };

beforeAll(async () => {
  await buildPages(root, { force: false });
  preloads = { till: await bundle('preload.ts'), reader: await bundle('reader-preload.ts') };
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
});

describe('the till page', () => {
  it('works under its policy without one violation', { timeout: 60_000 }, async () => {
    const run = await startWithTill();
    const { page, violations } = await openPage(run, 'till', preloads.till);
    await expect.poll(() => page.locator('#till button').count(), { timeout: 20_000 }).toBeGreaterThan(0);
    expect(await violations()).toEqual([]);
    await page.close();
  });

  it('can reach no network and can make no markup of a text', { timeout: 60_000 }, async () => {
    const run = await startWithTill();
    const { page, violations, requested } = await openPage(run, 'till', preloads.till);
    const tried = await page.evaluate(async () => {
      const failed = async (work: () => unknown): Promise<boolean> => {
        try {
          await work();
          return false;
        } catch {
          return true;
        }
      };
      const image = new Image();
      image.src = 'https://example.com/pixel.png';
      return {
        fetch: await failed(() => fetch('https://api.stripe.com/v1')),
        self: await failed(() => fetch('./index.html')),
        socket: await failed(async () => {
          const socket = new WebSocket('wss://example.com/');
          await new Promise((resolve, reject) => {
            socket.addEventListener('open', resolve);
            socket.addEventListener('error', reject);
          });
        }),
        markup: await failed(() => {
          document.body.innerHTML = '<b>text</b>';
        }),
        script: await failed(() => {
          document.createElement('script').src = 'https://js.stripe.com/terminal/v1';
        }),
        evaluated: await failed(() => Reflect.get(globalThis, 'eval')('1') as unknown),
      };
    });
    expect(tried).toMatchObject({
      fetch: true,
      self: true,
      socket: true,
      markup: true,
      script: true,
      evaluated: true,
    });
    await expect
      .poll(violations)
      .toEqual(expect.arrayContaining(['connect-src', 'img-src', 'require-trusted-types-for']));
    expect(requested.filter((url) => !url.startsWith('https://till.test/'))).toEqual([]);
    await page.close();
  });
});

describe('the reader page', () => {
  const reach = async (origins: readonly string[], urls: readonly string[]) => {
    const run = await startUnderDouble(startShell);
    run.till.state.origins = origins;
    const { page, requested } = await openPage(run, 'reader', null);
    for (const url of urls) {
      await page.evaluate(async (address) => {
        await fetch(address).catch(() => undefined);
        const script = document.createElement('script');
        script.src = `${address}script`;
        await new Promise((resolve) => {
          script.addEventListener('load', resolve);
          script.addEventListener('error', resolve);
          document.head.append(script);
        });
      }, url);
    }
    await page.close();
    return requested.filter((url) => !url.startsWith('https://reader.test/')).toSorted();
  };
  const STRIPE = ['https://js.stripe.com/', 'https://api.stripe.com/', 'https://gator.stripe.com/'];
  const LAN = 'https://10-0-0-7.abc123.device.stripe-terminal-local-reader.net:4443/';
  const SANDBOX = 'http://127.0.0.1:4242/';
  const OTHERS = [
    'https://example.com/',
    'https://stripe.com/',
    'https://device.stripe-terminal-local-reader.net.example.com/',
    'https://192.168.1.7:4443/',
  ];

  it('reaches Stripe and readers in the shop’s network, and nothing else', { timeout: 60_000 }, async () => {
    const reached = await reach([], [...STRIPE, LAN, SANDBOX, ...OTHERS]);
    expect(reached).toEqual([LAN, ...STRIPE, 'https://js.stripe.com/script'].toSorted());
  });

  it('reaches only the sandbox of this computer in training', { timeout: 60_000 }, async () => {
    const reached = await reach(['http://127.0.0.1:4242'], [...STRIPE, LAN, SANDBOX, ...OTHERS]);
    expect(reached).toEqual([SANDBOX, `${SANDBOX}script`]);
  });
});

async function startWithTill() {
  const dist = join(root, 'dist', 'renderer');
  return startUnderDouble(startShell, {
    createTill,
    files: {
      tillPreload: '',
      readerPreload: '',
      tillFolder: join(dist, 'till'),
      readerFolder: join(dist, 'reader'),
      customerPreload: '',
      customerFolder: join(dist, 'customer'),
    },
  });
}

/** A page as the shell serves it, with everything else of the network answered emptily and written down. */
async function openPage(run: ShellRun, name: 'till' | 'reader', preload: string | null) {
  const found = pagesOf(run).find((each) => each.name === name);
  if (found === undefined) throw new Error('The shell made no such page');
  const page = await browser.newPage();
  const requested: string[] = [];
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    requested.push(url.href);
    if (url.host !== `${name}.test`) {
      await route.fulfill({ status: 200, contentType: 'text/javascript', body: '', headers: ANY_ORIGIN });
      return;
    }
    const response = await found.session.fetch(`${found.origin}${url.pathname}`);
    const body = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer());
    await route.fulfill({
      status: response?.status ?? 403,
      headers: Object.fromEntries(response?.headers ?? []),
      body,
    });
  });
  await page.addInitScript(() => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'violations', seen);
    addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
  });
  if (preload !== null) await joinToMain(page, run, found, preload);
  await page.goto(`https://${name}.test/index.html`);
  return {
    page,
    requested,
    violations: () => page.evaluate(() => Reflect.get(globalThis, 'violations') as string[]),
  };
}

const ANY_ORIGIN = { 'access-control-allow-origin': '*' };

/** Runs the bundled preload script before the page, with Electron's two modules on top of a binding to main. */
async function joinToMain(
  page: Page,
  run: ShellRun,
  found: ReturnType<typeof pagesOf>[number],
  preload: string,
) {
  const senderFrame = createFrameDouble(found.origin, `${found.origin}/index.html`).members;
  const event = { sender: found.window.contents.members, senderFrame };
  await page.exposeFunction('askMain', (channel: string, request: unknown) =>
    run.double.handlers.get(channel)?.(event, request),
  );
  const electron = `{
    contextBridge: { exposeInMainWorld: (name, value) => { window[name] = value; } },
    ipcRenderer: { invoke: (channel, request) => window.askMain(channel, request), on() {}, off() {} },
  }`;
  await page.addInitScript({
    content: `(function (require, module, exports) {${preload}\n})(() => (${electron}), {}, {});`,
  });
}

/** A preload script as the build makes it: one CommonJS file that needs nothing but Electron. */
async function bundle(entry: string): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'preload-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, 'electron', entry),
      outDir,
      minify: false,
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
    },
  });
  const code = readFileSync(join(outDir, 'preload.cjs'), 'utf8');
  rmSync(outDir, { recursive: true, force: true });
  expect([...code.matchAll(/require\("([^"]+)"\)/gu)].map(([, name]) => name)).toEqual(['electron']);
  return code;
}
