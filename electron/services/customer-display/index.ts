import type {
  AppSnapshot,
  ComputerScreen,
  CustomerDisplay,
  CustomerDisplaySettings,
} from '../../../shared/contract/index.ts';
import { customerDisplayOf } from './what-to-show.ts';

export { customerDisplayOf, exampleDisplays } from './what-to-show.ts';

/** What this computer has to show things on; a browser can't know. */
export type Screens = () => readonly ComputerScreen[];

export type CustomerFeed = {
  readonly settings: Pick<CustomerDisplaySettings, 'on' | 'screenId'>;
  readonly display: CustomerDisplay;
};

/** The read-only feed for whoever shows the customer's screen. */
export type CustomerDisplays = {
  /** Told after each change of the till. */
  readonly follow: (now: AppSnapshot) => void;
  /** Calls with what is to be shown, at once and after each change of it; returns the function that ends it. */
  readonly onFeed: (listener: (feed: CustomerFeed) => void) => () => void;
};

export function createCustomerDisplays(from: {
  readonly snapshot: () => AppSnapshot;
  readonly settings: { readonly get: () => { readonly customerDisplay: CustomerDisplaySettings } };
}): CustomerDisplays {
  const listeners = new Set<(feed: CustomerFeed) => void>();
  let told = '';
  const feedOf = (now: AppSnapshot): CustomerFeed => {
    const { on, screenId, ...look } = from.settings.get().customerDisplay;
    return { settings: { on, screenId }, display: customerDisplayOf(now, look) };
  };
  return {
    follow: (now) => {
      if (listeners.size === 0) return;
      const feed = feedOf(now);
      const text = JSON.stringify(feed);
      // Most of what changes on a till is nothing to a customer.
      if (text === told) return;
      told = text;
      for (const listener of listeners) listener(feed);
    },
    onFeed: (listener) => {
      listeners.add(listener);
      const feed = feedOf(from.snapshot());
      told = JSON.stringify(feed);
      listener(feed);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
