import { UserRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { TransactionDetail } from '../../../../shared/contract/index.ts';
import { Button } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { ChooseCustomer } from './ChooseCustomer.tsx';

/** Who a finished sale was for; it can be said afterwards too. */
export function CustomerOfSaleCard(props: {
  readonly context: PageContext;
  readonly sale: TransactionDetail;
}): ReactNode {
  const says = useTexts().customers;
  const { customer, saleId } = props.sale;
  const go = useTill((state) => state.go);
  const [isOpen, setOpen] = useState(false);
  const denied = props.context.snapshot.cashier?.denied ?? [];
  const name = customer === null ? says.nobody : customer.erased ? says.erased : customer.name;
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.ofSale}</h2>
        {denied.includes('customers.edit') ? null : (
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {customer === null ? says.chooseForSale : says.cart.change}
          </Button>
        )}
      </div>
      <div className="card__body row">
        <UserRound className="i" aria-hidden />
        {customer === null || denied.includes('customers.view') ? (
          <span className={customer === null ? 'faint' : undefined}>{name}</span>
        ) : (
          <button
            type="button"
            className="linkbutton"
            onClick={() => go({ name: 'customers', customerId: customer.customerId })}
          >
            {name}
          </button>
        )}
      </div>
      {isOpen ? (
        <ChooseCustomer
          context={props.context}
          saleId={saleId}
          customerId={customer?.customerId ?? null}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </section>
  );
}
