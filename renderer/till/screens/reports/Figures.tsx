import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SalesReportView } from '../../../../shared/contract/index.ts';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import { Icon } from '../../components/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount } from '../page-parts.tsx';
import { changeOf } from './change.ts';

/** What the days came to, in five figures, each with what stands behind it or how it was before. */
export function ReportTotals(props: {
  readonly context: PageContext;
  readonly view: SalesReportView;
}): ReactNode {
  const says = useTexts().reports;
  const { view } = props;
  const locale = useFormatLocale();
  const { totals } = view.report;
  const before = view.before?.report.totals ?? null;
  const write = (minor: number): string => formatMoney(money(minor, view.currency), locale);
  const amount = (minor: number): ReactNode => (
    <Amount amountMinor={minor} currency={view.currency} languageTag={props.context.languageTag} />
  );
  const average = (of: typeof totals): number => (of.sales === 0 ? 0 : Math.round(of.grossMinor / of.sales));
  const notes = [
    ...(totals.discountMinor === 0 ? [] : [says.notes.discounts(write(totals.discountMinor))]),
    ...(totals.voided === 0 ? [] : [says.notes.voided(totals.voided)]),
  ];
  return (
    <div className="card figures">
      <Figure
        label={says.figures.net}
        value={amount(totals.netMinor)}
        now={totals.netMinor}
        before={before?.netMinor}
      >
        {says.notes.sold(write(totals.grossMinor))}
      </Figure>
      <Figure label={says.figures.sales} value={totals.sales} now={totals.sales} before={before?.sales}>
        {says.notes.pieces(totals.items)}
      </Figure>
      <Figure
        label={says.figures.average}
        value={amount(average(totals))}
        now={average(totals)}
        before={before === null ? undefined : average(before)}
      >
        {notes.join(' · ')}
      </Figure>
      <Figure
        label={says.figures.refunds}
        value={amount(0 - totals.refundsMinor)}
        now={totals.refundsMinor}
        before={before?.refundsMinor}
      >
        {[
          says.notes.refunds(totals.refunds),
          ...(totals.elsewhereMinor === 0 ? [] : [says.notes.elsewhere(write(totals.elsewhereMinor))]),
        ].join(' · ')}
      </Figure>
      <Figure
        label={says.figures.tax}
        value={amount(totals.taxMinor)}
        now={totals.taxMinor}
        before={before?.taxMinor}
      >
        {totals.tipsMinor === 0 ? '' : says.notes.tips(write(totals.tipsMinor))}
      </Figure>
    </div>
  );
}

function Figure(props: {
  readonly label: string;
  readonly value: ReactNode;
  readonly now: number;
  /** Left out where nothing is compared: then the note stands there. */
  readonly before: number | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const says = useTexts().reports;
  const locale = useFormatLocale();
  const percent = (ratio: number): string =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: ratio < 0.1 ? 1 : 0 }).format(
      ratio,
    );
  const change = props.before === undefined ? null : changeOf(props.now, props.before);
  return (
    <div className="figure">
      <span className="figure__label">{props.label}</span>
      <span className="figure__value">{props.value}</span>
      <span className="figure__note">
        {change === null ? (
          props.children
        ) : (
          <span className="row">
            <Icon
              of={change.kind === 'same' ? Equal : change.kind === 'less' ? ArrowDown : ArrowUp}
              size="sm"
            />
            {change.kind === 'more' || change.kind === 'less'
              ? says[change.kind](percent(change.ratio))
              : says[change.kind]}
          </span>
        )}
      </span>
    </div>
  );
}
