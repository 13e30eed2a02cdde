import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';

export type Choice = { readonly value: string; readonly label: string; readonly content?: ReactNode };

/** One choice out of a few, as a button that opens a list. `content` draws the choice; `label` is its name. */
export function Select(props: {
  readonly label: string;
  readonly value: string | null;
  readonly choices: readonly Choice[];
  readonly onChoose: (value: string) => void;
  readonly size?: 'normal' | 'sale';
  readonly className?: string;
  readonly placeholder?: string;
}) {
  const chosen = props.choices.find((choice) => choice.value === props.value);
  return (
    <BaseSelect.Root
      items={props.choices.map(({ value, label }) => ({ value, label }))}
      value={props.value}
      onValueChange={(value) => {
        if (value !== null) props.onChoose(value);
      }}
    >
      <BaseSelect.Trigger
        className={joinClasses(
          'control',
          'select',
          props.size === 'sale' && 'control--sale',
          props.className,
        )}
        aria-label={chosen === undefined ? props.label : `${props.label}: ${chosen.label}`}
      >
        <span className="select__value">{chosen?.content ?? chosen?.label ?? props.placeholder ?? ''}</span>
        <Icon of={ChevronsUpDown} />
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner className="select__place" sideOffset={6} alignItemWithTrigger={false}>
          <BaseSelect.Popup className="select__list">
            {props.choices.map((choice) => (
              <BaseSelect.Item key={choice.value} value={choice.value} className="select__item">
                <span className="select__value">{choice.content ?? choice.label}</span>
                <BaseSelect.ItemIndicator className="select__tick">
                  <Icon of={Check} size="sm" />
                </BaseSelect.ItemIndicator>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
