import { type CurrencyCode, formatAmount, type MinorUnits, minorUnits, money } from '../money/index.ts';

/** What of a cart is shown to the customer: what each line comes to, after all discounts of the line. */
export type ShownCart = {
  readonly currency: CurrencyCode;
  readonly lines: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly totalMinor: MinorUnits;
  }[];
  readonly taxMinor: MinorUnits;
  readonly totalMinor: MinorUnits;
};

/** A cart as a reader's screen takes it. No amount is below zero. */
export type ReaderCart = {
  readonly currency: CurrencyCode;
  readonly lines: readonly {
    readonly description: string;
    readonly quantity: number;
    readonly amountMinor: MinorUnits;
  }[];
  readonly taxMinor: MinorUnits;
  readonly totalMinor: MinorUnits;
};

/** Of a longer cart the newest lines are shown and the rest as one: each change sends all of them again. */
export const READER_LINES_MAX = 50;
/** Stripe takes 5000 characters; a screen that fits a hand does not. */
export const READER_NAME_MAX = 50;

const ZERO = minorUnits(0);

/**
 * The cart for a reader's screen; null when there is nothing to show: no lines, or the shop owes the customer money.
 * Stripe documents every amount there as positive, so a line of goods that come back tells its amount in its name and
 * counts as zero, and the total is right all the same. A line's amount is that of all its pieces, as the SDK says.
 */
export function readerCart(cart: ShownCart, locale: string): ReaderCart | null {
  if (cart.lines.length === 0 || cart.totalMinor < 0) return null;
  const hidden = cart.lines.length > READER_LINES_MAX ? cart.lines.length - READER_LINES_MAX + 1 : 0;
  const older = cart.lines.slice(0, hidden);
  const shown = cart.lines.slice(hidden);
  const all =
    older.length === 0
      ? shown
      : [
          {
            name: '…',
            quantity: older.reduce((sum, line) => sum + line.quantity, 0),
            totalMinor: minorUnits(older.reduce((sum, line) => sum + line.totalMinor, 0)),
          },
          ...shown,
        ];
  return {
    currency: cart.currency,
    lines: all.map(({ name, quantity, totalMinor }) => {
      if (totalMinor >= 0)
        return { description: cut(name, READER_NAME_MAX), quantity, amountMinor: totalMinor };
      const amount = ` (${formatAmount(money(totalMinor, cart.currency), locale)})`;
      return {
        description: `${cut(name, READER_NAME_MAX - amount.length)}${amount}`,
        quantity,
        amountMinor: ZERO,
      };
    }),
    // More tax on the goods that come back than on those that are bought: no screen has a place for that.
    taxMinor: cart.taxMinor < 0 ? ZERO : cart.taxMinor,
    totalMinor: cart.totalMinor,
  };
}

/** Cut between characters, so that no half of one is left. */
function cut(text: string, charactersMax: number): string {
  const characters = Array.from(text);
  return characters.length <= charactersMax
    ? text
    : `${characters
        .slice(0, charactersMax - 1)
        .join('')
        .trimEnd()}…`;
}
