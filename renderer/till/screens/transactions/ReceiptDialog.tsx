import { useState, type ReactNode } from 'react';
import { Button, Dialog } from '../../components/index.ts';
import type { PageContext } from '../page-context.ts';
import { MailReceipt, PrintButton, SavePdfButton } from '../printing/index.ts';
import { CopyButton, Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';

/** The receipt as the customer gets it, as plain text that can be copied. */
export function ReceiptDialog(props: {
  readonly context: PageContext;
  readonly saleId: string;
  /** Where the customer wants receipts; null: they must be asked. */
  readonly mailTo: string | null;
  readonly onClose: () => void;
}): ReactNode {
  const { call, texts, snapshot, sentenceFor } = props.context;
  const receipt = useAnswer(props.saleId, () =>
    call('transactions.getReceipt', { saleId: props.saleId, locale: snapshot.locale }),
  );
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={
        receipt.value === null ? texts.detail.receipt : texts.detail.receiptTitle(receipt.value.receiptNumber)
      }
      footer={
        <>
          {receipt.value === null ? null : <CopyButton value={receipt.value.text} texts={texts.common} />}
          {receipt.value === null ? null : (
            <SavePdfButton context={props.context} saleId={props.saleId} onError={setProblem} />
          )}
          {receipt.value === null ? null : (
            <PrintButton
              context={props.context}
              print={() => call('printing.printSale', { saleId: props.saleId })}
              onError={setProblem}
            />
          )}
          <Button kind="primary" onClick={props.onClose}>
            {texts.common.close}
          </Button>
        </>
      }
    >
      {receipt.error === null ? null : <Problem text={sentenceFor(receipt.error)} />}
      {problem === null ? null : <Problem text={problem} />}
      {receipt.value === null ? (
        receipt.error === null ? (
          <SkeletonRows count={6} label={texts.common.checking} />
        ) : null
      ) : (
        <pre className="receiptpaper mono" tabIndex={0} data-testid="receipt">
          {receipt.value.text}
        </pre>
      )}
      {receipt.value === null || !snapshot.printing.mail ? null : (
        <MailReceipt context={props.context} saleId={props.saleId} mailTo={props.mailTo} />
      )}
    </Dialog>
  );
}
