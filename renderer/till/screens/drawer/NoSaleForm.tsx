import { useState, type ReactNode } from 'react';
import { Button, ErrorBanner } from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';
import { NoteField } from './NoteField.tsx';

/** Opens the drawer although nobody bought anything. Without a reason it stays shut. */
export function NoSaleForm(props: {
  readonly context: PageContext;
  readonly onBack: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { drawer: texts } = useTexts();
  const says = texts.noSale;
  const [reason, setReason] = useState('');
  const errand = useErrand();
  const isReady = reason.trim() !== '' && !errand.busy;
  const record = (): void => {
    if (isReady)
      errand.run(
        () => props.context.call('drawer.openWithoutSale', { reason: reason.trim() }),
        props.onClose,
      );
  };
  useKeyboard({
    onKey: ({ key }) => {
      if (key === 'Enter') record();
      return key === 'Enter';
    },
  });
  return (
    <>
      <NoteField usual={says.reasons} label={says.reason} note={reason} onChange={setReason} />
      {errand.error === null ? null : <ErrorBanner error={errand.error} />}
      <div className="dialog__foot">
        <Button size="sale" onClick={props.onBack}>
          {texts.toMenu}
        </Button>
        <Button kind="primary" size="sale" keyHint="Enter" disabled={!isReady} onClick={record}>
          {says.act}
        </Button>
      </div>
    </>
  );
}
