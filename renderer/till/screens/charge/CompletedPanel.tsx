import { Check, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import type { CardView, ChargeView } from '../../../../shared/contract/views/charge.ts';
import { usePageContext } from '../use-page-context.ts';
import { brandName, Button, Icon, Money, MoneyLine, useMoneyText } from '../../components/index.ts';
import { useKeyboard, useShortcut } from '../../keyboard/index.ts';
import { formatClock, type Texts } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { ReviewNotices } from '../review/ReviewNotices.tsx';
import { ReceiptDialog } from '../transactions/ReceiptDialog.tsx';
import { LegsList } from './LegsList.tsx';
import { GiveBack } from './CashPieces.tsx';

/** The end of a sale: the change to hand over, or what the card paid and by which card. */
export function CompletedPanel(props: { readonly charge: ChargeView }) {
  const texts = useTexts().charge;
  const locale = useFormatLocale();
  const context = usePageContext();
  const [isReading, setReading] = useState(false);
  const { charge } = props;
  const { completed } = charge;
  if (completed === null) return null;
  const card = charge.tenders.findLast((tender) => tender.kind === 'card' && tender.card !== null);
  const cash = charge.tenders.findLast((tender) => tender.kind === 'cash');
  const isCash = cash !== undefined && cash.state === 'taken';
  const isMixed = isCash && charge.tenders.some(({ kind, state }) => kind === 'card' && state === 'approved');
  const paid = isMixed ? texts.paidInCashAndByCard : isCash ? texts.paidInCash : texts.paidByCard;
  const time = formatClock(completed.completedAtMs, locale, { seconds: true });
  return (
    <>
      <div className="tender__head">
        <span className="donemark">
          <Icon of={Check} size="lg" />
        </span>
        <div className="cell2 grow">
          <h1 className="h-panel">{paid}</h1>
          <span className="small faint">
            {texts.completed(charge.saleNumber, completed.receiptNumber, time)}
          </span>
        </div>
      </div>
      <section className="card paid" role="status" aria-live="polite">
        {isCash ? (
          <CashPaid
            charge={charge}
            partMinor={charge.tenders.length > 1 ? cash.amountMinor : null}
            tenderedMinor={cash.tenderedMinor ?? 0}
            changeMinor={completed.changeMinor}
          />
        ) : (
          <CardPaid charge={charge} card={card?.card ?? charge.cardPanel?.card ?? null} />
        )}
      </section>
      <ReviewNotices saleId={charge.saleId} />
      {charge.tenders.length > 1 ? (
        <section className="card legs__card">
          <LegsList charge={charge} />
        </section>
      ) : null}
      <div className="paid__receipt">
        <Button size="key" icon={ReceiptText} keyHint="receipt" onClick={() => setReading(true)}>
          {texts.receipt}
        </Button>
      </div>
      <ReceiptKey onPress={() => setReading(true)} />
      {isReading ? (
        <ReceiptDialog
          mailTo={context.snapshot.customer?.receiptMail ?? null}
          context={context}
          saleId={charge.saleId}
          onClose={() => setReading(false)}
        />
      ) : null}
      {isReading ? <DialogOnTop /> : null}
    </>
  );
}

function ReceiptKey(props: { readonly onPress: () => void }) {
  useShortcut('receipt', props.onPress);
  return null;
}

/** While the receipt is read, Enter belongs to its buttons and starts no new sale. */
function DialogOnTop() {
  useKeyboard({ modal: true });
  return null;
}

function CashPaid(props: {
  readonly charge: ChargeView;
  /** What of the sale was paid in cash; null: all of it. */
  readonly partMinor: number | null;
  readonly tenderedMinor: number;
  readonly changeMinor: number;
}) {
  const texts = useTexts().charge;
  const text = useMoneyText();
  const { charge, changeMinor } = props;
  const { currency } = charge;
  const wholeMinor = charge.dueInCashMinor > 0 ? charge.dueInCashMinor : charge.totalMinor;
  return (
    <>
      <span className="due__label">{changeMinor === 0 ? texts.noChange : texts.changeDue}</span>
      <Money amountMinor={changeMinor} currency={currency} size="due" />
      <GiveBack label={texts.giveBack} amountMinor={changeMinor} currency={currency} />
      <p className="muted paid__note">
        {texts.receivedFor(
          text({ amountMinor: props.tenderedMinor, currency }),
          text({ amountMinor: props.partMinor ?? wholeMinor, currency }),
        )}
      </p>
    </>
  );
}

function CardPaid(props: { readonly charge: ChargeView; readonly card: CardView | null }) {
  const texts = useTexts().charge;
  const { charge, card } = props;
  const intentId = charge.cardPanel?.paymentIntentId ?? null;
  return (
    <>
      <span className="cardpay__disc cardpay__disc--paid">
        <Icon of={Check} size="xl" />
      </span>
      <Money amountMinor={charge.totalMinor} currency={charge.currency} size="due" />
      {card === null ? null : <p className="paid__facts">{sayCard(card, texts).join(' · ')}</p>}
      <MoneyLine amountMinor={charge.totalMinor} currency={charge.currency} state="charged" />
      {intentId === null ? null : (
        <p className="paid__intent small faint">
          {texts.intent} <code className="mono">{intentId}</code>
        </p>
      )}
      <p className="muted paid__note">{texts.takeCard}</p>
    </>
  );
}

/** What is known of a card, in the order a customer would check it: card, way of reading, wallet, approval. */
function sayCard(card: CardView, texts: Texts['charge']): readonly string[] {
  const brand = brandName(card.brand);
  return [
    card.last4 === null ? brand : texts.cardEnding(brand, card.last4),
    texts.entryModes[card.entryMode],
    card.wallet === null ? null : sayWallet(card.wallet),
    card.authorisationCode === null ? null : texts.authorisation(card.authorisationCode),
  ].filter((fact) => fact !== null);
}

const WALLETS: Readonly<Record<string, string>> = {
  apple_pay: 'Apple Pay',
  google_pay: 'Google Pay',
  samsung_pay: 'Samsung Pay',
};

function sayWallet(wallet: string): string {
  return WALLETS[wallet] ?? wallet;
}
