import type { ReactNode } from 'react';
import type { ShiftTotals } from '../../../../shared/contract/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount } from '../page-parts.tsx';

/** What this till and Stripe come to, side by side, and whatever else belongs beside them. */
export function ShiftFigures(props: {
  readonly totals: Omit<ShiftTotals, 'cashInMinor' | 'cashOutMinor'>;
  readonly currency: string;
  readonly context: PageContext;
  readonly children: ReactNode;
}): ReactNode {
  const texts = useTexts().shifts;
  const { totals } = props;
  const amount = (amountMinor: number): ReactNode => (
    <Amount amountMinor={amountMinor} currency={props.currency} languageTag={props.context.languageTag} />
  );
  return (
    <div className="figures figures--3">
      <div className="figure">
        <span className="figure__label">{texts.thisTill}</span>
        <span className="figure__value num">{amount(totals.tillMinor)}</span>
        <span className="figure__note">
          {texts.payments(totals.payments)}
          {totals.tipsMinor === 0 ? null : (
            <>
              {' · '}
              {texts.tips} {amount(totals.tipsMinor)}
            </>
          )}
        </span>
      </div>
      <div className="figure">
        <span className="figure__label">{texts.stripe}</span>
        <span className="figure__value num">{amount(totals.stripeMinor)}</span>
        <span className="figure__note">
          {texts.difference} {amount(totals.differenceMinor)}
        </span>
      </div>
      {props.children}
    </div>
  );
}
