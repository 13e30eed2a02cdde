/** The scheme of all pages. Each page is a host of its own, and so an origin of its own. */
export const SCHEME = 'app';

export type PageName = 'till' | 'reader' | 'customer';

export type Page = {
  readonly name: PageName;
  /** As Chromium writes it: scheme and host, no slash. */
  readonly origin: string;
  /** The only document of the page. */
  readonly url: string;
  /** An in-memory session: cookies, cache and permissions of one page are nothing to the other. */
  readonly partition: string;
};

export const TILL_PAGE: Page = page('till');
export const READER_PAGE: Page = page('reader');
export const CUSTOMER_PAGE: Page = page('customer');

/** True for the page's own document and nothing else; a fragment does not load anything. */
export function isDocumentOf(page: Page, url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return false;
  parsed.hash = '';
  return parsed.href === page.url;
}

function page(name: PageName): Page {
  const origin = `${SCHEME}://${name}`;
  return { name, origin, url: `${origin}/index.html`, partition: `page-${name}` };
}
