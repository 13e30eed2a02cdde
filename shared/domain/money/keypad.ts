import { assertNever } from '../assert-never.ts';
import { type MinorUnits, minorUnits } from './minor-units.ts';

/** A key of the money keypad. */
export type KeypadKey =
  '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'decimal' | 'back' | 'clear';

/**
 * The amount after one key, cents first as tills have always done it: 1, 1, 8 is 1.18 without a decimal key.
 * A digit that would pass `maxMinor` changes nothing. Units: minor units, 0 or more.
 */
export function keypadPush(amountMinor: number, key: KeypadKey, maxMinor: number): MinorUnits {
  switch (key) {
    case 'clear':
      return minorUnits(0);
    case 'decimal':
      return minorUnits(amountMinor);
    case 'back':
      return minorUnits(Math.trunc(amountMinor / 10));
    case '00':
      return withinLimit(amountMinor, amountMinor * 100, maxMinor);
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      return withinLimit(amountMinor, amountMinor * 10 + Number(key), maxMinor);
    default:
      return assertNever(key, 'keypad key');
  }
}

function withinLimit(beforeMinor: number, afterMinor: number, maxMinor: number): MinorUnits {
  return minorUnits(afterMinor > maxMinor ? beforeMinor : afterMinor);
}
