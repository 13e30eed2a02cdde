/** Where the browser shell says that its reader page lives: a meta element in the page it serves. */
const READER_PAGE_META = 'meta[name="reader-page"]';

/**
 * Adds the reader page as a frame, in the browser shell only: Electron gives it a window of its own and serves no such
 * meta element. The frame is clipped rather than hidden, because a browser slows the timers of hidden frames, and a
 * reader that waits for a card must not be slowed.
 */
export function addReaderFrame(page: Document): void {
  const address = page.querySelector(READER_PAGE_META)?.getAttribute('content');
  if (address === null || address === undefined || !isLoopback(address)) return;
  const frame = page.createElement('iframe');
  frame.src = address;
  frame.title = 'Card reader link';
  frame.className = 'sr';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  // The page inside talks to readers in the shop's network, which a browser allows a frame only by delegation.
  frame.allow = 'local-network-access; local-network; loopback-network';
  page.body.append(frame);
}

/** Whether an address that the page was told is one of this computer. */
export function isLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
}
