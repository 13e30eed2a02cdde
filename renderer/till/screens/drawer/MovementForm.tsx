import { useState, type ReactNode } from 'react';
import type { MovementKind } from '../../../../shared/contract/index.ts';
import { Button, ErrorBanner, Keypad, Money, useKeypadHint, useTypedAmount } from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import { useSnapshot } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';
import { NoteField } from './NoteField.tsx';

/** Cash into the drawer or out of it by hand: how much, and why. */
export function MovementForm(props: {
  readonly context: PageContext;
  readonly kind: MovementKind;
  readonly onBack: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { drawer: texts, charge } = useTexts();
  const says = texts.moves[props.kind];
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const typed = useTypedAmount(currency);
  const hint = useKeypadHint(currency);
  const [note, setNote] = useState('');
  const errand = useErrand();
  const isReady = typed.amountMinor > 0 && note.trim() !== '' && !errand.busy;
  const record = (): void => {
    if (!isReady) return;
    errand.run(
      () =>
        props.context.call('drawer.move', {
          kind: props.kind,
          amountMinor: typed.amountMinor,
          note: note.trim(),
        }),
      props.onClose,
    );
  };
  useKeyboard({
    onKey: ({ key, inField }) => {
      if (key === 'Enter') record();
      else if (key === 'Backspace' && !inField) typed.press('back');
      else return false;
      return true;
    },
    onText: (characters) => {
      typed.type(characters);
      return true;
    },
  });
  return (
    <>
      <div className="movement">
        <div className="stack movement__left">
          <div className="card count__sum" aria-live="polite">
            <span className="due__label">{texts.amount}</span>
            <Money amountMinor={typed.amountMinor} currency={currency} size="total" />
          </div>
          <NoteField usual={says.notes} label={says.note} note={note} onChange={setNote} />
        </div>
        <div className="stack">
          <Keypad
            label={texts.amount}
            deleteLabel={charge.deleteDigit}
            currency={currency}
            onKey={typed.press}
          />
          <p className="small faint num">{hint}</p>
        </div>
      </div>
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
