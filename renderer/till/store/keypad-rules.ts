import type { AppSnapshot } from '../../../shared/contract/views/app.ts';
import { AMOUNT_MINOR_MAX, currencyFacts, type KeypadRules } from '../../../shared/domain/money/index.ts';

/** How keys become an amount at this till, in this currency. */
export function keypadRules(snapshot: Pick<AppSnapshot, 'keypad'> | null, currency: string): KeypadRules {
  return {
    order: snapshot?.keypad ?? 'cents-first',
    decimals: currencyFacts(currency).decimals,
    maxMinor: AMOUNT_MINOR_MAX,
  };
}
