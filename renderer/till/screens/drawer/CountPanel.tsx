import { ArrowUp, Delete, EyeOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DrawerView } from '../../../../shared/contract/index.ts';
import type { KeypadKey } from '../../../../shared/domain/money/index.ts';
import { Banner, Button, Icon, Money } from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { CountRows } from './CountRows.tsx';
import { countOf, pressKey, rowsOf, sumOf } from './count-rows.ts';

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const;

/** Counting the drawer piece by piece. Nothing here tells what should be in it. */
export function CountPanel(props: {
  readonly drawer: DrawerView;
  readonly context: PageContext;
  /** Main has another picture of the drawer now. */
  readonly onHandedIn: () => void;
  readonly onCounted: () => void;
}): ReactNode {
  const { drawer, context } = props;
  const texts = useTexts().drawer.count;
  const rows = rowsOf(drawer.currency);
  const [typed, setTyped] = useState<Readonly<Record<string, number>>>({});
  const [at, setAt] = useState(0);
  const errand = useErrand();
  const row = rows[at];
  const isLast = at === rows.length - 1;
  const press = (key: KeypadKey): void => {
    if (row !== undefined)
      setTyped((before) => ({ ...before, [row.id]: pressKey(row, before[row.id] ?? 0, key) }));
  };
  const step = (by: 1 | -1): void => setAt((before) => Math.min(rows.length - 1, Math.max(0, before + by)));
  const submit = (): void => {
    if (errand.busy) return;
    errand.run(
      () => context.call('drawer.count', countOf(rows, typed)),
      ({ count }) => {
        setTyped({});
        setAt(0);
        props.onHandedIn();
        if (count === 'revealed') props.onCounted();
      },
    );
  };
  useKeyboard({
    onKey: ({ key }) => {
      if (key === 'Enter') {
        if (isLast) submit();
        else step(1);
      } else if (key === 'ArrowDown') step(1);
      else if (key === 'ArrowUp') step(-1);
      else if (key === 'Backspace' || key === 'Delete') press('back');
      else return false;
      return true;
    },
    onText: (characters) => {
      for (const digit of characters) if (/^\d$/u.test(digit)) press(digit as KeypadKey); // Matched just before.
      return true;
    },
    onScan: () => true,
  });
  return (
    <>
      {drawer.count === 'count-again' ? (
        <Banner tone="warning" icon={EyeOff} title={texts.again} announce="assertive">
          {texts.againText}
        </Banner>
      ) : null}
      {errand.error === null ? null : <Problem text={context.sentenceFor(errand.error)} />}
      <div className="count">
        <CountRows rows={rows} typed={typed} at={at} currency={drawer.currency} onChoose={setAt} />
        <aside className="count__side">
          <section className="card count__sum">
            <span className="due__label">{texts.counted}</span>
            <Money amountMinor={sumOf(rows, typed, 'all')} currency={drawer.currency} size="amount" />
            <span className="small muted row">
              <Icon of={EyeOff} size="sm" />
              {texts.hidden}
            </span>
          </section>
          <CountKeys onKey={press} onPrevious={() => step(-1)} />
          <Button
            kind="primary"
            size="sale"
            className="count__submit"
            {...(isLast ? { keyHint: 'Enter' } : {})}
            disabled={errand.busy}
            onClick={submit}
          >
            {texts.submit}
          </Button>
        </aside>
      </div>
    </>
  );
}

/** Digits, the way back to the row before, and the way back by a digit. */
function CountKeys(props: {
  readonly onKey: (key: KeypadKey) => void;
  readonly onPrevious: () => void;
}): ReactNode {
  const { drawer, charge } = useTexts();
  const texts = drawer.count;
  const digit = (key: (typeof DIGITS)[number] | '0'): ReactNode => (
    <button key={key} type="button" className="key" onClick={() => props.onKey(key)}>
      {key}
    </button>
  );
  return (
    <div className="keypad keypad--cash" role="group" aria-label={texts.keypad}>
      {DIGITS.map(digit)}
      <button type="button" className="key key--soft" aria-label={texts.previous} onClick={props.onPrevious}>
        <Icon of={ArrowUp} />
      </button>
      {digit('0')}
      <button
        type="button"
        className="key key--soft"
        aria-label={charge.deleteDigit}
        onClick={() => props.onKey('back')}
      >
        <Icon of={Delete} size="lg" />
      </button>
    </div>
  );
}
