import { CreditCard, EqualNot, Monitor } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReviewItem } from '../../../../shared/contract/index.ts';
import { BrandMark, brandName } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, CopyButton, timeOf } from '../page-parts.tsx';
import { sidesDiffer } from './review-look.ts';

type SidesProps = { readonly item: ReviewItem; readonly context: PageContext };

/** Stripe and this till beside each other, with the mark of a difference only where there is one. */
export function Versus({ item, context }: SidesProps): ReactNode {
  return (
    <div className="versus">
      <StripeSide item={item} context={context} />
      <span className="versus__mark">
        {sidesDiffer(item) ? <EqualNot className="i i--lg" aria-hidden /> : null}
      </span>
      <TillSide item={item} context={context} />
    </div>
  );
}

function StripeSide({ item, context }: SidesProps): ReactNode {
  const texts = useTexts().review;
  const { stripe } = item;
  return (
    <div className={`card versus__side ${stripe === null ? 'versus__side--none' : ''}`}>
      <span className="small muted strong row">
        <CreditCard className="i i--sm" aria-hidden />
        {texts.atStripe}
      </span>
      {stripe === null ? (
        <span className="money--total faint">{texts.nothingThere}</span>
      ) : (
        <>
          <Amount
            amountMinor={stripe.amountMinor}
            currency={item.currency}
            languageTag={context.languageTag}
            className="money--total strong"
          />
          <span className="small muted row">
            <CardOf card={stripe.card} />
            {timeOf(stripe.atMs, context.languageTag, true)}
            {stripe.register === null ? null : ` · ${stripe.register}`}
          </span>
          <IntentOf paymentIntentId={stripe.paymentIntentId} context={context} />
        </>
      )}
    </div>
  );
}

function TillSide({ item, context }: SidesProps): ReactNode {
  const texts = useTexts().review;
  const { sale } = item;
  const explains = sale !== null && item.kind !== 'orphan';
  return (
    <div className={`card versus__side ${explains ? '' : 'versus__side--none'}`}>
      <span className="small muted strong row">
        <Monitor className="i i--sm" aria-hidden />
        {texts.onTill}
      </span>
      {explains ? (
        <>
          <Amount
            amountMinor={sale.amountMinor}
            currency={item.currency}
            languageTag={context.languageTag}
            className="money--total strong"
          />
          <span className="small muted">
            {texts.sale(sale.number)} · {timeOf(sale.atMs, context.languageTag)}
          </span>
        </>
      ) : (
        <span className="money--total faint">{texts.noSale}</span>
      )}
      {sale === null ? null : (
        <span className="small clip">
          {explains ? '' : `${texts.cartOfThen}: `}
          {sale.items}
        </span>
      )}
    </div>
  );
}

type Earlier = NonNullable<ReviewItem['earlier']>;

/** A suspected duplicate: the payment before, and this one. What is alike is what makes them suspect. */
export function BothPayments({
  item,
  earlier,
  context,
}: SidesProps & { readonly earlier: Earlier }): ReactNode {
  const texts = useTexts().review;
  const { stripe, sale } = item;
  return (
    <div className="versus">
      <Payment
        title={texts.earlierPayment}
        where={texts.paymentOf(earlier.sale, earlier.receiptNumber)}
        payment={earlier}
        currency={item.currency}
        context={context}
      />
      <span className="versus__mark" />
      {stripe === null || sale === null ? null : (
        <Payment
          title={texts.thisPayment}
          where={`${texts.sale(sale.number)} · ${sale.items}`}
          payment={stripe}
          currency={item.currency}
          context={context}
        />
      )}
    </div>
  );
}

function Payment(props: {
  readonly title: string;
  readonly where: string;
  readonly payment: Pick<Earlier, 'amountMinor' | 'atMs' | 'card' | 'paymentIntentId'>;
  readonly currency: ReviewItem['currency'];
  readonly context: PageContext;
}): ReactNode {
  const { payment, context } = props;
  return (
    <div className="card versus__side">
      <span className="small muted strong row">
        <CreditCard className="i i--sm" aria-hidden />
        {props.title}
      </span>
      <Amount
        amountMinor={payment.amountMinor}
        currency={props.currency}
        languageTag={context.languageTag}
        className="money--total strong"
      />
      <span className="small muted row">
        <CardOf card={payment.card} />
        {timeOf(payment.atMs, context.languageTag, true)}
      </span>
      <span className="small clip">{props.where}</span>
      <IntentOf paymentIntentId={payment.paymentIntentId} context={context} />
    </div>
  );
}

function CardOf({ card }: { readonly card: Earlier['card'] }): ReactNode {
  if (card === null) return null;
  return (
    <>
      <BrandMark brand={card.brand} /> {brandName(card.brand)} {card.last4 ?? ''}
      {' · '}
    </>
  );
}

function IntentOf(props: {
  readonly paymentIntentId: string | null;
  readonly context: PageContext;
}): ReactNode {
  if (props.paymentIntentId === null) return null;
  return (
    <span className="row">
      <code className="small muted clip grow">{props.paymentIntentId}</code>
      <CopyButton value={props.paymentIntentId} texts={props.context.texts.common} className="btn--quiet" />
    </span>
  );
}
