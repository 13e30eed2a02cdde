import { useId, type ComponentProps, type ReactNode, type Ref } from 'react';
import { joinClasses } from './join-classes.ts';

export type FieldProps = Omit<ComponentProps<'input'>, 'className' | 'size' | 'ref'> & {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Replaces the hint and says how to fix it. */
  readonly error?: ReactNode;
  /** Stands inside the field, after what is typed. */
  readonly after?: ReactNode;
  readonly before?: ReactNode;
  readonly size?: 'normal' | 'sale';
  readonly mono?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
};

/** A text field: label above, hint below, an error takes the hint's place. */
export function Field(props: FieldProps) {
  const { label, hint, error, after, before, size, mono, ...input } = props;
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={joinClasses('field', error !== undefined && 'is-error')}>
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <span className={joinClasses('control', size === 'sale' && 'control--sale')}>
        {before}
        <input
          {...input}
          id={id}
          className={mono === true ? 'mono' : undefined}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={note === undefined ? undefined : noteId}
        />
        {after}
      </span>
      {note === undefined ? null : (
        <span className="field__hint" id={noteId} role={error === undefined ? undefined : 'alert'}>
          {note}
        </span>
      )}
    </div>
  );
}
