import { describe, expect, it, vi } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import { receiptText, refundReceiptText } from '../receipts/index.ts';
import { listCashOfSale } from '../payments/index.ts';
import { readReport, reportText } from '../shifts/index.ts';
import type { Refund } from './index.ts';

/*
 * Goal: where coins can't pay an amount, what is due, given back and reported is what the drawer holds, and the
 * difference is called rounding everywhere. Method: tills of each kind of currency sell and refund in cash by the services.
 */
const ROUNDING = 'Cash rounding';
vi.setConfig({ testTimeout: 60_000 });

async function at(currency: string, work: (bench: ChargeBench) => Promise<void>): Promise<void> {
  const bench = await openChargeBench({}, 'lan', currency);
  try {
    await work(bench);
  } finally {
    await bench.close();
  }
}

const reportOf = (bench: ChargeBench, currency: string) =>
  readReport(
    { db: bench.db, store: bench.store, storeName: 'Kade 12', register: 'Till 1', currency },
    { shiftId: 'shift-1', number: 1, openedAtMs: 1_000 },
    { atMs: bench.clock.nowMs(), name: 'Mia', isBlind: false },
  );

function give(bench: ChargeBench, saleId: string, amountMinor: number): Promise<Refund> {
  return bench.refunds
    .refund({
      source: { kind: 'sale', saleId },
      parts: { kind: 'amount', amountMinor: minorUnits(amountMinor) },
      shares: null,
      expectedMinor: amountMinor,
      reason: 'price-correction',
      note: null,
      restock: false,
    })
    .then((made) => {
      if (!made.ok) throw new Error(made.error.code);
      return made.value;
    });
}

const cashOf = (refund: Refund): number =>
  refund.legs.reduce((sum, leg) => sum + leg.amountMinor + leg.roundingMinor, 0);

describe('a sale in cash', () => {
  it.each([
    // currency, total, due in cash, as the receipt writes the rounding
    ['CHF', 1_233, 1_235, '0.02'],
    ['SEK', 1_049, 1_000, '-0.49'],
    ['CAD', 1_002, 1_000, '-0.02'],
    ['KWD', 1_233, 1_235, '0.002'],
    ['BHD', 1_232, 1_230, '-0.002'],
    ['KRW', 1_234, 1_230, '-4'],
    ['EUR', 1_233, 1_233, null],
    ['JPY', 1_233, 1_233, null],
  ] as const)('in %s of %d is due as %d, and says so', async (currency, totalMinor, dueMinor, written) => {
    await at(currency, async (bench) => {
      const saleId = bench.ringUp(totalMinor);
      const roundingMinor = dueMinor - totalMinor;
      expect(bench.charges.view(bench.sale(saleId))).toMatchObject({
        totalMinor,
        dueInCashMinor: dueMinor,
        cashRoundingMinor: roundingMinor,
      });
      expect(bench.charges.takeCash(saleId, dueMinor - 1)).toMatchObject({
        error: { code: 'PAYMENT_CASH_NOT_ENOUGH' },
      });
      expect(bench.charges.takeCash(saleId, dueMinor)).toMatchObject({ ok: true });
      expect(bench.sale(saleId).state).toBe('completed');
      const cash = listCashOfSale(bench.db, saleId);
      expect(cash).toMatchObject([{ amountMinor: totalMinor, roundingMinor, changeMinor: 0 }]);
      const receipt = receiptText(
        { sale: bench.sale(saleId), cards: [], cash, storeName: 'Kade 12', cashierName: 'Mia' },
        'en',
      );
      if (written === null) expect(receipt).not.toContain(ROUNDING);
      else expect(receipt).toMatch(new RegExp(`${ROUNDING} +${written}\\n`, 'u'));

      const x = reportOf(bench, currency);
      expect(x).toMatchObject({ currency: currencyCode(currency), roundingMinor });
      expect(x.tenders).toMatchObject([{ kind: 'cash', amountMinor: dueMinor }]);
      expect((x.sales.totalMinor ?? 0) + (x.roundingMinor ?? 0)).toBe(dueMinor);

      const [tender] = cash;
      const refund = await give(bench, saleId, totalMinor);
      expect(refund.legs).toMatchObject([{ kind: 'cash', amountMinor: totalMinor, roundingMinor }]);
      const paper = refundReceiptText(
        { refund, db: bench.db, tenders: bench.store, storeName: 'Kade 12', cashierName: 'Mia' },
        'en',
      );
      if (written === null) expect(paper).not.toContain(ROUNDING);
      else expect(paper).toMatch(new RegExp(`${ROUNDING} +${written}\\n`, 'u'));
      expect(tender?.tenderId).toBe(refund.legs[0]?.tenderId);

      const after = reportOf(bench, currency);
      expect(after).toMatchObject({ roundingMinor: 0, refunds: { cashMinor: dueMinor } });
      expect(reportText(after, 'en', false)).not.toContain('Cash rounding');
      bench.refunds.stop();
    });
  });
});

describe('cash that goes back in parts', () => {
  it.each([
    ['CHF', 1_233, [411, 411, 411], [410, 410, 415]],
    // Each of them alone would be rounded up, and together they would give back more than was taken.
    ['CHF', 12, [3, 3, 3, 3], [5, 5, 0, 0]],
    ['SEK', 1_050, [350, 350, 350], [400, 400, 300]],
    ['CAD', 2, [1, 1], [0, 0]],
    ['KWD', 1_233, [1_000, 233], [1_000, 235]],
    ['JPY', 100, [33, 33, 34], [33, 33, 34]],
  ] as const)('in %s of %d comes to what was taken', async (currency, totalMinor, parts, paid) => {
    await at(currency, async (bench) => {
      const saleId = bench.ringUp(totalMinor);
      const due = bench.charges.view(bench.sale(saleId))?.dueInCashMinor ?? 0;
      expect(bench.charges.takeCash(saleId, due)).toMatchObject({ ok: true });
      const given: number[] = [];
      for (const part of parts) {
        const source = { kind: 'sale', saleId } as const;
        const quoted = await bench.refunds.quote(source, {
          kind: 'amount',
          amountMinor: minorUnits(part),
        });
        const cash = cashOf(await give(bench, saleId, part));
        expect(quoted).toMatchObject({ value: { amountMinor: part, cashMinor: cash } });
        given.push(cash);
      }
      expect(given).toEqual(paid);
      expect(given.reduce((sum, each) => sum + each, 0)).toBe(due);
      expect(reportOf(bench, currency).roundingMinor).toBe(0);
      bench.refunds.stop();
    });
  });
});
