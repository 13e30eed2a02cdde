import type { ReactNode } from 'react';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import type {
  ReportFigures,
  ReportOtherRows,
  ReportPaymentRow,
  ReportSalesRow,
  SalesReportView,
} from '../../../../shared/contract/index.ts';
import { joinClasses } from '../../components/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { BarChart, type Bar } from './BarChart.tsx';
import { LineChart } from './LineChart.tsx';

export type Section = 'time' | 'tenders' | 'taxes' | 'cashiers' | 'products' | 'categories' | 'latency';

/** What of a report is looked at: its chart and its table, side by side where there is room. */
export function ReportSection(props: {
  readonly section: Section;
  readonly view: SalesReportView;
}): ReactNode {
  const { section, view } = props;
  const says = useTexts().reports;
  const { report, before } = view;
  switch (section) {
    case 'time':
      return <TimeSection view={view} />;
    case 'tenders':
      return (
        <>
          <Payments head={says.heads.tenders} rows={report.tenders} currency={view.currency} />
          <Payments head={says.heads.brands} rows={report.brands} currency={view.currency} />
          <Payments head={says.heads.entryModes} rows={report.entryModes} currency={view.currency} />
        </>
      );
    case 'taxes':
      return <Taxes rows={report.taxes} currency={view.currency} />;
    case 'cashiers':
    case 'products':
    case 'categories':
      return (
        <Ranking
          head={says.heads[section]}
          rows={report[section]}
          others={section === 'products' ? report.otherProducts : null}
          before={before?.report[section] ?? null}
          section={section}
          currency={view.currency}
        />
      );
    case 'latency':
      return <Latency days={view.latency} />;
  }
}

function useAmount(currency: string): (minor: number) => string {
  const locale = useFormatLocale();
  return (minor) => formatMoney(money(minor, currency), locale);
}

function TimeSection({ view }: { readonly view: SalesReportView }): ReactNode {
  const says = useTexts().reports;
  const locale = useFormatLocale();
  const write = useAmount(view.currency);
  const { days } = view.report;
  const hourText = (key: string): string => `${key.padStart(2, '0')}:00`;
  const dayText = (key: string): string =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(new Date(`${key}T12:00:00`));
  const isOneDay = view.untilMs - view.fromMs < 26 * 3_600_000;
  const beforeDays = view.before?.report.days ?? null;
  return (
    <>
      {isOneDay ? null : (
        <Pair
          head={says.heads.days}
          chart={
            <BarChart
              head={says.heads.days}
              write={write}
              bars={days.map((row, index): Bar => ({
                key: row.key,
                tick: dayText(row.key),
                value: row.netMinor,
                before: beforeDays === null ? null : (beforeDays[index]?.netMinor ?? 0),
              }))}
            />
          }
        >
          <SalesTable
            rows={days}
            first={says.columns.day}
            nameOf={({ key }) => dayText(key)}
            currency={view.currency}
          />
        </Pair>
      )}
      <Pair
        head={says.heads.hours}
        chart={
          <BarChart
            head={says.heads.hours}
            write={write}
            bars={hoursOf(view.report, view.before?.report ?? null).map((bar) => ({
              ...bar,
              tick: hourText(bar.key),
            }))}
          />
        }
      >
        <SalesTable
          rows={view.report.hours}
          first={says.columns.hour}
          nameOf={({ key }) => hourText(key)}
          currency={view.currency}
        />
      </Pair>
    </>
  );
}

/** From the first to the last hour in which anything was sold, with the quiet ones between. */
function hoursOf(report: ReportFigures, before: ReportFigures | null): readonly Bar[] {
  const all = [...report.hours, ...(before?.hours ?? [])].map(({ key }) => Number(key));
  if (all.length === 0) return [];
  const first = Math.min(...all);
  return Array.from({ length: Math.max(...all) - first + 1 }, (_each, index) => {
    const key = String(first + index);
    const net = (rows: readonly ReportSalesRow[]): number =>
      rows.find((row) => row.key === key)?.netMinor ?? 0;
    return { key, tick: '', value: net(report.hours), before: before === null ? null : net(before.hours) };
  });
}

/** A chart with its table beside it. */
function Pair(props: {
  readonly head: string;
  readonly chart: ReactNode;
  /** The table has too many columns to stand beside the chart. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="card report__pair">
      <div className="card__head">
        <h2 className="h-card">{props.head}</h2>
      </div>
      <div className={joinClasses('report__both', props.isWide === true && 'report__both--stacked')}>
        {props.chart}
        <div className="report__table" tabIndex={0} role="region" aria-label={props.head}>
          {props.children}
        </div>
      </div>
    </section>
  );
}

function SalesTable(props: {
  readonly rows: readonly ReportSalesRow[];
  readonly first: string;
  readonly nameOf: (row: ReportSalesRow) => string;
  readonly currency: string;
}): ReactNode {
  const says = useTexts().reports;
  const write = useAmount(props.currency);
  const hasRefunds = props.rows.some(({ refundsMinor }) => refundsMinor !== 0);
  const sum = (of: (row: ReportSalesRow) => number): number =>
    props.rows.reduce((total, row) => total + of(row), 0);
  return (
    <table className="table table--tight">
      <thead>
        <tr>
          <th>{props.first}</th>
          <th className="right">{says.columns.sales}</th>
          {hasRefunds ? <th className="right">{says.columns.refunds}</th> : null}
          <th className="right">{says.columns.net}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key}>
            <td>{props.nameOf(row)}</td>
            <td className="right num">{row.count}</td>
            {hasRefunds ? <td className="right num">{write(row.refundsMinor)}</td> : null}
            <td className="right num strong">{write(row.netMinor)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>{says.total}</td>
          <td className="right num">{sum(({ count }) => count)}</td>
          {hasRefunds ? (
            <td className="right num">{write(sum(({ refundsMinor }) => refundsMinor))}</td>
          ) : null}
          <td className="right num">{write(sum(({ netMinor }) => netMinor))}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Rows by what they brought, each with its part as a bar. */
function Ranking(props: {
  readonly head: string;
  readonly rows: readonly ReportSalesRow[];
  /** What is in no row here. */
  readonly others: ReportOtherRows | null;
  readonly before: readonly ReportSalesRow[] | null;
  readonly section: 'cashiers' | 'products' | 'categories';
  readonly currency: string;
}): ReactNode {
  const says = useTexts().reports;
  const write = useAmount(props.currency);
  const most = Math.max(1, ...props.rows.map(({ netMinor }) => netMinor));
  const beforeOf = new Map(props.before?.map((row) => [row.key, row.netMinor]));
  const unnamed = props.section === 'categories' ? says.noCategory : says.noProduct;
  const { others } = props;
  return (
    <section className="card report__ranking" tabIndex={0} aria-label={props.head}>
      <div className="card__head">
        <h2 className="h-card">{props.head}</h2>
      </div>
      <table className="table table--tight">
        <thead>
          <tr>
            <th>{says.columns.name}</th>
            <th aria-hidden className="report__part" />
            <th className="right">
              {props.section === 'cashiers' ? says.columns.sales : says.columns.lines}
            </th>
            <th className="right">{says.columns.pieces}</th>
            <th className="right">{says.columns.gross}</th>
            <th className="right">{says.columns.refunds}</th>
            <th className="right">{says.columns.net}</th>
            {props.before === null ? null : <th className="right">{says.columns.before}</th>}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.key}>
              <td className="clip report__name">{row.name === '' ? unnamed : row.name}</td>
              <td aria-hidden className="report__part">
                <svg className="chart__part" viewBox="0 0 100 8" preserveAspectRatio="none">
                  <rect
                    className="chart__bar"
                    width={(100 * Math.max(0, row.netMinor)) / most}
                    height={8}
                    rx={2}
                  />
                </svg>
              </td>
              <td className="right num">{row.count}</td>
              <td className="right num">{row.quantity}</td>
              <td className="right num">{write(row.grossMinor)}</td>
              <td className="right num">{write(row.refundsMinor)}</td>
              <td className="right num strong">{write(row.netMinor)}</td>
              {props.before === null ? null : (
                <td className="right num muted">{write(beforeOf.get(row.key) ?? 0)}</td>
              )}
            </tr>
          ))}
          {others === null ? null : (
            <tr>
              <td className="muted">{says.others(others.rows)}</td>
              <td aria-hidden />
              <td className="right num">{others.count}</td>
              <td className="right num">{others.quantity}</td>
              <td className="right num">{write(others.grossMinor)}</td>
              <td className="right num">{write(others.refundsMinor)}</td>
              <td className="right num strong">{write(others.netMinor)}</td>
              {props.before === null ? null : <td />}
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Payments(props: {
  readonly head: string;
  readonly rows: readonly ReportPaymentRow[];
  readonly currency: string;
}): ReactNode {
  const says = useTexts().reports;
  const write = useAmount(props.currency);
  const nameOf = usePaymentName();
  return (
    <Pair
      head={props.head}
      chart={
        props.rows.length === 0 ? null : (
          <BarChart
            head={props.head}
            write={write}
            bars={props.rows.map((row) => ({
              key: row.key,
              tick: nameOf(row.key),
              value: row.netMinor,
              before: null,
            }))}
          />
        )
      }
    >
      {props.rows.length === 0 ? (
        <p className="muted card__body">{says.noCards}</p>
      ) : (
        <table className="table table--tight">
          <thead>
            <tr>
              <th>{says.columns.name}</th>
              <th className="right">{says.columns.payments}</th>
              <th className="right">{says.columns.taken}</th>
              <th className="right">{says.columns.givenBack}</th>
              <th className="right">{says.columns.kept}</th>
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.key}>
                <td>{nameOf(row.key)}</td>
                <td className="right num">{row.count}</td>
                <td className="right num">{write(row.takenMinor)}</td>
                <td className="right num">{write(row.givenBackMinor)}</td>
                <td className="right num strong">{write(row.netMinor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Pair>
  );
}

/** The words for a way to pay; a card brand as it is printed on the card. */
function usePaymentName(): (key: string) => string {
  const { names } = useTexts().reports;
  return (key) =>
    Object.entries(names).find(([known]) => known === key)?.[1] ??
    key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ');
}

function Taxes(props: { readonly rows: ReportFigures['taxes']; readonly currency: string }): ReactNode {
  const says = useTexts().reports;
  const locale = useFormatLocale();
  const write = useAmount(props.currency);
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
  const sum = (of: (row: ReportFigures['taxes'][number]) => number): string =>
    write(props.rows.reduce((total, row) => total + of(row), 0));
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.heads.taxes}</h2>
      </div>
      <table className="table table--tight">
        <thead>
          <tr>
            <th>{says.columns.name}</th>
            <th className="right">{says.columns.rate}</th>
            <th className="right">{says.columns.netOfTax}</th>
            <th className="right">{says.columns.tax}</th>
            <th className="right">{says.columns.withTax}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={`${row.name} ${String(row.ratePpm)} ${String(row.isExempt)}`}>
              <td>{row.name === '' ? says.noTax : row.isExempt ? says.exempt(row.name) : row.name}</td>
              <td className="right num">{rate.format(row.ratePpm / 1_000_000)}</td>
              <td className="right num">{write(row.netMinor)}</td>
              <td className="right num strong">{write(row.taxMinor)}</td>
              <td className="right num">{write(row.grossMinor)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{says.total}</td>
            <td />
            <td className="right num">{sum(({ netMinor }) => netMinor)}</td>
            <td className="right num">{sum(({ taxMinor }) => taxMinor)}</td>
            <td className="right num">{sum(({ grossMinor }) => grossMinor)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Latency({ days }: { readonly days: SalesReportView['latency'] }): ReactNode {
  const says = useTexts().reports;
  const locale = useFormatLocale();
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const write = (ms: number): string => says.seconds(number.format(ms / 1_000));
  const dayText = (key: string): string =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(new Date(`${key}T12:00:00`));
  if (days.length === 0) return <p className="card card__body muted">{says.noCards}</p>;
  return (
    <>
      <p className="muted small">{says.latencyNote}</p>
      <Pair
        isWide
        head={says.heads.latency}
        chart={
          <LineChart
            head={says.heads.latency}
            ticks={days.map(({ day }) => dayText(day))}
            write={write}
            lines={[
              {
                key: 'half',
                name: says.columns.pressHalf,
                values: days.map((day) => day.pressToResult?.p50Ms ?? null),
              },
              {
                key: 'most',
                name: says.columns.pressMost,
                values: days.map((day) => day.pressToResult?.p95Ms ?? null),
              },
            ]}
          />
        }
      >
        <table className="table table--tight">
          <thead>
            <tr>
              <th>{says.columns.day}</th>
              <th className="right">{says.columns.payments}</th>
              <th className="right">{says.columns.pressHalf}</th>
              <th className="right">{says.columns.pressMost}</th>
              <th className="right">{says.columns.tapHalf}</th>
              <th className="right">{says.columns.tapMost}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, pressToResult, tapToApproval }) => (
              <tr key={day}>
                <td>{dayText(day)}</td>
                <td className="right num">{pressToResult?.count ?? 0}</td>
                {[pressToResult?.p50Ms, pressToResult?.p95Ms, tapToApproval?.p50Ms, tapToApproval?.p95Ms].map(
                  (ms, index) => (
                    <td key={index} className="right num">
                      {ms === undefined ? '\u2013' : write(ms)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Pair>
    </>
  );
}
