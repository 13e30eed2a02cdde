import type { MismatchKind } from '../../../../shared/contract/index.ts';

/** What differs between Stripe and this till about one payment: what it is, where the money is, what to do now. */
export const mismatchEn: Readonly<Record<MismatchKind, string>> = {
  amount:
    'Stripe received another amount than this till recorded. The money at Stripe is what the customer paid. A manager compares both and refunds or corrects the difference.',
  tip: 'Stripe recorded another tip than this till. The customer paid what Stripe says. A manager compares both and corrects the tip or refunds it.',
  currency:
    'Stripe holds this payment in another currency. Whether the right amount moved is not certain. A manager looks it up at Stripe before anything is refunded.',
  mode: 'Stripe holds this payment in another mode: test here and live there, or the other way round. Count it as unpaid until a manager has looked it up.',
  state:
    'This till and Stripe disagree whether this payment happened. Do not charge again. A manager checks it with Stripe.',
  'not-captured':
    'The bank holds the amount and nobody has taken it yet. The money has not arrived. It must be captured before the hold lapses.',
  'charged-after-cancel':
    'The customer was charged after this payment was cancelled here. The money is at Stripe and must be refunded.',
  'missing-at-stripe':
    'Stripe does not know this payment. No money has arrived for it. A manager checks the keys and the mode, then how the customer really paid.',
};
