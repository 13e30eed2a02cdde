import type { BrowserWindowConstructorOptions, Session } from './electron.ts';
import { TILL_PAGE, type Page } from './pages.ts';

/** What has to be true of the till on the smallest counter screen: everything is usable at this size. */
const SMALLEST = { minWidth: 1024, minHeight: 720 };

/**
 * The options of a page's window. Every switch of Electron's that touches security is written out, also where it is
 * the default, so that a changed default or a careless edit shows in a test.
 */
export function windowOptions(
  page: Page,
  from: { readonly session: Session; readonly preload: string; readonly isPackaged: boolean },
): BrowserWindowConstructorOptions {
  const isTill = page === TILL_PAGE;
  return {
    title: 'FlexotiumPOS Terminal',
    // The reader page has nothing to show; the till page is shown when it has something to show.
    show: false,
    ...(isTill
      ? { width: 1366, height: 860, ...SMALLEST, backgroundColor: '#f6f7f9' }
      : { skipTaskbar: true }),
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
      backgroundThrottling: isTill,
    },
  };
}
