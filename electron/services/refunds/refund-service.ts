import {
  accept,
  refuse,
  type Approval,
  type RefundParts,
  type RefundSource,
  type Result,
} from '../../../shared/contract/index.ts';
import type { CardTender } from '../payments/index.ts';
import type { Sales } from '../sales/index.ts';
import type { Approvals } from '../staff/index.ts';
import type { RefundReader } from '../readers/index.ts';
import type { EventHandler } from '../reconciliation/index.ts';
import {
  refundCard,
  sendRefund,
  type RefundAmount,
  type RefundPorts,
  type RefundWhy,
} from './card-refund.ts';
import { prepareRefund, quoteFor, refundOrder, type RefundOrder } from './counter-refund.ts';
import { beginExchange, finishExchange } from './exchange.ts';
import { repayLeg } from './repay.ts';
import { refundWithoutReceipt } from './without-receipt.ts';
import { createReaderDesk, createReaderEffects } from './at-reader.ts';
import { refundAsCash } from './as-cash.ts';
import { createRefundEffects } from './effects.ts';
import { createRefundEvents } from './events.ts';
import type { Refund, RefundLeg } from './records.ts';
import { createRefundStore, type RefundStore } from './refund-store.ts';
import { createRefundResolver } from './resolver.ts';
import { createRefundRunner, type RefundEffects } from './runner.ts';

/** A refund leg that needs a person: it failed, was refused or taken back, or nobody knows yet. */
export type RefundTrouble = { readonly refund: Refund; readonly leg: RefundLeg };

export type Refunds = ReturnType<typeof createRefunds>;

const UNDER_WAY = ['requested', 'ready', 'armed', 'processing', 'in-doubt'] as const;

/** What went back of one card tender, as this till knows it. */
function goneBackOf(store: Pick<RefundStore, 'listLegsOfTender'>) {
  return {
    /** Given back, or on its way. Units: minor units. */
    refundedMinor: (tenderId: string): number =>
      store
        .listLegsOfTender(tenderId)
        .filter((leg) => leg.state.state === 'pending' || leg.state.state === 'succeeded')
        .reduce((sum, leg) => sum + leg.amountMinor, 0),
    /** Whether a refund was begun whose end nobody knows yet. */
    isUnderWay: (tenderId: string): boolean =>
      store.listLegsOfTender(tenderId).some((leg) => UNDER_WAY.some((state) => state === leg.state.state)),
  };
}

/**
 * Gives money back. Everything here reads Stripe first, records second, and sends third; it answers when Stripe has
 * answered, or when it is clear that the answer is late: look at each leg's state, and never start the same refund a
 * second time, because what is recorded is carried through.
 */
export function createRefunds(
  ports: RefundPorts & {
    readonly approvals: Pick<Approvals, 'approve'>;
    readonly sales: Pick<Sales, 'addReturn'>;
    readonly reader: () => RefundReader;
  },
) {
  const { db, clock, log, gateway } = ports;
  const plainStore = createRefundStore(db);
  const store = ports.between?.refundStore?.(plainStore) ?? plainStore;
  const plainEffects = allEffects({ ...ports, store });
  const runner = createRefundRunner({
    ...ports,
    store,
    effects: ports.between?.refundEffects?.(plainEffects) ?? plainEffects,
    unrecorded: (legId) => {
      resolver.unrecorded(legId);
    },
    changed: (leg) => {
      resolver.noticed(leg);
      ports.changed(store.find(leg.refundId)?.saleId ?? null);
    },
  });
  const resolver = createRefundResolver({ store, runner, timers: ports.timers, clock, log });
  const desk = createReaderDesk({ ...ports, runner, findLeg: store.findLeg });
  const starter = { ...ports, store, runner, askReader: desk.ask };
  const inTurn = oneAtATime();
  const carryOut = async (record: () => Promise<Result<Refund>>): Promise<Result<Refund>> => {
    const recorded = await inTurn(record);
    return recorded.ok ? accept(await sendRefund(starter, recorded.value)) : recorded;
  };
  return {
    store,
    runner,
    /**
     * Gives back money of one card tender of this till: approved or overpaid. Refusals: PAYMENT_TENDER_NOT_FOUND,
     * REFUND_NOT_PAID, REFUND_OTHER_MODE, REFUND_TOO_MUCH, STRIPE_UNREACHABLE and what `refundIntent` refuses.
     */
    refundTender: (tenderId: string, amount: RefundAmount, why: RefundWhy): Promise<Result<Refund>> => {
      const tender = ports.tenders.find(tenderId);
      if (tender === null) return Promise.resolve(refuse('PAYMENT_TENDER_NOT_FOUND'));
      const captured = capturedIntentOf(tender);
      if (captured === null) return Promise.resolve(refuse('REFUND_NOT_PAID'));
      if (tender.mode !== ports.frame().mode) return Promise.resolve(refuse('REFUND_OTHER_MODE'));
      const { saleId } = tender;
      const request = { kind: 'tender', saleId, tenderId, paymentIntentId: captured, amount, why } as const;
      return carryOut(() => refundCard(starter, request));
    },
    /**
     * Gives back money of a payment by its id alone: an orphan, or a sale of another register. Refusals besides those
     * of `refundTender`: REFUND_PAYMENT_NOT_FOUND.
     */
    refundIntent: (
      paymentIntentId: string,
      amount: RefundAmount,
      why: RefundWhy,
    ): Promise<Result<Refund>> => {
      const tender = ports.tenders.findByIntent(paymentIntentId);
      const request = {
        kind: tender === null ? 'payment' : 'tender',
        saleId: tender?.saleId ?? null,
        tenderId: tender?.tenderId ?? null,
        paymentIntentId,
        amount,
        why,
      } as const;
      return carryOut(() => refundCard(starter, request));
    },
    ...goneBackOf(store),
    /** Refunds that a person must look at: for the Review Queue. */
    listRefundTrouble: (): readonly RefundTrouble[] =>
      store.listTrouble().flatMap((leg) => {
        const refund = store.find(leg.refundId);
        return refund === null ? [] : [{ refund, leg }];
      }),
    /** What can be given back of a sale or payment now; asks Stripe. */
    prepare: (source: RefundSource) => prepareRefund(starter, source),
    quote: (source: RefundSource, parts: RefundParts) => quoteFor(starter, source, parts),
    /** A cashier's refund of a sale or payment: recorded at once, sent, and waited for. */
    refund: (order: RefundOrder): Promise<Result<Refund>> => carryOut(() => refundOrder(starter, order)),
    /** Pays a customer whose refund failed another way; a manager approves. */
    repay: (legId: string, how: 'card' | 'cash', approval: Approval): Promise<Result<Refund>> =>
      carryOut(() => repayLeg({ ...starter, approvals: ports.approvals }, legId, how, approval)),
    /** Corrects a card payment that was cash in truth; a manager approves. */
    asCash: (tenderId: string, approval: Approval): Promise<Result<Refund>> =>
      carryOut(() => refundAsCash({ ...starter, approvals: ports.approvals }, tenderId, approval)),
    /** Cash for goods without a receipt; a manager approves. */
    withoutReceipt: (request: Parameters<typeof refundWithoutReceipt>[1]): Promise<Result<Refund>> =>
      carryOut(() => refundWithoutReceipt({ ...starter, approvals: ports.approvals }, request)),
    /** Puts goods of a sale that come back into the present cart, beside what the customer takes instead. */
    beginExchange: (
      request: Parameters<typeof beginExchange>[1],
    ): Promise<Result<{ readonly saleId: string }>> =>
      inTurn(() => beginExchange({ ...starter, sales: ports.sales }, request)),
    /** Completes an exchange that comes to nothing or less, and gives the difference back; null when there is none. */
    finishExchange: async (request: Parameters<typeof finishExchange>[1]): Promise<Result<Refund | null>> => {
      const recorded = await inTurn(() => finishExchange({ ...starter, sales: ports.sales }, request));
      if (!recorded.ok || recorded.value === null) return recorded;
      return accept(await sendRefund(starter, recorded.value));
    },
    checkLeg: resolver.askNow,
    atReader: desk,
    recover: resolver.recover,
    retryNow: resolver.retryNow,
    stop: resolver.stop,
    events: createRefundEvents({
      store,
      runner,
      clock,
      gateway,
      changed: ports.changed,
    }) satisfies EventHandler,
  };
}

function capturedIntentOf(tender: CardTender): string | null {
  const { state } = tender;
  return state.state === 'approved' || state.state === 'overpaid' ? state.paymentIntentId : null;
}

function allEffects(ports: Parameters<typeof createReaderEffects>[0]): RefundEffects {
  const atStripe = createRefundEffects(ports);
  return { ...atStripe, ...createReaderEffects(ports, atStripe['find-refund']) };
}

/** Looked at and recorded in one turn: two refunds in the same moment must not both count on the same money. */
function oneAtATime(): <Value>(record: () => Promise<Value>) => Promise<Value> {
  let turn: Promise<unknown> = Promise.resolve();
  return (record) => {
    const mine = turn.then(record);
    turn = mine.catch(() => undefined); // Whoever asked sees the failure; the next one has its turn.
    return mine;
  };
}
