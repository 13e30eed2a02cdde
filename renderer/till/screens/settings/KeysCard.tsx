import { Check, CircleCheck, TriangleAlert } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { StripeSettings } from '../../../../shared/contract/index.ts';
import { Field } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import type { StripeCardProps } from './StripePage.tsx';

/** Both keys. The secret one is write-only: its prefix and last four are all that ever comes back. */
export function KeysCard({ context, settings, onSaved }: StripeCardProps): ReactNode {
  const { texts } = context;
  const says = texts.settings;
  const [replacing, setReplacing] = useState(false);
  const training = settings.mode === 'training';
  const empty = settings.secretKey === null;
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.keys}</h2>
        {settings.account === null ? null : (
          <span className="badge badge--success">
            <CircleCheck className="i" aria-hidden />
            {settings.account.name ?? settings.account.accountId}
          </span>
        )}
      </div>
      {(replacing || empty) && !training ? (
        <KeysForm
          context={context}
          settings={settings}
          onSaved={(next) => {
            setReplacing(false);
            onSaved(next);
          }}
          onCancel={
            empty
              ? null
              : () => {
                  setReplacing(false);
                }
          }
        />
      ) : (
        <SavedKeys
          context={context}
          settings={settings}
          onReplace={
            training
              ? null
              : () => {
                  setReplacing(true);
                }
          }
        />
      )}
    </section>
  );
}

function SavedKeys({
  context,
  settings,
  onReplace,
}: {
  readonly context: StripeCardProps['context'];
  readonly settings: StripeSettings;
  readonly onReplace: (() => void) | null;
}): ReactNode {
  const { texts } = context;
  const says = texts.settings;
  const fits = settings.mode === 'live' ? says.liveKey : says.testKey;
  return (
    <div className="card__body stack settings__stack">
      <SavedValue label={says.publishableKey} value={settings.publishableKey ?? '\u2013'} hint={fits} good>
        {onReplace === null ? null : (
          <button type="button" className="btn btn--secondary" onClick={onReplace}>
            {texts.common.replace}
          </button>
        )}
      </SavedValue>
      <SavedValue
        label={says.secretKey}
        value={masked(settings.secretKey)}
        hint={`${settings.secretKeyKind === 'restricted' ? says.restricted : says.fullKey}. ${says.vault[settings.vault]}`}
        good={settings.secretKeyKind === 'restricted' || settings.mode === 'training'}
      >
        {onReplace === null ? null : (
          <button type="button" className="btn btn--secondary" onClick={onReplace}>
            {texts.common.replace}
          </button>
        )}
      </SavedValue>
      {settings.keysMatch === null ? null : (
        <span className="field__hint">
          {settings.keysMatch === 'verified' ? says.keysVerified : says.keysNotVerified}
        </span>
      )}
      {onReplace === null ? <p className="small faint">{says.trainingFixed}</p> : null}
    </div>
  );
}

export function SavedValue(props: {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly good?: boolean;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className="field">
      <span className="field__label">{props.label}</span>
      <div className="control control--read control--attached">
        <code className="grow clip">{props.value}</code>
        {props.children}
      </div>
      {props.hint === undefined ? null : (
        <span className="field__hint row">
          {props.good === true ? (
            <Check className="i ink-success" aria-hidden />
          ) : (
            <TriangleAlert className="i ink-warning" aria-hidden />
          )}
          {props.hint}
        </span>
      )}
    </div>
  );
}

export function masked(secret: StripeSettings['secretKey']): string {
  return secret === null ? '\u2013' : `${secret.prefix}${'\u2022'.repeat(12)}${secret.last4}`;
}

function KeysForm(props: {
  readonly context: StripeCardProps['context'];
  readonly settings: StripeSettings;
  readonly onSaved: (settings: StripeSettings) => void;
  readonly onCancel: (() => void) | null;
}): ReactNode {
  const { call, texts, sentenceFor } = props.context;
  const says = texts.settings;
  const [publishableKey, setPublishableKey] = useState(props.settings.publishableKey ?? '');
  const [secretKey, setSecretKey] = useState('');
  const errand = useErrand();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    errand.run(
      () => call('stripeSettings.saveKeys', { publishableKey, secretKey }),
      (next) => {
        // The typed secret leaves the page's memory as soon as main has it.
        setSecretKey('');
        props.onSaved(next);
      },
    );
  };
  const problem = errand.error === null ? null : sentenceFor(errand.error);
  const aboutPublishable =
    errand.error?.code === 'SETTINGS_KEY_MALFORMED' && errand.error.facts?.['field'] === 'publishableKey';
  return (
    <form className="card__body stack settings__stack" onSubmit={submit}>
      <Field
        id="publishable-key"
        label={says.publishableKey}
        value={publishableKey}
        onChange={setPublishableKey}
        mono
        placeholder="pk_test_…"
        error={aboutPublishable ? problem : null}
      />
      <Field
        id="secret-key"
        label={says.secretKey}
        value={secretKey}
        onChange={setSecretKey}
        secret
        mono
        placeholder="rk_test_…"
        hint={props.settings.secretKey === null ? says.secretHint : says.keepsOld}
        error={aboutPublishable ? null : problem}
      />
      <div className="row row--end">
        {props.onCancel === null ? null : (
          <button type="button" className="btn btn--secondary" onClick={props.onCancel}>
            {texts.common.cancel}
          </button>
        )}
        <button
          type="submit"
          className="btn btn--primary"
          disabled={
            errand.busy || publishableKey === '' || (secretKey === '' && props.settings.secretKey === null)
          }
        >
          {errand.busy ? texts.common.checking : texts.common.save}
        </button>
      </div>
    </form>
  );
}
