import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReviewItem } from '../../shared/contract/index.ts';
import { eventually } from '../support/process.ts';
import type { TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Goal: a charge whose till was destroyed is not lost. Its sale is rebuilt from Stripe alone, with a receipt.
 * Method: real processes. A customer pays at register A, whose profile is then deleted. A's new profile, and another
 * register once a manager retired A, find the charge, adopt it from its line items, and print its receipt.
 */
const PIN = '2468';
const APPROVAL = { pin: PIN, reason: 'The disk of this register broke' };

describe('a charge whose till was destroyed', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it('is found by the register’s new profile, adopted from its items, and its receipt printed', async () => {
    const paymentIntentId = await payAndLoseTheTill(shop);
    const till = await shop.start(await shop.setUpAnew('Till 1'));
    try {
      const orphan = await findOrphan(till, paymentIntentId);
      expect(orphan).toMatchObject({
        severity: 'critical',
        money: 'at-stripe',
        amountMinor: 1_600,
        sale: null,
      });
      await adoptFromItems(till, paymentIntentId);
      expect((await listed(till)).items).toEqual([]);
    } finally {
      await till.stop();
    }
  });

  it('is another register’s until a manager retires the lost one, and is adopted there', async () => {
    const paymentIntentId = await payAndLoseTheTill(shop);
    const till = await shop.start(await shop.setUpAnew('Till 2'));
    try {
      await setPin(till);
      await eventually('the first sweep is through', async () => {
        const registers = await till.ask('registers.list', {});
        return registers.ok && registers.value.others.some((each) => each.register === 'Till 1')
          ? true
          : null;
      });
      expect((await listed(till)).items).toEqual([]);
      expect(await till.ask('registers.retire', { register: 'Till 2', approval: APPROVAL })).toMatchObject({
        error: { code: 'REVIEW_REGISTER_IN_USE' },
      });
      expect(
        await till.ask('registers.retire', { register: 'Till 1', approval: { ...APPROVAL, pin: '1111' } }),
      ).toMatchObject({ error: { code: 'STAFF_PIN_WRONG' } });
      expect(await till.ask('registers.retire', { register: 'Till 1', approval: APPROVAL })).toEqual({
        ok: true,
        value: { orphans: 1 },
      });
      await adoptFromItems(till, paymentIntentId);
      expect(await till.ask('registers.list', {})).toMatchObject({
        value: { own: 'Till 2', others: [], retired: [{ register: 'Till 1' }] },
      });
    } finally {
      await till.stop();
    }
  });
});

/** A customer pays for two things by card; then nothing of that till is left but what Stripe has. */
async function payAndLoseTheTill(shop: Shop): Promise<string> {
  await shop.resetReader();
  const profile = shop.newProfile();
  const till = await shop.start(profile);
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
  for (const [name, unitPriceMinor] of [
    ['Espresso beans', 1_250],
    ['Flat white', 350],
  ] as const) {
    expect(
      await till.ask('sale.addOpenItem', { name, unitPriceMinor: unitPriceMinor as never }),
    ).toMatchObject({
      ok: true,
    });
  }
  const saleId = (await till.snapshot()).sale?.saleId ?? '';
  expect(await till.ask('charge.begin', { saleId })).toMatchObject({ ok: true });
  expect(await till.ask('charge.startCard', { saleId })).toMatchObject({ ok: true });
  expect(await shop.tap('4242424242424242', 15_000)).toBe(true);
  await eventually('the sale is paid', async () =>
    (await till.snapshot()).charge?.completed === null ? null : true,
  );
  const paymentIntentId = await shop.intentOf(saleId);
  await till.kill();
  rmSync(profile.profile, { recursive: true, force: true });
  rmSync(profile.vaultFile, { force: true });
  return paymentIntentId;
}

async function listed(till: TillProcess) {
  const answer = await till.ask('review.list', {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

async function findOrphan(till: TillProcess, paymentIntentId: string): Promise<ReviewItem> {
  return eventually('the orphan is found', async () => {
    const { items } = await listed(till);
    return items.find((item) => item.itemId === `orphan:${paymentIntentId}`) ?? null;
  });
}

async function setPin(till: TillProcess): Promise<void> {
  expect(await till.ask('app.setPin', { currentPin: null, newPin: PIN })).toMatchObject({ ok: true });
}

async function adoptFromItems(till: TillProcess, paymentIntentId: string): Promise<void> {
  if (!(await till.snapshot()).hasPin) await setPin(till);
  const options = await till.ask('review.lookAtOrphan', { paymentIntentId });
  expect(options).toMatchObject({
    value: {
      adoptions: [
        {
          source: 'items',
          totalMinor: 1_600,
          lines: [
            { name: 'Espresso beans', quantity: 1, unitPriceMinor: 1_250 },
            { name: 'Flat white', quantity: 1, unitPriceMinor: 350 },
          ],
        },
        { source: 'one-line', totalMinor: 1_600 },
      ],
    },
  });
  const adopted = await till.ask('review.adopt', { paymentIntentId, source: 'items', approval: APPROVAL });
  if (!adopted.ok) throw new Error(adopted.error.code);
  const { saleId } = adopted.value;
  const receipt = await till.ask('transactions.getReceipt', { saleId, locale: 'en' });
  expect(receipt).toMatchObject({ ok: true });
  const text = receipt.ok ? receipt.value.text : '';
  for (const part of ['Espresso beans', 'Flat white', '16.00', '4242', 'Till 1'])
    expect(text).toContain(part);
  const sale = await till.ask('transactions.get', { saleId });
  expect(sale).toMatchObject({
    value: {
      status: 'paid',
      legs: [
        {
          state: 'approved',
          stripe_payment_intent_id: paymentIntentId,
          capturedMinor: 1_600,
          reconciliation: { state: 'matched' },
        },
      ],
    },
  });
  // Adopted once and for all: not again here, and at Stripe it says by whom.
  expect(
    await till.ask('review.adopt', { paymentIntentId, source: 'items', approval: APPROVAL }),
  ).toMatchObject({ error: { code: 'REVIEW_ITEM_GONE' } });
  expect((await listed(till)).done).toMatchObject([{ how: 'adopted', reason: APPROVAL.reason }]);
}
