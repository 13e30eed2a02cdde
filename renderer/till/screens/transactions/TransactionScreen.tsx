import {
  ArrowLeft,
  Ban,
  Check,
  CircleAlert,
  CircleQuestionMark,
  Hourglass,
  ReceiptText,
  RefreshCw,
  Undo2,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CardLeg, TransactionDetail } from '../../../../shared/contract/index.ts';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, SkeletonRows, dayAndTimeOf } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { ApprovalsCard } from './ApprovalsCard.tsx';
import { CustomerOfSaleCard } from '../customers/index.ts';
import { RefundDialog, RefundsCard } from '../refunds/index.ts';
import { ReviewNotices } from '../review/ReviewNotices.tsx';
import { useTexts } from '../../text/use-texts.tsx';
import { ItemsCard, PaymentsCard } from './SaleCards.tsx';
import { StripeCard, TimelineCard } from './StripeCards.tsx';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { bannerFor, type Tone } from './status-view.ts';

const BANNER_ICONS: Readonly<Record<Tone, typeof Check>> = {
  success: Check,
  info: Hourglass,
  warning: CircleAlert,
  danger: CircleAlert,
  doubt: CircleQuestionMark,
  plain: Ban,
};

/** One sale with its proof: what was paid, by whose word, and what happened on the way. */
export function TransactionScreen(props: {
  readonly context: PageContext;
  readonly saleId: string;
  readonly changes: number;
  readonly onBack: () => void;
  readonly onResume: (saleId: string) => void;
  /** Opens with the refund, because its receipt was scanned. */
  readonly refunding: boolean;
}): ReactNode {
  const { call, texts, sentenceFor } = props.context;
  const sale = useAnswer(`${props.saleId}|${String(props.changes)}`, () =>
    call('transactions.get', { saleId: props.saleId }),
  );
  return (
    <main className="main">
      <div className="page">
        {sale.value === null ? <BackHead context={props.context} onBack={props.onBack} /> : null}
        {sale.error === null ? null : (
          <Problem text={sentenceFor(sale.error)} action={{ label: texts.common.tryAgain, run: sale.ask }} />
        )}
        {sale.value === null ? (
          sale.error === null ? (
            <SkeletonRows count={6} label={texts.common.checking} />
          ) : null
        ) : (
          <Sale {...props} sale={sale.value} />
        )}
      </div>
    </main>
  );
}

/** The way back is there before the sale is, and where it can't be shown. */
function BackHead(props: { readonly context: PageContext; readonly onBack: () => void }): ReactNode {
  const { detail, transactions } = props.context.texts;
  return (
    <header className="page__head">
      <button
        type="button"
        className="btn btn--secondary btn--icon"
        aria-label={detail.back}
        onClick={props.onBack}
      >
        <ArrowLeft className="i" aria-hidden />
      </button>
      <div className="cell2 grow">
        <h1 className="h-panel">{transactions.title}</h1>
      </div>
    </header>
  );
}

function Sale(props: {
  readonly context: PageContext;
  readonly sale: TransactionDetail;
  readonly onBack: () => void;
  readonly onResume: (saleId: string) => void;
  readonly refunding: boolean;
}): ReactNode {
  const { sale, context } = props;
  const cards = sale.legs.filter((leg) => leg.kind === 'card');
  return (
    <>
      <Head {...props} cards={cards} />
      <div className="detail">
        <div className="detail__main">
          <StatusBanner sale={sale} context={context} />
          <ReviewNotices saleId={sale.saleId} />
          <PaymentsCard sale={sale} context={context} />
          <RefundsCard sale={sale} context={context} />
          <ApprovalsCard sale={sale} context={context} />
          <CustomerOfSaleCard sale={sale} context={context} />
          <ItemsCard sale={sale} context={context} />
        </div>
        <aside className="detail__side">
          {cards.length === 0 ? (
            <section className="card">
              <div className="card__head">
                <h2 className="h-card">{context.texts.detail.stripe}</h2>
              </div>
              <p className="card__body muted">{context.texts.detail.noCard}</p>
            </section>
          ) : (
            cards.map((leg) => (
              <div key={leg.tenderId} className="stack detail__leg">
                <StripeCard leg={leg} sale={sale} context={context} />
                <TimelineCard leg={leg} sale={sale} context={context} />
              </div>
            ))
          )}
        </aside>
      </div>
    </>
  );
}

function Head(props: {
  readonly context: PageContext;
  readonly sale: TransactionDetail;
  readonly cards: readonly CardLeg[];
  readonly onBack: () => void;
  readonly onResume: (saleId: string) => void;
  readonly refunding: boolean;
}): ReactNode {
  const { sale } = props;
  const { call, texts, languageTag, sentenceFor } = props.context;
  const check = useErrand();
  const [receipt, setReceipt] = useState(false);
  return (
    <>
      <header className="page__head">
        <button
          type="button"
          className="btn btn--secondary btn--icon"
          aria-label={texts.detail.back}
          onClick={props.onBack}
        >
          <ArrowLeft className="i" aria-hidden />
        </button>
        <div className="cell2 grow">
          <h1 className="h-panel">{`${texts.detail.sale} ${String(sale.number)}`}</h1>
          <span className="small faint">
            {[
              dayAndTimeOf(sale.completedAtMs ?? sale.openedAtMs, languageTag),
              sale.register,
              `${texts.detail.shift} ${String(sale.shiftNumber)}`,
              sale.cashierName,
            ].join(' \u00b7 ')}
          </span>
        </div>
        {sale.status === 'in-progress' || sale.status === 'in-doubt' ? (
          <button
            type="button"
            className="btn btn--primary"
            onClick={() => {
              props.onResume(sale.saleId);
            }}
          >
            {texts.detail.resume}
          </button>
        ) : null}
        {props.cards.length === 0 ? null : (
          <button
            type="button"
            className="btn btn--secondary"
            disabled={check.busy}
            onClick={() => {
              check.run(() => call('transactions.checkWithStripe', { saleId: sale.saleId }));
            }}
          >
            <RefreshCw className={check.busy ? 'i spin' : 'i'} aria-hidden />
            {texts.detail.checkWithStripe}
          </button>
        )}
        <RefundButton sale={sale} context={props.context} startOpen={props.refunding} />
        {sale.receiptNumber === null ? null : (
          <button
            type="button"
            className="btn btn--secondary"
            onClick={() => {
              setReceipt(true);
            }}
          >
            <ReceiptText className="i" aria-hidden />
            {texts.detail.receipt}
          </button>
        )}
      </header>
      {check.error === null ? null : <Problem text={sentenceFor(check.error)} />}
      {receipt ? (
        <ReceiptDialog
          context={props.context}
          saleId={sale.saleId}
          mailTo={sale.customer?.receiptMail ?? null}
          onClose={() => {
            setReceipt(false);
          }}
        />
      ) : null}
    </>
  );
}

/** Opens the refund of a sale that was paid and of which something is left. */
function RefundButton(props: {
  readonly sale: TransactionDetail;
  readonly context: PageContext;
  readonly startOpen: boolean;
}): ReactNode {
  const { sale, context } = props;
  const says = useTexts().refunds;
  const [isOpen, setOpen] = useState(props.startOpen);
  const isOver = sale.receiptNumber === null || sale.totals.totalMinor <= 0 || sale.status === 'refunded';
  return (
    <>
      {isOver ? null : (
        <button
          type="button"
          className="btn btn--secondary"
          onClick={() => {
            setOpen(true);
          }}
        >
          <Undo2 className="i" aria-hidden />
          {says.refund}
        </button>
      )}
      {isOpen ? (
        <RefundDialog
          context={context}
          source={{ kind: 'sale', saleId: sale.saleId }}
          name={`${context.texts.detail.sale} ${String(sale.number)}`}
          onClose={() => {
            setOpen(false);
          }}
          onDone={() => undefined}
        />
      ) : null}
    </>
  );
}

function StatusBanner(props: { readonly sale: TransactionDetail; readonly context: PageContext }): ReactNode {
  const { sale, context } = props;
  const banner = bannerFor(sale, context.texts, context.languageTag);
  const Icon = BANNER_ICONS[banner.tone];
  return (
    <div className={`banner banner--${banner.tone} banner--center`} role="status">
      <span className="banner__icon">
        <Icon className="i" aria-hidden />
      </span>
      <div className="grow">
        <p className="banner__title">{banner.title}</p>
        <p className="banner__text small">{banner.text}</p>
      </div>
      <Amount
        className="money--hero money--figure"
        amountMinor={sale.totals.totalMinor}
        currency={sale.currency}
        languageTag={context.languageTag}
      />
    </div>
  );
}
