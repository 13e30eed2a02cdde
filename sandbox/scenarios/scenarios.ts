import type { ApiErrorFields } from '../http/api-error.ts';

export type FaultError = {
  readonly status: number;
  readonly type: ApiErrorFields['type'];
  readonly code?: string;
  readonly decline_code?: string;
};

/** A fault applies to the next calls whose path matches, as often as `times` says. */
export type Fault = {
  readonly method: 'GET' | 'POST' | 'DELETE' | '*';
  /** A path beginning, such as `/v1/payment_intents`. */
  readonly path: string;
  /** And how the path ends, such as `/capture`. */
  readonly pathEnd?: string;
  /** `before` happens with no effect, `after` when the effect is done and only the answer is lost. */
  readonly when: 'before' | 'after';
  readonly answer: 'drop' | 'error-500' | 'error-429' | 'error-409' | 'error-400' | 'error';
  /** With `error`: the refusal word for word, whatever Stripe may answer one day. */
  readonly error?: FaultError;
  times: number;
};

/** What goes on in this world until another scenario begins. */
export type Scenario = {
  readonly name: string;
  /** `reordered`: of two events, the later one arrives first. */
  readonly webhooks: 'prompt' | 'lost' | 'late' | 'twice' | 'reordered';
  readonly faults: Fault[];
  /** The bank refuses the next card so, whatever card it is; null once it did. */
  declineNext: string | null;
};

/** A scenario before it begins: what goes on, and what happens once at its beginning. Left out means: as it was. */
export type ScenarioPlan = {
  readonly webhooks?: Scenario['webhooks'];
  readonly faults?: readonly Fault[];
  readonly declineNext?: string;
  /** `busy`: the next server-driven command finds the reader's settings open. */
  readonly readers?: 'well' | 'off' | 'busy';
  /** `rolled`: every webhook endpoint has a new signing secret, of which nobody was told. */
  readonly signingSecrets?: 'rolled';
  /** A stranger sends every endpoint an event that Stripe never made. */
  readonly forges?: true;
};

/** Trouble by name, used alike by training, demos and tests. */
export const SCENARIOS: Readonly<Record<string, ScenarioPlan>> = {
  'all-well': { readers: 'well' },

  // The four troubles that Stripe's integration page names
  'reader-not-found': { readers: 'off' },
  'webhook-signature-invalid': { signingSecrets: 'rolled' },
  // The bank says yes, and then neither the reader, nor Stripe, nor a webhook gets through for a while.
  'captured-not-recorded': {
    webhooks: 'lost',
    faults: [
      { method: 'POST', path: '/lan/process', when: 'after', answer: 'drop', times: 1 },
      { method: 'GET', path: '/v1/payment_intents/', when: 'before', answer: 'drop', times: 18 },
    ],
  },
  'card-declined': { declineNext: 'insufficient_funds' },

  // Webhooks
  'webhooks-lost': { webhooks: 'lost' },
  'webhooks-late': { webhooks: 'late' },
  'webhooks-twice': { webhooks: 'twice' },
  'webhooks-reordered': { webhooks: 'reordered' },
  'webhook-forged': { forges: true },

  // Stripe and the network
  // Twice, because stripe-node itself repeats a request once whose connection was reset.
  'create-answer-lost': {
    faults: [{ method: 'POST', path: '/v1/payment_intents', when: 'after', answer: 'drop', times: 2 }],
  },
  'create-sticky-500': {
    faults: [{ method: 'POST', path: '/v1/payment_intents', when: 'before', answer: 'error-500', times: 1 }],
  },
  'approve-then-lose-the-network': {
    faults: [{ method: 'POST', path: '/lan/process', when: 'after', answer: 'drop', times: 1 }],
  },
  'capture-fails': {
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
  },
  'stripe-unreachable': {
    webhooks: 'lost',
    faults: [{ method: '*', path: '/v1/', when: 'before', answer: 'drop', times: 1_000_000 }],
  },
  'reader-busy': { readers: 'busy' },
};
