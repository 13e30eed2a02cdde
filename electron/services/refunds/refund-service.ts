import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { openRefundLeg } from '../../../shared/domain/refund/index.ts';
import type { Db } from '../db/index.ts';
import type { CardTender, TenderStore } from '../payments/index.ts';
import type { Clock, Ids, Log, Timers } from '../ports.ts';
import type { EventHandler } from '../reconciliation/index.ts';
import type { IntentRead, StripeGateway } from '../stripe/index.ts';
import { createRefundEffects } from './effects.ts';
import { createRefundEvents } from './events.ts';
import { foreignRefunds, leftMinor, lookAtPayment, type Looked } from './look.ts';
import type { NewRefundLeg, Refund, RefundLeg, RefundOrigin, RefundReason } from './records.ts';
import { createRefundStore, type RefundStore } from './refund-store.ts';
import { createRefundResolver } from './resolver.ts';
import { createRefundRunner, type RefundEffects } from './runner.ts';

export type RefundPorts = {
  readonly db: Db;
  readonly tenders: Pick<TenderStore, 'find' | 'findByIntent'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  /** Who refunds, where, and in which mode this till works. */
  readonly frame: () => RefundFrame;
  readonly storeId: () => string;
  readonly changed: (saleId: string | null) => void;
  /** For tests that stand between two steps of a refund. */
  readonly between?: {
    readonly refundStore?: (store: RefundStore) => RefundStore;
    readonly refundEffects?: (effects: RefundEffects) => RefundEffects;
  };
};

export type RefundFrame = {
  readonly mode: 'training' | 'test' | 'live' | null;
  readonly register: string;
  readonly shiftId: string;
  readonly cashierId: string;
};

/** `'all'`: whatever can still be given back when Stripe was read. */
export type RefundAmount = number | 'all';

/** Why money is given back, for the record. */
export type RefundWhy = {
  readonly reason: RefundReason;
  readonly note?: string | null;
  readonly approvalId?: string | null;
};

/** A refund leg that needs a person: it failed, was refused or taken back, or nobody knows yet. */
export type RefundTrouble = { readonly refund: Refund; readonly leg: RefundLeg };

export type Refunds = ReturnType<typeof createRefunds>;

/**
 * Gives money back. Everything here reads Stripe first, records second, and sends third; it answers when Stripe has
 * answered, or when it is clear that the answer is late: look at each leg's state, and never start the same refund a
 * second time, because what is recorded is carried through.
 */
export function createRefunds(ports: RefundPorts) {
  const { db, clock, log, gateway } = ports;
  const plainStore = createRefundStore(db);
  const store = ports.between?.refundStore?.(plainStore) ?? plainStore;
  const plainEffects: RefundEffects = {
    ...createRefundEffects({ store, clock, log, gateway, storeId: ports.storeId }),
    'arm-reader': () => Promise.resolve({ event: { type: 'released', why: 'reader-offline' } }),
    'process-refund': () => Promise.resolve(null),
    'disarm-reader': () => Promise.resolve(null),
  };
  const runner = createRefundRunner({
    store,
    clock,
    log,
    effects: ports.between?.refundEffects?.(plainEffects) ?? plainEffects,
    changed: (leg) => {
      resolver.noticed(leg);
      ports.changed(store.find(leg.refundId)?.saleId ?? null);
    },
  });
  const resolver = createRefundResolver({ store, runner, timers: ports.timers, clock, log });
  const starter = { ...ports, store, runner };
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
      return refundCard(starter, {
        kind: 'tender',
        saleId,
        tenderId,
        paymentIntentId: captured,
        amount,
        why,
      });
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
      return refundCard(starter, {
        kind: tender === null ? 'payment' : 'tender',
        saleId: tender?.saleId ?? null,
        tenderId: tender?.tenderId ?? null,
        paymentIntentId,
        amount,
        why,
      });
    },
    /** What of a card tender was given back or is on its way, as this till knows it. Units: minor units. */
    refundedMinor: (tenderId: string): number =>
      store
        .listLegsOfTender(tenderId)
        .filter((leg) => leg.state.state === 'pending' || leg.state.state === 'succeeded')
        .reduce((sum, leg) => sum + leg.amountMinor, 0),
    /** Refunds that a person must look at: for the Review Queue. */
    listRefundTrouble: (): readonly RefundTrouble[] =>
      store.listTrouble().flatMap((leg) => {
        const refund = store.find(leg.refundId);
        return refund === null ? [] : [{ refund, leg }];
      }),
    checkLeg: resolver.askNow,
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

type Starter = RefundPorts & {
  readonly store: RefundStore;
  readonly runner: ReturnType<typeof createRefundRunner>;
};

/** Reads the payment, records the refund, sends it, and waits for the answer. */
async function refundCard(
  from: Starter,
  request: {
    readonly kind: 'tender' | 'payment';
    readonly saleId: string | null;
    readonly tenderId: string | null;
    readonly paymentIntentId: string;
    readonly amount: RefundAmount;
    readonly why: RefundWhy;
  },
): Promise<Result<Refund>> {
  const looked = await lookFor(from, request.paymentIntentId);
  if (!looked.ok) return looked;
  const { intent } = looked.value;
  const left = leftMinor(looked.value, from.store.listLegsOfIntent(request.paymentIntentId));
  const amountMinor = request.amount === 'all' ? left : request.amount;
  if (left <= 0) return refuse('REFUND_NOTHING_LEFT');
  if (amountMinor <= 0 || amountMinor > left) return refuse('REFUND_TOO_MUCH', { leftMinor: left });
  return startRefund(from, {
    kind: request.kind,
    saleId: request.saleId,
    origin: request.saleId === null ? originOf(intent) : null,
    currency: intent.snapshot.amount.currency,
    lines: [],
    restock: false,
    exchangeSaleId: null,
    why: request.why,
    legs: [
      cardLeg(from, { tenderId: request.tenderId, paymentIntentId: request.paymentIntentId, amountMinor }),
    ],
  });
}

/** Stripe's present word about a payment, in this till's mode; what others refunded is written down on the way. */
export async function lookFor(
  from: Starter,
  paymentIntentId: string,
): Promise<Result<Extract<Looked, { kind: 'ok' }>>> {
  const gateway = from.gateway();
  const { mode } = from.frame();
  if (gateway === null || mode === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
  const looked = await lookAtPayment(gateway, paymentIntentId);
  if (looked.kind === 'no-answer') return refuse('STRIPE_UNREACHABLE');
  if (looked.kind === 'unknown-payment') return refuse('REFUND_PAYMENT_NOT_FOUND');
  if (looked.intent.snapshot.livemode !== (mode === 'live')) return refuse('REFUND_OTHER_MODE');
  if (looked.intent.snapshot.amountReceivedMinor <= 0) return refuse('REFUND_NOT_PAID');
  from.store.noteElsewhere(foreignRefunds(from.store, looked.refunds), from.clock.nowMs());
  return accept(looked);
}

/** Records a refund that was checked, then sends its legs and waits for their answers. */
export async function startRefund(
  from: Starter,
  plan: {
    readonly kind: Refund['kind'];
    readonly saleId: string | null;
    readonly origin: RefundOrigin | null;
    readonly currency: string;
    readonly lines: Refund['lines'];
    readonly restock: boolean;
    readonly exchangeSaleId: string | null;
    readonly why: RefundWhy;
    readonly legs: readonly NewRefundLeg[];
  },
): Promise<Result<Refund>> {
  const { mode, register, shiftId, cashierId } = from.frame();
  if (mode === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
  // The last moment at which no money can have moved.
  const trouble = from.db.findTrouble();
  if (trouble !== null) return refuse('PAYMENT_STORE_DEGRADED', { trouble });
  const { why, ...rest } = plan;
  const refund = from.store.open({
    ...rest,
    refundId: from.ids.uuidv7(),
    amountMinor: plan.legs.reduce((sum, leg) => sum + leg.amountMinor, 0),
    mode,
    register,
    shiftId,
    cashierId,
    reason: why.reason,
    note: why.note ?? null,
    approvalId: why.approvalId ?? null,
    createdAtMs: from.clock.nowMs(),
  });
  from.changed(refund.saleId);
  const requested = refund.legs.filter((leg) => leg.state.state === 'requested');
  for (const leg of requested) from.runner.start(leg.legId, ['make-refund']);
  for (const leg of requested) await from.runner.idle(leg.legId);
  return accept(from.store.find(refund.refundId) ?? refund);
}

export function cardLeg(
  from: Pick<RefundPorts, 'ids'>,
  leg: { readonly tenderId: string | null; readonly paymentIntentId: string; readonly amountMinor: number },
): NewRefundLeg {
  return {
    ...leg,
    legId: from.ids.uuidv7(),
    kind: 'card',
    method: 'api',
    roundingMinor: 0,
    state: openRefundLeg('api').state,
    replacesLegId: null,
  };
}

function capturedIntentOf(tender: CardTender): string | null {
  const { state } = tender;
  return state.state === 'approved' || state.state === 'overpaid' ? state.paymentIntentId : null;
}

function originOf(intent: IntentRead): RefundOrigin {
  const { snapshot, metadata, createdAtMs } = intent;
  return {
    paymentIntentId: snapshot.paymentIntentId,
    metadata,
    description: null,
    amountMinor: snapshot.amount.amountMinor,
    createdAtMs,
  };
}
