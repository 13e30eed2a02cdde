import type { ApiErrorFields } from '../http/api-error.ts';

export type FaultError = {
  readonly status: number;
  readonly type: ApiErrorFields['type'];
  readonly code?: string;
  readonly decline_code?: string;
};

/**
 * Trouble by name, used alike by training, demos and tests. A fault applies to the next calls whose path matches, as
 * often as `times` says; `before` happens with no effect, `after` when the effect is done and only the answer is lost.
 */
export type Fault = {
  readonly method: 'GET' | 'POST' | 'DELETE' | '*';
  /** A path beginning, such as `/v1/payment_intents`. */
  readonly path: string;
  /** And how the path ends, such as `/capture`. */
  readonly pathEnd?: string;
  readonly when: 'before' | 'after';
  readonly answer: 'drop' | 'error-500' | 'error-429' | 'error-409' | 'error-400' | 'error';
  /** With `error`: the refusal word for word, whatever Stripe may answer one day. */
  readonly error?: FaultError;
  times: number;
};

export type Scenario = {
  readonly name: string;
  readonly webhooks: 'prompt' | 'lost' | 'late' | 'twice';
  readonly faults: Fault[];
};

export const SCENARIOS: Readonly<Record<string, () => Scenario>> = {
  'all-well': () => ({ name: 'all-well', webhooks: 'prompt', faults: [] }),
  'webhooks-lost': () => ({ name: 'webhooks-lost', webhooks: 'lost', faults: [] }),
  'webhooks-late': () => ({ name: 'webhooks-late', webhooks: 'late', faults: [] }),
  'webhooks-twice': () => ({ name: 'webhooks-twice', webhooks: 'twice', faults: [] }),
  // Twice, because stripe-node itself repeats a request once whose connection was reset.
  'create-answer-lost': () => ({
    name: 'create-answer-lost',
    webhooks: 'prompt',
    faults: [{ method: 'POST', path: '/v1/payment_intents', when: 'after', answer: 'drop', times: 2 }],
  }),
  'create-sticky-500': () => ({
    name: 'create-sticky-500',
    webhooks: 'prompt',
    faults: [{ method: 'POST', path: '/v1/payment_intents', when: 'before', answer: 'error-500', times: 1 }],
  }),
  'approve-then-lose-the-network': () => ({
    name: 'approve-then-lose-the-network',
    webhooks: 'prompt',
    faults: [{ method: 'POST', path: '/lan/process', when: 'after', answer: 'drop', times: 1 }],
  }),
  'capture-fails': () => ({
    name: 'capture-fails',
    webhooks: 'prompt',
    faults: [
      {
        method: 'POST',
        path: '/v1/payment_intents/',
        pathEnd: '/capture',
        when: 'before',
        answer: 'error-400',
        times: 2,
      },
    ],
  }),
  'stripe-unreachable': () => ({
    name: 'stripe-unreachable',
    webhooks: 'lost',
    faults: [{ method: '*', path: '/v1/', when: 'before', answer: 'drop', times: 1_000_000 }],
  }),
};
