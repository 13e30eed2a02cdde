/** A refusal in Stripe's own shape. `status` follows Stripe: 400 request, 401 key, 402 card, 404, 409, 429, 500. */
export class ApiError extends Error {
  readonly status: number;
  readonly fields: ApiErrorFields;
  /** Something happened all the same, and only the answer is a failure: nothing is undone. */
  readonly afterEffect: boolean;

  constructor(status: number, fields: ApiErrorFields, afterEffect = false) {
    super(fields.message);
    this.status = status;
    this.fields = fields;
    this.afterEffect = afterEffect;
  }
}

/** Stripe's own, and one that no version of it has: for what a till makes of news. */
export const ERROR_TYPES = [
  'invalid_request_error',
  'card_error',
  'idempotency_error',
  'api_error',
  'error_of_next_year',
] as const;

export type ApiErrorFields = {
  readonly type: (typeof ERROR_TYPES)[number];
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly payment_intent?: unknown;
  readonly charge?: string;
};

export function invalid(message: string, code?: string, param?: string): ApiError {
  return new ApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  });
}

export function missing(kind: string, id: string, param = 'id'): ApiError {
  return new ApiError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });
}
