import { useState, type ReactNode } from 'react';
import { Button, Dialog } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { CopyButton, Problem, SkeletonRows } from '../page-parts.tsx';
import { PrintButton } from '../printing/index.ts';
import { useAnswer } from '../use-answer.ts';

/** An X of the open shift (`shiftId` null), or the Z of a closed one, as it is printed. */
export function ReportDialog(props: {
  readonly context: PageContext;
  readonly shiftId: string | null;
  readonly onClose: () => void;
}): ReactNode {
  const { context, shiftId } = props;
  const texts = useTexts().drawer.report;
  const answer = useAnswer(shiftId ?? 'x', () =>
    context.call('shift.getReport', { shiftId, locale: context.snapshot.locale }),
  );
  const { common } = context.texts;
  const [notPrinted, setNotPrinted] = useState<string | null>(null);
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={answer.value?.report.kind === 'Z' ? texts.z(answer.value.report.number) : texts.x}
      footer={
        <>
          {answer.value === null ? null : (
            <>
              <CopyButton value={answer.value.text} texts={common} />
              <PrintButton
                context={context}
                print={() => context.call('printing.printReport', { shiftId })}
                onError={setNotPrinted}
              />
            </>
          )}
          <Button kind="primary" onClick={props.onClose}>
            {common.close}
          </Button>
        </>
      }
    >
      {notPrinted === null ? null : <Problem text={notPrinted} />}
      {answer.error === null ? null : (
        <Problem text={shiftId === null ? context.sentenceFor(answer.error) : texts.none} />
      )}
      {answer.value === null ? (
        answer.error === null ? (
          <SkeletonRows count={8} label={common.checking} />
        ) : null
      ) : (
        <pre className="receiptpaper mono" tabIndex={0} data-testid="report">
          {answer.value.text}
        </pre>
      )}
    </Dialog>
  );
}
