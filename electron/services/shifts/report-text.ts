import type { ClosedDrawer, ShiftReport } from '../../../shared/contract/index.ts';
import { formatLocaleOf, type Locale } from '../../../shared/domain/locale/index.ts';
import { expectedCashMinor } from '../../../shared/domain/drawer/index.ts';
import { formatMoney, money } from '../../../shared/domain/money/index.ts';
import { renderReceiptText, type ReceiptRow } from '../../../shared/domain/receipt/index.ts';
import { wallClock } from '../receipts/index.ts';
import { taxRateName } from '../../../shared/domain/tax/index.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';

/** An X or a Z as a receipt printer writes it, in rows of `columns` cells. */
export function reportText(report: ShiftReport, locale: Locale, isTraining: boolean, columns = 42): string {
  const words = REPORT_WORDS[locale];
  const amount = (minor: number): string =>
    formatMoney(money(minor, report.currency), formatLocaleOf(locale));
  const pair = (left: string, right: string | number): ReceiptRow => ({
    kind: 'columns',
    left,
    right: String(right),
  });
  const head = (text: string): readonly ReceiptRow[] => [
    { kind: 'rule' },
    { kind: 'text', text: text.toLocaleUpperCase(locale), align: 'left' },
  ];
  const { sales, refunds, closed } = report;
  const rows: readonly ReceiptRow[] = [
    ...(isTraining ? [{ kind: 'banner' as const, text: words.training }] : []),
    { kind: 'heading', text: report.storeName },
    { kind: 'heading', text: report.kind === 'X' ? words.x : words.z },
    ...(report.kind === 'X' ? [{ kind: 'text' as const, text: words.xNote, align: 'centre' as const }] : []),
    { kind: 'rule' },
    pair(words.shift, report.number),
    pair(words.register, report.register),
    pair(words.opened, when(report.openedAtMs)),
    pair('', `${words.by} ${report.openedByName}`),
    pair(report.kind === 'X' ? words.taken : words.closed, when(report.atMs)),
    pair('', `${words.by} ${report.byName}`),
    ...head(words.sales),
    pair(words.sales, sales.count),
    pair(words.items, sales.items),
    ...(sales.discountMinor === 0 ? [] : [pair(words.discounts, amount(sales.discountMinor))]),
    ...(sales.voided === 0 ? [] : [pair(words.voided, sales.voided)]),
    { kind: 'total', label: words.total, amount: amount(sales.totalMinor) },
    ...taxRows(report, words, amount),
    ...(report.tenders.length === 0 ? [] : head(words.paidWith)),
    ...report.tenders.map((tender) =>
      pair(
        `${tender.kind === 'cash' ? words.cash : brandWord(tender.brand)} × ${String(tender.count)}`,
        amount(tender.amountMinor),
      ),
    ),
    ...(report.tipsMinor === 0 ? [] : [pair(`  ${words.tips}`, amount(report.tipsMinor))]),
    ...(report.roundingMinor === 0 ? [] : [pair(words.rounding, amount(report.roundingMinor))]),
    ...(refunds.count === 0
      ? []
      : [
          ...head(`${words.refunds} × ${String(refunds.count)}`),
          pair(words.refundsCash, amount(refunds.cashMinor)),
          pair(words.refundsCard, amount(refunds.cardMinor)),
        ]),
    ...drawerRows(report, words, amount, head),
    ...(closed === null
      ? []
      : [
          ...head(words.cards),
          pair(words.thisTill, amount(closed.tillMinor)),
          pair(words.stripe, amount(closed.stripeMinor)),
          ...(closed.accepted === 0 ? [] : [pair(words.accepted, closed.accepted)]),
        ]),
    { kind: 'rule' },
  ];
  return renderReceiptText({ rows }, columns);
}

type Amount = (minor: number) => string;

function taxRows(report: ShiftReport, words: ReportWords, amount: Amount): readonly ReceiptRow[] {
  if (report.taxes.length === 0) return [];
  return [
    { kind: 'tax', isHead: true, name: words.taxRate, net: words.taxNet, tax: words.taxAmount },
    ...report.taxes.map(({ name, netMinor, taxMinor }): ReceiptRow => ({
      kind: 'tax',
      isHead: false,
      name: taxRateName(name, words.vat),
      net: amount(netMinor),
      tax: amount(taxMinor),
    })),
  ];
}

function drawerRows(
  report: ShiftReport,
  words: ReportWords,
  amount: Amount,
  head: (text: string) => readonly ReceiptRow[],
): readonly ReceiptRow[] {
  const closed = report.closed?.drawer ?? null;
  const sums = closed?.sums ?? report.drawer;
  if (sums === null)
    return report.kind === 'X' && report.isBlind
      ? [...head(words.drawer), { kind: 'text', text: words.blind, align: 'left' }]
      : [];
  const lines = [
    [words.float, sums.floatMinor],
    [words.cashIn, sums.cashInMinor],
    [words.cashOut, 0 - sums.cashOutMinor],
    [words.payIn, sums.payInMinor],
    [words.payOut, 0 - sums.payOutMinor],
    [words.drop, 0 - sums.dropMinor],
  ] as const;
  return [
    ...head(words.drawer),
    ...lines.map(([label, minor]): ReceiptRow => ({ kind: 'columns', left: label, right: amount(minor) })),
    { kind: 'total', label: words.expected, amount: amount(expectedCashMinor(sums)) },
    ...(closed === null ? [] : closedRows(closed, words, amount)),
  ];
}

function closedRows(closed: ClosedDrawer, words: ReportWords, amount: Amount): readonly ReceiptRow[] {
  const pair = (left: string, right: string): ReceiptRow => ({ kind: 'columns', left, right });
  return [
    pair(words.counted, amount(closed.countedMinor)),
    { kind: 'total', label: words.variance, amount: amount(closed.varianceMinor) },
    ...(closed.note === null
      ? []
      : [{ kind: 'text' as const, text: `  ${closed.note}`, align: 'left' as const }]),
    ...(closed.signedBy === null ? [] : [pair(words.signedBy, closed.signedBy)]),
    pair(words.left, amount(closed.leftMinor)),
    pair(words.banked, amount(closed.countedMinor - closed.leftMinor)),
  ];
}

function when(atMs: number): string {
  return wallClock(atMs).slice(0, 16).replace('T', ' ');
}

/** As it is printed on the card; what Stripe calls `mastercard`. */
function brandWord(brand: string | null): string {
  const known = brand ?? 'card';
  return known.charAt(0).toUpperCase() + known.slice(1).replaceAll('_', ' ');
}
