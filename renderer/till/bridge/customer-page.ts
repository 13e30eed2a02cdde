import { isLoopback } from './reader-frame.ts';

const CUSTOMER_PAGE_META = 'meta[name="customer-page"]';

/** Where the browser shell serves the page that faces the customer; null in Electron, which opens it by itself. */
export function customerPageAddress(page: Document): string | null {
  const address = page.querySelector(CUSTOMER_PAGE_META)?.getAttribute('content') ?? null;
  return address !== null && isLoopback(address) ? address : null;
}
