import type { ReactNode } from 'react';

/** One setting with its choices side by side, and below them what the chosen one means. */
export function Choice(props: {
  readonly label: string;
  readonly text?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="field" role="group" aria-label={props.label}>
      <span className="field__label">{props.label}</span>
      {props.children}
      {props.text === undefined ? null : <span className="field__hint">{props.text}</span>}
    </div>
  );
}
