import type { RefundLeg } from './records.ts';
import { legCounts, type RefundStore } from './refund-store.ts';
import type { IntentRead, RefundRead, StripeAnswer, StripeGateway } from '../stripe/index.ts';

type Legs = Pick<RefundStore, 'findLeg' | 'findLegByStripeId'>;

/** What Stripe has of one payment: what it took, and every refund of it, whoever made them. */
export type Looked =
  | { readonly kind: 'ok'; readonly intent: IntentRead; readonly refunds: readonly RefundRead[] }
  /** Stripe does not know this payment. */
  | { readonly kind: 'unknown-payment' }
  | { readonly kind: 'no-answer' };

/** Reads a payment and its refunds. Nothing about a refund is decided on anything older than this. */
export async function lookAtPayment(gateway: StripeGateway, paymentIntentId: string): Promise<Looked> {
  const intent = await gateway.readIntent(paymentIntentId);
  if (intent.kind !== 'ok') return isNotFound(intent) ? { kind: 'unknown-payment' } : { kind: 'no-answer' };
  const refunds = await gateway.listRefunds(paymentIntentId);
  if (refunds.kind !== 'ok') return { kind: 'no-answer' };
  return { kind: 'ok', intent: intent.value, refunds: refunds.value };
}

/** Which refund leg a refund at Stripe says it is. */
export const LEG_IN_METADATA = 'refund';

/** In which words a refund's metadata says what came back: the lines' places in the sale, and how many of each. */
export const LINES_IN_METADATA = 'lines';

/** Money that is with the customer or on its way there, as Stripe has it. */
export function givenBackMinor(refunds: readonly RefundRead[]): number {
  return refunds
    .filter(({ snapshot }) => snapshot.status !== 'failed' && snapshot.status !== 'canceled')
    .reduce((sum, { snapshot }) => sum + snapshot.amountMinor, 0);
}

/**
 * What of a payment can still be given back: what Stripe captured, less what Stripe has of refunds, less what this till
 * has recorded and Stripe does not show yet.
 */
export function leftMinor(looked: Extract<Looked, { kind: 'ok' }>, legs: readonly RefundLeg[]): number {
  const shown = new Set(
    looked.refunds.flatMap((refund) => [
      refund.snapshot.stripeRefundId,
      refund.metadata[LEG_IN_METADATA] ?? '',
    ]),
  );
  const onTheWayMinor = legs
    .filter((leg) => legCounts(leg) && !shown.has(leg.legId) && !shown.has(stripeIdOf(leg) ?? ''))
    .reduce((sum, leg) => sum + leg.amountMinor, 0);
  return looked.intent.snapshot.amountReceivedMinor - givenBackMinor(looked.refunds) - onTheWayMinor;
}

/**
 * The leg that a refund is. A leg is one refund at Stripe: after a failure that Stripe kept under the key, and mended
 * itself later, there can be two that name it, and the money of the second is nobody's here.
 */
export function legOfRefund(store: Legs, refund: RefundRead): RefundLeg | null {
  const { stripeRefundId } = refund.snapshot;
  const known = store.findLegByStripeId(stripeRefundId);
  if (known !== null) return known;
  const named = store.findLeg(refund.metadata[LEG_IN_METADATA] ?? '');
  return named === null || stripeIdOf(named) !== null ? null : named;
}

/** Those of the refunds that no leg of this till is. */
export function foreignRefunds(store: Legs, refunds: readonly RefundRead[]): readonly RefundRead[] {
  return refunds.filter((refund) => legOfRefund(store, refund) === null);
}

function stripeIdOf(leg: RefundLeg): string | null {
  return 'stripeRefundId' in leg.state ? leg.state.stripeRefundId : null;
}

function isNotFound(answer: StripeAnswer<IntentRead>): boolean {
  return answer.kind === 'refused' && answer.status === 404;
}
