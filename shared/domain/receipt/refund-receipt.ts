import type { Exemption } from '../cart/index.ts';
import { formatAmount, formatMoney, money, type CurrencyCode } from '../money/index.ts';
import type { ReceiptDocument, ReceiptRow } from './document.ts';
import { exemptionRows } from './exemption-rows.ts';
import type { ReceiptEntryMode, ReceiptTexts } from './facts.ts';
import { letterhead, PLAIN_LOOK, type ReceiptLook } from './look.ts';
import { taxRateName } from '../tax/index.ts';
import { BRAND_NAMES, nameOf, wallTime } from './words.ts';

/** Everything that a refund's receipt states. Amounts in minor units of `currency`, as what the customer gets. */
export type RefundReceiptFacts = {
  readonly mode: 'training' | 'test' | 'live';
  readonly storeName: string;
  readonly register: string;
  readonly cashierName: string;
  readonly refundNumber: string;
  /** The receipt of the sale, where there is one. */
  readonly receiptNumber: string | null;
  readonly createdAtIso: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly amountMinor: number;
  }[];
  readonly taxes: readonly { readonly name: string; readonly taxMinor: number }[];
  /** Why the sale was free of tax: then there is none to give back. */
  readonly exemption: Exemption | null;
  readonly totalMinor: number;
  readonly legs: readonly RefundReceiptLeg[];
};

export type RefundReceiptLeg =
  /** `roundingMinor` is in what was paid, not in the total. */
  | { readonly kind: 'cash'; readonly paidMinor: number; readonly roundingMinor: number }
  | {
      readonly kind: 'card';
      readonly brand: string | null;
      readonly last4: string | null;
      readonly amountMinor: number;
      /** Whether Stripe said that the money has left, is on its way, or did not arrive. */
      readonly standing: 'done' | 'on-its-way' | 'not-given-back';
      readonly stripeRefundId: string | null;
      /** How the payment that is given back was read, with the lines that card schemes want; null where unknown. */
      readonly original: RefundedCard | null;
    };

export type RefundedCard = {
  readonly entryMode: ReceiptEntryMode;
  readonly applicationName: string | null;
  readonly aid: string | null;
  readonly authorisationCode: string | null;
  readonly accountType: string | null;
};

/** The words of a refund's receipt that a sale's receipt does not have. */
export type RefundReceiptTexts = {
  readonly title: string;
  readonly number: string;
  readonly ofReceipt: string;
  readonly total: string;
  readonly amountOnly: string;
  readonly includedTax: string;
  readonly onItsWay: string;
  readonly notGivenBack: string;
  readonly reference: string;
  readonly closingLine: string;
};

/** Lays out what a customer takes home after a refund: marked as one, and honest about money that is on its way. */
export function buildRefundReceipt(
  facts: RefundReceiptFacts,
  texts: ReceiptTexts,
  own: RefundReceiptTexts,
  locale: string,
  look: ReceiptLook = PLAIN_LOOK,
): ReceiptDocument {
  const amount = (minor: number): string => formatAmount(money(minor, facts.currency), locale);
  const banner: readonly ReceiptRow[] =
    facts.mode === 'live'
      ? []
      : [{ kind: 'banner', text: facts.mode === 'training' ? texts.trainingBanner : texts.testBanner }];
  return {
    rows: [
      ...banner,
      ...letterhead(facts.storeName, look),
      { kind: 'heading', text: own.title },
      { kind: 'rule' },
      columns(own.number, facts.refundNumber),
      ...(facts.receiptNumber === null ? [] : [columns(own.ofReceipt, facts.receiptNumber)]),
      columns(texts.date, wallTime(facts.createdAtIso, '', locale)),
      columns(texts.register, facts.register),
      ...(look.showCashier ? [columns(texts.cashier, facts.cashierName)] : []),
      { kind: 'rule' },
      ...facts.lines.map((line) =>
        columns(
          line.quantity === 0
            ? `${line.name} (${own.amountOnly})`
            : `${String(line.quantity)} × ${line.name}`,
          amount(0 - line.amountMinor),
        ),
      ),
      ...(facts.lines.length === 0 ? [] : [{ kind: 'rule' } as const]),
      {
        kind: 'total',
        label: own.total,
        amount: formatMoney(money(facts.totalMinor, facts.currency), locale),
      },
      ...facts.taxes
        .filter((tax) => tax.taxMinor !== 0)
        .map((tax) =>
          columns(`${own.includedTax} ${taxRateName(tax.name, texts.vat)}`, amount(tax.taxMinor)),
        ),
      ...exemptionRows(facts.exemption, texts),
      { kind: 'rule' },
      ...facts.legs.flatMap((leg) => legRows(leg, texts, own, amount)),
      { kind: 'rule' },
      { kind: 'text', text: own.closingLine, align: 'centre' },
      ...banner,
    ],
  };
}

function legRows(
  leg: RefundReceiptLeg,
  texts: ReceiptTexts,
  own: RefundReceiptTexts,
  amount: (minor: number) => string,
): readonly ReceiptRow[] {
  if (leg.kind === 'cash')
    return [
      ...(leg.roundingMinor === 0 ? [] : [columns(texts.cashRounding, amount(leg.roundingMinor))]),
      columns(texts.cash, amount(leg.paidMinor)),
    ];
  const brand = BRAND_NAMES[leg.brand ?? ''] ?? leg.brand ?? texts.entryModes.unknown;
  const standing =
    leg.standing === 'done' ? null : leg.standing === 'on-its-way' ? own.onItsWay : own.notGivenBack;
  return [
    columns(leg.last4 === null ? brand : `${brand} **** ${leg.last4}`, amount(leg.amountMinor)),
    ...(standing === null ? [] : [{ kind: 'text', text: `  ${standing}`, align: 'left' } as const]),
    ...(leg.original === null ? [] : originalRows(leg.original, texts)),
    ...(leg.stripeRefundId === null ? [] : [columns(`  ${own.reference}`, leg.stripeRefundId)]),
  ];
}

function originalRows(card: RefundedCard, texts: ReceiptTexts): readonly ReceiptRow[] {
  const known: readonly (readonly [string, string | null])[] = [
    [texts.authorisationCode, card.authorisationCode],
    [texts.application, card.applicationName],
    [texts.aid, card.aid],
    [texts.accountType, card.accountType === null ? null : nameOf(card.accountType, texts.accountTypes)],
  ];
  return [
    { kind: 'text', text: `  ${texts.entryModes[card.entryMode]}`, align: 'left' },
    ...known.flatMap(([label, value]) => (value === null ? [] : [columns(`  ${label}`, value)])),
  ];
}

function columns(left: string, right: string): ReceiptRow {
  return { kind: 'columns', left, right };
}
