import { useState } from 'react';
import {
  keypadKeyOf,
  minorUnits,
  NOTHING_TYPED,
  typeAmount,
  type KeypadKey,
} from '../../../shared/domain/money/index.ts';
import { keypadRules, useSnapshot } from '../store/index.ts';

/** An amount that keypad and keyboard build up, in the order in which this till types amounts. */
export function useTypedAmount(currency: string): {
  readonly amountMinor: number;
  readonly isTouched: boolean;
  readonly press: (key: KeypadKey) => void;
  /** Digits and decimal signs of a keyboard; anything else in the text is left out. */
  readonly type: (text: string) => void;
  readonly set: (amountMinor: number) => void;
} {
  const rules = keypadRules(useSnapshot(), currency);
  const [state, setState] = useState({ typed: NOTHING_TYPED, isTouched: false });
  const press = (key: KeypadKey): void =>
    setState((before) => ({ typed: typeAmount(before.typed, key, rules), isTouched: true }));
  return {
    amountMinor: state.typed.amountMinor,
    isTouched: state.isTouched,
    press,
    type: (text) => {
      for (const character of text) {
        const key = keypadKeyOf(character);
        if (key !== null) press(key);
      }
    },
    set: (amountMinor) =>
      setState({ typed: { amountMinor: minorUnits(amountMinor), places: null }, isTouched: true }),
  };
}
