import { ScanBarcode } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { RefundSource } from '../../../../shared/contract/index.ts';
import { Button, Dialog, Field } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { WithoutReceipt } from './WithoutReceipt.tsx';

/** Takes the code of a receipt, scanned or typed, and tells what it leads to. */
function CodeDialog(props: {
  readonly context: PageContext;
  readonly onFound: (source: RefundSource) => void;
  readonly onClose: () => void;
  /** There is no receipt to scan. */
  readonly onWithout: () => void;
}): ReactNode {
  const { context } = props;
  const says = useTexts().refunds;
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const find = useErrand();
  const look = (wanted: string): void => {
    if (wanted === '' || find.busy) return;
    find.run(() => context.call('refunds.readCode', { code: wanted }), props.onFound);
  };
  const go = (): void => look(code.trim());
  return (
    <Dialog
      open
      onClose={props.onClose}
      onEnter={go}
      onScan={(scanned) => {
        setCode(scanned);
        look(scanned);
      }}
      initialFocus={field}
      title={says.byCode}
      text={says.byCodeText}
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {says.back}
          </Button>
          <Button kind="primary" size="sale" disabled={code.trim() === '' || find.busy} onClick={go}>
            {says.find}
          </Button>
        </>
      }
    >
      <Field
        ref={field}
        label={says.code}
        hint={says.codeHint}
        size="sale"
        mono
        maxLength={120}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button kind="link" onClick={props.onWithout}>
        {says.noReceipt}
      </Button>
      {find.error === null ? null : <Problem text={context.sentenceFor(find.error)} />}
    </Dialog>
  );
}

/** The button that asks for a receipt's code. */
export function ByCode(props: {
  readonly context: PageContext;
  readonly onFound: (source: RefundSource) => void;
}): ReactNode {
  const says = useTexts().refunds;
  const [isOpen, setOpen] = useState(false);
  const [isWithout, setWithout] = useState(false);
  return (
    <>
      <Button icon={ScanBarcode} onClick={() => setOpen(true)}>
        {says.byCode}
      </Button>
      {isOpen ? (
        <CodeDialog
          {...props}
          onClose={() => setOpen(false)}
          onWithout={() => {
            setOpen(false);
            setWithout(true);
          }}
        />
      ) : null}
      {isWithout ? <WithoutReceipt context={props.context} onClose={() => setWithout(false)} /> : null}
    </>
  );
}
