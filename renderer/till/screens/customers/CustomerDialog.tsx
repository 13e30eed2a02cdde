import { useState, type ReactNode } from 'react';
import type { CustomerDetail, CustomerRow, CustomerSaid } from '../../../../shared/contract/index.ts';
import { Button, Dialog, Field, Switch } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { looksLikeAddress } from '../printing/mail-address.ts';
import { useErrand } from '../use-answer.ts';
import { CustomerButton } from './CustomerButton.tsx';

/** Adds a customer or changes one. Who looks known already is shown before anything is saved. */
export function CustomerDialog(props: {
  readonly context: PageContext;
  /** Null adds one. */
  readonly customer: CustomerDetail | null;
  /** What was searched for, as a beginning. */
  readonly typed?: string;
  readonly onSaved: (customerId: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { context, customer } = props;
  const says = useTexts().customers;
  const [said, setSaid] = useState<CustomerSaid>(() => beginning(customer, props.typed ?? ''));
  const [alike, setAlike] = useState<readonly CustomerRow[]>([]);
  const errand = useErrand();
  const change = (changes: Partial<CustomerSaid>): void => {
    setSaid((before) => ({ ...before, ...changes }));
    setAlike([]);
  };
  const mail = said.mail.trim();
  const isMailWrong = mail !== '' && !looksLikeAddress(mail);
  const isEmpty = `${said.name}${mail}${said.phone}`.trim() === '';
  const save = (evenIfKnown: boolean): void => {
    if (isMailWrong || isEmpty || errand.busy) return;
    const request = { ...said, mail, mailConsent: said.mailConsent && mail !== '' };
    errand.run(
      () =>
        context.call('customers.save', {
          customerId: customer?.customerId ?? null,
          said: request,
          evenIfKnown,
        }),
      (saved) => {
        if (saved.customerId === null) setAlike(saved.alike);
        else props.onSaved(saved.customerId);
      },
    );
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      onEnter={() => save(false)}
      title={customer === null ? says.newTitle : says.editTitle}
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {says.cancel}
          </Button>
          <Button
            kind="primary"
            size="sale"
            disabled={isMailWrong || isEmpty || errand.busy}
            onClick={() => save(alike.length > 0)}
          >
            {alike.length > 0 ? says.saveAnyway : says.save}
          </Button>
        </>
      }
    >
      <SaidFields said={said} isMailWrong={isMailWrong} isEmpty={isEmpty} onChange={change} />
      <Alike rows={alike} onUse={props.onSaved} />
      {errand.error === null ? null : <Problem text={context.sentenceFor(errand.error)} />}
    </Dialog>
  );
}

function SaidFields(props: {
  readonly said: CustomerSaid;
  readonly isMailWrong: boolean;
  readonly isEmpty: boolean;
  readonly onChange: (changes: Partial<CustomerSaid>) => void;
}): ReactNode {
  const says = useTexts().customers;
  const { said, onChange: change } = props;
  return (
    <div className="customerform">
      <Field
        label={says.name}
        value={said.name}
        maxLength={120}
        autoFocus
        hint={props.isEmpty ? says.sayOne : undefined}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Field
        label={says.mail}
        type="email"
        value={said.mail}
        maxLength={254}
        error={props.isMailWrong ? says.mailWrong : undefined}
        onChange={({ target }) => change({ mail: target.value })}
      />
      <Field
        label={says.phone}
        type="tel"
        value={said.phone}
        maxLength={120}
        onChange={({ target }) => change({ phone: target.value })}
      />
      <Field
        label={says.note}
        value={said.note}
        maxLength={500}
        onChange={({ target }) => change({ note: target.value })}
      />
      {said.mail.trim() === '' ? null : (
        <Switch
          label={says.consentAsk}
          on={said.mailConsent}
          onChange={(mailConsent) => change({ mailConsent })}
        />
      )}
    </div>
  );
}

/** Those who may be the same person. */
function Alike(props: {
  readonly rows: readonly CustomerRow[];
  readonly onUse: (customerId: string) => void;
}): ReactNode {
  const says = useTexts().customers;
  if (props.rows.length === 0) return null;
  return (
    <div className="stack" role="alert">
      <p className="strong">{says.alikeTitle}</p>
      <p className="small muted">{says.alikeText}</p>
      <ul className="customerlist">
        {props.rows.map((row) => (
          <li key={row.customerId}>
            <CustomerButton
              row={row}
              label={says.use}
              isChosen={false}
              onPress={() => props.onUse(row.customerId)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What was typed into the search is a mail address, a phone number, or else a name. */
function beginning(customer: CustomerDetail | null, typed: string): CustomerSaid {
  if (customer !== null) {
    const { name, mail, phone, note, mailConsent } = customer;
    return { name, mail, phone, note, mailConsent };
  }
  const isMail = typed.includes('@');
  const isPhone = !isMail && /^[\d\s()+/-]{5,}$/u.test(typed);
  return {
    name: isMail || isPhone ? '' : typed,
    mail: isMail ? typed : '',
    phone: isPhone ? typed : '',
    note: '',
    mailConsent: false,
  };
}
