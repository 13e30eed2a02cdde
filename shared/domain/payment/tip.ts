import { currencyFacts, multiplyRatio, roundToStep, type Money } from '../money/index.ts';

/** What a customer adds on the till: a share of what the card pays, or an amount of one's own. */
export type TipChoice =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'amount'; readonly amountMinor: number };

/**
 * The tip in minor units, in the steps that a card takes; null for one that is negative, or larger than what it is
 * for: a finger on the wrong key must not treble a bill.
 */
export function tipFor(amount: Money, choice: TipChoice): number | null {
  const step = currencyFacts(amount.currency).cardStepMinor;
  const tip =
    choice.kind === 'amount'
      ? choice.amountMinor
      : roundToStep(multiplyRatio(amount.amountMinor, choice.percent, 100, 'half-up'), step, 'half-up');
  return tip < 0 || tip > amount.amountMinor || tip % step !== 0 ? null : tip;
}
