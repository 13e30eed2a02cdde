import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { openRefundLeg } from '../../../shared/domain/refund/index.ts';
import type { Db } from '../db/index.ts';
import type { TenderStore } from '../payments/index.ts';
import type { Clock, Ids, Log, Timers } from '../ports.ts';
import type { IntentRead, StripeGateway } from '../stripe/index.ts';
import { foreignRefunds, leftMinor, lookAtPayment, type Looked } from './look.ts';
import type { NewRefundLeg, Refund, RefundOrigin, RefundReason } from './records.ts';
import type { RefundStore } from './refund-store.ts';
import type { createRefundRunner, RefundEffects } from './runner.ts';

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

/** What every way to start a refund needs. */
export type Starter = RefundPorts & {
  readonly store: RefundStore;
  readonly runner: ReturnType<typeof createRefundRunner>;
  /** Has the reader ask for a leg's card. */
  readonly askReader: (legId: string) => Promise<Result<Record<string, never>>>;
};

/** Reads the payment and records the refund. */
export async function refundCard(
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
  return openRefund(from, {
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

/** Records a refund that was checked a moment ago; nothing is sent by this. Call it in the turn of that check. */
export function openRefund(
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
): Result<Refund> {
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
  return accept(refund);
}

/** Sends the legs of a recorded refund and waits for their answers. */
export async function sendRefund(from: Starter, refund: Refund): Promise<Refund> {
  const requested = refund.legs.filter((leg) => leg.state.state === 'requested');
  for (const leg of requested) from.runner.start(leg.legId, ['make-refund']);
  // Without a reader the leg waits: the cashier sees it and asks again.
  for (const leg of refund.legs) if (leg.state.state === 'ready') await from.askReader(leg.legId);
  for (const leg of requested) await from.runner.idle(leg.legId);
  return from.store.find(refund.refundId) ?? refund;
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

export function originOf(intent: IntentRead): RefundOrigin {
  const { snapshot, metadata, createdAtMs } = intent;
  return {
    paymentIntentId: snapshot.paymentIntentId,
    metadata,
    description: null,
    amountMinor: snapshot.amount.amountMinor,
    createdAtMs,
  };
}
