import { createHmac } from 'node:crypto';

/** A signing secret as Stripe hands them out, worth nothing. */
export const SECRET = 'whsec_cmVsYXkgdGVzdCBzZWNyZXQgbnVtYmVyIG9uZQ';
export const OTHER_SECRET = 'whsec_cmVsYXkgdGVzdCBzZWNyZXQgbnVtYmVyIHR3bw';

export type EventDraft = {
  readonly id: string;
  readonly type?: string;
  readonly livemode?: boolean;
  readonly created?: number;
  readonly amount?: number;
};

/** The body of a snapshot event, as it comes over the wire. */
export function eventBody(draft: EventDraft): string {
  const {
    id,
    type = 'payment_intent.succeeded',
    livemode = false,
    created = 1_790_000_000,
    amount = 1250,
  } = draft;
  const object = {
    id: 'pi_3Relay',
    object: 'payment_intent',
    amount,
    currency: 'eur',
    description: 'Café, 2 × ☕',
  };
  return JSON.stringify(
    { id, object: 'event', type, livemode, created, pending_webhooks: 1, data: { object } },
    null,
    2,
  );
}

/** One `v1` signature as Stripe computes it. */
export function signature(options: { secret: string; atS: number; body: string | Uint8Array }): string {
  return createHmac('sha256', options.secret)
    .update(`${String(options.atS)}.`)
    .update(options.body)
    .digest('hex');
}

/** The whole header for one secret. */
export function signatureHeader(options: { secret: string; atS: number; body: string | Uint8Array }): string {
  return `t=${String(options.atS)},v1=${signature(options)}`;
}
