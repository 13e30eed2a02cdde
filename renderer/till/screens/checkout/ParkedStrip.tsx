import { CirclePause } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ParkedSale } from '../../../../shared/contract/views/sale.ts';
import { Icon, KeyHint, Money } from '../../components/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** The carts that wait, always in sight: one press takes one up, and parks what stood in its place. */
export function ParkedStrip(props: { readonly sales: readonly ParkedSale[] }) {
  const texts = useTexts().checkout;
  const ask = useTill((state) => state.ask);
  if (props.sales.length === 0) return null;
  return (
    <div className="parkedstrip" role="group" aria-label={texts.parked}>
      {props.sales.map((sale, index) => {
        const name = sale.label ?? texts.saleNumber(sale.number);
        const amount = { amountMinor: sale.totalMinor, currency: sale.currency };
        return (
          <button
            key={sale.saleId}
            type="button"
            className="parked"
            onClick={() => void ask('sale.recall', { saleId: sale.saleId })}
          >
            <Icon of={CirclePause} />
            <span className="cell2 grow">
              <span className="parked__name clip">{name}</span>
              <span className="parked__meta">
                {texts.lines(sale.itemCount)} · <Money {...amount} />
              </span>
            </span>
            {index === 0 ? <KeyHint of="recall" /> : null}
            <span className="sr">{texts.callBack}</span>
          </button>
        );
      })}
    </div>
  );
}

/** The parked carts, asked for anew whenever main says that they changed. */
export function useParked(): readonly ParkedSale[] {
  const { count, revision } = useSnapshot().parked;
  const ask = useTill((state) => state.ask);
  const [sales, setSales] = useState<readonly ParkedSale[]>([]);
  useEffect(() => {
    let isCurrent = true;
    if (count === 0) setSales([]);
    else
      void ask('sale.listParked', {}, { quiet: true }).then((answer) => {
        if (isCurrent && answer.ok) setSales(answer.value.sales);
      });
    return () => {
      isCurrent = false;
    };
  }, [count, revision, ask]);
  return sales;
}
