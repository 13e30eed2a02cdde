import { useEffect, useRef, useState } from 'react';
import type { SaleLineView } from '../../../../shared/contract/views/sale.ts';
import { Button, Dialog, Field } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** A note for one line, printed on the receipt. Empty takes it away. */
export function NoteDialog(props: {
  readonly open: boolean;
  readonly line: SaleLineView;
  readonly onClose: () => void;
  readonly onSave: (note: string | null) => void;
}) {
  const texts = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState('');
  const { open, line } = props;
  useEffect(() => {
    if (open) setNote(line.note ?? '');
  }, [open, line.note]);
  const save = (): void => {
    const text = note.trim();
    props.onSave(text === '' ? null : text);
    props.onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={props.onClose}
      onEnter={save}
      initialFocus={field}
      title={texts.checkout.noteLabel(line.name)}
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {texts.frame.cancel}
          </Button>
          <Button kind="primary" size="sale" keyHint="Enter" onClick={save}>
            {texts.frame.save}
          </Button>
        </>
      }
    >
      <Field
        ref={field}
        size="sale"
        label={texts.checkout.note}
        placeholder={texts.checkout.notePlaceholder}
        value={note}
        maxLength={120}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  );
}
