import { describe, expect, it } from 'vitest';
import { classifyDecline, type DeclineClass } from './index.ts';

const CODES: Readonly<Record<DeclineClass, readonly string[]>> = {
  'insufficient-funds': ['insufficient_funds', 'withdrawal_count_limit_exceeded', 'card_velocity_exceeded'],
  'wrong-pin': ['incorrect_pin', 'invalid_pin'],
  'pin-required': ['offline_pin_required', 'online_or_offline_pin_required'],
  'card-not-accepted': ['card_not_supported', 'currency_not_supported', 'pin_try_exceeded', 'not_permitted'],
  'card-expired': ['expired_card'],
  'try-again': ['processing_error', 'issuer_not_available', 'reenter_transaction', 'try_again_later'],
  'call-bank': ['call_issuer', 'do_not_honor', 'no_action_taken'],
  declined: ['generic_decline', 'code_of_next_year', ''],
};

describe('a decline', () => {
  it.each(Object.entries(CODES))('is sorted into %s and keeps its code', (expected, codes) => {
    for (const code of codes) expect(classifyDecline(code)).toEqual({ code, class: expected });
  });

  it.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card', 'merchant_blacklist'])(
    'never speaks the suspicion %s aloud',
    (code) => {
      expect(classifyDecline(code).class).toBe('declined');
    },
  );

  it.each(['constructor', 'toString', '__proto__'])('of the name %s is like any unknown one', (code) => {
    expect(classifyDecline(code).class).toBe('declined');
  });
});
