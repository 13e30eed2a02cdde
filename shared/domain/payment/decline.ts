/** What a cashier can do about a decline; the sentence for each class is in the page's texts. */
export type DeclineClass =
  | 'insufficient-funds'
  | 'wrong-pin'
  | 'pin-required'
  | 'card-not-accepted'
  | 'card-expired'
  | 'try-again'
  | 'call-bank'
  | 'declined';

/** A bank's no. `code` is Stripe's decline code, kept for the timeline and support; it is never read out. */
export type Decline = { readonly code: string; readonly class: DeclineClass };

const CLASS_BY_CODE: ReadonlyMap<string, DeclineClass> = new Map(
  Object.entries({
    insufficient_funds: 'insufficient-funds',
    withdrawal_count_limit_exceeded: 'insufficient-funds',
    card_velocity_exceeded: 'insufficient-funds',
    incorrect_pin: 'wrong-pin',
    invalid_pin: 'wrong-pin',
    pin_try_exceeded: 'card-not-accepted',
    offline_pin_required: 'pin-required',
    online_or_offline_pin_required: 'pin-required',
    card_not_supported: 'card-not-accepted',
    currency_not_supported: 'card-not-accepted',
    transaction_not_allowed: 'card-not-accepted',
    service_not_allowed: 'card-not-accepted',
    not_permitted: 'card-not-accepted',
    expired_card: 'card-expired',
    processing_error: 'try-again',
    issuer_not_available: 'try-again',
    reenter_transaction: 'try-again',
    try_again_later: 'try-again',
    approve_with_id: 'try-again',
    call_issuer: 'call-bank',
    do_not_honor: 'call-bank',
    no_action_taken: 'call-bank',
  } satisfies Record<string, DeclineClass>),
);

/**
 * Sorts Stripe's decline code into what a cashier can do. Codes that hint at theft or fraud (`lost_card`,
 * `stolen_card`, `fraudulent`, `pickup_card`, `merchant_blacklist`) and codes not known here become the plain
 * `declined`: the till must not speak a suspicion aloud, and Stripe's list is open.
 * Source: docs.stripe.com/declines/codes, read 2026-11.
 */
export function classifyDecline(code: string): Decline {
  return { code, class: CLASS_BY_CODE.get(code) ?? 'declined' };
}
