import { useState } from 'react';
import { AMOUNT_MINOR_MAX, keypadPush, type KeypadKey } from '../../../../shared/domain/money/index.ts';

/** An amount that keypad and digit keys build up, cents first. */
export function useTypedAmount(): {
  readonly amountMinor: number;
  readonly isTouched: boolean;
  readonly press: (key: KeypadKey) => void;
  /** Digits of a keyboard; anything else in the text is left out. */
  readonly type: (text: string) => void;
  readonly set: (amountMinor: number) => void;
} {
  const [state, setState] = useState({ amountMinor: 0, isTouched: false });
  const press = (key: KeypadKey): void =>
    setState((before) => ({
      amountMinor: keypadPush(before.amountMinor, key, AMOUNT_MINOR_MAX),
      isTouched: true,
    }));
  return {
    ...state,
    press,
    type: (text) => {
      for (const digit of text) if (isDigit(digit)) press(digit);
    },
    set: (amountMinor) => setState({ amountMinor, isTouched: true }),
  };
}

function isDigit(text: string): text is Extract<KeypadKey, `${number}`> {
  return /^\d$/u.test(text);
}
