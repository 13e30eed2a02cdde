import { CircleAlert, CircleCheck, ExternalLink, Hourglass, Printer } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import type { CardLeg, TransactionDetail } from '../../../../shared/contract/index.ts';
import type { PageContext } from '../page-context.ts';
import { Amount, CopyButton, dayAndTimeOf, timeOf } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { TIMELINE_LOOK, timelineDetail } from './timeline.ts';

type Props = { readonly leg: CardLeg; readonly sale: TransactionDetail; readonly context: PageContext };

/** What Stripe knows of this leg: the intent's id in full, and who said that both agree. */
export function StripeCard({ leg, sale, context }: Props): ReactNode {
  const { texts } = context;
  const says = texts.detail;
  const intentId = leg.stripe_payment_intent_id;
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.stripe}</h2>
        <ReconciliationBadge leg={leg} context={context} />
      </div>
      <div className="card__body stack stripebox">
        <div className="field">
          <span className="field__label mono">stripe_payment_intent_id</span>
          <div className="idbox mono" data-testid="payment-intent-id">
            {intentId ?? says.noIntent}
          </div>
        </div>
        {intentId === null ? null : (
          <div className="row">
            <CopyButton value={intentId} texts={texts.common} className="grow" />
            {leg.dashboardUrl === null ? null : (
              <a
                className="btn btn--secondary stripebox__link"
                href={leg.dashboardUrl}
                target="_blank"
                rel="noopener noreferrer"
              >
                <ExternalLink className="i" aria-hidden />
                {says.openInStripe}
                {sale.mode === 'test' ? <span className="badge badge--test badge--plain">test</span> : null}
              </a>
            )}
          </div>
        )}
        {intentId !== null && leg.dashboardUrl === null ? (
          <p className="small faint">{says.noDashboard}</p>
        ) : null}
        <dl className="kv">
          {leg.chargeId === null ? null : (
            <>
              <dt>{says.charge}</dt>
              <dd className="mono">{leg.chargeId}</dd>
            </>
          )}
          <dt>{says.attempts}</dt>
          <dd className="num">{leg.attempts}</dd>
          <Disputes leg={leg} sale={sale} context={context} />
          <dt>{says.lastReconciled}</dt>
          <dd>{lastReconciled(leg, context)}</dd>
        </dl>
      </div>
    </section>
  );
}

/** What cardholders contest of this leg, with the day by which the bank wants an answer. */
function Disputes({ leg, sale, context }: Props): ReactNode {
  const { review } = useTexts();
  return leg.disputes.map((dispute) => (
    <Fragment key={dispute.disputeId}>
      <dt>{review.dispute}</dt>
      <dd>
        {review.disputeStatus(dispute.status)}
        {' \u00b7 '}
        <Amount
          amountMinor={dispute.amountMinor}
          currency={sale.currency}
          languageTag={context.languageTag}
        />
        {dispute.dueAtMs === null
          ? ''
          : ` \u00b7 ${review.due(dayAndTimeOf(dispute.dueAtMs, context.languageTag))}`}
      </dd>
    </Fragment>
  ));
}

function lastReconciled(leg: CardLeg, context: PageContext): string {
  const { atMs, source } = leg.reconciliation;
  if (atMs === null || source === null) return context.texts.common.noneYet;
  return `${timeOf(atMs, context.languageTag, true)} ${context.texts.source[source]}`;
}

function ReconciliationBadge({
  leg,
  context,
}: {
  readonly leg: CardLeg;
  readonly context: PageContext;
}): ReactNode {
  const word = context.texts.reconciliation[leg.reconciliation.state];
  switch (leg.reconciliation.state) {
    case 'matched':
      return (
        <span className="badge badge--success" data-testid="reconciliation">
          <CircleCheck className="i" aria-hidden />
          {word}
        </span>
      );
    case 'pending':
      return (
        <span className="badge badge--info" data-testid="reconciliation">
          <Hourglass className="i" aria-hidden />
          {word}
        </span>
      );
    case 'mismatched':
    case 'missing-at-stripe':
      return (
        <span className="badge badge--danger" data-testid="reconciliation">
          <CircleAlert className="i" aria-hidden />
          {word}
        </span>
      );
    default:
      throw new Error(`No badge for ${String(leg.reconciliation.state satisfies never)}`);
  }
}

/** The slip of the card that was refused last, for a customer who asks for it. */
function DeclinedSlip(props: { readonly leg: CardLeg; readonly context: PageContext }): ReactNode {
  const says = useTexts().printing;
  const { leg, context } = props;
  const errand = useErrand();
  const { printer } = context.snapshot.printing;
  const wasRefused = leg.timeline.some(({ kind }) => kind === 'declined');
  if (!wasRefused || printer === 'none' || printer === 'system') return null;
  return (
    <div className="card__foot">
      <button
        type="button"
        className="btn btn--quiet"
        disabled={errand.busy}
        onClick={() => {
          errand.run(() => context.call('printing.printDeclined', { tenderId: leg.tenderId }));
        }}
      >
        <Printer className="i" aria-hidden />
        {errand.error === null ? says.declinedSlip : context.sentenceFor(errand.error)}
      </button>
    </div>
  );
}

/** Every attempt, decline, webhook and answer of this leg, oldest first. */
export function TimelineCard({ leg, sale, context }: Props): ReactNode {
  const { texts, languageTag } = context;
  const { errors } = useTexts();
  return (
    <section className="card grow">
      <div className="card__head">
        <h2 className="h-card">{texts.detail.whatHappened}</h2>
        <span className="small faint">
          <Amount amountMinor={leg.amountMinor} currency={sale.currency} languageTag={languageTag} />
        </span>
      </div>
      <div
        className="card__body timelinebox"
        tabIndex={0}
        role="region"
        aria-label={texts.detail.whatHappened}
      >
        <ol className="tl tl--tight">
          {leg.timeline.map((entry, index) => {
            const look = TIMELINE_LOOK[entry.kind];
            const Icon = look.icon;
            return (
              <li key={index} className="tl__item">
                <span className={`tl__mark ${look.tone === null ? '' : `tl__mark--${look.tone}`}`}>
                  <Icon className="i" aria-hidden />
                </span>
                <span className="tl__title">{texts.timeline[entry.kind]}</span>
                <time className="tl__time">{timeOf(entry.atMs, languageTag, true)}</time>
                <span className="tl__text">{timelineDetail(entry, texts, errors)}</span>
              </li>
            );
          })}
        </ol>
      </div>
      <DeclinedSlip leg={leg} context={context} />
    </section>
  );
}
