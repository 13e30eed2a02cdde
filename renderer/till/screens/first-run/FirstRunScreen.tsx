import {
  ArrowRight,
  Check,
  CircleDot,
  CornerDownLeft,
  GraduationCap,
  Landmark,
  SmartphoneNfc,
  Wifi,
  Nfc,
} from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { listCurrencyCodes } from '../../../../shared/domain/money/index.ts';
import { LOCALES, localeFacts } from '../../../../shared/domain/locale/index.ts';
import type { PageContext } from '../page-context.ts';
import { Field, Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';

/** The first thing anybody sees: training at once, or one's own Stripe account. */
export function FirstRunScreen(props: { readonly context: PageContext }): ReactNode {
  const { call, texts, snapshot, sentenceFor } = props.context;
  const [connecting, setConnecting] = useState(false);
  const training = useErrand();
  const language = useErrand();
  return (
    <main className="main">
      <div className="first">
        <header className="first__top">
          <span className="first__logo">
            <Mark />
          </span>
          <b>FlexotiumPOS Terminal</b>
          <span className="grow" />
          {LOCALES.map((locale) => (
            <button
              key={locale}
              type="button"
              lang={locale}
              className={`chip ${snapshot.locale === locale ? 'is-on' : ''}`}
              aria-pressed={snapshot.locale === locale}
              onClick={() => {
                language.run(() => call('app.setLocale', { locale }));
              }}
            >
              {localeFacts(locale).name}
            </button>
          ))}
        </header>
        <div className="first__title">
          <h1>{texts.firstRun.title}</h1>
          <p className="muted">{texts.firstRun.text}</p>
        </div>
        {training.error === null ? null : <Problem text={sentenceFor(training.error)} />}
        <div className="first__cards">
          <TrainingChoice
            context={props.context}
            busy={training.busy}
            onStart={() => {
              training.run(() => call('app.startTraining', {}));
            }}
          />
          {connecting ? (
            <ConnectForm
              context={props.context}
              onBack={() => {
                setConnecting(false);
              }}
            />
          ) : (
            <ConnectChoice
              context={props.context}
              onConnect={() => {
                setConnecting(true);
              }}
            />
          )}
        </div>
      </div>
    </main>
  );
}

function TrainingChoice(props: {
  readonly context: PageContext;
  readonly busy: boolean;
  readonly onStart: () => void;
}): ReactNode {
  const says = props.context.texts.firstRun;
  return (
    <section className="card choice">
      <div className="choice__pic choice__pic--training" aria-hidden>
        <div className="reader reader--small">
          <div className="reader__screen">
            <div className="reader__bar">
              <span>9:41</span>
              <Wifi className="i" />
            </div>
            <div className="reader__main">
              <span className="reader__amount">€8.40</span>
              <Nfc className="i" />
              <span className="reader__say">{says.prompt}</span>
            </div>
          </div>
        </div>
        <span className="choice__ghost choice__ghost--a">{says.approved}</span>
        <span className="choice__ghost choice__ghost--b">{says.declined}</span>
      </div>
      <div className="choice__body">
        <h2 className="h-panel row">
          {says.training}
          <span className="badge badge--training">
            <GraduationCap className="i" aria-hidden />
            {says.noSignUp}
          </span>
        </h2>
        <ul className="choice__list">
          {says.trainingPoints.map((point) => (
            <li key={point}>
              <Check className="i ink-success" aria-hidden />
              <span>{point}</span>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="btn btn--primary btn--tender btn--block charge"
          disabled={props.busy}
          autoFocus
          onClick={props.onStart}
        >
          <span>{props.busy ? says.preparing : says.startTraining}</span>
          <kbd className="kbd">
            <CornerDownLeft className="i" aria-hidden />
            <span className="sr">Enter</span>
          </kbd>
        </button>
      </div>
    </section>
  );
}

function ConnectChoice(props: { readonly context: PageContext; readonly onConnect: () => void }): ReactNode {
  const says = props.context.texts.firstRun;
  return (
    <section className="card choice">
      <div className="choice__pic choice__pic--stripe" aria-hidden>
        <span className="node">
          <SmartphoneNfc className="i i--lg" />
          <small>{says.reader}</small>
        </span>
        <i className="wire" />
        <span className="node node--main">
          <Mark />
          <small>{says.thisTill}</small>
        </span>
        <i className="wire" />
        <span className="node">
          <Landmark className="i i--lg" />
          <small>Stripe</small>
        </span>
      </div>
      <div className="choice__body">
        <h2 className="h-panel row">
          {says.connect}
          <span className="badge badge--plain">{says.tenMinutes}</span>
        </h2>
        <ul className="choice__list">
          {says.connectPoints.map((point) => (
            <li key={point}>
              <CircleDot className="i ink-accent" aria-hidden />
              <span>{point}</span>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="btn btn--secondary btn--tender btn--block charge"
          onClick={props.onConnect}
        >
          <span>{says.connect}</span>
          <ArrowRight className="i" aria-hidden />
        </button>
      </div>
    </section>
  );
}

function ConnectForm(props: { readonly context: PageContext; readonly onBack: () => void }): ReactNode {
  const { call, texts, sentenceFor } = props.context;
  const says = texts.firstRun;
  const [storeName, setStoreName] = useState('');
  const [register, setRegister] = useState(says.registerDefault);
  const [currency, setCurrency] = useState('EUR');
  const errand = useErrand();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    errand.run(() => call('app.startConnecting', { storeName, register, currency }));
  };
  return (
    <form className="card choice choice--form" onSubmit={submit}>
      <div className="choice__body">
        <h2 className="h-panel">{says.connect}</h2>
        <Field id="shop-name" label={says.shopName} value={storeName} onChange={setStoreName} />
        <Field id="register-name" label={says.register} value={register} onChange={setRegister} />
        <div className="field">
          <label className="field__label" htmlFor="currency">
            {says.currency}
          </label>
          <div className="control">
            <select
              id="currency"
              value={currency}
              onChange={(event) => {
                setCurrency(event.target.value);
              }}
            >
              {listCurrencyCodes().map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </select>
          </div>
          <span className="field__hint">{says.currencyHint}</span>
        </div>
        {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
        <div className="row">
          <button type="button" className="btn btn--secondary" onClick={props.onBack}>
            {says.back}
          </button>
          <button
            type="submit"
            className="btn btn--primary grow"
            disabled={errand.busy || storeName.trim() === '' || register.trim() === ''}
          >
            {says.continue}
          </button>
        </div>
      </div>
    </form>
  );
}

function Mark(): ReactNode {
  return (
    <svg viewBox="0 0 40 40" role="img" aria-label="FlexotiumPOS">
      <rect className="mark__ground" width="40" height="40" rx="11" />
      <g className="mark__sign">
        <rect x="11" y="10" width="18" height="4.6" rx="2.3" />
        <rect x="11" y="17.7" width="12.5" height="4.6" rx="2.3" />
        <rect x="11" y="10" width="4.6" height="20" rx="2.3" />
        <circle cx="26.2" cy="27.2" r="3.4" />
      </g>
    </svg>
  );
}
