import { Delete } from 'lucide-react';
import { Icon } from './Icon.tsx';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export const PIN_DIGITS_MIN = 4;
export const PIN_DIGITS_MAX = 8;

/** A PIN that is being typed: dots, and a pad in the order of a reader's. What was typed is never shown. */
export function PinPad(props: {
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly texts: {
    readonly entered: (count: number) => string;
    readonly delete: string;
    readonly confirm: string;
  };
  readonly busy: boolean;
  readonly onConfirm: () => void;
}) {
  const { pin, texts } = props;
  const press = (digit: string): void => {
    if (pin.length < PIN_DIGITS_MAX) props.onPin(pin + digit);
  };
  return (
    <>
      <div className="pin pin--lg" role="img" aria-label={texts.entered(pin.length)}>
        {Array.from({ length: Math.max(PIN_DIGITS_MIN, pin.length) }, (_, index) => (
          <i key={index} className={index < pin.length ? 'is-in' : undefined} />
        ))}
      </div>
      <div className="keypad pinpad__keys">
        {DIGITS.map((digit) => (
          <button key={digit} type="button" className="key" onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <button
          type="button"
          className="key key--soft"
          aria-label={texts.delete}
          onClick={() => props.onPin(pin.slice(0, -1))}
        >
          <Icon of={Delete} size="lg" />
        </button>
        <button type="button" className="key" onClick={() => press('0')}>
          0
        </button>
        <button
          type="button"
          className="key key--soft"
          disabled={pin.length < PIN_DIGITS_MIN || props.busy}
          onClick={props.onConfirm}
        >
          {texts.confirm}
        </button>
      </div>
    </>
  );
}
