import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';
import { KeyHint, type Hint } from './KeyHint.tsx';

export type ButtonProps = Omit<ComponentProps<'button'>, 'type' | 'className'> & {
  /** `primary`: one a screen. `danger`: outlined; `danger-solid` only inside its confirmation. */
  readonly kind?: 'primary' | 'secondary' | 'soft' | 'quiet' | 'link' | 'danger' | 'danger-solid';
  /** `sale`: pressed during a sale. `key`: as high as a keypad key. `tender`: Charge, tenders, confirm. */
  readonly size?: 'normal' | 'sale' | 'key' | 'tender';
  readonly icon?: LucideIcon;
  readonly iconSize?: 'sm' | 'md';
  readonly keyHint?: Hint;
  readonly block?: boolean;
  /** Icon above a short word. */
  readonly stacked?: boolean;
  /** Icon alone; needs an `aria-label`. */
  readonly iconOnly?: boolean;
  readonly submits?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
};

/** A button. It says by `aria-disabled` why it can't be pressed now and then does nothing, but keeps its focus. */
export function Button(props: ButtonProps) {
  const {
    kind = 'secondary',
    size = 'normal',
    icon,
    iconSize,
    keyHint,
    block,
    stacked,
    iconOnly,
    submits,
    ...rest
  } = props;
  const { className, children, onClick, disabled, ...others } = rest;
  return (
    <button
      {...others}
      type={submits === true ? 'submit' : 'button'}
      aria-disabled={disabled === true ? true : undefined}
      onClick={disabled === true ? (event) => event.preventDefault() : onClick}
      className={joinClasses(
        'btn',
        `btn--${kind}`,
        size !== 'normal' && `btn--${size}`,
        block === true && 'btn--block',
        stacked === true && 'btn--stackd',
        iconOnly === true && 'btn--icon',
        className,
      )}
    >
      {icon === undefined ? null : <Icon of={icon} size={iconSize ?? 'md'} />}
      {stacked === true ? <span>{children}</span> : children}
      {keyHint === undefined ? null : <KeyHint of={keyHint} />}
    </button>
  );
}
