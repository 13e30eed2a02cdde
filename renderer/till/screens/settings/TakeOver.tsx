import { useState, type ReactNode } from 'react';
import { ApprovalDialog } from '../../components/index.ts';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';

/** Takes the reader from another till, once a manager said so: somebody may be paying there at this moment. */
export function TakeOver(props: {
  readonly context: PageContext;
  readonly label: string;
  /** Who loses the reader by it, where that is known. */
  readonly usedBy: string | null;
  readonly onDone: () => void;
}): ReactNode {
  const { context } = props;
  const says = context.texts.settings;
  const [isAsking, setAsking] = useState(false);
  const errand = useErrand();
  const done = (): void => {
    setAsking(false);
    props.onDone();
  };
  return (
    <>
      <button
        type="button"
        className="btn btn--secondary"
        onClick={() => {
          setAsking(true);
        }}
      >
        {says.takeOver}
      </button>
      {isAsking ? (
        <ApprovalDialog
          title={says.takeOverAsk.title(props.label)}
          text={says.takeOverAsk.text}
          confirm={says.takeOver}
          reasons={says.takeOverAsk.reasons}
          busy={errand.busy}
          error={errand.error}
          onApprove={(approval) => {
            errand.run(() => context.call('readers.connect', { takeOver: approval }), done);
          }}
          onClose={() => {
            setAsking(false);
          }}
        >
          {props.usedBy === null ? null : <p>{props.usedBy}</p>}
        </ApprovalDialog>
      ) : null}
    </>
  );
}
