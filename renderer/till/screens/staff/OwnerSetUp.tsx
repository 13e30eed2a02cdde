import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Field } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';

/** The first step of a till that is everybody's: a name and a PIN for its owner. */
export function OwnerSetUp(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor } = props.context;
  const says = useTexts().people.pages.staff;
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const errand = useErrand();
  const ready = name.trim() !== '' && /^\d{4,8}$/u.test(pin) && !errand.busy;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) errand.run(() => call('staff.setUpOwner', { name: name.trim(), pin }));
  };
  return (
    <form className="card" onSubmit={submit}>
      <div className="card__body stack settings__form">
        <h2 className="h-card">{says.ownerTitle}</h2>
        <p className="muted">{says.ownerText}</p>
        <Field
          label={says.name}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <PinField label={says.pin} pin={pin} onPin={setPin} />
        {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
        <Button kind="primary" submits disabled={!ready}>
          {says.ownerConfirm}
        </Button>
      </div>
    </form>
  );
}

/** Four to eight digits that nobody reads over a shoulder. */
export function PinField(props: {
  readonly label: string;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
}): ReactNode {
  return (
    <Field
      label={props.label}
      type="password"
      inputMode="numeric"
      maxLength={8}
      value={props.pin}
      onChange={(event) => props.onPin(event.target.value.replaceAll(/\D/gu, ''))}
    />
  );
}
