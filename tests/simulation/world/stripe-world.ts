import { createSandbox, type Sandbox, type SandboxResponse, type State } from '../../../sandbox/index.ts';
import type { OutgoingDelivery } from '../../../sandbox/world.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Stripe of a run: the sandbox in this process, and its truth, which only the auditor reads. */
export type StripeWorld = {
  readonly sandbox: Sandbox;
  readonly state: State;
  /** A call with the account's own key and no trouble on the way: preparation, and the third hand. */
  readonly ask: (method: 'GET' | 'POST', target: string, body?: string) => Promise<StripeSaid>;
  readonly control: (method: 'GET' | 'POST', path: string, body?: object) => Promise<StripeSaid>;
};

export type StripeSaid = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Monday, 4 May 2026, 08:00 UTC: the morning on which every run begins. */
export const MORNING_MS = Date.UTC(2026, 4, 4, 8);
const SEED = 'simulation';

/** Where the shop is. In Canada customers also pay with Interac, whose refunds want the card at the reader. */
export type Country = 'NL' | 'CA';
export const CURRENCIES = { NL: 'EUR', CA: 'CAD' } as const satisfies Record<Country, string>;

export function createStripeWorld(ports: {
  readonly country: Country;
  readonly time: VirtualTime;
  readonly state: State;
  readonly deliver: (delivery: OutgoingDelivery) => Promise<{ readonly status: number } | null>;
}): StripeWorld {
  const { state, country } = ports;
  const currency = CURRENCIES[country].toLowerCase();
  const sandbox = createSandbox(
    {
      nowMs: () => Math.floor(MORNING_MS + ports.time.nowMs()),
      after: ports.time.after,
      deliver: ports.deliver,
      changed: () => undefined,
    },
    { seed: SEED, state, country, currency, copyBeforeChange: false },
  );
  const send = async (method: string, target: string, key: string, body: string): Promise<StripeSaid> =>
    said(await sandbox.handle({ method, target, headers: { authorization: `Bearer ${key}` }, body }));
  return {
    sandbox,
    state,
    ask: (method, target, body = '') => send(method, target, sandbox.keys.secret, body),
    control: (method, path, body) =>
      send(method, `/_sandbox/${path}`, sandbox.keys.control, body === undefined ? '' : JSON.stringify(body)),
  };
}

function said(response: SandboxResponse): StripeSaid {
  if (response.dropped) throw new Error('The sandbox dropped a call that nobody asked it to drop');
  return { status: response.status, body: JSON.parse(response.body) as StripeSaid['body'] }; // Stripe answers objects.
}
