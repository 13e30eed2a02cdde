import type { CustomerDisplays } from './customer-display/index.ts';
import type { AppSnapshot, Envelope, PushName, PushOf, ReaderCommand } from '../../shared/contract/index.ts';

/**
 * A running till: all services of one profile, joined. Both shells hold exactly this and nothing behind it.
 */
export type Till = {
  /**
   * Carries out one request of the till page. `request` is what came over the wire, unchecked: this is the only place
   * where it is validated. Always answers; never throws.
   */
  readonly dispatch: (channel: string, request: unknown) => Promise<Envelope<unknown>>;
  /** The same for the reader page and its narrow contract. */
  readonly dispatchReaderPage: (channel: string, request: unknown) => Promise<Envelope<unknown>>;
  /** Calls `listener` with every push for the till page; returns the function that ends it. */
  readonly onPush: (listener: (push: Push) => void) => () => void;
  /**
   * Calls `listener` with every command for the reader page; returns the function that ends it. Only the newest page
   * has its turn, because two SDKs at one reader throw each other out: `turn` tells a page when it loses its turn to
   * another one, and when it has it again because that one is gone.
   */
  readonly onReaderCommand: (
    listener: (command: ReaderCommand) => void,
    turn?: (isMine: boolean) => void,
  ) => () => void;
  /**
   * The read-only feed for the screen that faces the customer: what it shows, and whether and where it is wanted. Calls
   * at once and after each change; returns the function that ends it.
   */
  readonly onCustomerDisplay: CustomerDisplays['onFeed'];
  /** Origins the reader page's content policy must admit besides Stripe's own: the sandbox in training, else none. */
  readonly readerPageOrigins: () => readonly string[];
  readonly snapshot: () => AppSnapshot;
  /** Ends timers and connections and closes the database. Safe to call twice. A kill instead loses nothing. */
  readonly stop: () => Promise<void>;
};

export type Push = {
  readonly [Name in PushName]: { readonly name: Name; readonly value: PushOf<Name> };
}[PushName];

export type TillOptions = {
  /** The folder that holds everything of this profile: database, settings, logs. Created when missing. */
  readonly profileDirectory: string;
  readonly shell: 'electron' | 'browser';
  readonly version: string;
  /** Starts training at once when the profile is new (`npm start -- --training`). */
  readonly startInTraining: boolean;
  /** Another Stripe than Stripe's, for tests: only on this computer and only with test keys. Null: api.stripe.com. */
  readonly stripeBaseUrl: string | null;
};
