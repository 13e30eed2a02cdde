import type { Electron, WebContents } from './electron.ts';
import { isDocumentOf, READER_PAGE, type Page } from './pages.ts';

/** The only outside addresses that a click may open, in the person's own browser. */
const OPENED_OUTSIDE: readonly string[] = ['https://dashboard.stripe.com'];
const FRAMES_OF_READER_PAGE: readonly string[] = ['https://js.stripe.com'];

/** True for an address of Stripe's dashboard; credentials or a port in it are a disguise. */
export function mayOpenOutside(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.username === '' && url.password === '' && OPENED_OUTSIDE.includes(url.origin);
}

/**
 * Keeps a page what it is: it may load itself anew, and nothing else. Windows are never opened; a link to Stripe's
 * dashboard goes to the system's browser. Frames are for Stripe's script in the reader page alone.
 */
export function guardNavigation(contents: WebContents, page: Page, { shell }: Pick<Electron, 'shell'>): void {
  contents.on('will-navigate', (event) => {
    if (!isDocumentOf(page, event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    // Neither page's own files redirect; a frame of Stripe's may within Stripe's origin.
    if (event.isMainFrame || !mayFrame(page, event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    const admitted = event.isMainFrame ? isDocumentOf(page, event.url) : mayFrame(page, event.url);
    if (!admitted) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (page !== READER_PAGE && mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/**
 * Closes what nobody expected: every web contents that Electron makes is held to deny everything, and the two pages
 * add their own exceptions on top by being guarded with `guardNavigation`.
 */
export function guardUnexpectedContents(
  { app }: Pick<Electron, 'app'>,
  isKnown: (contents: WebContents) => boolean,
) {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    // Known pages are registered right after their window is made, so the question is asked when it matters.
    contents.on('will-navigate', (event) => {
      if (!isKnown(contents)) event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

function mayFrame(page: Page, address: string): boolean {
  const url = URL.parse(address);
  return page === READER_PAGE && url !== null && FRAMES_OF_READER_PAGE.includes(url.origin);
}
