import { useState, type ReactNode } from 'react';
import type { RefundSource, RefundView } from '../../../../shared/contract/index.ts';
import { Button, Dialog } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';
import { RefundDone } from './RefundDone.tsx';
import { RefundFormDialog } from './RefundFormDialog.tsx';

/** Giving money back of a sale or a payment: what, where to, why; and then where the money is. */
export function RefundDialog(props: {
  readonly context: PageContext;
  readonly source: RefundSource;
  /** How the sale is called, such as "sale 42". */
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { context, source } = props;
  const says = useTexts().refunds;
  const form = useAnswer(JSON.stringify(source), () => context.call('refunds.prepare', { source }));
  const [done, setDone] = useState<RefundView | null>(null);
  if (done !== null) return <RefundDone context={context} refund={done} onClose={props.onClose} />;
  if (form.value !== null && form.value.mostMinor > 0) {
    return (
      <RefundFormDialog
        {...props}
        form={form.value}
        onDone={(refund) => {
          setDone(refund);
          props.onDone();
        }}
        onStale={form.ask}
      />
    );
  }
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title={says.title(props.name)}
      footer={
        <Button size="sale" onClick={props.onClose}>
          {says.back}
        </Button>
      }
    >
      {form.error === null ? null : (
        <Problem
          text={context.sentenceFor(form.error)}
          action={{ label: context.texts.common.tryAgain, run: form.ask }}
        />
      )}
      {form.value === null ? (
        form.error === null ? (
          <SkeletonRows count={4} label={says.checking} />
        ) : null
      ) : (
        <p className="muted">{says.nothingLeft}</p>
      )}
    </Dialog>
  );
}
