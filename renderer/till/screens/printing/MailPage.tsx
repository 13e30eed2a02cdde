import { useState, type FormEvent, type ReactNode } from 'react';
import type { MailSettings } from '../../../../shared/contract/views/mail.ts';
import { Button, Field, Segments, Switch } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { PageHead } from '../settings/SmallPages.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { looksLikeAddress } from './mail-address.ts';

const PORTS = { starttls: 587, tls: 465 } as const;

/** The shop's own mail server, tried before customers need it. */
export function MailPage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, texts } = props.context;
  const says = useTexts().mail;
  const saved = useAnswer('mail-settings', () => call('mail.getSettings', {}));
  return (
    <>
      <PageHead title={says.title} />
      {saved.error === null ? null : (
        <Problem text={sentenceFor(saved.error)} action={{ label: texts.common.tryAgain, run: saved.ask }} />
      )}
      {saved.value === null ? (
        saved.error === null ? (
          <SkeletonRows count={5} label={texts.common.checking} />
        ) : null
      ) : (
        <MailForm
          context={props.context}
          saved={saved.value.settings}
          hasPassword={saved.value.hasPassword}
        />
      )}
    </>
  );
}

function MailForm(props: {
  readonly context: PageContext;
  readonly saved: MailSettings;
  readonly hasPassword: boolean;
}): ReactNode {
  const { call, sentenceFor } = props.context;
  const says = useTexts().mail;
  const [draft, setDraft] = useState(props.saved);
  const [password, setPassword] = useState('');
  const [isSaved, setSaved] = useState(false);
  const saving = useErrand();
  const change = (changes: Partial<MailSettings>): void => {
    setDraft({ ...draft, ...changes });
    setSaved(false);
  };
  const byServer = draft.on && draft.way === 'smtp';
  const complete = !byServer || (draft.host !== '' && looksLikeAddress(draft.from) && draft.port > 0);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!complete) return;
    const settings = { ...draft, port: draft.port === 0 ? PORTS[draft.security] : draft.port };
    saving.run(
      () => call('mail.saveSettings', { settings, password }),
      () => {
        setPassword('');
        setSaved(true);
      },
    );
  };
  return (
    <>
      <form className="card" onSubmit={save}>
        <div className="card__body stack settings__form">
          <Switch label={says.on} hint={says.onHint} on={draft.on} onChange={(on) => change({ on })} />
          {draft.on ? (
            <div className="field">
              <span className="field__label">{says.way}</span>
              <Segments
                label={says.way}
                value={draft.way}
                segments={(['smtp', 'stripe'] as const).map((value) => ({ value, label: says.ways[value] }))}
                onChoose={(way) => change({ way })}
              />
              <span className="field__hint">{says.wayText[draft.way]}</span>
            </div>
          ) : null}
          {byServer ? (
            <ServerFields
              draft={draft}
              password={password}
              hasPassword={props.hasPassword}
              onChange={change}
              onPassword={(typed) => {
                setPassword(typed);
                setSaved(false);
              }}
            />
          ) : null}
          {saving.error === null ? null : <Problem text={sentenceFor(saving.error)} />}
          <Button kind="primary" submits disabled={!complete || saving.busy}>
            {isSaved ? says.saved : says.save}
          </Button>
        </div>
      </form>
      {byServer ? <TestMail context={props.context} canSend={isSaved || draft === props.saved} /> : null}
    </>
  );
}

function ServerFields(props: {
  readonly draft: MailSettings;
  readonly password: string;
  readonly hasPassword: boolean;
  readonly onChange: (changes: Partial<MailSettings>) => void;
  readonly onPassword: (password: string) => void;
}): ReactNode {
  const says = useTexts().mail;
  const { draft, onChange } = props;
  return (
    <>
      <Field
        label={says.host}
        hint={says.hostHint}
        value={draft.host}
        maxLength={253}
        onChange={(event) => onChange({ host: event.target.value.trim() })}
      />
      <div className="field">
        <span className="field__label">{says.security}</span>
        <Segments
          label={says.security}
          value={draft.security}
          segments={(['starttls', 'tls'] as const).map((value) => ({
            value,
            label: says.securities[value],
          }))}
          onChoose={(security) => onChange({ security, port: PORTS[security] })}
        />
      </div>
      <Field
        label={says.port}
        value={draft.port === 0 ? '' : String(draft.port)}
        inputMode="numeric"
        maxLength={5}
        onChange={(event) => onChange({ port: Number(event.target.value.replaceAll(/\D/gu, '')) })}
      />
      <Field
        label={says.username}
        value={draft.username}
        maxLength={254}
        onChange={(event) => onChange({ username: event.target.value.trim() })}
      />
      <Field
        label={says.password}
        hint={props.hasPassword ? says.passwordKept : says.passwordHint}
        type="password"
        value={props.password}
        maxLength={512}
        onChange={(event) => props.onPassword(event.target.value)}
      />
      <Field
        label={says.from}
        hint={says.fromHint}
        type="email"
        value={draft.from}
        maxLength={254}
        onChange={(event) => onChange({ from: event.target.value.trim() })}
      />
    </>
  );
}

function TestMail(props: { readonly context: PageContext; readonly canSend: boolean }): ReactNode {
  const { call, sentenceFor } = props.context;
  const says = useTexts().mail;
  const [address, setAddress] = useState('');
  const [isSent, setSent] = useState(false);
  const errand = useErrand();
  return (
    <section className="card">
      <div className="card__body stack settings__form">
        <Field
          label={says.testTo}
          type="email"
          value={address}
          maxLength={254}
          onChange={(event) => setAddress(event.target.value.trim())}
        />
        {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
        <p role="status" className="small">
          {isSent ? says.tested : ''}
        </p>
        <Button
          disabled={!props.canSend || errand.busy || !looksLikeAddress(address)}
          onClick={() => {
            setSent(false);
            errand.run(
              () => call('mail.sendTest', { address }),
              () => setSent(true),
            );
          }}
        >
          {says.test}
        </Button>
      </div>
    </section>
  );
}
