import { customerPagePolicy, readerPagePolicy, tillPagePolicy } from '../services/page-policy/index.ts';
import type { Clock, Log, Timers } from '../services/ports.ts';
import type { PageContents } from './bind-contract.ts';
import type { BrowserWindow, Electron, WebContents } from './electron.ts';
import type { ScreenBounds } from './customer-window.ts';
import { keepAlive } from './keep-alive.ts';
import { guardNavigation, guardUnexpectedContents } from './navigation.ts';
import { checkedOrigin } from './origins.ts';
import { CUSTOMER_PAGE, READER_PAGE, TILL_PAGE, type Page } from './pages.ts';
import { guardPermissions, guardRequests } from './permissions.ts';
import { servePage } from './serve-page.ts';
import { windowOptions } from './windows.ts';

/** Where the build put what the pages are made of. All absolute. */
export type PageFiles = {
  readonly tillPreload: string;
  readonly readerPreload: string;
  readonly tillFolder: string;
  readonly readerFolder: string;
  readonly customerPreload: string;
  readonly customerFolder: string;
};

export type OpenPages = PageContents & {
  /** Loads both documents. Only once the contract is bound: a page asks at once. */
  readonly load: () => Promise<void>;
  /** Brings the till page to the front. */
  readonly focus: () => void;
  readonly openCustomer: OpenCustomerPage;
};

/** Opens the customer's page over a whole screen; `loaded` is called each time its document is there. */
export type OpenCustomerPage = (bounds: ScreenBounds, loaded: () => void) => BrowserWindow;

/** The till page is shown without content after this long: a training shop is set up meanwhile. */
const SHOW_AFTER_MS = 1_000;

/**
 * Makes the windows of both pages, guarded before anything is loaded into them: the till page that people see, and the
 * hidden reader page, where Stripe's remote script runs in a session and a process of its own.
 */
export function openPages(
  electron: Electron,
  from: {
    readonly files: PageFiles;
    readonly ports: { readonly clock: Clock; readonly timers: Timers; readonly log: Log };
    /** Origins that the reader page may reach besides Stripe's; asked at each load. */
    readonly readerPageOrigins: () => readonly string[];
  },
): OpenPages {
  const known = new Set<WebContents>();
  const guarded = new Set<Page>();
  guardUnexpectedContents(electron, (contents) => known.has(contents));
  const open = (
    page: Page,
    preload: string,
    folder: string,
    origins: () => readonly string[],
    bounds?: ScreenBounds,
  ): BrowserWindow => {
    const session = electron.session.fromPartition(page.partition);
    // A second window of a page finds its session guarded and served.
    if (!guarded.has(page)) {
      guarded.add(page);
      guardPermissions(session, page);
      guardRequests(session, page, origins);
      const policy = () => policyOf(page, origins());
      servePage(session, page, { folder, policy });
    }
    const { isPackaged } = electron.app;
    const window = new electron.BrowserWindow(
      windowOptions(page, { session, preload, isPackaged, ...(bounds === undefined ? {} : { bounds }) }),
    );
    known.add(window.webContents);
    guardNavigation(window.webContents, page, electron);
    keepAlive(window.webContents, page, from.ports);
    return window;
  };

  const { files } = from;
  const till = open(TILL_PAGE, files.tillPreload, files.tillFolder, () => []);
  const reader = open(READER_PAGE, files.readerPreload, files.readerFolder, from.readerPageOrigins);
  const show = (): void => {
    if (!till.isDestroyed()) till.show();
  };
  till.once('ready-to-show', show);
  from.ports.timers.after(SHOW_AFTER_MS, show);
  // The hidden window would keep the app running unseen.
  till.once('closed', () => {
    electron.app.quit();
  });
  return {
    till: () => contentsOf(till),
    reader: () => contentsOf(reader),
    load: async () => {
      await Promise.all([load(till, TILL_PAGE, from.ports.log), load(reader, READER_PAGE, from.ports.log)]);
    },
    openCustomer: (bounds, loaded) => {
      const window = open(CUSTOMER_PAGE, files.customerPreload, files.customerFolder, () => [], bounds);
      window.webContents.on('did-finish-load', loaded);
      // Without the focus, which stays where the cashier works.
      window.once('ready-to-show', () => {
        if (!window.isDestroyed()) window.showInactive();
      });
      // It never fails: what goes wrong is logged there.
      void load(window, CUSTOMER_PAGE, from.ports.log);
      return window;
    },
    focus: () => {
      if (till.isDestroyed()) return;
      if (till.isMinimized()) till.restore();
      till.show();
      till.focus();
    },
  };
}

function contentsOf(window: BrowserWindow): WebContents | null {
  return window.isDestroyed() ? null : window.webContents;
}

/** Sent with every answer of a page; there is none without it. */
function policyOf(page: Page, origins: readonly string[]): string {
  if (page === TILL_PAGE) return tillPagePolicy();
  if (page === CUSTOMER_PAGE) return customerPagePolicy({ stream: false });
  const standIn = origins.map(checkedOrigin).filter((origin) => origin !== null);
  return readerPagePolicy({ standIn, self: false, framedBy: null });
}

async function load(window: BrowserWindow, page: Page, log: Log): Promise<void> {
  try {
    await window.loadURL(page.url);
  } catch (error) {
    // Also when a crash or the person was quicker than the load. One page that fails is not the other's end.
    log.error('shell.page-not-loaded', {
      page: page.name,
      reason: error instanceof Error ? error.message : 'unknown',
    });
  }
}
