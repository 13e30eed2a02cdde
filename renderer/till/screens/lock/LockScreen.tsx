import { Delete, ShieldCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useKeyboard } from '../../keyboard/index.ts';
import type { PageContext } from '../page-context.ts';
import { Problem, timeOf } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const PIN_DIGITS_MIN = 4;
const PIN_DIGITS_MAX = 8;

/** The locked till: the time, who is asked, and a pad in the order of a reader's PIN pad. */
export function LockScreen(props: { readonly context: PageContext; readonly nowMs: number }): ReactNode {
  const { call, texts, snapshot, languageTag, sentenceFor } = props.context;
  const [pin, setPin] = useState('');
  const unlock = useErrand();
  const tooShort = pin.length < PIN_DIGITS_MIN;
  const press = (digit: string): void => {
    setPin((before) => (before.length < PIN_DIGITS_MAX ? before + digit : before));
  };
  const submit = (): void => {
    if (tooShort || unlock.busy) return;
    unlock.run(() => call('app.unlock', { pin }));
    setPin('');
  };
  // By the page's keyboard, which keeps scanned digits away from the PIN.
  useKeyboard({
    onText: (text) => {
      for (const character of text) if (/^\d$/u.test(character)) press(character);
      return true;
    },
    onKey: ({ key }) => {
      if (key === 'Backspace') setPin((before) => before.slice(0, -1));
      else if (key === 'Enter') submit();
      else return false;
      return true;
    },
    onScan: () => true,
  });
  const name = snapshot.cashier?.name ?? '';
  return (
    <main className="main">
      <div className="lock">
        <div className="lock__left">
          <header className="row row--3">
            <span className="cell2">
              <b>{snapshot.store?.name ?? 'FlexotiumPOS'}</b>
              <small>{snapshot.store?.register ?? ''}</small>
            </span>
          </header>
          <div>
            <p className="lock__time num">{timeOf(props.nowMs, languageTag)}</p>
            <p className="muted lock__day">
              {new Intl.DateTimeFormat(languageTag, {
                weekday: 'long',
                day: 'numeric',
                month: 'long',
              }).format(props.nowMs)}
            </p>
          </div>
          <p className="small muted row">
            <ShieldCheck className="i" aria-hidden />
            {texts.lock.staysOpen}
          </p>
        </div>
        <section className="card pinpad" aria-label={texts.settings.pin}>
          <h1 className="h-panel">{texts.lock.hello(name)}</h1>
          <p className="muted small">{texts.lock.enterPin}</p>
          <div className="pin pin--lg" role="img" aria-label={texts.lock.digits(pin.length)}>
            {Array.from({ length: Math.max(PIN_DIGITS_MIN, pin.length) }, (_, index) => (
              <i key={index} className={index < pin.length ? 'is-in' : undefined} />
            ))}
          </div>
          {unlock.error === null ? null : <Problem text={sentenceFor(unlock.error)} />}
          <div className="keypad pinpad__keys">
            {DIGITS.map((digit) => (
              <button
                key={digit}
                type="button"
                className="key"
                onClick={() => {
                  press(digit);
                }}
              >
                {digit}
              </button>
            ))}
            <button
              type="button"
              className="key key--soft"
              aria-label={texts.lock.delete}
              onClick={() => {
                setPin((before) => before.slice(0, -1));
              }}
            >
              <Delete className="i" aria-hidden />
            </button>
            <button
              type="button"
              className="key"
              onClick={() => {
                press('0');
              }}
            >
              0
            </button>
            <button
              type="button"
              className="key key--soft"
              disabled={tooShort || unlock.busy}
              onClick={submit}
            >
              {texts.lock.open}
            </button>
          </div>
        </section>
      </div>
    </main>
  );
}
