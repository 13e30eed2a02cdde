// The object, not its functions: inside the app's archive Electron's versions of them have to be called.
import { promises as files } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Electron, Session } from './electron.ts';
import { SCHEME, type Page } from './pages.ts';

/** Everything that the build of a page can contain. A file of another kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/**
 * Makes the pages' scheme one with real origins and a secure context. Has to happen before Electron is ready, and
 * gives no privilege beyond these: no way around a content policy, no service worker, no fetch of it by other origins.
 */
export function registerScheme({ protocol }: Pick<Electron, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves one page's folder to the session of this page, and nothing else to it. The policy is asked at each answer,
 * because what the reader page may reach changes when training begins.
 */
export function servePage(
  session: Session,
  page: Page,
  served: { readonly folder: string; readonly policy: () => string },
): void {
  session.protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? await findFile(page, served.folder, request.url) : null;
    const type = file === null ? undefined : TYPES[extname(file)];
    if (file === null || type === undefined) return answer(served.policy(), 404, 'text/plain', null);
    return answer(served.policy(), 200, type, await files.readFile(file));
  });
}

/** The file behind an address, or null when there is none or it lies outside the folder. */
async function findFile(page: Page, folder: string, address: string): Promise<string | null> {
  const url = URL.parse(address);
  if (url === null || `${url.protocol}//${url.host}` !== page.origin) return null;
  try {
    const path = decodeURIComponent(url.pathname);
    // The parser has resolved plain dots; encoded ones and Windows' separators reach this line.
    if (path.split(/[/\\]/u).includes('..') || path.includes('\0') || path.includes('\\')) return null;
    const root = await files.realpath(folder);
    const file = await files.realpath(join(root, path));
    return file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}

function answer(
  policy: string,
  status: number,
  type: string,
  body: Uint8Array<ArrayBuffer> | null,
): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  });
}
