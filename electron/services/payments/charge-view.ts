import type {
  CardPanel,
  CardPanelState,
  CardView,
  ChargeAction,
  ChargeView,
  ErrorCode,
  LegState,
  TenderView,
} from '../../../shared/contract/index.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { cashRounded, likelyNotes } from '../../../shared/domain/cash/index.ts';
import { minorUnits, money, type Money } from '../../../shared/domain/money/index.ts';
import {
  mayBeCoveredByAnotherTender,
  paymentIntentIdOf,
  tipFor,
  waitsForTwinAnswer,
  type CardTenderState,
} from '../../../shared/domain/payment/index.ts';
import type { Sale } from '../sales/index.ts';
import type { ChargeFacts } from '../stripe/index.ts';
import type { CashTender } from './cash-store.ts';
import {
  accountOf,
  couldStillCharge,
  coversMinor,
  paidByCardMinor,
  tipMinor,
  waitsForStripe,
  type Account,
  type Legs,
} from './legs.ts';
import { moneyLineOf, panelState } from './panel-state.ts';
import { CARD_AMOUNT_MIN_MINOR } from './plan-card.ts';
import type { ChargeRules } from './ports.ts';
import type { CardTender } from './tender-store.ts';
import { isCaptureNear } from './tray.ts';

export type ChargeFactsNow = {
  readonly sale: Sale;
  readonly legs: Legs;
  readonly readerLabel: string | null;
  /** The reader shows its prompt; before that it is being got ready. */
  readonly prompting: boolean;
  readonly isUnheard: boolean;
  readonly heldBy: (paymentIntentId: string) => string | null;
  /** Why Stripe refused a card payment's last step; null where it did not. */
  readonly refusedBy: (tenderId: string) => ErrorCode | null;
  /** The earlier payment that a held one looks like. */
  readonly earlierOf: (earlierTenderId: string, saleId: string) => CardPanel['twin'];
  readonly cardsReady: boolean;
  /** The LAN reaches the reader now, whatever it did when the payment asked for it. */
  readonly isOnLan: boolean;
  /** The LAN can't reach the reader, and Stripe's servers may after a word of the cashier's. */
  readonly mayFallBack: boolean;
  readonly releaseAfterMs: number;
  /** The cashier put this card payment aside to take another way to pay. */
  readonly hidePanel: boolean;
  readonly rules: ChargeRules;
  readonly nextTryAtMs: (tenderId: string) => number | null;
  readonly nowMs: number;
};

export function viewCharge(now: ChargeFactsNow): ChargeView {
  const { sale, legs, rules } = now;
  const { cards, cash } = legs;
  const { currency } = sale.total;
  const account = accountOf(sale, legs);
  // While a card is under way the amount that cash would take is shown all the same, and refused.
  const payable = account.takeableMinor > 0 ? account.takeableMinor : account.dueMinor;
  const rounded = cashRounded(money(payable, currency));
  const dueInCash = money(rounded.dueMinor, currency);
  const completed = sale.state === 'completed';
  const open = !completed && account.takeableMinor > 0;
  return {
    saleId: sale.saleId,
    saleNumber: sale.number,
    currency,
    totalMinor: sale.total.amountMinor,
    paidMinor: minorUnits(account.paidMinor),
    dueMinor: minorUnits(account.dueMinor),
    tipsMinor: minorUnits(account.tipsMinor),
    takeableMinor: minorUnits(completed ? 0 : account.takeableMinor),
    cardMinMinor: minorUnits(CARD_AMOUNT_MIN_MINOR),
    tips: {
      where: rules.tips,
      choices:
        rules.tips !== 'till' || !open
          ? []
          : rules.tipPercents.map((percent) => ({
              percent,
              amountMinor: minorUnits(
                tipFor(money(account.takeableMinor, currency), { kind: 'percent', percent }) ?? 0,
              ),
            })),
    },
    dueInCashMinor: dueInCash.amountMinor,
    cashRoundingMinor: rounded.roundingMinor,
    likelyNotesMinor: completed ? [] : notesFor(dueInCash),
    tenders: [
      ...cards.flatMap((tender) => viewCardLeg(tender, legs.refundedMinor(tender.tenderId))),
      ...cash.map(viewCashLeg),
    ],
    cardPanel: panelOf(now, account),
    completed:
      completed && sale.completedAtMs !== null
        ? {
            receiptNumber: sale.receiptNumber ?? '',
            changeMinor: minorUnits(
              cash
                .filter((tender) => tender.givenBackAtMs === null)
                .reduce((sum, tender) => sum + tender.changeMinor, 0),
            ),
            completedAtMs: sale.completedAtMs,
          }
        : null,
    cashAllowed: open,
    cardAllowed: open && now.cardsReady,
    unwindAllowed: !completed && account.paidMinor > 0 && account.waiting.length === 0 && mayLetGo(account),
  };
}

/** The amount stays the same over many looks. */
let lastNotes: { readonly due: Money; readonly notes: ChargeView['likelyNotesMinor'] } | null = null;

function notesFor(due: Money): ChargeView['likelyNotesMinor'] {
  const same = lastNotes?.due.amountMinor === due.amountMinor && lastNotes.due.currency === due.currency;
  if (lastNotes === null || !same)
    lastNotes = { due, notes: likelyNotes(due).map((note) => note.amountMinor) };
  return lastNotes.notes;
}

/** Only a card payment that waits for a card can be ended at once. */
function mayLetGo({ underWay }: Account): boolean {
  return underWay === null || underWay.state.state === 'ready' || underWay.state.state === 'declined';
}

function viewCardLeg(tender: CardTender, refundedMinor: number): readonly TenderView[] {
  const state = legState(tender, refundedMinor);
  if (state === null) return [];
  return [
    {
      tenderId: tender.tenderId,
      kind: 'card',
      state,
      amountMinor: minorUnits(coversMinor(tender)),
      tipMinor: minorUnits(tipMinor(tender)),
      tenderedMinor: null,
      changeMinor: null,
      card: viewCard(tender.charge),
    },
  ];
}

function viewCashLeg(tender: CashTender): TenderView {
  return {
    tenderId: tender.tenderId,
    kind: 'cash',
    state: tender.givenBackAtMs === null ? 'taken' : 'given-back',
    amountMinor: minorUnits(tender.amountMinor),
    tipMinor: minorUnits(0),
    tenderedMinor: minorUnits(tender.tenderedMinor),
    changeMinor: minorUnits(tender.changeMinor),
    card: null,
  };
}

/** Null for a card payment that ended without money: it is no leg of the sale, only a line in its history. */
function legState(tender: CardTender, refundedMinor: number): LegState | null {
  const { state } = tender;
  if (state.state === 'approved')
    return paidByCardMinor(tender, refundedMinor) === 0 ? 'refunded' : 'approved';
  if (state.state === 'overpaid') return 'overpaid';
  if (!couldStillCharge(tender)) return null;
  if (state.state === 'to-capture') return 'held';
  if (state.state === 'decided-by-manager') return 'decided';
  return waitsForStripe(tender) ? 'in-doubt' : 'under-way';
}

export function viewCard(facts: ChargeFacts | null): CardView | null {
  if (facts === null) return null;
  const { brand, last4, entryMode, wallet, authorisationCode } = facts;
  return { brand, last4, entryMode, wallet, authorisationCode };
}

function panelOf(now: ChargeFactsNow, account: Account): CardPanel | null {
  // What goes on comes first, then what is not known; the last payment otherwise, unless its sale goes on without it.
  const tender = account.underWay ?? account.waiting.at(-1) ?? now.legs.cards.at(-1);
  if (tender === undefined) return null;
  const over = mayBeCoveredByAnotherTender(tender.state);
  if (over && now.hidePanel) return null;
  if (tender.state.state === 'approved' && now.sale.state === 'charging') return null;
  const last = panelState(tender.state, now.prompting, now.isUnheard);
  // It is back, as the status bar says as well. Through Stripe's servers nothing tells that it is.
  const shown = last === 'reader-lost' && now.isOnLan ? 'ready' : last;
  const idle = tender.state.state === 'ready' || tender.state.state === 'declined';
  const canFallBack = idle && now.mayFallBack;
  // Made and never armed, because nothing reached the reader: that is what the cashier has to read.
  const state = canFallBack && shown === 'ready' ? 'reader-lost' : shown;
  return {
    tenderId: tender.tenderId,
    state,
    amountMinor: minorUnits(tender.amountMinor),
    readerLabel: tender.readerLabel ?? now.readerLabel,
    attempt: 'attempt' in tender.state ? tender.state.attempt : 0,
    sinceMs: tender.changedAtMs,
    releaseAtMs: tender.armedAtMs === null ? null : tender.armedAtMs + now.releaseAfterMs,
    moneyLine: moneyLineOf(tender.state),
    heldBy: state === 'reader-busy' ? now.heldBy(paymentIntentIdOf(tender.state) ?? '') : null,
    refusedBy: canBeRefused(tender.state) ? now.refusedBy(tender.tenderId) : null,
    decline: tender.state.state === 'declined' ? tender.state.decline : null,
    card: tender.state.state === 'approved' ? viewCard(tender.charge) : null,
    paymentIntentId: paymentIntentIdOf(tender.state),
    tipMinor: minorUnits(tender.tipAskedMinor),
    twin:
      tender.twin !== null && waitsForTwinAnswer(tender.state)
        ? now.earlierOf(tender.twin.earlierTenderId, tender.saleId)
        : null,
    // What is missing is the cashier's word; that Stripe is looked at meanwhile brings it no nearer.
    nextTryAtMs: waitsForTwinAnswer(tender.state) ? null : now.nextTryAtMs(tender.tenderId),
    captureBeforeMs: tender.state.state === 'to-capture' ? tender.captureBeforeMs : null,
    captureNear: isCaptureNear(tender, now.nowMs),
    decision: tender.state.state === 'decided-by-manager' ? tender.state.decision : null,
    driver:
      tender.state.state === 'armed' || tender.state.state === 'authorising'
        ? tender.state.reader.driver
        : null,
    actions: [
      ...actionsFor(state).filter((action) => action !== 'pay-the-rest' || account.takeableMinor > 0),
      ...(canFallBack ? (['over-the-internet'] as const) : []),
    ],
  };
}

/** Only what came to rest uncharged is told by Stripe's reason: an open question is told as one. */
function canBeRefused(state: CardTenderState): boolean {
  return state.state === 'ready' || (state.state === 'cancelled' && state.paymentIntentId === null);
}

function actionsFor(state: CardPanelState): readonly ChargeAction[] {
  switch (state) {
    case 'preparing':
    case 'present-card':
    case 'not-picked-up':
      return ['other-way-to-pay', 'cancel'];
    case 'declined':
      return ['other-way-to-pay', 'cancel', 'other-card'];
    case 'customer-cancelled':
    case 'timed-out':
    case 'reader-busy':
    case 'ready':
      return ['other-way-to-pay', 'cancel', 'try-again'];
    case 'reader-lost':
      return ['other-way-to-pay', 'open-reader-settings', 'cancel', 'try-again'];
    case 'cancelled':
    case 'hold-released':
    case 'overpaid':
    case 'decided-not-charged':
      return ['other-way-to-pay', 'try-again'];
    case 'suspected-twin':
      return ['let-go', 'second-purchase'];
    case 'held':
      return ['cancel', 'pay-the-rest', 'check-with-stripe', 'next-customer'];
    case 'checking':
    case 'in-doubt':
    case 'not-asked':
      return ['manager-decides', 'pay-the-rest', 'check-with-stripe', 'next-customer'];
    case 'decided-charged':
      return ['pay-the-rest', 'check-with-stripe', 'next-customer'];
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
