import { formatMoney, money, type CurrencyCode } from '../money/index.ts';
import type { ReceiptDocument, ReceiptRow } from './document.ts';
import type { ReceiptEntryMode, ReceiptTexts } from './facts.ts';
import { letterhead, PLAIN_LOOK, type ReceiptLook } from './look.ts';
import { BRAND_NAMES, nameOf, wallTime } from './words.ts';

/** What a customer may take home when a card was refused. Amounts in minor units of `currency`. */
export type DeclinedSlipFacts = {
  readonly mode: 'training' | 'test' | 'live';
  readonly storeName: string;
  readonly register: string;
  readonly cashierName: string;
  readonly declinedAtIso: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: number;
  /** What Stripe told of the card; null where it told nothing. */
  readonly card: {
    readonly brand: string;
    readonly last4: string | null;
    readonly entryMode: ReceiptEntryMode;
    readonly applicationName: string | null;
    readonly aid: string | null;
  } | null;
  /** Why, in a sentence that may be read by a stranger: never that a card is lost or stolen. */
  readonly reason: string;
  readonly paymentIntentId: string;
};

export type DeclinedSlipTexts = {
  readonly title: string;
  readonly amount: string;
  readonly notCharged: string;
};

/** Lays out the slip of a refused card. It says twice that nothing was charged, and carries no code to refund. */
export function buildDeclinedSlip(
  facts: DeclinedSlipFacts,
  texts: ReceiptTexts,
  own: DeclinedSlipTexts,
  locale: string,
  look: ReceiptLook = PLAIN_LOOK,
): ReceiptDocument {
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
      columns(texts.date, wallTime(facts.declinedAtIso, '', locale)),
      columns(texts.register, facts.register),
      ...(look.showCashier ? [columns(texts.cashier, facts.cashierName)] : []),
      { kind: 'rule' },
      columns(own.amount, formatMoney(money(facts.amountMinor, facts.currency), locale)),
      ...cardRows(facts, texts),
      columns(texts.paymentReference, facts.paymentIntentId),
      { kind: 'rule' },
      { kind: 'text', text: facts.reason, align: 'left' },
      { kind: 'text', text: own.notCharged, align: 'centre' },
      ...banner,
    ],
  };
}

function cardRows({ card }: DeclinedSlipFacts, texts: ReceiptTexts): readonly ReceiptRow[] {
  if (card === null) return [];
  const name = nameOf(card.brand, BRAND_NAMES);
  return [
    columns(card.last4 === null ? name : `${name} **** ${card.last4}`, texts.entryModes[card.entryMode]),
    ...(card.applicationName === null ? [] : [columns(texts.application, card.applicationName)]),
    ...(card.aid === null ? [] : [columns(texts.aid, card.aid)]),
  ];
}

function columns(left: string, right: string): ReceiptRow {
  return { kind: 'columns', left, right };
}
