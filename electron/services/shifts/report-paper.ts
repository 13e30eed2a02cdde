import type { ClosedDrawer, ShiftReport } from '../../../shared/contract/index.ts';
import { formatLocaleOf, type Locale } from '../../../shared/domain/locale/index.ts';
import { expectedCashMinor } from '../../../shared/domain/drawer/index.ts';
import { formatMoney, money } from '../../../shared/domain/money/index.ts';
import {
  renderReceiptText,
  type ReceiptDocument,
  type ReceiptRow,
} from '../../../shared/domain/receipt/index.ts';
import { wallClock } from '../receipts/index.ts';
import { taxRateName } from '../../../shared/domain/tax/index.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';

/** An X or a Z as plain text, in rows of `columns` cells. */
export function reportText(report: ShiftReport, locale: Locale, isTraining: boolean, columns = 42): string {
  return renderReceiptText(reportDocument(report, locale, isTraining), columns);
}

/** An X or a Z on paper. What a report leaves out has no row: a row of nothing would be read as zero. */
export function reportDocument(report: ShiftReport, locale: Locale, isTraining: boolean): ReceiptDocument {
  const words = REPORT_WORDS[locale];
  const context: Context = {
    words,
    amount: (minor) => formatMoney(money(minor, report.currency), formatLocaleOf(locale)),
    head: (text) => [{ kind: 'rule' }, { kind: 'text', text: text.toLocaleUpperCase(locale), align: 'left' }],
  };
  return {
    rows: [
      ...(isTraining ? [{ kind: 'banner' as const, text: words.training }] : []),
      ...frameRows(report, words),
      ...salesRows(report, context),
      ...drawerRows(report, context),
      ...closedRows(report, context),
      { kind: 'rule' },
      ...(isTraining ? [{ kind: 'banner' as const, text: words.training }] : []),
    ],
  };
}

type Context = {
  readonly words: ReportWords;
  readonly amount: (minor: number) => string;
  readonly head: (text: string) => readonly ReceiptRow[];
};

function frameRows(report: ShiftReport, words: ReportWords): readonly ReceiptRow[] {
  const { closed } = report;
  const other = closed?.other ?? null;
  return [
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
    ...(other === null
      ? []
      : [
          pair(words.closedFor, other.ownerName),
          pair(words.allowedBy, other.approvedBy),
          note(other.reason),
        ]),
  ];
}

function salesRows(report: ShiftReport, context: Context): readonly ReceiptRow[] {
  const { words, amount, head } = context;
  const { sales, refunds, roundingMinor } = report;
  return [
    ...head(words.sales),
    pair(words.sales, sales.count),
    pair(words.items, sales.items),
    ...(sales.discountMinor === 0 ? [] : [pair(words.discounts, amount(sales.discountMinor))]),
    ...(sales.voided === 0 ? [] : [pair(words.voided, sales.voided)]),
    ...(sales.totalMinor === null
      ? []
      : [{ kind: 'total' as const, label: words.total, amount: amount(sales.totalMinor) }]),
    ...taxRows(report, context),
    ...(report.tenders.length === 0 ? [] : head(words.paidWith)),
    ...report.tenders.map((tender) =>
      pair(
        `${tender.kind === 'cash' ? words.cash : brandWord(tender.brand)} × ${String(tender.count)}`,
        amount(tender.amountMinor),
      ),
    ),
    ...(report.tipsMinor === 0 ? [] : [pair(`  ${words.tips}`, amount(report.tipsMinor))]),
    ...(roundingMinor === null || roundingMinor === 0 ? [] : [pair(words.rounding, amount(roundingMinor))]),
    ...(refunds.count === 0
      ? []
      : [
          ...head(`${words.refunds} × ${String(refunds.count)}`),
          ...(refunds.cashMinor === null ? [] : [pair(words.refundsCash, amount(refunds.cashMinor))]),
          pair(words.refundsCard, amount(refunds.cardMinor)),
        ]),
  ];
}

function taxRows({ taxes }: ShiftReport, { words, amount }: Context): readonly ReceiptRow[] {
  if (taxes.length === 0) return [];
  return [
    { kind: 'tax', isHead: true, name: words.taxRate, net: words.taxNet, tax: words.taxAmount },
    ...taxes.map(({ name, isExempt, netMinor, taxMinor }): ReceiptRow => ({
      kind: 'tax',
      isHead: false,
      name: [taxRateName(name, words.vat), ...(isExempt ? [words.exempt] : [])].join(' '),
      net: amount(netMinor),
      tax: amount(taxMinor),
    })),
  ];
}

function drawerRows(report: ShiftReport, context: Context): readonly ReceiptRow[] {
  const { words, amount, head } = context;
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
    ...lines.map(([label, minor]) => pair(label, amount(minor))),
    { kind: 'total', label: words.expected, amount: amount(expectedCashMinor(sums)) },
    ...(closed === null ? [] : varianceRows(closed, context)),
  ];
}

function varianceRows(closed: ClosedDrawer, { words, amount }: Context): readonly ReceiptRow[] {
  return [
    pair(words.counted, amount(closed.countedMinor)),
    { kind: 'total', label: words.variance, amount: amount(closed.varianceMinor) },
    ...(closed.note === null ? [] : [note(closed.note)]),
    ...(closed.signedBy === null ? [] : [pair(words.signedBy, closed.signedBy)]),
    pair(words.left, amount(closed.leftMinor)),
    pair(words.banked, amount(closed.countedMinor - closed.leftMinor)),
  ];
}

/** What only a Z has: each count, the cards beside Stripe, and the end of the audit log. */
function closedRows({ closed }: ShiftReport, context: Context): readonly ReceiptRow[] {
  if (closed === null) return [];
  const { words, amount, head } = context;
  const last = closed.counts.at(-1);
  return [
    ...(last === undefined ? [] : head(words.counts)),
    ...closed.counts.map(({ atMs, name, countedMinor }) =>
      pair(`${when(atMs).slice(11)} ${name}`, amount(countedMinor)),
    ),
    ...(last?.pieces ?? []).map(({ valueMinor, count }) =>
      pair(`  ${String(count)} × ${amount(valueMinor)}`, amount(valueMinor * count)),
    ),
    ...(last === undefined || last.otherMinor === 0
      ? []
      : [pair(`  ${words.other}`, amount(last.otherMinor))]),
    ...head(words.cards),
    pair(words.thisTill, amount(closed.tillMinor)),
    pair(words.stripe, amount(closed.stripeMinor)),
    ...(closed.accepted === 0 ? [] : [pair(words.accepted, closed.accepted)]),
    ...sealRows(closed, context),
  ];
}

/** The seal in groups, so that it can be compared by eye with what the log says years later. */
function sealRows(
  { auditHead }: NonNullable<ShiftReport['closed']>,
  { words, head }: Context,
): readonly ReceiptRow[] {
  if (auditHead === null) return [];
  const groups = auditHead.mac.match(/.{1,8}/gu) ?? [];
  return [
    ...head(words.auditLog),
    pair(words.lastEntry, auditHead.seq),
    ...[0, 2, 4, 6].map((from) => note(groups.slice(from, from + 2).join(' '))),
  ];
}

function pair(left: string, right: string | number): ReceiptRow {
  return { kind: 'columns', left, right: String(right) };
}

function note(text: string): ReceiptRow {
  return { kind: 'text', text: `  ${text}`, align: 'left' };
}

function when(atMs: number): string {
  return wallClock(atMs).slice(0, 16).replace('T', ' ');
}

/** As it is printed on the card; what Stripe calls `mastercard`. */
function brandWord(brand: string | null): string {
  const known = brand ?? 'card';
  return known.charAt(0).toUpperCase() + known.slice(1).replaceAll('_', ' ');
}
