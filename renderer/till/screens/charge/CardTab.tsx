import { CreditCard } from 'lucide-react';
import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import { EmptyState, joinClasses } from '../../components/index.ts';
import { useSnapshot } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { CardsWait } from '../lines/index.ts';
import { CardPanel } from './CardPanel.tsx';
import { TipChoices } from './TipChoices.tsx';
import { VirtualReaderPanel } from './VirtualReaderPanel.tsx';

/** Card: the panel of the running tender, and in training the virtual reader beside it. */
export function CardTab(props: { readonly charge: ChargeView }) {
  const { charge: texts, legs } = useTexts();
  const { mode } = useSnapshot();
  const { charge } = props;
  const isTraining = mode === 'training';
  if (charge.cardPanel === null && !charge.cardAllowed) return <CardsWait />;
  return (
    <div className={joinClasses('tender__card', !isTraining && 'tender__card--alone')}>
      {charge.cardPanel === null ? (
        <section className="cardpay cardpay--start">
          <EmptyState icon={CreditCard} title={texts.cardStart.title}>
            {charge.tips.where === 'reader' ? legs.tipInReader : texts.cardStart.text}
          </EmptyState>
          <TipChoices charge={charge} />
        </section>
      ) : (
        <CardPanel panel={charge.cardPanel} currency={charge.currency} />
      )}
      {isTraining ? <VirtualReaderPanel /> : null}
    </div>
  );
}
