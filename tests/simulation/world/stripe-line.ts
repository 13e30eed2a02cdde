import Stripe from 'stripe';
import type { SandboxResponse } from '../../../sandbox/index.ts';
import type { Chance } from './chance.ts';
import type { FaultBoard, FaultKind } from './faults.ts';
import { never, type Life } from './life.ts';
import type { StripeWorld } from './stripe-world.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What stands between one life of a till and Stripe. */
export type StripeLine = {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly board: FaultBoard;
  readonly stripe: StripeWorld;
  readonly life: Life;
  /** Told the method and path of a call. */
  readonly isAway: (call: string) => boolean;
  /** The key that a request came with, before it goes anywhere. */
  readonly seenKey: (key: string) => void;
};

type Call = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly withinMs: number;
};

const ANSWERS = { 'stripe-429': 'error-429', 'stripe-409': 'error-409', 'stripe-500': 'error-500' } as const;

/** Stripe's own library asks through this: the same requests and answers as over the network, and its troubles. */
export function createStripeClient(line: StripeLine): Stripe.HttpClient {
  return new InProcessClient(line);
}

class InProcessClient extends Stripe.HttpClient {
  readonly #line: StripeLine;

  constructor(line: StripeLine) {
    super();
    this.#line = line;
  }

  override getClientName(): string {
    return 'in-process';
  }

  override makeRequest(
    _host: string,
    _port: string | number,
    path: string,
    method: string,
    headers: object,
    requestData: string | Uint8Array | null,
    _protocol: string,
    timeout: number,
  ): Promise<Stripe.HttpClientResponse> {
    const named: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) named[name.toLowerCase()] = String(value);
    const body = typeof requestData === 'string' ? requestData : '';
    return send(this.#line, { method, path, headers: named, body, withinMs: timeout });
  }
}

class Answer extends Stripe.HttpClientResponse {
  readonly #body: string;

  constructor(status: number, headers: Readonly<Record<string, string>>, body: string) {
    super(status, { ...headers });
    this.#body = body;
  }

  override getRawResponse(): unknown {
    return { statusCode: this.getStatusCode() };
  }

  override toJSON(): Promise<unknown> {
    return Promise.resolve(JSON.parse(this.#body));
  }
}

function send(line: StripeLine, call: Call): Promise<Stripe.HttpClientResponse> {
  const { life, board, chance, time } = line;
  if (!life.pass('stripe.ask')) return never();
  line.seenKey((call.headers['authorization'] ?? '').replace('Bearer ', ''));
  const fault = line.isAway(`${call.method} ${call.path}`) ? 'stripe-unheard' : board.strike('stripe');
  return new Promise((resolve, reject) => {
    const answered = (response: SandboxResponse): void => {
      if (!life.pass('stripe.answer') || response.dropped) return;
      const body =
        fault === 'stripe-of-live'
          ? response.body.replaceAll('"livemode":false', '"livemode":true')
          : response.body;
      resolve(new Answer(response.status, response.headers, body));
    };
    const unanswered = (): void => {
      if (life.pass('stripe.silence')) reject(Stripe.HttpClient.makeTimeoutError());
    };
    const wayMs = chance.between(15, 250);
    if (fault === 'stripe-unheard' || fault === 'stripe-late' || fault === 'stripe-answer-lost') {
      // A refused connection is known at once, a lost packet after the patience of whoever waits.
      const silentMs = fault === 'stripe-unheard' && chance.maybe(0.7) ? wayMs : call.withinMs;
      time.after(silentMs, unanswered);
      if (fault === 'stripe-unheard') return;
      const arrivesMs = fault === 'stripe-late' ? call.withinMs + chance.below(15_000) : wayMs;
      time.after(arrivesMs, () => void carryOut(line, call, null));
      return;
    }
    time.after(wayMs, () => {
      void carryOut(line, call, fault).then((response) => {
        time.after(chance.between(15, 250), () => {
          answered(response);
        });
      });
    });
  });
}

async function carryOut(line: StripeLine, call: Call, fault: FaultKind | null): Promise<SandboxResponse> {
  const { method, path, headers, body } = call;
  if (fault === 'stripe-429' || fault === 'stripe-409' || fault === 'stripe-500') {
    const trouble = {
      path: path.split('?')[0],
      method: '*',
      when: 'before',
      answer: ANSWERS[fault],
      times: 1,
    };
    await line.stripe.control('POST', 'faults', trouble);
  }
  return line.stripe.sandbox.handle({ method, target: path, headers, body });
}
