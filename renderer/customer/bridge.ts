import type { CustomerBridge, CustomerDisplay } from '../../shared/contract/views/customer-display.ts';

declare global {
  interface Window {
    /** Set by the preload script of the Electron shell; absent in the browser shell. */
    readonly posCustomer?: CustomerBridge;
  }
}

/** The name of the only message; the contract's own, which this page does not load because of its schemas. */
const PUSH: (typeof import('../../shared/contract/views/customer-display.ts'))['CUSTOMER_DISPLAY_PUSH'] =
  'customerDisplay.now';

/** The way from main: the preload's, or the browser shell's stream over loopback. */
export function connectCustomerBridge(page: Window): CustomerBridge {
  return page.posCustomer ?? { onDisplay: listenToStream };
}

function listenToStream(listener: (display: CustomerDisplay) => void): () => void {
  const stream = new EventSource('/contract/display');
  let last: CustomerDisplay | null = null;
  stream.addEventListener(PUSH, (event: MessageEvent<string>) => {
    last = JSON.parse(event.data) as CustomerDisplay; // The shell sends only what main made for it.
    listener(last);
  });
  // Nobody knows any more what is being bought: the next customer must not read the one before. It comes back by itself.
  stream.addEventListener('error', () => {
    if (last !== null) listener({ ...last, now: { screen: 'idle' } });
  });
  return () => {
    stream.close();
  };
}
