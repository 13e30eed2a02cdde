import type { ReactNode } from 'react';
import { Button, Field } from '../../components/index.ts';

/** A note that stays on record: the usual ones by one press, any other typed. */
export function NoteField(props: {
  readonly usual: readonly string[];
  readonly label: string;
  readonly note: string;
  readonly onChange: (note: string) => void;
}): ReactNode {
  return (
    <>
      <div className="row row--wrap" role="group" aria-label={props.label}>
        {props.usual.map((each) => (
          <Button key={each} aria-pressed={props.note === each} onClick={() => props.onChange(each)}>
            {each}
          </Button>
        ))}
      </div>
      <Field
        label={props.label}
        size="sale"
        maxLength={120}
        value={props.note}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </>
  );
}
