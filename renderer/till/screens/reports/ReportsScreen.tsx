import { ChartColumn, FileSpreadsheet, FileText } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { addDaysMs, dayOf, dayStartOf } from '../../../../shared/domain/calendar/index.ts';
import type { Comparison, SalesReportView } from '../../../../shared/contract/index.ts';
import { Button, EmptyState, Field, Segments, Select } from '../../components/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { formatDate } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { saveFile } from '../save-file.ts';
import { useAnswer, useErrand } from '../use-answer.ts';
import { ReportTotals } from './Figures.tsx';
import { daysOf, PERIODS, type Days, type Period } from './periods.ts';
import { ReportSection, type Section } from './ReportTables.tsx';

const SECTIONS = ['time', 'tenders', 'taxes', 'cashiers', 'products', 'categories', 'latency'] as const;
const COMPARISONS = ['none', 'before', 'week'] as const satisfies readonly Comparison[];

/** What days came to: figures, charts with their tables, beside the days before, and as a file. */
export function ReportsScreen(props: {
  readonly context: PageContext;
  /** Rises whenever main says that a sale changed. */
  readonly changes: number;
}): ReactNode {
  const { context } = props;
  const { call, texts, sentenceFor, snapshot } = context;
  const says = useTexts().reports;
  const locale = useFormatLocale();
  const [period, setPeriod] = useState<Period>('today');
  const [own, setOwn] = useState<Days>(() => daysOf('today', Date.now()));
  const [compare, setCompare] = useState<Comparison>('none');
  const [saved, setSaved] = useState<string | null>(null);
  const nowMs = useNowMs(60_000);
  const days = period === 'own' ? own : daysOf(period, nowMs);
  const span = { ...days, compare };
  const answer = useAnswer(`${JSON.stringify(span)}|${String(props.changes)}`, () =>
    call('reports.make', span),
  );
  const exporting = useErrand();
  const exportAs = (format: 'csv' | 'pdf'): void =>
    exporting.run(
      () => call('reports.export', { span, format, locale: snapshot.locale }),
      ({ fileName, content }) => {
        saveFile(fileName, format, content);
        setSaved(fileName);
      },
    );
  const error = exporting.error ?? answer.error;
  const view = answer.value;
  const isFor = view !== null && view.fromMs === days.fromMs && view.untilMs === days.untilMs;
  return (
    <main className="main">
      <div className="page report">
        <header className="page__head">
          <div className="cell2 grow">
            <h1 className="h-title">{says.title}</h1>
            <span className="small faint">
              {daysText(days, locale)}
              {isFor && view.before !== null ? ` · ${says.against(daysText(view.before, locale))}` : ''}
            </span>
          </div>
          <Button icon={FileSpreadsheet} disabled={exporting.busy} onClick={() => exportAs('csv')}>
            {says.csv}
          </Button>
          <Button icon={FileText} disabled={exporting.busy} onClick={() => exportAs('pdf')}>
            {says.pdf}
          </Button>
        </header>
        <p className="sr" role="status">
          {saved === null ? '' : says.exported(saved)}
        </p>
        <PeriodBar
          period={period}
          own={own}
          compare={compare}
          onPeriod={(chosen) => {
            if (chosen === 'own') setOwn(days);
            setPeriod(chosen);
          }}
          onOwn={setOwn}
          onCompare={setCompare}
        />
        {error === null ? null : (
          <Problem text={sentenceFor(error)} action={{ label: texts.common.tryAgain, run: answer.ask }} />
        )}
        {isFor ? (
          <Made context={context} view={view} />
        ) : answer.error === null ? (
          <SkeletonRows count={6} label={texts.common.checking} />
        ) : null}
      </div>
    </main>
  );
}

/** The figures of the days, and the part of them that is looked at. */
function Made(props: { readonly context: PageContext; readonly view: SalesReportView }): ReactNode {
  const says = useTexts().reports;
  const [section, setSection] = useState<Section>('time');
  const { report } = props.view;
  const isEmpty = report.totals.sales === 0 && report.totals.refunds === 0 && report.tenders.length === 0;
  return (
    <>
      <ReportTotals {...props} />
      <Segments
        label={says.sections}
        value={section}
        segments={SECTIONS.map((value) => ({ value, label: says.section[value] }))}
        onChoose={setSection}
      />
      {isEmpty ? (
        <EmptyState icon={ChartColumn} title={says.emptyTitle}>
          {says.emptyText}
        </EmptyState>
      ) : (
        <div className="report__body">
          <ReportSection section={section} view={props.view} />
        </div>
      )}
    </>
  );
}

function PeriodBar(props: {
  readonly period: Period;
  readonly own: Days;
  readonly compare: Comparison;
  readonly onPeriod: (period: Period) => void;
  readonly onOwn: (days: Days) => void;
  readonly onCompare: (compare: Comparison) => void;
}): ReactNode {
  const says = useTexts().reports;
  const { own } = props;
  return (
    <div className="report__bar">
      <Select
        label={says.period}
        value={props.period}
        choices={PERIODS.map((value) => ({ value, label: says.periods[value] }))}
        onChoose={(value) => props.onPeriod(PERIODS.find((each) => each === value) ?? 'today')}
      />
      {props.period === 'own' ? (
        <>
          <Field
            label={says.from}
            type="date"
            value={dayOf(own.fromMs)}
            onChange={({ target }) => {
              const fromMs = dayStartOf(target.value);
              if (fromMs !== null) props.onOwn({ ...own, fromMs });
            }}
          />
          <Field
            label={says.until}
            type="date"
            value={dayOf(own.untilMs - 1)}
            onChange={({ target }) => {
              const lastMs = dayStartOf(target.value);
              if (lastMs !== null) props.onOwn({ ...own, untilMs: addDaysMs(lastMs, 1) });
            }}
          />
        </>
      ) : null}
      <Select
        label={says.compare}
        value={props.compare}
        choices={COMPARISONS.map((value) => ({
          value,
          label: `${says.compare}: ${says.comparisons[value]}`,
        }))}
        onChoose={(value) => props.onCompare(COMPARISONS.find((each) => each === value) ?? 'none')}
      />
    </div>
  );
}

function daysText({ fromMs, untilMs }: Days, locale: string): string {
  const first = formatDate(fromMs, locale);
  const last = formatDate(untilMs - 1, locale);
  return first === last ? first : `${first} – ${last}`;
}
