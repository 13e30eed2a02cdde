import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RefundSource } from '../../shared/contract/index.ts';
import { eventually } from '../support/process.ts';
import type { TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Goal: a sale paid on one register is refunded on another one from the code of its receipt alone. Method: two tills as
 * real processes with nothing in common but the Stripe account, here the sandbox; the code is read off the printed text.
 */
const TIMEOUT_MS = 120_000;
const refundList = z.object({
  data: z.array(
    z.object({ amount: z.number(), status: z.string(), metadata: z.record(z.string(), z.string()) }),
  ),
});

let shop: Shop;
let counter: TillProcess;
let desk: TillProcess;

beforeAll(async () => {
  shop = await openShop();
  counter = await shop.start(shop.newProfile());
  desk = await openDesk();
}, TIMEOUT_MS);
afterAll(async () => {
  await counter.stop();
  await desk.stop();
  await shop.close();
});

describe('a receipt of another register', { timeout: TIMEOUT_MS }, () => {
  it('finds its payment by the code alone, is refunded by piece, and the first register hears of it', async () => {
    const { saleId, receipt } = await paidAtCounter();
    const code = codeOn(receipt);
    const source = must(await desk.ask('refunds.readCode', { code }));
    expect(source.kind).toBe('payment');
    const form = must(await desk.ask('refunds.prepare', { source }));
    expect(form).toMatchObject({
      origin: { register: 'Till 1', sameStore: false },
      lines: [
        { name: 'Tea towel', quantity: 1, leftMinor: 1_650 },
        { name: 'Mug', leftMinor: 900 },
      ],
      tenders: [{ kind: 'card', card: { brand: 'visa', last4: '4242' }, leftMinor: 2_550 }],
      mostMinor: 2_550,
    });
    const parts = { kind: 'lines', lines: [{ lineId: form.lines[1]?.lineId ?? '', quantity: 1 }] } as const;
    const refund = must(await refundAt(desk, source, { ...parts, lines: [...parts.lines] }, 900));
    expect(refund).toMatchObject({
      kind: 'payment',
      saleId: null,
      lines: [{ name: 'Mug', quantity: 1, amountMinor: 900 }],
      legs: [{ kind: 'card', state: 'succeeded' }],
    });
    expect(await refundsOf(saleId)).toMatchObject([
      { amount: 900, status: 'succeeded', metadata: { register: 'Till 2', lines: '1x1' } },
    ]);

    // The register of the sale offers no more than what is left, piece by piece.
    const here = must(await counter.ask('refunds.prepare', { source: { kind: 'sale', saleId } }));
    expect(here).toMatchObject({
      lines: [{ leftQuantity: 1 }, { leftQuantity: 0 }],
      tenders: [{ leftMinor: 1_650, elsewhereMinor: 900 }],
    });
    expect(must(await counter.ask('transactions.get', { saleId }))).toMatchObject({
      status: 'part-refunded',
      refundedMinor: 900,
    });
  });

  it('is never refunded beyond what was paid, whichever register is asked', async () => {
    const { saleId, receipt } = await paidAtCounter();
    const source = must(await desk.ask('refunds.readCode', { code: codeOn(receipt) }));
    must(await refundAt(counter, { kind: 'sale', saleId }, { kind: 'all' }, 2_550));
    expect(await refundAt(desk, source, { kind: 'all' }, 2_550)).toMatchObject({
      error: { code: 'REFUND_NOTHING_LEFT' },
    });
    expect((await refundsOf(saleId)).map((refund) => refund.amount)).toEqual([2_550]);
  });

  it('with a wrong digit finds nothing, and a foreign one is said to be unknown', async () => {
    const { receipt } = await paidAtCounter();
    const code = codeOn(receipt);
    const wrong = code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
    expect(await desk.ask('refunds.readCode', { code: wrong })).toMatchObject({
      error: { code: 'REFUND_CODE_UNREADABLE' },
    });
    const source = must(await desk.ask('refunds.readCode', { code: 'pi_3MtwBwLkdIwHu7ix28a3tqPa' }));
    expect(await desk.ask('refunds.prepare', { source })).toMatchObject({
      error: { code: 'REFUND_PAYMENT_NOT_FOUND' },
    });
  });
});

/** A second register of the same Stripe account: its own database, no reader, nothing copied. */
async function openDesk(): Promise<TillProcess> {
  const { profile, vaultFile } = shop.newProfile();
  const fresh = {
    profile: join(dirname(profile), 'desk'),
    vaultFile: join(dirname(vaultFile), 'desk.vault'),
  };
  const till = await shop.start(fresh);
  const { publishableKey, secretKey } = shop.sandbox.ready as Record<'publishableKey' | 'secretKey', string>; // As `shop.ts` checks it.
  must(await till.ask('app.startConnecting', { storeName: 'Kade 12', currency: 'EUR', register: 'Till 2' }));
  must(await till.ask('stripeSettings.saveKeys', { publishableKey, secretKey }));
  return till;
}

async function paidAtCounter(): Promise<{ readonly saleId: string; readonly receipt: string }> {
  await eventually('the reader is ready', async () => ((await counter.snapshot()).cardsReady ? true : null));
  must(await counter.ask('sale.addOpenItem', { name: 'Tea towel', unitPriceMinor: 1_650 as never }));
  must(await counter.ask('sale.addOpenItem', { name: 'Mug', unitPriceMinor: 900 as never }));
  const saleId = (await counter.snapshot()).sale?.saleId ?? '';
  must(await counter.ask('charge.begin', { saleId }));
  must(await counter.ask('charge.startCard', { saleId }));
  expect(await shop.tap('4242424242424242', 15_000)).toBe(true);
  await eventually('the sale is paid', async () =>
    ((await counter.snapshot()).charge?.completed ?? null) === null ? null : true,
  );
  must(await counter.ask('charge.finish', { saleId }));
  const receipt = must(await counter.ask('transactions.getReceipt', { saleId, locale: 'en' }));
  return { saleId, receipt: receipt.text };
}

/** What a scanner reads at the end of the paper. */
function codeOn(receipt: string): string {
  const digits = receipt.match(/(?:\b\d{2,4}\s+){8,}\d{2,4}\b/u)?.[0] ?? '';
  return digits.replaceAll(/\s/gu, '');
}

async function refundsOf(saleId: string) {
  const intent = await shop.intentOf(saleId);
  return refundList.parse(await shop.askStripe('GET', `/v1/refunds?payment_intent=${intent}`)).data;
}

function refundAt(
  till: TillProcess,
  source: RefundSource,
  parts: Parameters<typeof till.ask<'refunds.start'>>[1]['parts'],
  expectedMinor: number,
) {
  return till.ask('refunds.start', {
    source,
    parts,
    shares: null,
    expectedMinor: expectedMinor as never,
    reason: 'changed-mind',
    note: null,
    restock: true,
  });
}

function must<Value>(
  answer:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly error: { readonly code: string } },
): Value {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}
