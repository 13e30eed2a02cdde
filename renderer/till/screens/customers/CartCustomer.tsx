import { UserRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { SaleView } from '../../../../shared/contract/index.ts';
import { Icon, KeyHint } from '../../components/index.ts';
import { useShortcut } from '../../keyboard/index.ts';
import { useSnapshot } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { usePageContext } from '../use-page-context.ts';
import { ChooseCustomer } from './ChooseCustomer.tsx';

/** Who the cart is for, as one line above its lines; a press chooses somebody. */
export function CartCustomer({ sale }: { readonly sale: SaleView }): ReactNode {
  const says = useTexts().customers;
  const context = usePageContext();
  const { customer, cashier } = useSnapshot();
  const [isOpen, setOpen] = useState(false);
  const may = cashier?.denied.includes('customers.edit') !== true;
  useShortcut('customer', may ? () => setOpen(true) : null);
  if (!may && customer === null) return null;
  return (
    <>
      <button type="button" className="cart__customer" disabled={!may} onClick={() => setOpen(true)}>
        <Icon of={UserRound} />
        <span className="clip grow">
          {customer === null ? says.cart.choose : customer.erased ? says.erased : customer.name}
        </span>
        <KeyHint of="customer" />
      </button>
      {isOpen ? (
        <ChooseCustomer
          context={context}
          saleId={sale.saleId}
          customerId={customer?.customerId ?? null}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
