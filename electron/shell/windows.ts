import type { BrowserWindowConstructorOptions, Session } from './electron.ts';
import type { ScreenBounds } from './customer-window.ts';
import { CUSTOMER_PAGE, READER_PAGE, TILL_PAGE, type Page } from './pages.ts';

/** What has to be true of the till on the smallest counter screen: everything is usable at this size. */
const SMALLEST = { minWidth: 1024, minHeight: 720 };

/**
 * The options of a page's window. Every switch of Electron's that touches security is written out, also where it is
 * the default, so that a changed default or a careless edit shows in a test.
 */
export function windowOptions(
  page: Page,
  from: {
    readonly session: Session;
    readonly preload: string;
    readonly isPackaged: boolean;
    /** The whole of a screen, for the customer page. */
    readonly bounds?: ScreenBounds;
  },
): BrowserWindowConstructorOptions {
  return {
    title: 'FlexotiumPOS Terminal',
    // The reader page has nothing to show; the others are shown when they have something to show.
    show: false,
    ...placeOf(page, from.bounds ?? null),
    webPreferences: {
      session: from.session,
      preload: from.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // The dictionary would be fetched from the network.
      spellcheck: false,
      devTools: !from.isPackaged,
      // A hidden page would be slowed down, and with it every payment on the reader.
      backgroundThrottling: page !== READER_PAGE,
    },
  };
}

function placeOf(page: Page, bounds: ScreenBounds | null): BrowserWindowConstructorOptions {
  if (page === TILL_PAGE) return { width: 1366, height: 860, ...SMALLEST, backgroundColor: '#f6f7f9' };
  if (page !== CUSTOMER_PAGE || bounds === null) return { skipTaskbar: true };
  return {
    ...bounds,
    fullscreen: true,
    frame: false,
    skipTaskbar: true,
    // What a scanner or a cashier types must never go there instead of the till.
    focusable: false,
    backgroundColor: '#f3f5f6',
  };
}
