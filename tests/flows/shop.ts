import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { eventually, startProcess, type RunningProcess } from '../support/process.ts';
import {
  startTillProcess,
  type KillPoint,
  type PreparedKillPoint,
  type RefundKillPoint,
  type ShiftKillPoint,
  type TillProcess,
} from '../support/till-process/index.ts';

const sandboxReady = z.object({
  baseUrl: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  controlKey: z.string(),
});
const intentList = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      amount_received: z.number(),
      metadata: z.record(z.string(), z.string()),
    }),
  ),
});
const chargeList = z.object({
  data: z.array(z.object({ captured: z.boolean(), payment_intent: z.string() })),
});
const faceSchema = z.object({ screen: z.string() });

export type StripeBooks = {
  readonly status: string | null;
  readonly receivedMinor: number;
  readonly intents: number;
  readonly capturedCharges: number;
};

/** A shop for flow tests: a sandbox, a virtual reader, and a set-up profile to copy for each case. */
export type Shop = {
  readonly sandbox: RunningProcess;
  readonly stripeBaseUrl: string;
  readonly newProfile: (changes?: Readonly<Record<string, string>>) => {
    readonly profile: string;
    readonly vaultFile: string;
  };
  readonly start: (
    profile: { readonly profile: string; readonly vaultFile: string },
    how?: {
      readonly killPoint?: KillPoint | null;
      readonly refundKillPoint?: RefundKillPoint | null;
      readonly preparedKillPoint?: PreparedKillPoint | null;
      readonly shiftKillPoint?: ShiftKillPoint | null;
      /** Another way to the same Stripe, such as a slow one. */
      readonly stripeBaseUrl?: string;
    },
  ) => Promise<TillProcess>;
  /** A profile for the same shop that was never used: its settings, database and store id are new. */
  readonly setUpAnew: (register: string) => Promise<{ readonly profile: string; readonly vaultFile: string }>;
  /**
   * Holds a card to the reader when it asks for one within the time; true when it took the card. The customer leaves
   * when `gaveUp` resolves: nobody may still stand there and pay the next case's sale.
   */
  readonly tap: (number: string, withinMs: number, gaveUp?: Promise<unknown>) => Promise<boolean>;
  readonly face: () => Promise<string>;
  /** Switched off and on: no case finds what another one left. */
  readonly resetReader: () => Promise<void>;
  readonly control: (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;
  readonly askStripe: (method: 'GET' | 'POST', path: string) => Promise<unknown>;
  /** What Stripe's books say about a sale's payments. */
  readonly intentOf: (saleId: string) => Promise<string>;
  readonly booksOf: (saleId: string) => Promise<StripeBooks>;
  readonly close: () => Promise<void>;
};

export async function openShop(
  how: { readonly inUse?: 'connected' | 'asking'; readonly country?: 'NL' | 'CA' } = {},
): Promise<Shop> {
  const directory = mkdtempSync(join(tmpdir(), 'flexotium-flow-'));
  const sandbox = await startProcess('sandbox/server.ts', {
    environment: {
      SANDBOX_PORT: '0',
      SANDBOX_EXIT_WITH_PARENT: '1',
      SANDBOX_IN_USE: how.inUse ?? 'connected',
      SANDBOX_COUNTRY: how.country ?? 'NL',
    },
  });
  const stripe = sandboxReady.parse(sandbox.ready);
  const ask = async (method: string, path: string, bearer: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${stripe.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  };
  const control: Shop['control'] = (method, path, body) =>
    ask(method, `/_sandbox/${path}`, stripe.controlKey, body);
  const askStripe: Shop['askStripe'] = (method, path) => ask(method, path, stripe.secretKey);

  const start: Shop['start'] = (profile, how = {}) =>
    startTillProcess({
      ...profile,
      stripeBaseUrl: how.stripeBaseUrl ?? stripe.baseUrl,
      killPoint: how.killPoint ?? null,
      refundKillPoint: how.refundKillPoint ?? null,
      preparedKillPoint: how.preparedKillPoint ?? null,
      shiftKillPoint: how.shiftKillPoint ?? null,
    });
  const nextPlace = (): { readonly profile: string; readonly vaultFile: string } => {
    profiles += 1;
    return {
      profile: join(directory, `profile-${String(profiles)}`),
      vaultFile: join(directory, `vault-${String(profiles)}`),
    };
  };
  let profiles = 0;
  const template = { profile: join(directory, 'template'), vaultFile: join(directory, 'template.vault') };
  const country = how.country ?? 'NL';
  await registerReader(stripe, country);
  const readerId = await setUp(await start(template), stripe, { currency: country === 'CA' ? 'CAD' : 'EUR' });
  const face = async (): Promise<string> =>
    faceSchema.parse(await control('GET', `readers/${readerId}`)).screen;

  const resetReader = async (): Promise<void> => {
    for (const on of [false, true]) await control('POST', `readers/${readerId}/power`, { on });
    // What Stripe asked of the reader outlives its plug.
    await askStripe('POST', `/v1/terminal/readers/${readerId}/cancel_action`);
    // And so does the note of the till that used it.
    const forgotten = await fetch(`${stripe.baseUrl}/v1/terminal/readers/${readerId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stripe.secretKey}` },
      body: new URLSearchParams({ 'metadata[used_by]': '' }),
    });
    if (!forgotten.ok) throw new Error(`The reader’s note stands: ${await forgotten.text()}`);
  };
  const intentsOf = async (saleId: string) =>
    intentList
      .parse(await askStripe('GET', '/v1/payment_intents?limit=100'))
      .data.filter((intent) => intent.metadata['sale'] === saleId);

  return {
    sandbox,
    stripeBaseUrl: stripe.baseUrl,
    start,
    control,
    askStripe,
    face,
    resetReader,
    newProfile: (changes = {}) => {
      const copy = nextPlace();
      cpSync(template.profile, copy.profile, { recursive: true });
      cpSync(template.vaultFile, copy.vaultFile);
      const settings = join(copy.profile, 'settings.json');
      const saved = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(settings, 'utf8')));
      writeFileSync(settings, JSON.stringify({ ...saved, ...changes }));
      return copy;
    },
    setUpAnew: async (register) => {
      const place = nextPlace();
      // The till before it is gone and never let the reader go; a take-over would need a manager with a PIN.
      await resetReader();
      await setUp(await start(place), stripe, { register });
      return place;
    },
    tap: async (number, withinMs, gaveUp = new Promise(() => undefined)) => {
      let stays = true;
      void gaveUp.then(() => {
        stays = false;
      });
      const until = performance.now() + withinMs;
      do {
        if ((await face()) === 'present-card') {
          await control('POST', `readers/${readerId}/present`, { number, method: 'tap' });
          return true;
        }
        await new Promise((resolve) => setTimeout(resolve, 30));
      } while (stays && performance.now() < until);
      return false;
    },
    intentOf: async (saleId) => {
      const [intent] = await intentsOf(saleId);
      if (intent === undefined) throw new Error('Stripe has no payment for this sale');
      return intent.id;
    },
    booksOf: async (saleId) => {
      const mine = await intentsOf(saleId);
      const charges = chargeList.parse(await askStripe('GET', '/v1/charges?limit=100')).data;
      return {
        status: mine[0]?.status ?? null,
        receivedMinor: mine.reduce((sum, intent) => sum + intent.amount_received, 0),
        intents: mine.length,
        capturedCharges: charges.filter(
          (charge) => charge.captured && mine.some((intent) => intent.id === charge.payment_intent),
        ).length,
      };
    },
    close: async () => {
      await sandbox.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * The shop's reader, as its owner registers it on Stripe's own pages. On a till that takes a manager's PIN, and a till
 * with a PIN starts locked: each case would have to unlock its copy first.
 */
async function registerReader(stripe: z.output<typeof sandboxReady>, country: 'NL' | 'CA'): Promise<void> {
  const make = async (path: string, form: Readonly<Record<string, string>>): Promise<string> => {
    const response = await fetch(`${stripe.baseUrl}/v1/terminal/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stripe.secretKey}` },
      body: new URLSearchParams(form),
    });
    return z.object({ id: z.string() }).parse(await response.json()).id;
  };
  const location = await make('locations', {
    display_name: 'Kade 12',
    ...(country === 'NL'
      ? {
          'address[line1]': 'Oude Kade 12',
          'address[city]': 'Rotterdam',
          'address[postal_code]': '3011 AA',
          'address[country]': 'NL',
        }
      : {
          'address[line1]': '12 Quay Street',
          'address[city]': 'Toronto',
          'address[state]': 'ON',
          'address[postal_code]': 'M5J 2N8',
          'address[country]': 'CA',
        }),
  });
  await make('readers', { registration_code: 'simulated-s700', label: 'Counter', location });
}

/** As a manager does it at the first start: keys, location, reader. What the shop has at Stripe is chosen. */
async function setUp(
  till: TillProcess,
  stripe: z.output<typeof sandboxReady>,
  how: { readonly register?: string; readonly currency?: 'EUR' | 'CAD' } = {},
): Promise<string> {
  const must = <Value>(
    answer: { ok: true; value: Value } | { ok: false; error: { code: string } },
  ): Value => {
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  const { register = 'Till 1', currency = 'EUR' } = how;
  must(await till.ask('app.startConnecting', { storeName: 'Kade 12', currency, register }));
  // The contract's amounts are branded. An empty drawer takes cash as well as a full one.
  must(await till.ask('drawer.open', { floatMinor: 0 as never }));
  must(
    await till.ask('stripeSettings.saveKeys', {
      publishableKey: stripe.publishableKey,
      secretKey: stripe.secretKey,
    }),
  );
  const known = must(await till.ask('readers.refresh', {}));
  must(
    await till.ask('readers.chooseLocation', { locationId: known.locations[0]?.locationId ?? 'none listed' }),
  );
  const reader = known.readers.find((each) => each.label === 'Counter');
  if (reader === undefined) throw new Error('The reader was not registered');
  must(await till.ask('readers.choose', { readerId: reader.readerId }));
  await eventually('the reader connects', async () => ((await till.snapshot()).cardsReady ? true : null));
  await till.stop();
  return reader.readerId;
}
