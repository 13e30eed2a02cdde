import { FileText, Printer } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Result } from '../../../../shared/contract/index.ts';
import { Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';

/** Prints the paper beside it: at the receipt printer, or by the print dialog where there is none. */
export function PrintButton(props: {
  readonly context: PageContext;
  readonly print: () => Promise<Result<unknown>>;
  readonly onError: (text: string) => void;
}): ReactNode {
  const says = useTexts().printing;
  const errand = useErrand();
  const [isAsked, setAsked] = useState(false);
  const { snapshot, sentenceFor } = props.context;
  const byDialog = snapshot.printing.printer === 'none' || snapshot.printing.printer === 'system';
  if (byDialog)
    return (
      <Button icon={Printer} title={says.dialogHint} onClick={() => window.print()}>
        {says.print}
      </Button>
    );
  return (
    <>
      <Button icon={FileText} title={says.dialogHint} onClick={() => window.print()}>
        {says.dialog}
      </Button>
      <Button
        icon={Printer}
        disabled={errand.busy || isAsked}
        onClick={() => {
          errand.run(
            async () => {
              const answer = await props.print();
              if (!answer.ok) props.onError(sentenceFor(answer.error));
              return answer;
            },
            () => setAsked(true),
          );
        }}
      >
        {isAsked ? says.printing : says.print}
      </Button>
    </>
  );
}
