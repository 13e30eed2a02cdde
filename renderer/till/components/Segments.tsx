import type { LucideIcon } from 'lucide-react';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';
import { KeyHint, type Hint } from './KeyHint.tsx';

export type Segment<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keyHint?: Hint;
};

/** A few choices of which one is on, side by side. `tender` makes them as high as the ways to pay. */
export function Segments<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onChoose: (value: Value) => void;
  readonly look?: 'normal' | 'fill' | 'tender';
}) {
  const { look = 'normal' } = props;
  return (
    <div
      className={joinClasses('seg', look !== 'normal' && 'seg--fill', look === 'tender' && 'seg--tender')}
      role="radiogroup"
      aria-label={props.label}
    >
      {props.segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === props.value}
          className={joinClasses('seg__item', segment.value === props.value && 'is-on')}
          onClick={() => props.onChoose(segment.value)}
        >
          {segment.icon === undefined ? null : <Icon of={segment.icon} />}
          {segment.label}
          {segment.keyHint === undefined ? null : <KeyHint of={segment.keyHint} />}
        </button>
      ))}
    </div>
  );
}
