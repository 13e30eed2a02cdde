import type Stripe from 'stripe';
import type { ErrorCode } from '../../../shared/contract/index.ts';

/*
 * Every class of error that Stripe's library raises for a call, and what each says about an effect. The gateway judges
 * by this table alone, for every call: making, processing, capturing, cancelling, refunding, reading. One rule stands
 * behind it: only what Stripe is documented to say before it does anything counts as "nothing was done"; a class,
 * status or code that is not here may hide an effect, so the object is read before anybody says anything.
 * Sources: docs.stripe.com/api/errors, docs.stripe.com/error-low-level, docs.stripe.com/rate-limits, read 2026.
 */

export type StripeErrorRow = {
  /** The library's name of the class. */
  readonly type: string;
  /** `null` fits every status and none at all; `5xx` fits those from 500 on that have no row of their own. */
  readonly status: number | '5xx' | null;
  /** Only with this code of Stripe's; rows with a code go before those without. */
  readonly code?: string;
  /** `none`: Stripe did nothing for this request. `possible`: the request, or an earlier one, may have had its effect. */
  readonly effect: 'none' | 'possible';
  /** The same request may be sent again at once under the same key. */
  readonly again: boolean;
  /** The same key will bring the same failure again, so waiting for another answer under it is in vain. */
  readonly stored: boolean;
  readonly error: ErrorCode;
};

const nothing = (type: string, status: number, error: ErrorCode, again = false): StripeErrorRow => ({
  type,
  status,
  effect: 'none',
  again,
  stored: false,
  error,
});
const perhaps = (
  type: string,
  status: StripeErrorRow['status'],
  rest: Pick<StripeErrorRow, 'again' | 'stored'> & Partial<Pick<StripeErrorRow, 'code' | 'error'>>,
): StripeErrorRow => ({ type, status, effect: 'possible', error: 'STRIPE_OUTCOME_UNKNOWN', ...rest });

export const STRIPE_ERRORS: readonly StripeErrorRow[] = [
  // No answer at all: the request may have been carried out and only its answer lost.
  perhaps('StripeConnectionError', null, { again: true, stored: false, error: 'STRIPE_UNREACHABLE' }),
  nothing('StripeAuthenticationError', 401, 'STRIPE_KEY_REFUSED'),
  nothing('StripePermissionError', 403, 'STRIPE_KEY_RIGHTS_MISSING'),
  // `rate_limit` and `lock_timeout` alike: turned away at the door.
  nothing('StripeRateLimitError', 429, 'STRIPE_RATE_LIMITED', true),
  nothing('StripeRateLimitError', 400, 'STRIPE_RATE_LIMITED', true),
  // A bank said no: to a capture or a refund, because a payment's own decline is read from its intent.
  nothing('StripeCardError', 402, 'STRIPE_REQUEST_REFUSED'),
  // The reader may have got the command all the same.
  perhaps('StripeInvalidRequestError', 400, {
    code: 'terminal_reader_timeout',
    again: false,
    stored: true,
  }),
  nothing('StripeInvalidRequestError', 400, 'STRIPE_REQUEST_REFUSED'),
  nothing('StripeInvalidRequestError', 404, 'STRIPE_REQUEST_REFUSED'),
  // The key was used before with other parameters: this request did nothing, but that earlier one may have.
  perhaps('StripeIdempotencyError', 400, { again: false, stored: true }),
  // The same request is still being carried out.
  perhaps('StripeAPIError', 409, { again: true, stored: false }),
  // Stripe keeps a 500 under its key like any answer; 502 to 504 may come from before it.
  perhaps('StripeAPIError', 500, { again: true, stored: true }),
  perhaps('StripeAPIError', '5xx', { again: true, stored: false }),
];

/** What nobody has documented: it was answered, and the answer says nothing. */
export const UNKNOWN_STRIPE_ERROR: StripeErrorRow = perhaps('any other', null, {
  again: false,
  stored: true,
});

/** The row that an error falls under. Stripe's own header may forbid the repetition. */
export function judgeStripeError(error: InstanceType<typeof Stripe.errors.StripeError>): StripeErrorRow {
  const matching = STRIPE_ERRORS.filter(
    (row) =>
      row.type === error.type && hasStatus(row, error.statusCode) && (row.code ?? error.code) === error.code,
  );
  const row = matching.find(({ code }) => code !== undefined) ?? matching[0] ?? UNKNOWN_STRIPE_ERROR;
  return error.headers?.['stripe-should-retry'] === 'false' ? { ...row, again: false } : row;
}

function hasStatus(row: StripeErrorRow, status: number | undefined): boolean {
  if (row.status === null) return true;
  return row.status === '5xx' ? (status ?? 0) > 500 && (status ?? 0) < 600 : row.status === status;
}
