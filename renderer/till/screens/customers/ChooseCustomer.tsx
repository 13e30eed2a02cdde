import { useRef, useState, type ReactNode } from 'react';
import { Button, Dialog } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { CustomerDialog } from './CustomerDialog.tsx';
import { CustomerSearch } from './CustomerSearch.tsx';

/** Says who a sale is for: somebody who is found, somebody new, or nobody in particular. */
export function ChooseCustomer(props: {
  readonly context: PageContext;
  readonly saleId: string;
  readonly customerId: string | null;
  readonly onClose: () => void;
}): ReactNode {
  const { context, saleId } = props;
  const says = useTexts().customers;
  const [text, setText] = useState('');
  const [isAdding, setAdding] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const errand = useErrand();
  const attach = (customerId: string | null): void =>
    errand.run(() => context.call('customers.attach', { saleId, customerId }), props.onClose);
  if (isAdding)
    return (
      <CustomerDialog
        context={context}
        customer={null}
        typed={text.trim()}
        onSaved={(customerId) => {
          setAdding(false);
          attach(customerId);
        }}
        onClose={() => setAdding(false)}
      />
    );
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      initialFocus={field}
      title={says.cart.chooseTitle}
      footer={
        <>
          {props.customerId === null ? null : (
            <Button size="sale" disabled={errand.busy} onClick={() => attach(null)}>
              {says.cart.remove}
            </Button>
          )}
          <Button size="sale" onClick={props.onClose}>
            {says.cancel}
          </Button>
        </>
      }
    >
      <CustomerSearch
        context={context}
        text={text}
        onText={setText}
        field={field}
        chosen={props.customerId}
        changes={0}
        onChoose={attach}
        onAdd={() => setAdding(true)}
      />
      {errand.error === null ? null : <Problem text={context.sentenceFor(errand.error)} />}
    </Dialog>
  );
}
