import {
  CreditCard,
  GraduationCap,
  Hand,
  MoveRight,
  Nfc,
  Power,
  Smartphone,
  type LucideIcon,
} from 'lucide-react';
import { useEffect } from 'react';
import type { PresentMethod } from '../../../../shared/contract/views/virtual-reader.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { Badge, BrandMark, Button, Reader, Select, type Choice } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { formatClock } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { sayBehaviour } from './card-behaviour.ts';

const METHODS: readonly { readonly method: PresentMethod; readonly icon: LucideIcon }[] = [
  { method: 'tap', icon: Nfc },
  { method: 'insert', icon: CreditCard },
  { method: 'swipe', icon: MoveRight },
  { method: 'apple-pay', icon: Smartphone },
];

/** The customer's side in training: what the reader shows, the cards to hold to it, and its cancel key. */
export function VirtualReaderPanel() {
  const texts = useTexts().charge.virtualReader;
  const locale = useFormatLocale();
  const nowMs = useNowMs(1_000);
  const reader = useTill((state) => state.virtualReader);
  const load = useTill((state) => state.loadVirtualReader);
  const present = useTill((state) => state.present);
  const cancel = useTill((state) => state.cancelByCustomer);
  const setPower = useTill((state) => state.setReaderPower);
  useEffect(() => {
    void load();
  }, [load]);
  const face = reader ?? { on: true, screen: 'idle', amountMinor: null, currency: null, cart: null };
  const takesCard = face.on && face.screen === 'present-card';
  const canCancel = face.on && ['present-card', 'card-inserted', 'enter-pin'].includes(face.screen);
  return (
    <section className="vreader card" aria-label={texts.title}>
      <div className="vreader__head">
        <b className="grow clip">{texts.title}</b>
        <Badge tone="training" icon={GraduationCap}>
          {texts.training}
        </Badge>
      </div>
      <div className="vreader__device">
        <Reader face={face} corner={formatClock(nowMs, locale)} />
      </div>
      <div className="vreader__keys">
        <CardInHand />
        {face.on ? (
          <div className="vreader__ways" role="group" aria-label={texts.hold}>
            {METHODS.map(({ method, icon }) => (
              <Button
                key={method}
                kind={method === 'tap' && takesCard ? 'soft' : 'secondary'}
                size="sale"
                stacked
                icon={icon}
                className={method === 'apple-pay' ? 'vreader__half' : 'vreader__third'}
                disabled={!takesCard}
                onClick={() => void present(method)}
              >
                {texts.methods[method]}
              </Button>
            ))}
            <Button
              size="sale"
              stacked
              icon={Hand}
              className="vreader__half"
              disabled={!canCancel}
              onClick={() => void cancel()}
            >
              {texts.cancelByCustomer}
            </Button>
          </div>
        ) : (
          <Button size="sale" icon={Power} block onClick={() => void setPower(true)}>
            {texts.switchOn}
          </Button>
        )}
      </div>
    </section>
  );
}

function CardInHand() {
  const texts = useTexts().charge;
  const cards = useTill((state) => state.virtualCards);
  const chosen = useTill((state) => state.chosenCard);
  const choose = useTill((state) => state.chooseCardInHand);
  const choices = cards.map((card): Choice => ({
    value: card.testCardNumber,
    label: `${card.last4} · ${sayBehaviour(card.behaviour, texts)}`,
    content: (
      <>
        <BrandMark brand={card.brand} />
        <span className="cell2 grow">
          <b className="num">{card.last4}</b>
          <small className="clip">{sayBehaviour(card.behaviour, texts)}</small>
        </span>
      </>
    ),
  }));
  return (
    <Select
      label={texts.virtualReader.chooseCard}
      size="sale"
      className="vreader__pick"
      value={chosen}
      choices={choices}
      onChoose={choose}
    />
  );
}
