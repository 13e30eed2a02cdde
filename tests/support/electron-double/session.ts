import { createEvents, preventable, strict } from './strict.ts';

export type CheckDetails = { readonly isMainFrame: boolean; readonly requestingUrl?: string };
type Check = (contents: null, permission: string, origin: string, details: CheckDetails) => boolean;
type Ask = (
  contents: null,
  permission: string,
  callback: (granted: boolean) => void,
  details: CheckDetails,
) => void;
type BeforeRequest = (
  details: { readonly url: string },
  callback: (answer: { readonly cancel?: boolean }) => void,
) => void;
type Pairing = (details: object, callback: (answer: { readonly confirmed: boolean }) => void) => void;
type Display = (request: object, callback: (streams: object | null) => void) => void;

type Handlers = {
  check?: Check;
  ask?: Ask;
  device?: () => boolean;
  pairing?: Pairing;
  display?: Display;
  beforeRequest?: BeforeRequest;
};

const EVENTS = ['select-hid-device', 'select-serial-port', 'select-usb-device', 'will-download'];

/** One partition's session: what the app set on it, and what Chromium would then do. */
export function createSessionDouble(partition: string) {
  const events = createEvents('session', EVENTS);
  const schemes = new Map<string, (request: Request) => Promise<Response>>();
  const set: Handlers = {};
  const members = strict('session', {
    ...events.members,
    setPermissionCheckHandler: (handler: Check) => {
      set.check = handler;
    },
    setPermissionRequestHandler: (handler: Ask) => {
      set.ask = handler;
    },
    setDevicePermissionHandler: (handler: () => boolean) => {
      set.device = handler;
    },
    setBluetoothPairingHandler: (handler: Pairing) => {
      set.pairing = handler;
    },
    setDisplayMediaRequestHandler: (handler: Display) => {
      set.display = handler;
    },
    webRequest: strict('session.webRequest', {
      onBeforeRequest: (handler: BeforeRequest) => {
        set.beforeRequest = handler;
      },
    }),
    protocol: strict('session.protocol', {
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
        if (schemes.has(scheme)) throw new Error(`The scheme ${scheme} is handled already`);
        schemes.set(scheme, handler);
      },
    }),
  });
  /** Whether the app's filter lets this address be loaded; without a filter Chromium loads everything. */
  const mayLoad = (url: string): boolean => {
    let cancelled = false;
    set.beforeRequest?.({ url }, ({ cancel }) => {
      cancelled = cancel === true;
    });
    return !cancelled;
  };
  return {
    partition,
    members,
    mayLoad,
    /** What the page of this session gets for an address of the app's scheme; null when it is cancelled. */
    fetch: async (url: string, method = 'GET'): Promise<Response | null> => {
      const handler = schemes.get(url.split(':')[0] ?? '');
      return handler === undefined || !mayLoad(url) ? null : handler(new Request(url, { method }));
    },
    /** Both ways in which Chromium asks; without a handler Electron grants everything. */
    permission: (permission: string, origin: string, isMainFrame: boolean) => {
      let asked = set.ask === undefined;
      set.ask?.(
        null,
        permission,
        (granted) => {
          asked = granted;
        },
        { isMainFrame, requestingUrl: `${origin}/index.html` },
      );
      const checked = set.check?.(null, permission, `${origin}/`, { isMainFrame }) ?? true;
      return { checked, asked };
    },
    devices: () => handedOut(set, events),
    /** Whether a file from this address would be handed to the person. */
    downloads: (address: string): boolean => {
      const event = preventable({});
      events.emit('will-download', event, { getURL: () => address });
      return !event.defaultPrevented;
    },
  };
}

/** Every device and capture that the app would hand out; empty when all are refused. */
function handedOut(set: Handlers, events: ReturnType<typeof createEvents>): readonly string[] {
  const handed: string[] = [];
  if (set.device?.() !== false) handed.push('device');
  if (set.pairing === undefined) handed.push('bluetooth');
  set.pairing?.({}, ({ confirmed }) => confirmed && handed.push('bluetooth'));
  if (set.display === undefined) handed.push('display');
  set.display?.({}, (streams) => streams !== null && handed.push('display'));
  const chosen = (id?: string | null): void => {
    if (id !== undefined && id !== null && id !== '') handed.push(id);
  };
  const choices = [
    ['select-hid-device', {}, chosen],
    ['select-usb-device', {}, chosen],
    ['select-serial-port', [], null, chosen],
    ['will-download', { getURL: () => 'https://elsewhere.example/tool.exe' }],
  ] as const;
  for (const [name, ...rest] of choices) {
    const event = preventable({});
    events.emit(name, event, ...rest);
    if (!event.defaultPrevented) handed.push(name);
  }
  return handed;
}

export type SessionDouble = ReturnType<typeof createSessionDouble>;
