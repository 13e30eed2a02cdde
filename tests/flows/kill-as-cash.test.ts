import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/process.ts';
import type { RefundKillPoint, TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Goal: wherever the plug is pulled while a card payment becomes cash, the card gets its money back once and the sale is
 * paid in cash once, and never in between by both. Method: as for refunds by request.
 */
const PRICE_MINOR = 1_250;
const PIN = '2580';
const refundList = z.object({ data: z.array(z.object({ amount: z.number(), status: z.string() })) });

type Trouble = 'none' | 'answers are lost' | 'died within its commit';

const CASES: readonly (readonly [string, RefundKillPoint, Trouble])[] = [
  // Refund and repair are one commit; the refund's own part of it was written when the plug went.
  ['half of it is written', { at: 'after-commit', state: 'requested' }, 'died within its commit'],
  ['before Stripe hears of the refund', { at: 'before-effect', effect: 'make-refund' }, 'none'],
  ['Stripe has made it', { at: 'after-effect', effect: 'make-refund' }, 'none'],
  ['Stripe has made it, unheard', { at: 'after-effect', effect: 'make-refund' }, 'answers are lost'],
  ['nobody knows', { at: 'after-commit', state: 'in-doubt' }, 'answers are lost'],
  ['the refund and the cash are recorded', { at: 'after-commit', state: 'succeeded' }, 'none'],
];

describe('the plug is pulled while a card payment becomes cash, when', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  }, 90_000);
  afterAll(() => shop.close());

  it.for(CASES)('%s', { timeout: 90_000 }, async ([, point, trouble]) => {
    await shop.resetReader();
    const profile = shop.newProfile();
    const till = await shop.start(profile, { refundKillPoint: point });
    const { saleId, tenderId } = await pay(shop, till);
    const intent = await shop.intentOf(saleId);
    if (trouble === 'answers are lost') {
      const lost = { method: 'POST', path: '/v1/refunds', when: 'after', answer: 'drop', times: 12 };
      await shop.control('POST', 'faults', lost);
    }
    void till.ask('refunds.asCash', { tenderId, approval: { pin: PIN, reason: 'It was cash' } });
    expect(await till.ended, 'the till should have died').toBe('SIGKILL');
    await shop.control('POST', 'scenario', { name: 'all-well' });

    const again = await shop.start(profile);
    try {
      expect(await again.ask('app.unlock', { pin: PIN })).toMatchObject({ ok: true });
      if (trouble === 'died within its commit') {
        await nothingHappened(shop, again, { saleId, intent });
        await again.ask('refunds.asCash', { tenderId, approval: { pin: PIN, reason: 'It was cash' } });
      }
      const legs = await eventually(
        'cash takes the card’s place by itself',
        async () => {
          const answer = await again.ask('transactions.get', { saleId });
          if (!answer.ok) throw new Error(answer.error.code);
          const cash = answer.value.legs.filter(({ kind }) => kind === 'cash');
          // Cash stands for it only once the card has its money back.
          if (cash.length > 0) expect(answer.value.refunds[0]?.legs[0]?.state).toBe('succeeded');
          return cash.length > 0 ? answer.value.legs : null;
        },
        40_000,
      );
      expect(legs).toMatchObject([
        { kind: 'card', asCash: 'done', amountMinor: PRICE_MINOR },
        { kind: 'cash', amountMinor: PRICE_MINOR },
      ]);
      expect(await refundsOf(shop, intent)).toEqual([{ amount: PRICE_MINOR, status: 'succeeded' }]);
      const secondTime = { tenderId, approval: { pin: PIN, reason: 'Once more' } };
      expect(await again.ask('refunds.asCash', secondTime)).toMatchObject({ ok: false });
    } finally {
      await again.stop();
    }
  });
});

async function nothingHappened(
  shop: Shop,
  till: TillProcess,
  of: { readonly saleId: string; readonly intent: string },
): Promise<void> {
  const detail = await till.ask('transactions.get', { saleId: of.saleId });
  expect(detail).toMatchObject({ ok: true, value: { refunds: [], legs: [{ asCash: 'possible' }] } });
  expect(await refundsOf(shop, of.intent)).toEqual([]);
}

async function refundsOf(shop: Shop, intent: string) {
  return refundList.parse(await shop.askStripe('GET', `/v1/refunds?payment_intent=${intent}`)).data;
}

async function pay(
  shop: Shop,
  till: TillProcess,
): Promise<{ readonly saleId: string; readonly tenderId: string }> {
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
  expect(await till.ask('app.setPin', { currentPin: null, newPin: PIN })).toMatchObject({ ok: true });
  await till.ask('sale.addOpenItem', { name: 'Something', unitPriceMinor: PRICE_MINOR as never });
  const saleId = (await till.snapshot()).sale?.saleId ?? '';
  await till.ask('charge.begin', { saleId });
  await till.ask('charge.startCard', { saleId });
  expect(await shop.tap('4242424242424242', 15_000)).toBe(true);
  const tenderId = await eventually('the sale is paid', async () => {
    if (((await till.snapshot()).charge?.completed ?? null) === null) return null;
    const detail = await till.ask('transactions.get', { saleId });
    const leg = detail.ok ? detail.value.legs[0] : undefined;
    return leg?.kind === 'card' ? leg.tenderId : null;
  });
  return { saleId, tenderId };
}
