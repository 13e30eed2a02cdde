import { Banknote } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CardLeg, RefundView, TransactionDetail } from '../../../../shared/contract/index.ts';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import { ApprovalDialog, Banner, Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';

/** For a manager: a card payment that was cash in truth. One button for each such leg, and what came of it. */
export function AsCash(props: {
  readonly sale: TransactionDetail;
  readonly context: PageContext;
}): ReactNode {
  const { sale, context } = props;
  const says = useTexts().refunds.asCash;
  const errand = useErrand();
  const [asked, setAsked] = useState<CardLeg | null>(null);
  const [made, setMade] = useState<RefundView | null>(null);
  const legs = sale.legs.filter((leg): leg is CardLeg => leg.kind === 'card' && leg.asCash === 'possible');
  const amountOf = (leg: CardLeg): string =>
    formatMoney(money(leg.capturedMinor ?? leg.amountMinor, sale.currency), context.languageTag);
  return (
    <>
      {made === null ? null : <Outcome refund={made} />}
      {legs.map((leg) => (
        <div key={leg.tenderId} className="card__body row">
          <Button icon={Banknote} onClick={() => setAsked(leg)}>
            {legs.length === 1 ? says.open : `${says.open}: ${amountOf(leg)}`}
          </Button>
        </div>
      ))}
      {asked === null ? null : (
        <ApprovalDialog
          title={says.title(amountOf(asked))}
          text={says.text}
          confirm={says.confirm(amountOf(asked))}
          reasons={says.reasons}
          busy={errand.busy}
          error={errand.error}
          onApprove={(approval) =>
            errand.run(
              () => context.call('refunds.asCash', { tenderId: asked.tenderId, approval }),
              (refund) => {
                setMade(refund);
                setAsked(null);
              },
            )
          }
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** Whether money moved and what the sale is paid with now, as far as Stripe has answered. */
function Outcome({ refund }: { readonly refund: RefundView }): ReactNode {
  const says = useTexts().refunds.asCash;
  const states = refund.legs.map(({ state }) => state);
  const isBack = states.every((state) => state === 'pending' || state === 'succeeded');
  const isRefused = states.includes('refused');
  return (
    <Banner
      tone={isBack ? 'success' : isRefused ? 'danger' : 'info'}
      icon={Banknote}
      title={isBack ? says.done : isRefused ? says.refused : says.waiting}
      announce="polite"
    />
  );
}
