import type { Locale } from '../../../shared/contract/index.ts';
import { addDaysMs, dayOf } from '../../../shared/domain/calendar/index.ts';
import { currencyFacts, currencyCode } from '../../../shared/domain/money/index.ts';
import type { SalesReport } from '../../../shared/domain/report/index.ts';
import type { ReportOfSpan } from './make.ts';
import { REPORT_FILE_WORDS, type ReportFileWords } from './words.ts';

/** A cell: words of people or products, or a figure that is ours and can't be a formula. */
export type Cell = string | { readonly figure: string };

export type ReportTable = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** The tables of a report in words, as its files show them. Amounts as figures with a point, in the currency's decimals. */
export function tablesOf(of: ReportOfSpan, currency: string, locale: Locale): readonly ReportTable[] {
  const words = REPORT_FILE_WORDS[locale];
  const amount = (minor: number): Cell => ({ figure: decimalText(minor, currency) });
  const count = (number: number): Cell => ({ figure: String(number) });
  const { report } = of;
  const { columns, tables } = words;
  const sales = (
    name: string,
    rows: SalesReport['hours'],
    nameOf: (row: SalesReport['hours'][number]) => string,
  ) => ({
    name,
    columns: [columns.name, columns.count, columns.quantity, columns.gross, columns.refunds, columns.net],
    rows: rows.map((row) => [
      nameOf(row),
      count(row.count),
      count(row.quantity),
      amount(row.grossMinor),
      amount(row.refundsMinor),
      amount(row.netMinor),
    ]),
  });
  const payments = (name: string, rows: SalesReport['tenders']) => ({
    name,
    columns: [columns.name, columns.count, columns.taken, columns.givenBack, columns.amount],
    rows: rows.map((row) => [
      paymentName(row.key, words),
      count(row.count),
      amount(row.takenMinor),
      amount(row.givenBackMinor),
      amount(row.netMinor),
    ]),
  });
  return [
    totalsTable(of, words, amount, count),
    sales(tables.days, report.days, ({ key }) => key),
    sales(tables.hours, report.hours, ({ key }) => hourText(Number(key))),
    payments(tables.tenders, report.tenders),
    payments(tables.brands, report.brands),
    payments(tables.entryModes, report.entryModes),
    {
      name: tables.taxes,
      columns: [columns.name, columns.rate, columns.netOfTax, columns.tax, columns.gross],
      rows: report.taxes.map((row) => [
        taxName(row, words),
        { figure: `${String(row.ratePpm / 10_000)} %` },
        amount(row.netMinor),
        amount(row.taxMinor),
        amount(row.grossMinor),
      ]),
    },
    sales(tables.cashiers, report.cashiers, ({ key, name }) => (name === '' ? key : name)),
    sales(tables.categories, report.categories, ({ name }) => (name === '' ? words.noCategory : name)),
    sales(tables.products, report.products, ({ name }) => (name === '' ? words.noProduct : name)),
    {
      name: tables.latency,
      columns: [columns.name, columns.count, columns.press50, columns.press95, columns.tap50, columns.tap95],
      rows: of.latency.map(({ day, pressToResult, tapToApproval }) => [
        day,
        count(pressToResult?.count ?? 0),
        seconds(pressToResult?.p50Ms),
        seconds(pressToResult?.p95Ms),
        seconds(tapToApproval?.p50Ms),
        seconds(tapToApproval?.p95Ms),
      ]),
    },
  ];
}

function totalsTable(
  of: ReportOfSpan,
  words: ReportFileWords,
  amount: (minor: number) => Cell,
  count: (number: number) => Cell,
): ReportTable {
  const { columns, totals: names } = words;
  const now = of.report.totals;
  const before = of.before?.report.totals ?? null;
  const row = (name: string, key: keyof typeof now, write: (value: number) => Cell): readonly Cell[] => [
    name,
    write(now[key]),
    ...(before === null ? [] : [write(before[key])]),
  ];
  return {
    name: words.tables.totals,
    columns: [columns.name, columns.amount, ...(before === null ? [] : [columns.before])],
    rows: [
      row(names.sales, 'sales', count),
      row(names.items, 'items', count),
      row(names.gross, 'grossMinor', amount),
      row(names.refundsCount, 'refunds', count),
      row(names.refunds, 'refundsMinor', amount),
      row(names.net, 'netMinor', amount),
      row(names.tax, 'taxMinor', amount),
      row(names.discounts, 'discountMinor', amount),
      row(names.tips, 'tipsMinor', amount),
      row(names.rounding, 'roundingMinor', amount),
      row(names.taken, 'takenMinor', amount),
      row(names.givenBack, 'givenBackMinor', amount),
      row(names.elsewhere, 'elsewhereMinor', amount),
      row(names.voided, 'voided', count),
    ],
  };
}

/** A span of days as its file is named and headed: the first and the last day. */
export function daysText({ fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }): string {
  const first = dayOf(fromMs);
  const last = dayOf(addDaysMs(untilMs - 1, 0));
  return first === last ? first : `${first} - ${last}`;
}

function taxName({ name, isExempt }: SalesReport['taxes'][number], words: ReportFileWords): string {
  if (name === '') return words.noTax;
  return isExempt ? `${name} (${words.exempt})` : name;
}

function paymentName(key: string, words: ReportFileWords): string {
  return words.names[key] ?? key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ');
}

function hourText(hour: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(hour)}:00-${two((hour + 1) % 24)}:00`;
}

function seconds(ms: number | undefined): Cell {
  return { figure: ms === undefined ? '' : (ms / 1_000).toFixed(1) };
}

/** `-1234.50`: what every spreadsheet reads as a number. */
export function decimalText(minor: number, currency: string): string {
  const { decimals } = currencyFacts(currencyCode(currency));
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  return `${minor < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${fraction}`}`;
}
