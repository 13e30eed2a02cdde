import type { ReaderAnswer, ReaderCommand } from '../../../shared/contract/index.ts';
import type { ReaderCart } from '../../../shared/domain/cart/index.ts';
import type { Timers } from '../ports.ts';

/** A screen in the shop's network answers at once, or not at all. */
const ANSWER_WITHIN_MS = 5_000;
/** What the asking for a card waits at most for a screen that is just being written: less than a customer notices. */
const GIVES_WAY_WITHIN_MS = 500;

/** What stands on the screen: the cart, the reader's own (its splash, a prompt), or nobody knows. */
export type ReaderScreen = 'cart' | 'own' | 'unknown';

/** `superseded`: the reader was wanted for something else meanwhile, and what its screen shows is not ours to say. */
export type ShowOutcome =
  { readonly kind: 'done' | 'superseded' } | { readonly kind: 'failed'; readonly code: string };

type Show =
  | Omit<Extract<ReaderCommand, { type: 'clear-display' }>, 'commandId'>
  | Omit<Extract<ReaderCommand, { type: 'show-cart' }>, 'commandId'>;

/** The reader's screen over the LAN. It is the least that a reader does: whatever asks for a card goes before it. */
export type LanDisplay = {
  readonly screen: () => ReaderScreen;
  readonly isWriting: () => boolean;
  /** Shows a cart, or with null the reader's own screen. */
  readonly write: (cart: ReaderCart | null) => Promise<ShowOutcome>;
  /** Somebody else writes the screen from here on: a prompt for a card, or another connection. */
  readonly taken: (screen: 'own' | 'unknown') => void;
  /** Resolves when nothing is being written; a screen that stays silent is not waited for. */
  readonly quiet: () => Promise<void>;
};

export function createLanDisplay(ports: {
  readonly timers: Timers;
  readonly command: (request: Show, withinMs: number) => Promise<ReaderAnswer | 'no-answer' | 'no-page'>;
}): LanDisplay {
  let screen: ReaderScreen = 'unknown';
  let writing: Promise<unknown> | null = null;
  /** Rises when the screen is taken: what was written before says nothing about it any more. */
  let turn = 0;
  return {
    screen: () => screen,
    isWriting: () => writing !== null,
    write: async (cart) => {
      // One at a time: two that are under way could arrive in the wrong order.
      if (writing !== null) return { kind: 'superseded' };
      const mine = turn;
      const request: Show =
        cart === null ? { type: 'clear-display' } : { type: 'show-cart', ...cart, lines: [...cart.lines] };
      const work = ports.command(request, ANSWER_WITHIN_MS);
      writing = work;
      const answer = await work;
      writing = null;
      if (mine !== turn) return { kind: 'superseded' };
      if (typeof answer !== 'string' && answer.kind === 'done') {
        screen = cart === null ? 'own' : 'cart';
        return { kind: 'done' };
      }
      screen = 'unknown';
      return { kind: 'failed', code: codeOf(answer) };
    },
    taken: (by) => {
      turn += 1;
      screen = by;
    },
    quiet: async () => {
      const under = writing;
      if (under === null) return;
      await new Promise<void>((resolve) => {
        const forget = ports.timers.after(GIVES_WAY_WITHIN_MS, resolve);
        void under.then(() => {
          forget();
          resolve();
        });
      });
    },
  };
}

function codeOf(answer: ReaderAnswer | 'no-answer' | 'no-page'): string {
  if (typeof answer === 'string') return answer;
  return answer.kind === 'failed' ? answer.error.code : answer.kind;
}
