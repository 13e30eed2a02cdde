import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import { currencyFacts, roundToStep, splitMinor } from '../../../../shared/domain/money/index.ts';

/** What the split tab shows for a typed part, before main takes it. Amounts in minor units of the sale's currency. */
export type SplitView = {
  readonly partMinor: number;
  readonly restMinor: number;
  readonly isPart: boolean;
  readonly cashAllowed: boolean;
  readonly cardAllowed: boolean;
  readonly isTooSmallForCard: boolean;
  /** The rest is above nothing and below what a card takes: somebody should know before the part is taken. */
  readonly isRestTooSmallForCard: boolean;
};

/** `typedMinor` null: nothing was typed, so it is all that may be asked for. */
export function viewSplit(charge: ChargeView, typedMinor: number | null): SplitView {
  const { takeableMinor, cardMinMinor } = charge;
  const partMinor = typedMinor ?? takeableMinor;
  const restMinor = takeableMinor - partMinor;
  const isPart = partMinor > 0 && restMinor >= 0;
  const isTooSmallForCard = isPart && partMinor < cardMinMinor;
  return {
    partMinor,
    restMinor: Math.max(0, restMinor),
    isPart,
    // All of it in cash has a tab of its own, with notes and change.
    cashAllowed: charge.cashAllowed && isPart && restMinor > 0,
    cardAllowed: charge.cardAllowed && isPart && !isTooSmallForCard,
    isTooSmallForCard,
    isRestTooSmallForCard: isPart && restMinor > 0 && restMinor < cardMinMinor,
  };
}

/** An even share of what is due: the larger one where it does not divide, in coins that there are. */
export function shareMinor(charge: ChargeView, people: number): number {
  const [largest = charge.takeableMinor] = splitMinor(
    charge.takeableMinor,
    Array.from({ length: people }, () => 1),
  );
  const step = currencyFacts(charge.currency).cashStepMinor;
  return Math.min(charge.takeableMinor, roundToStep(largest, step, 'up'));
}
