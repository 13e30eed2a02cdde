import { useState, type ReactNode } from 'react';
import type { Approval, RefundLegView, RefundView } from '../../../../shared/contract/index.ts';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import { ApprovalDialog, Button, Segments } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { cardName } from './RefundShares.tsx';

const TONE: Readonly<Record<RefundLegView['state'], string>> = {
  requested: 'info',
  ready: 'info',
  armed: 'info',
  processing: 'info',
  'in-doubt': 'doubt',
  pending: 'info',
  succeeded: 'success',
  failed: 'danger',
  cancelled: 'danger',
  refused: 'warning',
  withdrawn: 'plain',
  'paid-out': 'success',
};

/** The legs of a refund: how much, where to, and where the money is now. */
export function RefundLegs(props: { readonly context: PageContext; readonly refund: RefundView }): ReactNode {
  return (
    <ul className="refund__legs">
      {props.refund.legs.map((leg) => (
        <Leg key={leg.legId} leg={leg} {...props} />
      ))}
    </ul>
  );
}

function Leg(props: {
  readonly context: PageContext;
  readonly refund: RefundView;
  readonly leg: RefundLegView;
}): ReactNode {
  const { context, refund, leg } = props;
  const says = useTexts().refunds;
  const check = useErrand();
  const [isPaying, setPaying] = useState(false);
  const isUnknown = leg.state === 'in-doubt' || leg.state === 'pending' || leg.state === 'requested';
  const isLost = !leg.madeGood && (leg.state === 'failed' || leg.state === 'cancelled');
  return (
    <li className="refund__leg">
      <span className={`badge badge--${TONE[leg.state]}`}>{says.badge[leg.state]}</span>
      <span className="cell2 grow">
        <span>{leg.kind === 'cash' ? says.cash : cardName(leg.card, says.card)}</span>
        <span className="small muted">
          {leg.madeGood ? says.madeGood : says.legs[leg.state]}
          {leg.why === null ? '' : ` (${leg.why.replaceAll(/[_-]/gu, ' ')})`}
        </span>
      </span>
      {isUnknown ? (
        <Button
          disabled={check.busy}
          onClick={() => check.run(() => context.call('refunds.checkLeg', { legId: leg.legId }))}
        >
          {says.check}
        </Button>
      ) : null}
      {leg.state === 'ready' ? (
        <>
          <Button
            disabled={check.busy}
            onClick={() => check.run(() => context.call('refunds.withdrawLeg', { legId: leg.legId }))}
          >
            {says.giveUp}
          </Button>
          <Button
            kind="primary"
            disabled={check.busy}
            onClick={() => check.run(() => context.call('refunds.askReader', { legId: leg.legId }))}
          >
            {says.askForCard}
          </Button>
        </>
      ) : null}
      {leg.state === 'armed' ? (
        <Button
          disabled={check.busy}
          onClick={() => check.run(() => context.call('refunds.stopReader', { legId: leg.legId }))}
        >
          {says.stopAsking}
        </Button>
      ) : null}
      {isLost ? (
        <Button kind="danger" onClick={() => setPaying(true)}>
          {says.makeGood}
        </Button>
      ) : null}
      <b className="num">
        <Amount
          amountMinor={leg.cashMinor ?? leg.amountMinor}
          currency={refund.currency}
          languageTag={context.languageTag}
        />
      </b>
      {isPaying ? <MakeGood {...props} onClose={() => setPaying(false)} /> : null}
    </li>
  );
}

/** A manager pays a customer whose refund came back. */
function MakeGood(props: {
  readonly context: PageContext;
  readonly refund: RefundView;
  readonly leg: RefundLegView;
  readonly onClose: () => void;
}): ReactNode {
  const { context, refund, leg } = props;
  const says = useTexts().refunds;
  const [how, setHow] = useState<'cash' | 'card'>('cash');
  const repay = useErrand();
  const approve = (approval: Approval): void =>
    repay.run(() => context.call('refunds.repay', { legId: leg.legId, how, approval }), props.onClose);
  return (
    <ApprovalDialog
      title={says.makeGoodTitle(formatMoney(money(leg.amountMinor, refund.currency), context.languageTag))}
      text={says.makeGoodText}
      confirm={says.makeGoodConfirm}
      reasons={says.makeGoodReasons}
      busy={repay.busy}
      error={repay.error}
      onApprove={approve}
      onClose={props.onClose}
    >
      <Segments
        label={says.goesTo}
        look="fill"
        value={how}
        segments={[
          { value: 'cash', label: says.makeGoodCash },
          { value: 'card', label: says.makeGoodCard },
        ]}
        onChoose={setHow}
      />
    </ApprovalDialog>
  );
}
