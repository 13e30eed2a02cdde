import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { currencyFacts, money } from '../../../shared/domain/money/index.ts';
import { tipFor, type TipChoice } from '../../../shared/domain/payment/index.ts';
import type { Sale } from '../sales/index.ts';
import type { Account } from './legs.ts';
import type { ChargeRules } from './ports.ts';

/** Stripe takes nothing below this in most currencies; its own answer decides in the others. */
export const CARD_AMOUNT_MIN_MINOR = 50;

export type CardRequest = {
  /** The part of the sale that this card pays; null for all that may be asked for. */
  readonly amountMinor: number | null;
  readonly tip: TipChoice | null;
};

/** What a reader will ask for, with a tip chosen on the till in it, and when the money is taken. */
export type CardPlan = {
  readonly amountMinor: number;
  readonly tipAskedMinor: number;
  readonly capture: ChargeRules['capture'];
};

/**
 * What a reader will ask for. Refusals: PAYMENT_PART_NOT_ALLOWED (not above nothing, or more than may be asked for),
 * PAYMENT_TIP_NOT_ALLOWED (no tips on this till, or larger than the amount), PAYMENT_AMOUNT_TOO_SMALL (for a card).
 */
export function planCard(
  sale: Sale,
  account: Account,
  rules: ChargeRules,
  request: CardRequest,
): Result<CardPlan> {
  const { currency } = sale.total;
  const amountMinor = request.amountMinor ?? account.takeableMinor;
  if (amountMinor <= 0 || amountMinor > account.takeableMinor)
    return refuse('PAYMENT_PART_NOT_ALLOWED', { takeableMinor: account.takeableMinor });
  const tip = request.tip === null ? 0 : tipFor(money(amountMinor, currency), request.tip);
  if (tip === null || (tip > 0 && rules.tips !== 'till')) return refuse('PAYMENT_TIP_NOT_ALLOWED');
  const step = currencyFacts(currency).cardStepMinor;
  if (amountMinor < CARD_AMOUNT_MIN_MINOR || amountMinor % step !== 0)
    return refuse('PAYMENT_AMOUNT_TOO_SMALL');
  return accept({ amountMinor: amountMinor + tip, tipAskedMinor: tip, capture: rules.capture });
}
