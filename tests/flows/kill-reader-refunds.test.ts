import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/process.ts';
import type { RefundKillPoint, TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Goal: wherever the plug is pulled, an Interac refund is made with the customer's card at most once, and the till never
 * says that none was made while it can't know. Method: as for refunds by request, on both ways to the reader. That an open
 * doubt ends a minute after the reader was seen to stop is of the service's own tests.
 */
const PRICE_MINOR = 1_250;
const INTERAC = '4506445006931933';
const TAP_WITHIN_MS = 15_000;
/** How long a customer tries after a restart before going: the till may not ask for the card again by itself. */
const TAP_AFTER_MS = 500;
const refundList = z.object({
  data: z.array(
    z.object({ amount: z.number(), status: z.string(), metadata: z.record(z.string(), z.string()) }),
  ),
});

type Way = 'lan' | 'server-driven';
type Case = {
  readonly way: Way;
  /** Null: the plug is pulled while the reader asks for the card. */
  readonly point: RefundKillPoint | null;
  readonly tap: 'before' | 'while down' | 'never';
  /** `asked again`: nothing was sent, so the cashier may ask. `open`: nobody may give this money back meanwhile. */
  readonly ends: 'given back' | 'open' | 'asked again';
};

const CASES: readonly Case[] = [
  { way: 'lan', point: { at: 'after-commit', state: 'ready' }, tap: 'never', ends: 'asked again' },
  { way: 'lan', point: { at: 'after-commit', state: 'armed' }, tap: 'never', ends: 'open' },
  { way: 'lan', point: { at: 'before-effect', effect: 'arm-reader' }, tap: 'never', ends: 'open' },
  { way: 'lan', point: null, tap: 'never', ends: 'open' },
  // A card that was read over the LAN makes nothing until this till says so, and it does not live to say it.
  { way: 'lan', point: null, tap: 'while down', ends: 'open' },
  { way: 'lan', point: { at: 'after-effect', effect: 'arm-reader' }, tap: 'before', ends: 'open' },
  { way: 'lan', point: { at: 'after-commit', state: 'processing' }, tap: 'before', ends: 'open' },
  { way: 'lan', point: { at: 'before-effect', effect: 'process-refund' }, tap: 'before', ends: 'open' },
  { way: 'lan', point: { at: 'after-effect', effect: 'process-refund' }, tap: 'before', ends: 'given back' },
  { way: 'lan', point: { at: 'after-commit', state: 'succeeded' }, tap: 'before', ends: 'given back' },
  { way: 'server-driven', point: { at: 'after-commit', state: 'ready' }, tap: 'never', ends: 'asked again' },
  { way: 'server-driven', point: { at: 'after-commit', state: 'armed' }, tap: 'never', ends: 'open' },
  { way: 'server-driven', point: { at: 'before-effect', effect: 'arm-reader' }, tap: 'never', ends: 'open' },
  { way: 'server-driven', point: null, tap: 'never', ends: 'open' },
  { way: 'server-driven', point: null, tap: 'while down', ends: 'given back' },
  {
    way: 'server-driven',
    point: { at: 'after-effect', effect: 'arm-reader' },
    tap: 'before',
    ends: 'given back',
  },
  {
    way: 'server-driven',
    point: { at: 'after-commit', state: 'succeeded' },
    tap: 'before',
    ends: 'given back',
  },
];

describe('the plug is pulled while the reader asks for the card of a refund', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ country: 'CA' });
  }, 90_000);
  afterAll(() => shop.close());

  it.for(CASES.map((each) => [nameOf(each), each] as const))('%s', { timeout: 90_000 }, ([, each]) =>
    play(shop, each),
  );
});

async function play(shop: Shop, { way, point, tap, ends }: Case): Promise<void> {
  await shop.resetReader();
  const profile = shop.newProfile({ readerMode: way });
  const till = await shop.start(profile, { refundKillPoint: point });
  const saleId = await pay(shop, till);
  const intent = await shop.intentOf(saleId);
  void giveBack(till, saleId);
  if (tap === 'before') expect(await shop.tap(INTERAC, TAP_WITHIN_MS, till.ended)).toBe(true);
  if (point === null) {
    await eventually('the reader asks', async () => ((await shop.face()) === 'present-card' ? true : null));
    await till.kill();
  }
  expect(await till.ended, 'the till should have died').toBe('SIGKILL');
  if (tap === 'while down') expect(await shop.tap(INTERAC, 0)).toBe(true);

  const again = await shop.start(profile);
  try {
    await readerIsBack(again);
    if (ends === 'given back') await becomes(again, saleId, ['succeeded']);
    if (ends === 'open') await staysOpen(shop, again, { saleId, intent });
    if (ends === 'asked again') {
      const legId = await becomes(again, saleId, ['ready']);
      void again.ask('refunds.askReader', { legId });
      expect(await shop.tap(INTERAC, TAP_WITHIN_MS)).toBe(true);
      await becomes(again, saleId, ['succeeded']);
    }
    if (ends !== 'open') {
      const made = await refundsOf(shop, intent);
      expect(made).toMatchObject([{ amount: PRICE_MINOR, status: 'succeeded' }]);
      // Whoever made it, whichever way: it says whose it is.
      expect(made[0]?.metadata['sale']).toBe(saleId);
    }
  } finally {
    await again.stop();
  }
}

/** Nothing was made, a card that is held to the reader now makes nothing, and nobody else may give this money back. */
async function staysOpen(
  shop: Shop,
  till: TillProcess,
  { saleId, intent }: { readonly saleId: string; readonly intent: string },
): Promise<void> {
  await becomes(till, saleId, ['in-doubt']);
  expect(await shop.tap(INTERAC, TAP_AFTER_MS)).toBe(false);
  expect(await giveBack(till, saleId)).toMatchObject({ ok: false });
  await becomes(till, saleId, ['in-doubt']);
  expect(await refundsOf(shop, intent)).toEqual([]);
}

async function becomes(till: TillProcess, saleId: string, states: readonly string[]): Promise<string> {
  return eventually(
    `the refund is ${states.join(' or ')}`,
    async () => {
      const answer = await till.ask('transactions.get', { saleId });
      if (!answer.ok) throw new Error(answer.error.code);
      expect(answer.value.refunds).toHaveLength(1);
      const leg = answer.value.refunds[0]?.legs[0];
      return leg !== undefined && states.includes(leg.state) ? leg.legId : null;
    },
    30_000,
  );
}

async function refundsOf(shop: Shop, intent: string) {
  return refundList.parse(await shop.askStripe('GET', `/v1/refunds?payment_intent=${intent}`)).data;
}

function giveBack(till: TillProcess, saleId: string) {
  return till.ask('refunds.start', {
    source: { kind: 'sale', saleId },
    parts: { kind: 'all' },
    shares: null,
    expectedMinor: PRICE_MINOR as never,
    reason: 'changed-mind',
    note: null,
    restock: true,
  });
}

function readerIsBack(till: TillProcess): Promise<true> {
  return eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
}

async function pay(shop: Shop, till: TillProcess): Promise<string> {
  await readerIsBack(till);
  await till.ask('sale.addOpenItem', { name: 'Something', unitPriceMinor: PRICE_MINOR as never });
  const saleId = (await till.snapshot()).sale?.saleId ?? '';
  await till.ask('charge.begin', { saleId });
  await till.ask('charge.startCard', { saleId });
  expect(await shop.tap(INTERAC, TAP_WITHIN_MS)).toBe(true);
  await eventually('the sale is paid', async () =>
    ((await till.snapshot()).charge?.completed ?? null) === null ? null : true,
  );
  return saleId;
}

function nameOf({ way, point, tap, ends }: Case): string {
  const where =
    point === null
      ? 'while it asks'
      : point.at === 'after-commit'
        ? `after the commit of ${point.state}`
        : `${point.at.replace('-', ' the ')} ${point.effect}`;
  return `${way}, ${where}, card shown ${tap}: ${ends}`;
}
