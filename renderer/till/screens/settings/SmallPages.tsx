import { useState, type FormEvent, type ReactNode } from 'react';
import { LOCALES, localeFacts } from '../../../../shared/domain/locale/index.ts';
import type { PageContext } from '../page-context.ts';
import { Field, Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';

type Props = { readonly context: PageContext };

export function ShopPage({ context }: Props): ReactNode {
  const { call, texts, snapshot } = context;
  const says = texts.settings;
  const language = useErrand();
  return (
    <>
      <PageHead title={says.shop} />
      <section className="card">
        <div className="card__body stack">
          <dl className="kv">
            <dt>{says.shopName}</dt>
            <dd>{snapshot.store?.name ?? '\u2013'}</dd>
            <dt>{says.register}</dt>
            <dd>{snapshot.store?.register ?? '\u2013'}</dd>
            <dt>{says.currency}</dt>
            <dd>{snapshot.store?.currency ?? '\u2013'}</dd>
          </dl>
          <div className="field" role="group" aria-label={says.language}>
            <span className="field__label">{says.language}</span>
            <div className="row">
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
            </div>
          </div>
        </div>
      </section>
    </>
  );
}

export function SecurityPage({ context }: Props): ReactNode {
  const { call, texts, snapshot, sentenceFor } = context;
  const says = texts.settings;
  const hasPin = snapshot.cashier?.hasPin === true;
  const [currentPin, setCurrentPin] = useState('');
  const [newPin, setNewPin] = useState('');
  const errand = useErrand();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    errand.run(
      () => call('app.setPin', { currentPin: hasPin ? currentPin : null, newPin }),
      () => {
        setCurrentPin('');
        setNewPin('');
      },
    );
  };
  const complete = /^\d{4,8}$/u.test(newPin) && (!hasPin || /^\d{4,8}$/u.test(currentPin));
  return (
    <>
      <PageHead title={says.security} />
      <form className="card" onSubmit={submit}>
        <div className="card__body stack settings__form">
          <p className="muted">{hasPin ? says.pinSet : says.pinNone}</p>
          {hasPin ? (
            <Field
              id="current-pin"
              label={says.currentPin}
              value={currentPin}
              onChange={setCurrentPin}
              secret
              inputMode="numeric"
            />
          ) : null}
          <Field
            id="new-pin"
            label={says.newPin}
            value={newPin}
            onChange={setNewPin}
            secret
            inputMode="numeric"
          />
          {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
          <button type="submit" className="btn btn--primary" disabled={!complete || errand.busy}>
            {hasPin ? says.changePin : says.setPin}
          </button>
        </div>
      </form>
    </>
  );
}

export function AboutPage({ context }: Props): ReactNode {
  const { texts, snapshot } = context;
  return (
    <>
      <PageHead title={texts.settings.about} />
      <section className="card">
        <div className="card__body">
          <dl className="kv">
            <dt>FlexotiumPOS Terminal</dt>
            <dd className="num">{`${texts.settings.version} ${snapshot.version}`}</dd>
          </dl>
        </div>
      </section>
    </>
  );
}

export function PageHead(props: { readonly title: string; readonly children?: ReactNode }): ReactNode {
  return (
    <header className="page__head">
      <div className="cell2 grow">
        <h1 className="h-title">{props.title}</h1>
      </div>
      {props.children}
    </header>
  );
}
