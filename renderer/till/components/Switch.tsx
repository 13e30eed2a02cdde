import { useId, type ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';

/** Something that is on or off at once: the whole row is pressed. */
export function Switch(props: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <button
      type="button"
      role="switch"
      aria-checked={props.on}
      aria-labelledby={`${id}-label`}
      aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
      className="switchrow"
      onClick={() => props.onChange(!props.on)}
    >
      <span className="cell2 grow">
        <span id={`${id}-label`}>{props.label}</span>
        {props.hint === undefined ? null : (
          <span id={`${id}-hint`} className="small faint">
            {props.hint}
          </span>
        )}
      </span>
      <span className={joinClasses('switch', props.on && 'is-on')} aria-hidden />
    </button>
  );
}
