import type { ErrorCode } from '../../shared/contract/index.ts';

/*
 * One answer for each class of error that Stripe's library raises, as the sandbox gives it: the tests of every call that
 * moves money go through all of them.
 */
/** How the sandbox answers once a fault takes hold of a call. */
export type ErrorAnswer = { readonly answer: string; readonly error?: object };
const answered = (status: number, type: string, code?: string): ErrorAnswer => ({
  answer: 'error',
  error: { status, type, ...(code === undefined ? {} : { code }) },
});

/** Stripe did nothing, and `said` is the refusal. Such an error can't come after the effect. */
export const CERTAIN: readonly (readonly [name: string, answer: ErrorAnswer, said: ErrorCode])[] = [
  ['StripeAuthenticationError 401', answered(401, 'invalid_request_error'), 'STRIPE_KEY_REFUSED'],
  ['StripePermissionError 403', answered(403, 'invalid_request_error'), 'STRIPE_KEY_RIGHTS_MISSING'],
  ['StripeRateLimitError 429', answered(429, 'invalid_request_error', 'rate_limit'), 'STRIPE_RATE_LIMITED'],
  [
    'StripeRateLimitError 429 lock_timeout',
    answered(429, 'invalid_request_error', 'lock_timeout'),
    'STRIPE_RATE_LIMITED',
  ],
  ['StripeRateLimitError 400', answered(400, 'invalid_request_error', 'rate_limit'), 'STRIPE_RATE_LIMITED'],
  ['StripeCardError 402', answered(402, 'card_error', 'card_declined'), 'STRIPE_REQUEST_REFUSED'],
  ['StripeInvalidRequestError 400', answered(400, 'invalid_request_error'), 'STRIPE_REQUEST_REFUSED'],
  [
    'StripeInvalidRequestError 404',
    answered(404, 'invalid_request_error', 'resource_missing'),
    'STRIPE_REQUEST_REFUSED',
  ],
];
/** The request, or an earlier one, may have had its effect. */
export const POSSIBLE: readonly (readonly [name: string, answer: ErrorAnswer])[] = [
  ['StripeConnectionError', { answer: 'drop' }],
  ['StripeIdempotencyError 400', answered(400, 'idempotency_error')],
  ['StripeAPIError 409', answered(409, 'idempotency_error', 'idempotency_key_in_use')],
  ['StripeAPIError 500', answered(500, 'api_error')],
  ['StripeAPIError 503', answered(503, 'api_error')],
  [
    'StripeInvalidRequestError 400 terminal_reader_timeout',
    answered(400, 'invalid_request_error', 'terminal_reader_timeout'),
  ],
  ['a class that nobody knows', answered(418, 'error_of_next_year', 'something_new')],
];
export const EITHER_MOMENT = POSSIBLE.flatMap(([name, answer]) =>
  (['before', 'after'] as const).map((when) => [name, when, answer] as const),
);
