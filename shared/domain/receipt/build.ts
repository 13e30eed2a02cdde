import { assertNever } from '../assert-never.ts';
import type { CartTaxTotals } from '../cart/index.ts';
import { formatAmount, formatMoney, money } from '../money/index.ts';
import { taxRateName } from '../tax/index.ts';
import type { ReceiptDocument, ReceiptRow } from './document.ts';
import { exemptionRows } from './exemption-rows.ts';
import { receiptCode } from './code.ts';
import { letterhead, PLAIN_LOOK, type ReceiptLook } from './look.ts';
import { BRAND_NAMES, nameOf, wallTime } from './words.ts';
import type { ReceiptCardTender, ReceiptFacts, ReceiptLine, ReceiptTender, ReceiptTexts } from './facts.ts';

type Context = {
  readonly facts: ReceiptFacts;
  readonly texts: ReceiptTexts;
  readonly locale: string;
  readonly look: ReceiptLook;
};

/**
 * Lays out the receipt of a completed sale. `locale` decides how numbers and the date are written, `texts` the
 * words; both should be of one language. Throws RangeError for a `completedAtIso` that is no ISO date and time.
 */
export function buildReceipt(
  facts: ReceiptFacts,
  texts: ReceiptTexts,
  locale: string,
  look: ReceiptLook = PLAIN_LOOK,
): ReceiptDocument {
  const context = { facts, texts, locale, look };
  const closingLines = look.footerLines.length === 0 ? texts.closingLines : look.footerLines;
  const banner = bannerRows(context);
  return {
    rows: [
      ...banner,
      ...letterhead(facts.storeName, look),
      { kind: 'rule' },
      columns(texts.receiptNumber, facts.receiptNumber),
      columns(texts.date, wallTime(facts.completedAtIso, facts.timeZoneLabel, locale)),
      columns(texts.register, facts.register),
      ...(look.showCashier ? [columns(texts.cashier, facts.cashierName)] : []),
      { kind: 'rule' },
      ...facts.lines.flatMap((line) => lineRows(line, context)),
      { kind: 'rule' },
      ...totalRows(context),
      ...facts.tenders.flatMap((tender) => tenderRows(tender, context)),
      ...taxRows(context),
      ...exemptionRows(facts.exemption, texts),
      { kind: 'rule' },
      ...closingLines.map((text) => centred(text)),
      ...(look.showCode ? barcodeRows(facts) : []),
      ...banner,
    ],
  };
}

function bannerRows({ facts, texts }: Context): readonly ReceiptRow[] {
  switch (facts.mode) {
    case 'training':
      return [{ kind: 'banner', text: texts.trainingBanner }];
    case 'test':
      return [{ kind: 'banner', text: texts.testBanner }];
    case 'live':
      return [];
    default:
      return assertNever(facts.mode, 'mode');
  }
}

function lineRows(line: ReceiptLine, context: Context): readonly ReceiptRow[] {
  const { facts, texts } = context;
  const mark = taxMark(facts, line);
  const rows: ReceiptRow[] = [
    columns(line.name, `${amountText(line.grossMinor, context)}${mark === '' ? '' : ` ${mark}`}`),
  ];
  if (line.quantity !== 1) {
    rows.push(leftText(`  ${line.quantity} × ${amountText(line.unitPriceMinor, context)}`));
  }
  if (line.discountMinor !== 0) {
    const label = line.discountLabel ?? texts.lineDiscount;
    // The mark's place stays empty so that the amounts of all rows stand below each other.
    const pad = mark === '' ? '' : '  ';
    rows.push(columns(`  ${label}`, `${amountText(0 - line.discountMinor, context)}${pad}`));
  }
  if (line.note !== null) rows.push(leftText(`  ${line.note}`));
  return rows;
}

function totalRows(context: Context): readonly ReceiptRow[] {
  const { totals, pricesIncludeTax, tenders } = context.facts;
  const { texts } = context;
  const rows: ReceiptRow[] = [];
  if (totals.discountMinor !== 0 || totals.exemptedMinor !== 0 || !pricesIncludeTax) {
    rows.push(columns(texts.subtotal, amountText(totals.subtotalMinor, context)));
  }
  if (totals.discountMinor !== 0) {
    rows.push(columns(totals.discountLabel ?? texts.discount, amountText(0 - totals.discountMinor, context)));
  }
  if (totals.exemptedMinor !== 0) {
    rows.push(columns(texts.exemption, amountText(0 - totals.exemptedMinor, context)));
  }
  if (!pricesIncludeTax) rows.push(columns(texts.taxAdded, amountText(totals.taxMinor, context)));
  rows.push({ kind: 'total', label: texts.total, amount: moneyText(totals.totalMinor, context) });
  if (totals.cashRoundingMinor !== 0) {
    rows.push(columns(texts.cashRounding, amountText(totals.cashRoundingMinor, context)));
    // With a card leg in the sale only a part was due in cash, and this sum would be nobody's amount.
    if (tenders.every((tender) => tender.kind === 'cash')) {
      rows.push(
        columns(texts.totalInCash, amountText(totals.totalMinor + totals.cashRoundingMinor, context)),
      );
    }
  }
  if (context.look.showItemCount) rows.push(columns(texts.itemCount, String(totals.itemCount)));
  rows.push({ kind: 'rule' });
  return rows;
}

function tenderRows(tender: ReceiptTender, context: Context): readonly ReceiptRow[] {
  switch (tender.kind) {
    case 'cash':
      return [
        columns(context.texts.cash, amountText(tender.tenderedMinor, context)),
        columns(context.texts.change, amountText(tender.changeMinor, context)),
      ];
    case 'card':
      return cardRows(tender, context);
    default:
      return assertNever(tender, 'tender');
  }
}

function cardRows(tender: ReceiptCardTender, context: Context): readonly ReceiptRow[] {
  const { texts } = context;
  const card = [nameOf(tender.brand, BRAND_NAMES), tender.last4 === null ? null : `**** ${tender.last4}`];
  const way = [
    texts.entryModes[tender.entryMode],
    tender.wallet === null ? null : nameOf(tender.wallet, WALLET_NAMES),
  ];
  const optional: readonly (readonly [string, string | null])[] = [
    [texts.authorisationCode, tender.authorisationCode],
    [texts.application, tender.applicationName],
    [texts.aid, tender.aid],
    [
      texts.verification,
      tender.verification === null ? null : nameOf(tender.verification, texts.verificationMethods),
    ],
    [texts.accountType, tender.accountType === null ? null : nameOf(tender.accountType, texts.accountTypes)],
  ];
  return [
    columns(joinPresent(card, ' '), amountText(tender.amountMinor, context)),
    leftText(`  ${joinPresent(way, ', ')}`),
    ...(tender.tipMinor === 0 ? [] : [columns(`  ${texts.tip}`, amountText(tender.tipMinor, context))]),
    ...optional.flatMap(([label, value]) => (value === null ? [] : [columns(`  ${label}`, value)])),
    columns(`  ${texts.paymentReference}`, tender.paymentIntentId),
  ];
}

function taxRows(context: Context): readonly ReceiptRow[] {
  const { facts, texts } = context;
  if (facts.taxes.length === 0) return [];
  return [
    { kind: 'rule' },
    { kind: 'tax', isHead: true, name: texts.taxRate, net: texts.taxNet, tax: texts.taxAmount },
    ...facts.taxes.map((tax, index): ReceiptRow => ({
      kind: 'tax',
      isHead: false,
      name: joinPresent([markAt(facts, index), rateText(tax, context)], ' '),
      net: amountText(tax.netMinor, context),
      tax: amountText(tax.taxMinor, context),
    })),
  ];
}

/** A refund needs only the intent, so any register can start one from this code without a shared database. */
function barcodeRows(facts: ReceiptFacts): readonly ReceiptRow[] {
  const intents = facts.tenders.flatMap((tender) =>
    tender.kind === 'card' ? [receiptCode(tender.paymentIntentId) ?? tender.paymentIntentId] : [],
  );
  const values = intents.length === 0 ? [facts.saleId] : intents;
  return values.map((value) => ({ kind: 'barcode', value }));
}

/** The letter that joins a line to its rate in the tax table; empty where one rate covers everything. */
function taxMark(facts: ReceiptFacts, line: ReceiptLine): string {
  const index = facts.taxes.findIndex(
    (tax) =>
      tax.rateId === line.taxRate.id &&
      tax.ratePpm === line.taxRate.ratePpm &&
      tax.isExempt === line.isExempt,
  );
  return markAt(facts, index);
}

function markAt(facts: ReceiptFacts, index: number): string {
  return index === -1 || facts.taxes.length < 2 ? '' : ('ABCDEFGHIJKLMNOPQRSTUVWXYZ'[index] ?? '*');
}

/** The rate as customers know it; a name that states its rate is not followed by it once more. */
function rateText(tax: CartTaxTotals, context: Context): string {
  const name = taxRateName(tax.name, context.texts.vat);
  // Charged at no percent at all, whatever the rate would have been.
  if (tax.isExempt) return `${name} ${context.texts.rateExempt}`;
  return /\d\s?%/u.test(name) ? name : joinPresent([name, percentText(tax.ratePpm, context.locale)], ' ');
}

/** 88_750 ppm is `8.875%`, or `8,875 %` in German, from the digits and not from a float. */
function percentText(ratePpm: number, locale: string): string {
  const digits = String(ratePpm).padStart(7, '0');
  // True because a rate is a whole number of 0 or more: digits with a point six from the end.
  const ratio = `${digits.slice(0, -6)}.${digits.slice(-6)}` as `${number}`;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(ratio);
}

/** Names that are the same in every language; what is missing here is printed as Stripe gives it. */
const WALLET_NAMES: Readonly<Record<string, string>> = {
  apple_pay: 'Apple Pay',
  google_pay: 'Google Pay',
  samsung_pay: 'Samsung Pay',
};

function joinPresent(parts: readonly (string | null)[], separator: string): string {
  return parts.filter((part) => part !== null && part !== '').join(separator);
}

function amountText(amountMinor: number, { facts, locale }: Context): string {
  return formatAmount(money(amountMinor, facts.currency), locale);
}

function moneyText(amountMinor: number, { facts, locale }: Context): string {
  return formatMoney(money(amountMinor, facts.currency), locale);
}

function columns(left: string, right: string): ReceiptRow {
  return { kind: 'columns', left, right };
}

function centred(text: string): ReceiptRow {
  return { kind: 'text', text, align: 'centre' };
}

function leftText(text: string): ReceiptRow {
  return { kind: 'text', text, align: 'left' };
}
