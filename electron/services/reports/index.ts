import type { Locale } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import { csvOf } from './csv.ts';
import { makeReportOfSpan, type ReportRequest } from './make.ts';
import { daysText, tablesOf } from './tables.ts';
import { REPORT_FILE_WORDS } from './words.ts';

export {
  makeReportForPage,
  makeReportOfSpan,
  type Comparison,
  type ReportOfSpan,
  type ReportRequest,
} from './make.ts';

export type ReportFileRequest = ReportRequest & {
  readonly format: 'csv' | 'pdf';
  readonly locale: Locale;
  readonly storeName: string;
  readonly register: string;
  readonly madeAtMs: number;
  /** As the shop's wall clock shows it. */
  readonly madeAt: string;
  readonly isTraining: boolean;
};
export type ReportFile = { readonly fileName: string; readonly content: string };

/** All tables of a report as a file: CSV as text, PDF as Base64. */
export async function makeReportFile(db: Db, request: ReportFileRequest): Promise<ReportFile> {
  const { currency, locale, format } = request;
  const of = makeReportOfSpan(db, request);
  const words = REPORT_FILE_WORDS[locale];
  const tables = tablesOf(of, currency, locale);
  const days = daysText(of);
  const fileName = `${words.file}-${days.replaceAll(' ', '').replace(/-(?=\d{4}-\d\d-\d\d$)/u, '_')}.${format}`;
  if (format === 'csv') {
    const heading = [
      [words.title, days],
      [request.storeName],
      [words.register, request.register],
      [words.made, request.madeAt],
      [words.columns.currency, currency],
      ...(of.before === null ? [] : [[words.before, daysText(of.before)]]),
      ...(request.isTraining ? [[words.training]] : []),
    ];
    return { fileName, content: csvOf(heading, tables) };
  }
  // Most tills never make one in a day: its library is loaded by the first.
  const { pdfOf } = await import('./pdf.ts');
  const content = await pdfOf(
    {
      title: `${words.title} ${days}`,
      lines: [
        `${request.storeName} · ${request.register}`,
        `${words.made} ${request.madeAt} · ${words.columns.currency} ${currency}`,
        ...(of.before === null ? [] : [`${words.before} ${daysText(of.before)}`]),
      ],
      banner: request.isTraining ? words.training : null,
      page: words.page,
      madeAtMs: request.madeAtMs,
      language: locale,
    },
    tables,
  );
  return { fileName, content };
}
