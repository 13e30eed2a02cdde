import { ArrowLeft, CircleAlert, CircleCheck, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PayoutDetail, PayoutLine } from '../../../../shared/contract/index.ts';
import { Badge, Banner, Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, SkeletonRows, dayAndTimeOf, timeOf } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';

type Props = {
  readonly payoutId: string;
  readonly context: PageContext;
  readonly onBack: () => void;
  readonly onOpenSale: (saleId: string) => void;
};

/** One payout: gross, what went back, fees, and what the bank gets; each line with the sale that it is about. */
export function PayoutDetailPage(props: Props): ReactNode {
  const { context, payoutId } = props;
  const texts = useTexts().payouts;
  const answer = useAnswer(payoutId, () => context.call('payouts.get', { payoutId }));
  const detail = answer.value;
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <Button
            kind="quiet"
            icon={ArrowLeft}
            iconOnly
            aria-label={texts.backToList}
            onClick={props.onBack}
          />
          <h1 className="h-title grow">
            {texts.title}
            {detail === null ? '' : ` · ${dayAndTimeOf(detail.payout.arrivesAtMs, context.languageTag)}`}
          </h1>
          <code className="small muted">{payoutId}</code>
        </header>
        {answer.error === null ? null : (
          <Problem
            text={context.sentenceFor(answer.error)}
            action={{ label: context.texts.common.tryAgain, run: answer.ask }}
          />
        )}
        {detail === null ? (
          answer.error === null ? (
            <SkeletonRows count={6} label={context.texts.common.checking} />
          ) : null
        ) : (
          <>
            <Sums detail={detail} context={context} />
            <Verdict detail={detail} />
            <Lines detail={detail} context={context} onOpenSale={props.onOpenSale} />
          </>
        )}
      </div>
    </main>
  );
}

function Sums({
  detail,
  context,
}: {
  readonly detail: PayoutDetail;
  readonly context: PageContext;
}): ReactNode {
  const texts = useTexts().payouts;
  const figures: readonly (readonly [label: string, amountMinor: number])[] = [
    [texts.charges, detail.chargesMinor],
    [texts.refunds, detail.refundsMinor],
    [texts.adjustments, detail.adjustmentsMinor],
    ...(detail.unknownMinor === 0 ? [] : [[texts.unknown, detail.unknownMinor] as const]),
    [texts.fees, detail.feesMinor],
    [texts.net, detail.payout.amountMinor],
  ];
  return (
    <section className="card figures figures--payout">
      {figures.map(([label, amountMinor]) => (
        <div key={label} className="figure">
          <span className="small muted">{label}</span>
          <b className="num">
            <Amount
              amountMinor={amountMinor}
              currency={detail.payout.currency}
              languageTag={context.languageTag}
            />
          </b>
        </div>
      ))}
    </section>
  );
}

function Verdict({ detail }: { readonly detail: PayoutDetail }): ReactNode {
  const texts = useTexts().payouts;
  if (detail.differenceMinor === null)
    return <Banner tone="info" icon={Hourglass} title={texts.notComplete} />;
  return detail.differenceMinor === 0 ? (
    <Banner tone="success" icon={CircleCheck} title={texts.agrees} />
  ) : (
    <Banner tone="danger" icon={CircleAlert} title={texts.differs} />
  );
}

function Lines(props: {
  readonly detail: PayoutDetail;
  readonly context: PageContext;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const texts = useTexts().payouts;
  const { lines, payout } = props.detail;
  const { languageTag } = props.context;
  const amount = (amountMinor: number): ReactNode => (
    <Amount amountMinor={amountMinor} currency={payout.currency} languageTag={languageTag} />
  );
  return (
    <div className="card tablebox tablebox--scroll">
      <table className="table tx">
        <thead>
          <tr>
            <th>{texts.time}</th>
            <th>{texts.what}</th>
            <th>{texts.sale}</th>
            <th className="right">{texts.amount}</th>
            <th className="right">{texts.fee}</th>
            <th className="right">{texts.net}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineId}>
              <td className="num">{timeOf(line.atMs, languageTag)}</td>
              <td>
                <Kind line={line} />
              </td>
              <td>
                <SaleOf line={line} onOpenSale={props.onOpenSale} />
              </td>
              <td className="right num">{amount(line.amountMinor)}</td>
              <td className="right num muted">{amount(line.feeMinor)}</td>
              <td className="right num strong">{amount(line.netMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Kind({ line }: { readonly line: PayoutLine }): ReactNode {
  const texts = useTexts().payouts;
  if (line.kind !== 'unknown') return texts.kind[line.kind];
  return (
    <Badge tone="warning">
      {texts.kind.unknown}: {line.type}
    </Badge>
  );
}

function SaleOf(props: {
  readonly line: PayoutLine;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const texts = useTexts().payouts;
  const { sale } = props.line;
  if (sale === null) return <span className="muted">{texts.noSale}</span>;
  return (
    <Button kind="link" onClick={() => props.onOpenSale(sale.saleId)}>
      {texts.saleNumber(sale.number)}
    </Button>
  );
}
