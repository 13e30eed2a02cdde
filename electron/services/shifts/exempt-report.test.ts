import { afterEach, beforeEach, expect, it } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { createSales } from '../sales/index.ts';
import { readReport } from './report.ts';
import { reportText } from './report-paper.ts';

/*
 * Goal: sales without tax are in a shift's books with what was paid for them, beside the taxed ones and not among them,
 * and a card is charged for exactly that. Method: real sales, by cash and by a card at the sandbox.
 */
let bench: ChargeBench;

beforeEach(async () => {
  bench = await openChargeBench();
});
afterEach(() => bench.close());

/** A sale of one lamp whose customer is exempt, with its payment begun. */
async function ringUpWithoutTax(priceMinor: number): Promise<string> {
  bench.db.run('UPDATE sales SET current = 0');
  const saleId = bench.ringUp(priceMinor);
  await bench.charges.backToCart(saleId);
  const sales = createSales({
    db: bench.db,
    clock: bench.clock,
    ids: { uuidv7: () => 'no-line-is-added' },
    frame: () => {
      throw new Error('No sale begins here');
    },
  });
  const exempt = sales.setExemption(saleId, { reason: 'diplomat', reference: 'CD 12' });
  if (!exempt.ok) throw new Error(exempt.error.code);
  const begun = bench.charges.begin(saleId);
  if (!begun.ok) throw new Error(begun.error.code);
  return saleId;
}

it('X and Z have a row of their own for what carried no tax, and the sums of all', async () => {
  expect(bench.charges.takeCash(bench.ringUp(1_210), 1_210)).toEqual({ ok: true, value: {} });
  expect(bench.charges.takeCash(await ringUpWithoutTax(1_210), 1_000)).toEqual({ ok: true, value: {} });
  const tender = await bench.payByCard(await ringUpWithoutTax(605));
  expect(tender.state).toMatchObject({ state: 'approved', capturedMinor: 500 });
  const report = readReport(
    { db: bench.db, store: bench.store, storeName: 'Kade 12', register: 'Till 1', currency: 'EUR' },
    { shiftId: 'shift-1', number: 1, openedAtMs: 1_000 },
    { atMs: bench.clock.nowMs(), name: 'Mia', isBlind: false },
  );
  expect(report.sales).toMatchObject({ count: 3, totalMinor: 2_710, taxMinor: 210, discountMinor: 0 });
  expect(report.taxes).toEqual([
    { name: 'VAT 21 %', ratePpm: 210_000, isExempt: false, netMinor: 1_000, taxMinor: 210 },
    { name: 'VAT 21 %', ratePpm: 210_000, isExempt: true, netMinor: 1_500, taxMinor: 0 },
  ]);
  expect(report.tenders.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ['cash', 2_210],
    ['card', 500],
  ]);
  expect(reportText(report, 'en', false)).toMatch(/VAT 21 % exempt +€15\.00 +€0\.00/u);
  expect(reportText(report, 'de', false)).toMatch(/MwSt\. 21 % befreit +15,00 € +0,00 €/u);
});

it('a card’s intent has the items at what is paid for them, so that the sale can be found again', async () => {
  const tender = await bench.payByCard(await ringUpWithoutTax(999));
  const intentId = 'paymentIntentId' in tender.state ? (tender.state.paymentIntentId ?? '') : '';
  expect(await bench.gateway.listLineItems(intentId)).toMatchObject({
    kind: 'ok',
    value: [{ name: 'Lamp', quantity: 1, unitPriceMinor: 826 }],
  });
});
