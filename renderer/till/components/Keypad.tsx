import { Delete } from 'lucide-react';
import { currencyFacts, numberSigns, type KeypadKey } from '../../../shared/domain/money/index.ts';
import { useSnapshot } from '../store/index.ts';
import { useFormatLocale, useTexts } from '../text/use-texts.tsx';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';
import { useMoneyText } from './Money.tsx';

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0'] as const;
/** The amount in the hint: keys 1 2 5 0, or 1 2 and a 5 behind the decimal sign. */
const EXAMPLE_MINOR = 1_250;

/** The money keypad, in the order of the keyboard's number pad. Whole units first it has the decimal sign for `00`. */
export function Keypad(props: {
  readonly label: string;
  readonly deleteLabel: string;
  readonly currency: string;
  readonly onKey: (key: KeypadKey) => void;
  readonly fill?: boolean;
}) {
  const { decimalKey } = useTexts().charge;
  const sign = useDecimalSign(props.currency);
  const keys: readonly KeypadKey[] = [...DIGITS, sign === null ? '00' : 'decimal', 'back'];
  const names: Partial<Record<KeypadKey, string>> = { back: props.deleteLabel, decimal: decimalKey };
  return (
    <div
      className={joinClasses('keypad', props.fill === true && 'keypad--cash')}
      role="group"
      aria-label={props.label}
    >
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className={joinClasses('key', key === 'back' && 'key--soft')}
          aria-label={names[key]}
          onClick={() => props.onKey(key)}
        >
          {key === 'back' ? <Icon of={Delete} size="lg" /> : key === 'decimal' ? sign : key}
        </button>
      ))}
    </div>
  );
}

/** Which of an amount's digits are typed first, by an example in its currency. */
export function useKeypadHint(currency: string): string {
  const texts = useTexts().charge.keypadHint;
  const text = useMoneyText();
  const sign = useDecimalSign(currency);
  const { decimals } = currencyFacts(currency);
  if (sign !== null)
    return texts.unitsFirst(`1 2 ${sign} 5`, text({ amountMinor: 12.5 * 10 ** decimals, currency }));
  const example = text({ amountMinor: EXAMPLE_MINOR, currency });
  return decimals === 2 ? texts.centsFirst('1 2 5 0', example) : texts.plain('1 2 5 0', example);
}

/** The sign on the decimal key; null where amounts are typed without one. */
function useDecimalSign(currency: string): string | null {
  const { keypad } = useSnapshot();
  const locale = useFormatLocale();
  const { decimals } = currencyFacts(currency);
  return keypad === 'units-first' && decimals > 0 ? numberSigns(locale).decimal : null;
}
