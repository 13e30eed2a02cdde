import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/process.ts';
import type { RefundKillPoint, TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Goal: wherever the plug is pulled, a refund that the cashier confirmed is made once, and nothing else. Method: a real
 * till process pays, refunds and dies at one step; its next life must come to rest without anybody's help.
 */
const PRICE_MINOR = 1_250;
const refundList = z.object({ data: z.array(z.object({ amount: z.number(), status: z.string() })) });

type Case = { readonly point: RefundKillPoint; readonly trouble: 'none' | 'answers are lost' };

/** Every step that a refund by request can come to; those at a reader are in kill-reader-refunds.test.ts. */
const CASES: readonly Case[] = [
  { point: { at: 'after-commit', state: 'requested' }, trouble: 'none' },
  { point: { at: 'before-effect', effect: 'make-refund' }, trouble: 'none' },
  { point: { at: 'after-effect', effect: 'make-refund' }, trouble: 'none' },
  { point: { at: 'after-commit', state: 'succeeded' }, trouble: 'none' },
  { point: { at: 'after-commit', state: 'in-doubt' }, trouble: 'answers are lost' },
  { point: { at: 'after-effect', effect: 'make-refund' }, trouble: 'answers are lost' },
];

describe('the plug is pulled while money is given back', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it.for(CASES.map((each) => [`${nameOf(each.point)}, ${each.trouble}`, each] as const))(
    '%s',
    { timeout: 90_000 },
    ([, each]) => playRefundKill(shop, each),
  );
});

async function playRefundKill(shop: Shop, { point, trouble }: Case): Promise<void> {
  await shop.resetReader();
  const profile = shop.newProfile();
  const till = await shop.start(profile, { refundKillPoint: point });
  const saleId = await pay(shop, till);
  const intent = await shop.intentOf(saleId);
  if (trouble === 'answers are lost') {
    const lost = { method: 'POST', path: '/v1/refunds', when: 'after', answer: 'drop', times: 12 };
    await shop.control('POST', 'faults', lost);
  }
  void till.ask('refunds.start', {
    source: { kind: 'sale', saleId },
    parts: { kind: 'all' },
    shares: null,
    expectedMinor: PRICE_MINOR as never,
    reason: 'changed-mind',
    note: null,
    restock: true,
  });
  expect(await till.ended, 'the till should have died').toBe('SIGKILL');
  await shop.control('POST', 'scenario', { name: 'all-well' });

  const again = await shop.start(profile);
  try {
    const detail = await eventually(
      'the refund comes to rest by itself',
      async () => {
        const answer = await again.ask('transactions.get', { saleId });
        if (!answer.ok) throw new Error(answer.error.code);
        return answer.value.refunds[0]?.legs[0]?.state === 'succeeded' ? answer.value : null;
      },
      40_000,
    );
    expect(detail).toMatchObject({ status: 'refunded', refundedMinor: PRICE_MINOR });
    expect(detail.refunds).toHaveLength(1);
    const made = refundList.parse(await shop.askStripe('GET', `/v1/refunds?payment_intent=${intent}`)).data;
    expect(made).toEqual([{ amount: PRICE_MINOR, status: 'succeeded' }]);
  } finally {
    await again.stop();
  }
}

async function pay(shop: Shop, till: TillProcess): Promise<string> {
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
  await till.ask('sale.addOpenItem', { name: 'Something', unitPriceMinor: PRICE_MINOR as never });
  const saleId = (await till.snapshot()).sale?.saleId ?? '';
  await till.ask('charge.begin', { saleId });
  await till.ask('charge.startCard', { saleId });
  expect(await shop.tap('4242424242424242', 15_000)).toBe(true);
  await eventually('the sale is paid', async () =>
    ((await till.snapshot()).charge?.completed ?? null) === null ? null : true,
  );
  return saleId;
}

function nameOf(point: RefundKillPoint): string {
  return point.at === 'after-commit'
    ? `after the commit of ${point.state}`
    : `${point.at.replace('-', ' the ')} ${point.effect}`;
}
