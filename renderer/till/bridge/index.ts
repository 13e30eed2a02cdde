import type { PosBridge } from '../../../shared/contract/bridge.ts';
import { createBrowserBridge } from './browser-bridge.ts';

declare global {
  interface Window {
    /** Set by the preload script of the Electron shell; absent in the browser shell. */
    readonly pos?: PosBridge;
  }
}

/** The way to main. This is the only reader of `window.pos`: everything else in the page gets the bridge as argument. */
export function connectBridge(page: Window): PosBridge {
  return page.pos ?? createBrowserBridge({ fetch: page.fetch.bind(page), openPushes: openEventSource });
}

function openEventSource(): EventSource {
  return new EventSource('/contract/pushes');
}

export { customerPageAddress } from './customer-page.ts';
export { addReaderFrame } from './reader-frame.ts';
