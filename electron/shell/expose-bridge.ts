import type { IpcRendererEvent } from 'electron/renderer';
import {
  CHANNELS,
  CUSTOMER_DISPLAY_PUSH,
  PUSH_NAMES,
  READER_PAGE_CHANNELS,
  READER_PAGE_PUSHES,
  type CustomerBridge,
  type Envelope,
  type PosBridge,
  type ReaderPageBridge,
} from '../../shared/contract/index.ts';

/** The part of Electron that a preload script uses. */
export type PreloadElectron = Pick<typeof import('electron/renderer'), 'contextBridge' | 'ipcRenderer'>;

/**
 * Gives the till page `window.pos`: one function per channel and one per push, bound to their names here. The page
 * can't name a channel, sees no event object, and reaches nothing else of Electron.
 */
export function exposeTillBridge(electron: PreloadElectron): void {
  const bridge = {
    request: requests(electron, Object.keys(CHANNELS)),
    on: Object.fromEntries(PUSH_NAMES.map((name) => [name, subscription(electron, name)])),
  } as unknown as PosBridge; // Made from the contract's own tables, so the names are complete.
  electron.contextBridge.exposeInMainWorld('pos', bridge);
}

/** Gives the reader page `window.posReader`, in the same way. */
export function exposeReaderBridge(electron: PreloadElectron): void {
  const [command = ''] = Object.keys(READER_PAGE_PUSHES);
  const bridge = {
    request: requests(electron, Object.keys(READER_PAGE_CHANNELS)),
    onCommand: subscription(electron, command),
  } as unknown as ReaderPageBridge; // As above.
  electron.contextBridge.exposeInMainWorld('posReader', bridge);
}

/** Gives the customer page `window.posCustomer`: it hears what to show and can ask nothing. */
export function exposeCustomerBridge(electron: PreloadElectron): void {
  // Main sends on this channel only what is made for it.
  const onDisplay = subscription(electron, CUSTOMER_DISPLAY_PUSH) as CustomerBridge['onDisplay'];
  const bridge: CustomerBridge = { onDisplay };
  electron.contextBridge.exposeInMainWorld('posCustomer', bridge);
}

type Ask = (request: unknown) => Promise<Envelope<unknown>>;

function requests(
  { ipcRenderer }: PreloadElectron,
  channels: readonly string[],
): Readonly<Record<string, Ask>> {
  const ask =
    (channel: string): Ask =>
    (request) =>
      ipcRenderer
        .invoke(channel, request)
        // Main is going, or there is no handler: main may have done what was asked, and says so at the next start.
        .catch(() => ({ ok: false, error: { code: 'CONTRACT_UNREACHABLE' } }));
  return Object.fromEntries(channels.map((channel) => [channel, ask(channel)]));
}

function subscription({ ipcRenderer }: PreloadElectron, name: string) {
  return (listener: (value: unknown) => void): (() => void) => {
    const heard = (_event: IpcRendererEvent, value: unknown): void => {
      listener(value);
    };
    ipcRenderer.on(name, heard);
    return () => {
      ipcRenderer.off(name, heard);
    };
  };
}
