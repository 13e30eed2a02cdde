import { Delete } from 'lucide-react';
import type { KeypadKey } from '../../../shared/domain/money/index.ts';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';

const MONEY_KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00', 'back'] as const;

/** The money keypad, in the order of the keyboard's number pad. */
export function Keypad(props: {
  readonly label: string;
  readonly deleteLabel: string;
  readonly onKey: (key: KeypadKey) => void;
  readonly fill?: boolean;
}) {
  return (
    <div
      className={joinClasses('keypad', props.fill === true && 'keypad--cash')}
      role="group"
      aria-label={props.label}
    >
      {MONEY_KEYS.map((key) => (
        <button
          key={key}
          type="button"
          className={joinClasses('key', key === 'back' && 'key--soft')}
          aria-label={key === 'back' ? props.deleteLabel : undefined}
          onClick={() => props.onKey(key)}
        >
          {key === 'back' ? <Icon of={Delete} size="lg" /> : key}
        </button>
      ))}
    </div>
  );
}
