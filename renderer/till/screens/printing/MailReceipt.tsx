import { Mail } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ResponseOf } from '../../../../shared/contract/index.ts';
import { Button, Field } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { looksLikeAddress } from './mail-address.ts';

/** Sends the receipt to the address that the customer says. The address is gone with the dialog. */
export function MailReceipt(props: {
  readonly context: PageContext;
  readonly saleId: string;
  /** Where the customer agreed to get receipts, as a beginning. */
  readonly mailTo?: string | null;
}): ReactNode {
  const { call, sentenceFor } = props.context;
  const says = useTexts().mail;
  const [address, setAddress] = useState<string | null>(null);
  const [sent, setSent] = useState<ResponseOf<'mail.sendReceipt'>['sent'] | null>(null);
  const errand = useErrand();
  if (sent !== null)
    return (
      <p role="status" className="small">
        {says.sent[sent]}
      </p>
    );
  if (address === null)
    return (
      <Button icon={Mail} onClick={() => setAddress(props.mailTo ?? '')}>
        {says.send}
      </Button>
    );
  return (
    <form
      className="stack mailform"
      onSubmit={(event) => {
        event.preventDefault();
        if (!looksLikeAddress(address)) return;
        errand.run(
          () => call('mail.sendReceipt', { saleId: props.saleId, address }),
          (answer) => setSent(answer.sent),
        );
      }}
    >
      <Field
        label={says.address}
        type="email"
        value={address}
        maxLength={254}
        autoFocus
        onChange={(event) => setAddress(event.target.value.trim())}
      />
      {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
      <Button submits icon={Mail} disabled={errand.busy || !looksLikeAddress(address)}>
        {says.sendTo}
      </Button>
    </form>
  );
}
