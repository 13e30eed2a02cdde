import { UserRound } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { EmptyState } from '../../components/index.ts';
import { useShortcut } from '../../keyboard/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { CustomerDialog } from './CustomerDialog.tsx';
import { CustomerPanel } from './CustomerPanel.tsx';
import { CustomerSearch } from './CustomerSearch.tsx';

/** The shop's customers: found on the left, with what they bought on the right. */
export function CustomersScreen(props: {
  readonly context: PageContext;
  readonly start: string | null;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const { context } = props;
  const says = useTexts().customers;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(props.start);
  const [changes, setChanges] = useState(0);
  const [isAdding, setAdding] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const mayEdit = context.snapshot.cashier?.denied.includes('customers.edit') !== true;
  useShortcut('search', () => field.current?.focus());
  const show = (customerId: string): void => {
    setChosen(customerId);
    setChanges((count) => count + 1);
  };
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <div className="cell2 grow">
            <h1 className="h-title">{says.title}</h1>
          </div>
        </header>
        <div className="customers">
          <section className="card customers__list">
            <CustomerSearch
              context={context}
              text={text}
              onText={setText}
              field={field}
              chosen={chosen}
              changes={changes}
              onChoose={setChosen}
              onAdd={mayEdit ? () => setAdding(true) : null}
            />
          </section>
          {chosen === null ? (
            <section className="card customers__detail">
              <EmptyState icon={UserRound} title={says.title}>
                {says.pick}
              </EmptyState>
            </section>
          ) : (
            <CustomerPanel
              key={chosen}
              context={context}
              customerId={chosen}
              onChanged={() => setChanges((count) => count + 1)}
              onShow={show}
              onOpenSale={props.onOpenSale}
            />
          )}
        </div>
      </div>
      {isAdding ? (
        <CustomerDialog
          context={context}
          customer={null}
          typed={text.trim()}
          onSaved={(customerId) => {
            setAdding(false);
            show(customerId);
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </main>
  );
}
