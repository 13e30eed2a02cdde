import { z } from 'zod';
import {
  accept,
  refuse,
  virtualReaderSchema,
  type PresentMethod,
  type Result,
  type VirtualCard,
  type VirtualReader,
} from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Timers } from '../ports.ts';

/** Asks the sandbox's own controls. The answer's body, or null when it did not accept. */
export type AskSandbox = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

const POLL_MS = 200;

const faceSchema = z.object({
  on: z.boolean(),
  screen: virtualReaderSchema.shape.screen,
  amountMinor: z.number().nullable(),
  currency: z.string().nullable(),
  cart: virtualReaderSchema.shape.cart,
});

/** The cards in a trainee's wallet: Stripe's published test numbers. */
export const TRAINING_CARDS: readonly VirtualCard[] = [
  { testCardNumber: '4242424242424242', brand: 'visa', last4: '4242', behaviour: 'approves' },
  { testCardNumber: '4000000000009995', brand: 'visa', last4: '9995', behaviour: 'insufficient_funds' },
  { testCardNumber: '5555555555554444', brand: 'mastercard', last4: '4444', behaviour: 'approves' },
  { testCardNumber: '4001000360000005', brand: 'visa', last4: '0005', behaviour: 'approves-with-pin' },
  { testCardNumber: '4000000000000002', brand: 'visa', last4: '0002', behaviour: 'declined' },
  { testCardNumber: '4000000000000069', brand: 'visa', last4: '0069', behaviour: 'expired_card' },
  { testCardNumber: '378282246310005', brand: 'amex', last4: '0005', behaviour: 'approves' },
];

/** The virtual reader of training: its face, and a trainee's hand. It watches only while somebody looks. */
export function createVirtualReader(ports: {
  readonly timers: Timers;
  readonly ask: () => AskSandbox | null;
  readonly readerId: () => string | null;
  readonly push: (state: VirtualReader) => void;
}) {
  /** What every page was pushed last; empty when some page may not have had it. */
  let last = '';
  let watching = false;
  let looking = false;
  let forget: (() => void) | null = null;
  const readFace = async (): Promise<VirtualReader | null> => {
    const ask = ports.ask();
    const readerId = ports.readerId();
    if (ask === null || readerId === null) return null;
    const parsed = faceSchema.safeParse(await ask('GET', `readers/${readerId}`));
    if (!parsed.success) return null;
    const { on, screen, amountMinor, currency, cart } = parsed.data;
    return virtualReaderSchema.parse({
      on,
      screen,
      amountMinor: amountMinor === null ? null : minorUnits(amountMinor),
      currency: currency === null ? null : currency.toUpperCase(),
      cart,
    });
  };
  const look = async (): Promise<void> => {
    const face = await readFace();
    const text = JSON.stringify(face);
    if (face !== null && text !== last) {
      last = text;
      ports.push(face);
    }
  };
  const act = async (verb: string, body: object): Promise<Result<Record<string, never>>> => {
    const ask = ports.ask();
    const readerId = ports.readerId();
    if (ask === null || readerId === null) return refuse('READER_NOT_FOUND');
    const answer = await ask('POST', `readers/${readerId}/${verb}`, body);
    await look();
    return answer === null ? refuse('READER_BUSY') : accept({});
  };
  const watch = (): void => {
    forget = ports.timers.after(POLL_MS, () => {
      looking = true;
      void look().finally(() => {
        looking = false;
        if (watching) watch();
      });
    });
  };
  return {
    state: async (): Promise<Result<{ reader: VirtualReader; cards: VirtualCard[] }>> => {
      const reader = await readFace();
      // Only one page has this answer, and perhaps after a push that is newer: the next look is pushed to all.
      last = '';
      return reader === null ? refuse('READER_NOT_FOUND') : accept({ reader, cards: [...TRAINING_CARDS] });
    },
    present: (testCardNumber: string, method: PresentMethod) =>
      act('present', { number: testCardNumber, method }),
    cancelByCustomer: () => act('cancel', {}),
    setPower: (on: boolean) => act('power', { on }),
    /** For a page that joined and has missed what was pushed: the next look is pushed to all. */
    showAgain: (): void => {
      last = '';
    },
    /** Watches while a sale is rung up or being charged, and only then. */
    setWatching: (wanted: boolean): void => {
      if (wanted === watching) return;
      watching = wanted;
      if (!wanted) forget?.();
      // A look that is under way goes on with the watch by itself.
      else if (!looking) watch();
    },
  };
}
export type VirtualReaderService = ReturnType<typeof createVirtualReader>;
