import { keypadPush, type KeypadKey } from './keypad.ts';
import { type MinorUnits, minorUnits } from './minor-units.ts';

/** What the first digits of an amount mean: the last decimals, as tills do it, or whole units with a decimal key. */
export const KEYPAD_ORDERS = ['cents-first', 'units-first'] as const;
export type KeypadOrder = (typeof KEYPAD_ORDERS)[number];

/** An amount while it is typed. `places`: digits behind the decimal sign so far; null while none was pressed. */
export type TypedAmount = { readonly amountMinor: MinorUnits; readonly places: number | null };

export type KeypadRules = {
  readonly order: KeypadOrder;
  /** Of the currency: 0 for yen, 2 for euros, 3 for dinars. */
  readonly decimals: number;
  readonly maxMinor: number;
};

export const NOTHING_TYPED: TypedAmount = { amountMinor: minorUnits(0), places: null };

/**
 * The amount after one more key. Cents first, `1 2 5 0` is 12.50 and the decimal key does nothing; whole units first,
 * `12` is 12.00 and `12.5` is 12.50. Digits beyond the currency's decimals, or beyond `maxMinor`, change nothing; a
 * currency without decimals has no decimal key and reads the same in both orders.
 */
export function typeAmount(before: TypedAmount, key: KeypadKey, rules: KeypadRules): TypedAmount {
  const { order, decimals, maxMinor } = rules;
  if (order === 'cents-first' || decimals === 0)
    return { amountMinor: keypadPush(before.amountMinor, key, maxMinor), places: null };
  const { amountMinor, places } = before;
  const unit = 10 ** decimals;
  switch (key) {
    case 'clear':
      return NOTHING_TYPED;
    case 'decimal':
      return places === null ? { amountMinor: wholeOf(amountMinor, unit), places: 0 } : before;
    case 'back': {
      if (places === null || places === 0)
        return {
          amountMinor: wholeOf(places === 0 ? amountMinor : Math.trunc(amountMinor / 10), unit),
          places: null,
        };
      return { amountMinor: wholeOf(amountMinor, 10 ** (decimals - places + 1)), places: places - 1 };
    }
    case '00':
      return typeAmount(typeAmount(before, '0', rules), '0', rules);
    default:
      return typeDigit(before, Number(key), rules);
  }
}

function typeDigit(before: TypedAmount, digit: number, { decimals, maxMinor }: KeypadRules): TypedAmount {
  const { amountMinor, places } = before;
  const unit = 10 ** decimals;
  if (places === null) {
    const next = wholeOf(amountMinor, unit) * 10 + digit * unit;
    return next > maxMinor ? before : { amountMinor: minorUnits(next), places };
  }
  if (places === decimals) return before;
  const next = amountMinor + digit * 10 ** (decimals - places - 1);
  return next > maxMinor ? before : { amountMinor: minorUnits(next), places: places + 1 };
}

/** An amount without what is less than `unit`. */
function wholeOf(amountMinor: number, unit: number): MinorUnits {
  return minorUnits(amountMinor - (amountMinor % unit));
}

/** The keypad's key for a character of a keyboard; a number pad sends a point or a comma, whatever the language. */
export function keypadKeyOf(character: string): KeypadKey | null {
  if (character === '.' || character === ',') return 'decimal';
  return isDigit(character) ? character : null;
}

function isDigit(text: string): text is Extract<KeypadKey, `${number}`> {
  return /^\d$/u.test(text);
}
