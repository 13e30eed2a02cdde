import type {
  CardPanel,
  CardPanelState,
  CardView,
  ChargeAction,
  ChargeView,
  MoneyLine,
} from '../../../shared/contract/index.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { cashRounded, likelyNotes } from '../../../shared/domain/cash/index.ts';
import { minorUnits, money } from '../../../shared/domain/money/index.ts';
import {
  mayBeCoveredByAnotherTender,
  paymentIntentIdOf,
  type CardTenderState,
  type ReleaseReason,
} from '../../../shared/domain/payment/index.ts';
import type { Sale } from '../sales/index.ts';
import type { ChargeFacts } from '../stripe/index.ts';
import type { CashTender } from './cash-store.ts';
import type { CardTender } from './tender-store.ts';

export type ChargeFactsNow = {
  readonly sale: Sale;
  readonly cards: readonly CardTender[];
  readonly cash: readonly CashTender[];
  readonly readerLabel: string | null;
  /** The reader shows its prompt; before that it is being got ready. */
  readonly prompting: boolean;
  readonly cardsReady: boolean;
  readonly releaseAfterMs: number;
  /** The cashier put this card payment aside to take another way to pay. */
  readonly hidePanel: boolean;
};

/** The part of the sale that a card tender is for: what the reader asks for, without a tip chosen on the till. */
export function coversMinor(tender: CardTender): number {
  return tender.amountMinor - tender.tipAskedMinor;
}

/** The tip in what a card tender took, wherever it was chosen; 0 while nothing is taken. */
export function tipMinor(tender: CardTender): number {
  return tender.state.state === 'approved' ? tender.tipAskedMinor + tender.state.tipMinor : 0;
}

/** What is paid of a sale: approved cards without their tips, and cash, less what Stripe has by mistake. */
export function paidMinor(cards: readonly CardTender[], cash: readonly CashTender[]): number {
  const byCard = cards
    .filter((tender) => tender.state.state === 'approved')
    .reduce(
      (sum, tender) => sum + Math.min((tender.capturedMinor ?? 0) - tipMinor(tender), coversMinor(tender)),
      0,
    );
  return byCard + cash.reduce((sum, tender) => sum + tender.amountMinor, 0);
}

/** True while a card tender of this sale could still charge: no other way to pay may cover its amount. */
export function couldStillCharge(cards: readonly CardTender[]): boolean {
  return cards.some(
    (tender) => tender.state.state !== 'approved' && !mayBeCoveredByAnotherTender(tender.state),
  );
}

export function viewCharge(now: ChargeFactsNow): ChargeView {
  const { sale, cards, cash } = now;
  const paid = paidMinor(cards, cash);
  const due = money(Math.max(0, sale.total.amountMinor - paid), sale.total.currency);
  const dueInCash = money(cashRounded(due).dueMinor, sale.total.currency);
  const completed = sale.state === 'completed';
  const blocked = couldStillCharge(cards);
  return {
    saleId: sale.saleId,
    saleNumber: sale.number,
    currency: sale.total.currency,
    totalMinor: sale.total.amountMinor,
    paidMinor: minorUnits(paid),
    dueMinor: due.amountMinor,
    dueInCashMinor: dueInCash.amountMinor,
    likelyNotesMinor: completed ? [] : likelyNotes(dueInCash).map((note) => note.amountMinor),
    tenders: [
      ...cards
        .filter((tender) => tender.state.state === 'approved')
        .map((tender) => ({
          tenderId: tender.tenderId,
          kind: 'card' as const,
          state: tender.state.state,
          amountMinor: minorUnits(tender.amountMinor),
          tenderedMinor: null,
          changeMinor: null,
          card: viewCard(tender.charge),
        })),
      ...cash.map((tender) => ({
        tenderId: tender.tenderId,
        kind: 'cash' as const,
        state: 'taken',
        amountMinor: minorUnits(tender.amountMinor),
        tenderedMinor: minorUnits(tender.tenderedMinor),
        changeMinor: minorUnits(tender.changeMinor),
        card: null,
      })),
    ],
    cardPanel: panelOf(now),
    completed:
      completed && sale.completedAtMs !== null
        ? {
            receiptNumber: sale.receiptNumber ?? '',
            changeMinor: minorUnits(cash.reduce((sum, tender) => sum + tender.changeMinor, 0)),
            completedAtMs: sale.completedAtMs,
          }
        : null,
    cashAllowed: !completed && !blocked,
    cardAllowed: !completed && !blocked && now.cardsReady,
  };
}

export function viewCard(facts: ChargeFacts | null): CardView | null {
  if (facts === null) return null;
  const { brand, last4, entryMode, wallet, authorisationCode } = facts;
  return { brand, last4, entryMode, wallet, authorisationCode };
}

function panelOf(now: ChargeFactsNow): CardPanel | null {
  const tender = now.cards.at(-1);
  if (tender === undefined) return null;
  const over = mayBeCoveredByAnotherTender(tender.state);
  if (over && now.hidePanel) return null;
  const state = panelState(tender.state, now.prompting);
  return {
    tenderId: tender.tenderId,
    state,
    amountMinor: minorUnits(tender.amountMinor),
    readerLabel: tender.readerLabel ?? now.readerLabel,
    attempt: 'attempt' in tender.state ? tender.state.attempt : 0,
    sinceMs: tender.changedAtMs,
    releaseAtMs: tender.armedAtMs === null ? null : tender.armedAtMs + now.releaseAfterMs,
    moneyLine: moneyLineOf(tender.state),
    decline: tender.state.state === 'declined' ? tender.state.decline : null,
    card: tender.state.state === 'approved' ? viewCard(tender.charge) : null,
    paymentIntentId: paymentIntentIdOf(tender.state),
    actions: [...actionsFor(state)],
  };
}

function panelState(state: CardTenderState, prompting: boolean): CardPanelState {
  switch (state.state) {
    case 'opened':
    case 'creating':
      return 'preparing';
    case 'ready':
      return readyState(state.released);
    case 'armed':
      return prompting ? 'present-card' : 'preparing';
    case 'authorising':
    case 'to-capture':
      return 'processing';
    case 'declined':
      return 'declined';
    case 'approved':
      return 'approved';
    case 'cancelling':
      return 'cancelling';
    case 'cancelled':
    case 'hold-released':
      return 'cancelled';
    case 'in-doubt':
      return state.cause === 'restart' ? 'checking' : 'in-doubt';
    case 'decided-by-manager':
    case 'overpaid':
      return 'in-doubt';
    default:
      return assertNever(state, 'card tender state');
  }
}

function readyState(released: ReleaseReason | null): CardPanelState {
  switch (released) {
    case 'customer-cancelled':
      return 'customer-cancelled';
    case 'nobody-paid':
      return 'timed-out';
    case 'reader-lost':
    case 'reader-offline':
      return 'reader-lost';
    case 'reader-busy':
      return 'reader-busy';
    // Made and not armed: the till was killed, or the reader left, between the two.
    case null:
    case 'cashier-cancelled':
    case 'restarted':
    case 'not-confirmed':
      return 'ready';
    default:
      return assertNever(released, 'release reason');
  }
}

function moneyLineOf(state: CardTenderState): MoneyLine {
  switch (state.state) {
    case 'opened':
    case 'creating':
    case 'ready':
    case 'armed':
    case 'declined':
    case 'cancelled':
    case 'hold-released':
      return 'nothing-charged';
    case 'authorising':
    case 'to-capture':
      return 'asking-the-bank';
    case 'approved':
    case 'overpaid':
      return 'charged';
    case 'cancelling':
    case 'in-doubt':
    case 'decided-by-manager':
      return 'not-known-yet';
    default:
      return assertNever(state, 'card tender state');
  }
}

function actionsFor(state: CardPanelState): readonly ChargeAction[] {
  switch (state) {
    case 'preparing':
    case 'present-card':
      return ['other-way-to-pay', 'cancel'];
    case 'declined':
      return ['other-way-to-pay', 'cancel', 'other-card'];
    case 'customer-cancelled':
    case 'timed-out':
    case 'reader-busy':
    case 'ready':
      return ['other-way-to-pay', 'cancel', 'try-again'];
    case 'reader-lost':
      return ['other-way-to-pay', 'open-reader-settings', 'try-again'];
    case 'cancelled':
      return ['other-way-to-pay', 'try-again'];
    case 'checking':
    case 'in-doubt':
      return ['check-with-stripe', 'next-customer'];
    case 'approved':
      return ['new-sale'];
    case 'card-inserted':
    case 'pin-entry':
    case 'processing':
    case 'remove-card':
    case 'cancelling':
      return [];
    default:
      return assertNever(state, 'card panel state');
  }
}
