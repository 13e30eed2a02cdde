import type { ReactNode } from 'react';
import { Button } from '../../components/index.ts';

/** The usual notes, one press each; the field beside them takes any other. */
export function QuickNotes(props: {
  readonly notes: readonly string[];
  readonly label: string;
  readonly chosen: string;
  readonly onChoose: (note: string) => void;
}): ReactNode {
  return (
    <div className="row row--wrap" role="group" aria-label={props.label}>
      {props.notes.map((each) => (
        <Button key={each} aria-pressed={props.chosen === each} onClick={() => props.onChoose(each)}>
          {each}
        </Button>
      ))}
    </div>
  );
}
