import { Coins } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  Icon,
  Keypad,
  Money,
  useKeypadHint,
  useMoneyText,
  useTypedAmount,
} from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import { useSnapshot } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';

/** Before the first sale of a shift: what lies in the drawer for change. */
export function OpenShiftScreen(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor } = props.context;
  const { drawer: texts, charge } = useTexts();
  const text = useMoneyText();
  const snapshot = useSnapshot();
  const errand = useErrand();
  const currency = snapshot.store?.currency ?? 'EUR';
  const typed = useTypedAmount(currency);
  const hint = useKeypadHint(currency);
  const { leftMinor } = snapshot.drawer;
  const open = (): void => {
    if (!errand.busy) errand.run(() => call('drawer.open', { floatMinor: typed.amountMinor }));
  };
  useKeyboard({
    onKey: ({ key }) => {
      if (key === 'Enter') open();
      else if (key === 'Backspace') typed.press('back');
      else return false;
      return true;
    },
    onText: (characters) => {
      typed.type(characters);
      return true;
    },
    // A scan sells nothing before the shift is open.
    onScan: () => true,
  });
  return (
    <main className="main">
      <div className="openshift">
        <section className="openshift__left">
          <span className="openshift__icon">
            <Icon of={Coins} size="lg" />
          </span>
          <h1 className="h-panel">{texts.open.title(snapshot.shift?.number ?? 1)}</h1>
          <p className="muted">{texts.open.text}</p>
          {leftMinor === null ? (
            <p className="small muted">{texts.open.none}</p>
          ) : (
            <div className="card openshift__left-over">
              <span className="grow">{texts.open.left(text({ amountMinor: leftMinor, currency }))}</span>
              <Button size="sale" onClick={() => typed.set(leftMinor)}>
                {texts.open.useLeft(text({ amountMinor: leftMinor, currency }))}
              </Button>
            </div>
          )}
          <p className="small faint">{texts.open.hint}</p>
          {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
        </section>
        <section className="openshift__right">
          <div className="card count__sum" aria-live="polite">
            <span className="due__label">{texts.open.float}</span>
            <Money amountMinor={typed.amountMinor} currency={currency} size="amount" />
          </div>
          <Keypad
            label={texts.open.float}
            deleteLabel={charge.deleteDigit}
            currency={currency}
            onKey={typed.press}
          />
          <p className="small faint num">{hint}</p>
          <Button
            kind="primary"
            size="sale"
            keyHint="Enter"
            className="openshift__act"
            disabled={errand.busy}
            onClick={open}
          >
            {texts.open.act}
          </Button>
        </section>
      </div>
    </main>
  );
}
