import { mayBeCoveredByAnotherTender } from '../../../shared/domain/payment/index.ts';
import type { Sale } from '../sales/index.ts';
import type { CashTender } from './cash-store.ts';
import type { CardTender } from './tender-store.ts';

/** All ways by which a sale is being paid, and what was given back of each card tender. */
export type Legs = {
  readonly cards: readonly CardTender[];
  readonly cash: readonly CashTender[];
  readonly refundedMinor: (tenderId: string) => number;
};

/** Before anything of a sale was ever refunded. */
export const nothingRefunded: Legs['refundedMinor'] = () => 0;

/** Where a sale stands. Units: minor units of its currency. */
export type Account = {
  readonly paidMinor: number;
  readonly tipsMinor: number;
  readonly dueMinor: number;
  /** What may be asked for now: what is due, less what a card may have been charged already. 0 while one is under way. */
  readonly takeableMinor: number;
  /** The card payment that goes on at this moment; nothing else may begin beside it. */
  readonly underWay: CardTender | null;
  /** Card payments that wait for Stripe. They keep their amount reserved, and the rest may be paid meanwhile. */
  readonly waiting: readonly CardTender[];
};

/** The part of the sale that a card tender is for: what the reader asks for, without a tip chosen on the till. */
export function coversMinor(tender: CardTender): number {
  return tender.amountMinor - tender.tipAskedMinor;
}

/** The tip in what a card tender took, wherever it was chosen; 0 while nothing is taken. */
export function tipMinor(tender: CardTender): number {
  return tender.state.state === 'approved' ? tender.tipAskedMinor + tender.state.tipMinor : 0;
}

/** What a leg pays of its sale: no tip, nothing that was given back, and nothing that Stripe has by mistake. */
export function paidByCardMinor(tender: CardTender, refundedMinor: number): number {
  if (tender.state.state !== 'approved') return 0;
  const kept = tender.state.capturedMinor - tipMinor(tender) - refundedMinor;
  return Math.max(0, Math.min(kept, coversMinor(tender)));
}

/** True when this card payment could still charge: no other way to pay may cover its amount. */
export function couldStillCharge(tender: CardTender): boolean {
  return tender.state.state !== 'approved' && !mayBeCoveredByAnotherTender(tender.state);
}

/** True when a card payment waits for Stripe and for nobody in the shop: the next customer can be served. */
export function waitsForStripe(tender: CardTender): boolean {
  const { state } = tender;
  if (!couldStillCharge(tender)) return false;
  if (state.state === 'to-capture') return state.captureTries > 0;
  return state.state === 'in-doubt' || state.state === 'decided-by-manager';
}

export function accountOf(sale: Sale, legs: Legs): Account {
  const paidMinor =
    legs.cards.reduce((sum, card) => sum + paidByCardMinor(card, legs.refundedMinor(card.tenderId)), 0) +
    legs.cash.filter((cash) => cash.givenBackAtMs === null).reduce((sum, cash) => sum + cash.amountMinor, 0);
  const open = legs.cards.filter(couldStillCharge);
  const waiting = open.filter(waitsForStripe);
  const underWay = open.find((card) => !waitsForStripe(card)) ?? null;
  const dueMinor = Math.max(0, sale.total.amountMinor - paidMinor);
  const reserved = waiting.reduce((sum, card) => sum + coversMinor(card), 0);
  return {
    paidMinor,
    tipsMinor: legs.cards
      .filter((card) => legs.refundedMinor(card.tenderId) === 0)
      .reduce((sum, card) => sum + tipMinor(card), 0),
    dueMinor,
    takeableMinor: underWay === null ? Math.max(0, dueMinor - reserved) : 0,
    underWay,
    waiting,
  };
}
