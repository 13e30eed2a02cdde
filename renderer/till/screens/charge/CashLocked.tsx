import { CreditCard } from 'lucide-react';
import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import { Banner } from '../../components/index.ts';
import { sayError } from '../../text/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** Why cash is refused: a card tender of this sale could still charge. */
export function CashLocked(props: { readonly charge: ChargeView }) {
  const texts = useTexts();
  const state = props.charge.cardPanel?.state;
  const says = texts.charge.cashLocked;
  const isDoubt = state === 'in-doubt' || state === 'checking';
  const underWay = sayError({ code: 'PAYMENT_CARD_UNDER_WAY' }, texts);
  const words = isDoubt
    ? says.doubt
    : state === 'cancelling' || state === 'suspected-twin' || state === 'not-asked'
      ? says[state]
      : { title: underWay.title, text: `${underWay.happened} ${underWay.todo}` };
  return (
    <Banner tone={isDoubt ? 'doubt' : 'info'} icon={CreditCard} title={words.title} announce="assertive">
      {words.text}
    </Banner>
  );
}
