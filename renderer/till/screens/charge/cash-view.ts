import { changeFor } from '../../../../shared/domain/cash/index.ts';
import { currencyFacts, money } from '../../../../shared/domain/money/index.ts';

/** What the cash tab shows for an amount in the hand. All amounts in minor units of the sale's currency. */
export type CashView = {
  /** What would be booked as handed over: what was typed, or exactly what is due. */
  readonly tenderedMinor: number;
  readonly isEnough: boolean;
  readonly changeMinor: number;
  readonly missingMinor: number;
};

/** Change or what is missing, before main books it. `receivedMinor` null means that nothing was typed: exact. */
export function viewCash(options: {
  readonly dueMinor: number;
  readonly receivedMinor: number | null;
  readonly currency: string;
}): CashView {
  const { dueMinor, currency } = options;
  const tenderedMinor = options.receivedMinor ?? dueMinor;
  const change = changeFor(money(dueMinor, currency), money(tenderedMinor, currency));
  return {
    tenderedMinor,
    isEnough: change.ok,
    changeMinor: change.ok ? change.change.amountMinor : 0,
    missingMinor: change.ok ? 0 : change.missing.amountMinor,
  };
}

/** One kind of note or coin to give back, and how many. `size`: 0 for the smallest kind the currency has. */
export type CashPiece = {
  readonly valueMinor: number;
  readonly count: number;
  readonly kind: 'note' | 'coin';
};

/**
 * The fewest notes and coins that make an amount, largest first; what the smallest coin cannot make is left out. Every
 * currency this till knows has pieces for which taking the largest first gives the fewest.
 */
export function piecesOf(amountMinor: number, currency: string): readonly CashPiece[] {
  const { notesMinor, coinsMinor } = currencyFacts(currency);
  const kinds = [
    ...notesMinor.filter(isEverydayNote).map((valueMinor) => ({ valueMinor, kind: 'note' as const })),
    ...coinsMinor.map((valueMinor) => ({ valueMinor, kind: 'coin' as const })),
  ].toSorted((left, right) => right.valueMinor - left.valueMinor);
  const pieces: CashPiece[] = [];
  let restMinor = amountMinor;
  for (const { valueMinor, kind } of kinds) {
    const count = Math.floor(restMinor / valueMinor);
    if (count === 0) continue;
    pieces.push({ valueMinor, kind, count });
    restMinor -= count * valueMinor;
  }
  return pieces;

  /** Notes of more than a hundred units of a decimal currency are rarely in a drawer, so they are not handed back. */
  function isEverydayNote(valueMinor: number): boolean {
    return (
      currencyFacts(currency).decimals === 0 || valueMinor <= 100 * 10 ** currencyFacts(currency).decimals
    );
  }
}
