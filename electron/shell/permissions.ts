import type { Session } from './electron.ts';
import { checkedOrigin, originOf } from './origins.ts';
import type { Page, PageName } from './pages.ts';

/**
 * All that a page is ever granted. The reader page reaches readers in the shop's network, which Chromium guards under
 * these names (the first until version 144, the others since 145). The others need nothing.
 */
const GRANTED: Readonly<Record<PageName, readonly string[]>> = {
  till: [],
  reader: ['local-network-access', 'local-network', 'loopback-network'],
  customer: [],
};

/** Decides about one permission: granted only to the page's own document, never to a frame or an origin inside it. */
export function isGranted(
  page: Page,
  asked: { readonly permission: string; readonly origin: string; readonly isMainFrame: boolean },
): boolean {
  return (
    asked.isMainFrame &&
    originOf(asked.origin) === page.origin &&
    GRANTED[page.name].includes(asked.permission)
  );
}

/**
 * Both handlers of Electron, because a check that is refused by one is otherwise asked of the other; devices (USB,
 * HID, serial, Bluetooth) and screen capture have handlers of their own and are refused there too.
 */
export function guardPermissions(session: Session, page: Page): void {
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    isGranted(page, { permission, origin: requestingOrigin, isMainFrame: details.isMainFrame }),
  );
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(
      isGranted(page, { permission, origin: details.requestingUrl, isMainFrame: details.isMainFrame }),
    );
  });
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, callback) => {
    callback({ confirmed: false });
  });
  session.setDisplayMediaRequestHandler((_request, callback) => {
    callback(null);
  });
  // Without a handler Electron would pick a device list by itself; an empty choice is a refusal.
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    callback(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault();
    callback('');
  });
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.on('will-download', (event, item) => {
    if (!mayDownload(page, item.getURL())) event.preventDefault();
  });
}

/** The till page may hand a person what it made itself, such as an export; where it goes, the person chooses. */
export function mayDownload(page: Page, address: string): boolean {
  return page.name === 'till' && address.startsWith(`blob:${page.origin}/`);
}

/**
 * What may leave a page's session at all, below its content policy and including what frames inside it do: the reader
 * page encrypted connections and the sandbox of this computer in training, the others only their own files.
 */
export function guardRequests(session: Session, page: Page, origins: () => readonly string[]): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !mayLoad(page, details.url, origins()) });
  });
}

export function mayLoad(page: Page, address: string, origins: readonly string[]): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (url.protocol === 'data:' || url.protocol === 'devtools:') return true;
  if (originOf(address) === page.origin || mayDownload(page, address)) return true;
  if (page.name !== 'reader') return false;
  if (url.protocol === 'https:' || url.protocol === 'wss:' || url.protocol === 'blob:') return true;
  return origins.some((origin) => checkedOrigin(origin) === url.origin);
}
