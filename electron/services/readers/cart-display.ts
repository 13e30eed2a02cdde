import type { AppSnapshot } from '../../../shared/contract/index.ts';
import { readerCart, type ReaderCart } from '../../../shared/domain/cart/index.ts';
import { inBackground } from '../background.ts';
import type { Log, Timers } from '../ports.ts';
import type { LanDriver } from './lan-driver.ts';

/** The screen is written so often at most; a fast scanner reads ten codes a second, and nobody reads ten carts. */
const EVERY_MS = 300;
/** A screen that could not be written is tried again after this, and then left until the cart changes. */
const AGAIN_MS = 2_000;
const TRIES_MAX = 3;

export type CartDisplay = {
  /** Told after each change. It only remembers what to show: nobody ever waits for a screen. */
  readonly follow: (now: Pick<AppSnapshot, 'sale' | 'charge' | 'locale'>) => void;
  readonly stop: () => void;
};

/** What the screen ought to show: a cart, its own picture (null), or whatever it shows now. */
type Wanted = ReaderCart | null | 'as-it-is';

/**
 * Shows the cart on the screen of the reader that this till is connected to over the LAN, as long as the reader is idle.
 * Not through Stripe's servers: there a screen takes the reader's one slot, so one that arrives late would silently put
 * a waiting payment out of it, and each change would be a request to Stripe.
 */
export function createCartDisplay(ports: {
  readonly reader: Pick<LanDriver, 'connection' | 'isIdle' | 'screen' | 'showCart'>;
  /** Whether this till asked the reader for a card, and never heard that the asking was over. */
  readonly isClaimed: (readerId: string) => boolean;
  readonly isOn: () => boolean;
  readonly timers: Timers;
  readonly log: Log;
}): CartDisplay {
  const { reader, timers, log } = ports;
  let wanted: Wanted = 'as-it-is';
  let wantedText = '';
  /** What was last shown, which is only worth anything while the screen is known to show a cart. */
  let shownText = '';
  let failures = 0;
  let writing = false;
  let stopped = false;
  let forget: (() => void) | null = null;

  const mayWrite = (): boolean => {
    const readerId = reader.connection().reader?.readerId;
    return reader.isIdle() && readerId !== undefined && !ports.isClaimed(readerId);
  };
  /** What has to be written now; undefined for nothing. */
  const due = (): ReaderCart | null | undefined => {
    if (wanted === 'as-it-is' || failures >= TRIES_MAX || !mayWrite()) return undefined;
    const screen = reader.screen();
    // Where it is off, only what this till itself put there is taken away.
    if (!ports.isOn()) return screen === 'cart' ? null : undefined;
    if (wanted === null) return screen === 'own' ? undefined : null;
    return screen === 'cart' && shownText === wantedText ? undefined : wanted;
  };
  const rest = (forMs: number): void => {
    forget?.();
    forget = timers.after(forMs, () => {
      forget = null;
      next();
    });
  };
  const next = (): void => {
    if (stopped || writing || forget !== null) return;
    const cart = due();
    if (cart === undefined) return;
    writing = true;
    rest(EVERY_MS);
    inBackground(log, 'reader.display', () => write(cart));
  };
  const write = async (cart: ReaderCart | null): Promise<void> => {
    const text = JSON.stringify(cart);
    try {
      const outcome = await reader.showCart(cart);
      if (outcome.kind === 'done') {
        shownText = text;
        failures = 0;
      } else if (outcome.kind === 'failed') {
        failures += 1;
        log.warn('reader.display-failed', { code: outcome.code });
        if (!stopped) rest(AGAIN_MS);
      }
    } finally {
      writing = false;
    }
    next();
  };
  return {
    follow: (now) => {
      wanted = wantedFor(now);
      const text = JSON.stringify(wanted);
      // Another cart, or a reader that is just being used or connected: whatever failed may go well then.
      if (text !== wantedText || !reader.isIdle()) failures = 0;
      wantedText = text;
      next();
    },
    stop: () => {
      stopped = true;
      forget?.();
    },
  };
}

/** From the first thought of a card until its payment is over, the screen is the payment's. */
function wantedFor({ sale, charge, locale }: Pick<AppSnapshot, 'sale' | 'charge' | 'locale'>): Wanted {
  if (sale === null || sale.state === 'completed' || sale.state === 'voided') return null;
  const isPaying = charge !== null && (charge.cardPanel !== null || charge.tenders.length > 0);
  if (isPaying) return 'as-it-is';
  const { taxMinor, totalMinor } = sale.totals;
  return readerCart({ currency: sale.currency, lines: sale.lines, taxMinor, totalMinor }, locale);
}
