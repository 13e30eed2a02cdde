import type { Clock, Log } from '../ports.ts';
import type { RefundRead, StripeGateway } from '../stripe/index.ts';
import { stripeRefundIdOf } from '../../../shared/domain/refund/index.ts';
import {
  foreignRefunds,
  givenBackMinor,
  LEG_IN_METADATA,
  LINES_IN_METADATA,
  lookAtPayment,
  type Looked,
} from './look.ts';
import type { Refund, RefundLeg } from './records.ts';
import type { RefundStore } from './refund-store.ts';
import type { RefundEffects, RefundLearned } from './runner.ts';

/** A key older than this may have been forgotten by Stripe, so it no longer protects against a second refund. */
const KEY_GOOD_FOR_MS = 23 * 3600 * 1000;
/** How long after a reader was last heard a refund of it may still turn up at Stripe. */
export const READER_SETTLES_MS = 60_000;

export type RefundEffectPorts = {
  readonly store: RefundStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  readonly storeId: () => string;
};

/** What the machine's effects do at Stripe. Each looks before it sends. */
export function createRefundEffects(
  ports: RefundEffectPorts,
): Pick<RefundEffects, 'make-refund' | 'find-refund'> {
  // Two refunds of one payment are looked at and sent one after the other: together they could be too much.
  const turns = new Map<string, Promise<unknown>>();
  const inTurn = <Value>(paymentIntentId: string, work: () => Promise<Value>): Promise<Value> => {
    const mine = (turns.get(paymentIntentId) ?? Promise.resolve()).then(work);
    turns.set(
      paymentIntentId,
      mine.catch(() => undefined), // Whoever waits sees the failure.
    );
    return mine;
  };
  return {
    'make-refund': (leg) => {
      const { paymentIntentId } = leg;
      return paymentIntentId === null
        ? Promise.resolve(null)
        : inTurn(paymentIntentId, () => makeRefund(ports, leg, paymentIntentId));
    },
    'find-refund': (leg) => findRefund(ports, leg),
  };
}

/** Stripe's key for the leg: its own id, and the same after a restart. The ordinal rises only when a key is spent. */
export function keyFor(leg: Pick<RefundLeg, 'legId' | 'keyOrdinal'>): string {
  return leg.keyOrdinal === 1 ? leg.legId : `${leg.legId}:${String(leg.keyOrdinal)}`;
}

async function makeRefund(
  ports: RefundEffectPorts,
  leg: RefundLeg,
  paymentIntentId: string,
): Promise<RefundLearned | null> {
  const gateway = ports.gateway();
  const refund = ports.store.find(leg.refundId);
  if (gateway === null || refund === null) return lost();
  const looked = await lookAtPayment(gateway, paymentIntentId);
  if (looked.kind === 'no-answer') return lost();
  if (looked.kind === 'unknown-payment') return { event: { type: 'refused', code: 'payment-not-found' } };
  ports.store.noteElsewhere(foreignRefunds(ports.store, looked.refunds), ports.clock.nowMs());
  const own = ownOf(leg, looked.refunds);
  if (own !== undefined) return said(own);
  if (looked.intent.snapshot.livemode !== (leg.mode === 'live')) {
    return { event: { type: 'refused', code: 'other-mode' } };
  }
  const isAged = ports.clock.nowMs() - leg.keyAtMs > KEY_GOOD_FOR_MS;
  // Under a good key Stripe itself says what became of an earlier request; our own sum could be of a moment too early.
  if ((leg.state.state === 'requested' || isAged) && leg.amountMinor > leftAtStripe(looked)) {
    return { event: { type: 'refused', code: 'more-than-captured' } };
  }
  const keyed = isAged ? ports.store.raiseKeyOrdinal(leg, ports.clock.nowMs()) : leg;
  return send(ports, gateway, refund, { leg: keyed, looked, paymentIntentId });
}

async function send(
  ports: RefundEffectPorts,
  gateway: StripeGateway,
  refund: Refund,
  sending: {
    readonly leg: RefundLeg;
    readonly looked: Extract<Looked, { kind: 'ok' }>;
    readonly paymentIntentId: string;
  },
): Promise<RefundLearned> {
  const { leg, looked, paymentIntentId } = sending;
  const answer = await gateway.createRefund({
    paymentIntentId,
    amountMinor: leg.amountMinor,
    reason: refund.reason === 'duplicate' ? 'duplicate' : 'requested_by_customer',
    idempotencyKey: keyFor(leg),
    metadata: metadataFor(refund, leg, ports.storeId()),
  });
  if (answer.kind === 'ok') return said(answer.value);
  if (answer.kind === 'refused') {
    ports.log.warn('refund.refused', { leg: leg.legId, code: answer.code });
    // Turned away at the door: by a key that may not do it, or by a busy Stripe. That says nothing about an earlier
    // request, and a busy Stripe is asked again; what it looked at and refused, it refuses for good.
    const isFinal = answer.error === 'STRIPE_REQUEST_REFUSED';
    const never = isFinal || (leg.state.state === 'requested' && answer.error !== 'STRIPE_RATE_LIMITED');
    if (!never) return lost();
    const refused: RefundLearned = { event: { type: 'refused', code: answer.code } };
    // The reason for the no may be an earlier request of this leg that had its effect since the look.
    return leg.state.state === 'requested'
      ? refused
      : ((await ownNow(gateway, leg, paymentIntentId)) ?? refused);
  }
  if (!answer.stored) return lost();
  // Stripe keeps this failure under the key for a day, and may complete the request itself within it; its list tells.
  const own = await ownNow(gateway, leg, paymentIntentId);
  if (own !== null) return own;
  // Under a new key both could be made, unless Stripe has no room for both: otherwise only an old key is replaced.
  if (leftAtStripe(looked) < 2 * leg.amountMinor) ports.store.raiseKeyOrdinal(leg, ports.clock.nowMs());
  return lost();
}

/** What Stripe has of this leg now; null when it says that it has nothing. */
async function ownNow(
  gateway: StripeGateway,
  leg: RefundLeg,
  paymentIntentId: string,
): Promise<RefundLearned | null> {
  const listed = await gateway.listRefunds(paymentIntentId);
  if (listed.kind !== 'ok') return lost();
  const own = ownOf(leg, listed.value);
  return own === undefined ? null : said(own);
}

/** Only looks: for what is pending, for what may have failed since, and for what a reader may have made. */
async function findRefund(ports: RefundEffectPorts, leg: RefundLeg): Promise<RefundLearned | null> {
  const gateway = ports.gateway();
  if (gateway === null || leg.state.state === 'paid-out' || leg.paymentIntentId === null) return null;
  const known = stripeRefundIdOf(leg.state);
  if (known !== null) {
    const read = await gateway.readRefund(known);
    return read.kind === 'ok' ? said(read.value) : null;
  }
  const listed = await gateway.listRefunds(leg.paymentIntentId);
  if (listed.kind !== 'ok') return null;
  const own = ownOf(leg, listed.value) ?? (await madeAtReader(ports, gateway, leg, listed.value));
  if (own !== undefined) return said(own);
  const isQuiet = ports.clock.nowMs() - leg.changedAtMs > READER_SETTLES_MS;
  return isQuiet ? { event: { type: 'never-made' } } : null;
}

/**
 * The reader's script can't write our id into a refund, so it is known by what it is not: it was not there before the
 * reader was asked, and nobody else's name is in it. It is marked as ours at once.
 */
async function madeAtReader(
  ports: RefundEffectPorts,
  gateway: StripeGateway,
  leg: RefundLeg,
  refunds: readonly RefundRead[],
): Promise<RefundRead | undefined> {
  const { seen } = leg;
  const refund = ports.store.find(leg.refundId);
  if (leg.method !== 'reader' || seen === null || refund === null) return undefined;
  const made = refunds.find(
    ({ snapshot, metadata }) =>
      !seen.includes(snapshot.stripeRefundId) &&
      metadata[LEG_IN_METADATA] === undefined &&
      snapshot.amountMinor === leg.amountMinor,
  );
  if (made === undefined) return undefined;
  const { stripeRefundId } = made.snapshot;
  // Its mark is for later readers; without an answer it is marked at the next look, or by nobody.
  await gateway.markRefund(stripeRefundId, metadataFor(refund, leg, ports.storeId()), `${leg.legId}:mark`);
  return made;
}

export function metadataFor(
  refund: Refund,
  leg: RefundLeg,
  storeId: string,
): Readonly<Record<string, string>> {
  return {
    store: storeId,
    register: refund.register,
    shift: refund.shiftId,
    [LEG_IN_METADATA]: leg.legId,
    reason: refund.reason,
    ...linesFor(refund),
    ...(refund.saleId === null ? {} : { sale: refund.saleId }),
    ...(leg.tenderId === null ? {} : { tender: leg.tenderId }),
  };
}

/** `0x2 3x1`: two of the first line and one of the fourth, for registers that know only Stripe. */
function linesFor(refund: Refund): Readonly<Record<string, string>> {
  const parts = refund.lines.flatMap(({ salePosition, quantity }) =>
    salePosition === null || quantity === 0 ? [] : [`${String(salePosition)}x${String(quantity)}`],
  );
  // Stripe takes 500 characters; a longer list would be cut in the middle of a line, so there is none then.
  const text = parts.join(' ');
  return text === '' || text.length > 500 ? {} : { [LINES_IN_METADATA]: text };
}

function leftAtStripe(looked: Extract<Looked, { kind: 'ok' }>): number {
  return looked.intent.snapshot.amountReceivedMinor - givenBackMinor(looked.refunds);
}

function ownOf(leg: RefundLeg, refunds: readonly RefundRead[]): RefundRead | undefined {
  return refunds.find((refund) => refund.metadata[LEG_IN_METADATA] === leg.legId);
}

function said(refund: RefundRead): RefundLearned {
  return { event: { type: 'stripe-said', refund: refund.snapshot } };
}

function lost(): RefundLearned {
  return { event: { type: 'answer-lost', cause: 'no-answer' }, source: 'till' };
}
