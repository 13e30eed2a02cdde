import { useState, type FormEvent, type ReactNode } from 'react';
import { ApprovalDialog } from '../../components/index.ts';
import { Field } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import type { StripeCardProps } from './StripePage.tsx';

/** Adds a reader by the code on its screen. A manager answers for it: customers will hold their cards to it. */
export function RegisterReader({ context, onSaved }: StripeCardProps): ReactNode {
  const { call, texts } = context;
  const says = texts.settings;
  const [registrationCode, setRegistrationCode] = useState('');
  const [label, setLabel] = useState('');
  const [isAsking, setAsking] = useState(false);
  const errand = useErrand();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsking(true);
  };
  return (
    <>
      <form className="card__body stack settings__stack" onSubmit={submit}>
        <Field
          id="registration-code"
          label={says.registrationCode}
          value={registrationCode}
          onChange={setRegistrationCode}
          mono
          hint={says.registrationHint}
        />
        <Field id="reader-label" label={says.readerLabel} value={label} onChange={setLabel} />
        <button
          type="submit"
          className="btn btn--secondary"
          disabled={errand.busy || registrationCode === '' || label === ''}
        >
          {says.register_}
        </button>
      </form>
      {isAsking ? (
        <ApprovalDialog
          title={says.registerAsk.title(label)}
          text={says.registerAsk.text}
          confirm={says.register_}
          reasons={says.registerAsk.reasons}
          busy={errand.busy}
          error={errand.error}
          onApprove={(approval) => {
            errand.run(() => call('readers.register', { registrationCode, label, approval }), onSaved);
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </>
  );
}
