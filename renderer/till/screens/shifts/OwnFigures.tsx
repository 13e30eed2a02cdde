import { CircleQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, SkeletonRows, timeOf } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';

/** The till's own side of the shift, while Stripe's is being asked for or did not come. */
export function OwnFigures(props: { readonly context: PageContext; readonly asking: boolean }): ReactNode {
  const { context } = props;
  const texts = useTexts().shifts;
  const own = useAnswer('own', () => context.call('shift.ownFigures', {})).value;
  if (own === null) return <SkeletonRows count={5} label={texts.asking} />;
  const amount = (amountMinor: number): ReactNode => (
    <Amount amountMinor={amountMinor} currency={own.currency} languageTag={context.languageTag} />
  );
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{texts.card}</h2>
        <span className="small muted num" aria-live="polite">
          {props.asking ? texts.asking : texts.stripeAway}
        </span>
      </div>
      <div className="figures figures--3">
        <div className="figure">
          <span className="figure__label">{texts.thisTill}</span>
          <span className="figure__value num">{amount(own.tillMinor)}</span>
          <span className="figure__note">
            {texts.payments(own.payments)}
            {own.tipsMinor === 0 ? null : (
              <>
                {' · '}
                {texts.tips} {amount(own.tipsMinor)}
              </>
            )}
          </span>
        </div>
        <div className="figure">
          <span className="figure__label">{texts.stripe}</span>
          <span className="figure__value faint">{texts.notKnown}</span>
          <span className="figure__note">{texts.notCompared}</span>
        </div>
        {/* Where a drawer is counted, its cash stands beside the count and nowhere before it. */}
        {own.cashInMinor === null ||
        own.cashOutMinor === null ||
        context.snapshot.drawer.state === 'open' ? null : (
          <div className="figure">
            <span className="figure__label">{texts.cash}</span>
            <span className="figure__value num">{amount(own.cashInMinor - own.cashOutMinor)}</span>
            <span className="figure__note">
              {texts.since(timeOf(own.openedAtMs, context.languageTag), own.sales)}
            </span>
          </div>
        )}
      </div>
      {props.asking ? null : (
        <div className="shiftcard__calm">
          <Banner tone="neutral" icon={CircleQuestionMark} title={texts.awayTitle}>
            {texts.awayText}
          </Banner>
        </div>
      )}
    </section>
  );
}
