import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RefundParts } from '../../../shared/contract/index.ts';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import { minorUnits as minor } from '../../../shared/domain/money/index.ts';
import type { Refund } from './index.ts';

/*
 * Goal: what a cashier chooses comes back to the cent, on the ways on which it was paid, once. Method: sales on a real
 * SQLite file, their cards at the sandbox, and the services as the till joins them.
 */
vi.setConfig({ testTimeout: 60_000 });

const ORDER = { reason: 'defective', note: null, restock: true, shares: null } as const;
let bench: RefundBench;
let till: BenchTill;

beforeEach(async () => {
  bench = await openRefundBench();
  till = bench.openTill();
});
afterEach(() => bench.close());

describe('a refund at the counter', () => {
  it('offers what is left of each line and each way to pay', async () => {
    const { saleId } = await mixed();
    const form = await till.refunds.prepare({ kind: 'sale', saleId });
    expect(form).toMatchObject({
      value: {
        mostMinor: 2000,
        lines: [
          { name: 'Item 1', leftQuantity: 1, leftMinor: 1500 },
          { name: 'Item 2', leftQuantity: 1, leftMinor: 500 },
        ],
        tenders: [
          { kind: 'card', leftMinor: 1200, elsewhereMinor: 0 },
          { kind: 'cash', leftMinor: 800 },
        ],
      },
    });
  });

  it('does not offer cash again that was given back when the sale was unwound and paid anew', async () => {
    const { saleId, tenderIds } = await mixed();
    const [, cash = ''] = tenderIds;
    const by = till.db.get<{ readonly shift_id: string; readonly cashier_id: string }>(
      'SELECT shift_id, cashier_id FROM sales WHERE sale_id = ?',
      saleId,
    );
    till.db.run(
      "INSERT INTO approvals (approval_id, at_ms, action, subject_id, reason, staff_id, staff_name) VALUES ('approval-1', 1, 'refund.unwind', ?, 'Sale went on', ?, 'Owner')",
      saleId,
      by?.cashier_id ?? '',
    );
    till.db.run(
      "INSERT INTO cash_given_back VALUES (?, 800, 'EUR', ?, ?, 'approval-1', 1)",
      cash,
      by?.shift_id ?? '',
      by?.cashier_id ?? '',
    );
    expect(await till.refunds.prepare({ kind: 'sale', saleId })).toMatchObject({
      value: { mostMinor: 1200, tenders: [{ kind: 'card', leftMinor: 1200 }] },
    });
  });

  it('of a line goes to the card first, then out of the drawer, in one record', async () => {
    const { saleId } = await mixed();
    const [first = ''] = linesOf(saleId);
    const refund = await refunded(saleId, { kind: 'lines', lines: [{ lineId: first, quantity: 1 }] }, 1500);
    expect(refund).toMatchObject({
      kind: 'sale',
      restock: true,
      reason: 'defective',
      lines: [{ name: 'Item 1', quantity: 1, amountMinor: 1500, taxMinor: 260 }],
      legs: [
        { kind: 'card', amountMinor: 1200, state: { state: 'succeeded' } },
        { kind: 'cash', amountMinor: 300, state: { state: 'paid-out' } },
      ],
    });
    expect(await till.refunds.prepare({ kind: 'sale', saleId })).toMatchObject({
      value: { mostMinor: 500, lines: [{ leftQuantity: 0 }, { leftQuantity: 1, leftMinor: 500 }] },
    });
  });

  it('goes where the cashier says, when that fits', async () => {
    const { saleId, tenderIds } = await mixed();
    const [card = '', cash = ''] = tenderIds;
    const parts: RefundParts = { kind: 'amount', amountMinor: minor(700) };
    const shares = [
      { tenderId: card, amountMinor: minor(100) },
      { tenderId: cash, amountMinor: minor(600) },
    ];
    const order = { ...ORDER, source: { kind: 'sale', saleId } as const, parts };
    expect(
      await till.refunds.refund({ ...order, shares: shares.slice(1), expectedMinor: 700 }),
    ).toMatchObject({
      error: { code: 'REFUND_SHARES_DIFFER' },
    });
    expect(await till.refunds.refund({ ...order, shares, expectedMinor: 700 })).toMatchObject({
      value: { legs: [{ amountMinor: 100 }, { amountMinor: 600 }] },
    });
  });

  it('of everything, after parts of it, comes to the sale exactly, and then nothing is left', async () => {
    const { saleId } = await mixed();
    await refunded(saleId, { kind: 'amount', amountMinor: minor(333) }, 333);
    const rest = await refunded(saleId, { kind: 'all' }, 1667);
    expect(rest.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(1667);
    const order = { ...ORDER, source: { kind: 'sale', saleId } as const, parts: { kind: 'all' } as const };
    expect(await till.refunds.refund({ ...order, expectedMinor: 1 })).toMatchObject({
      error: { code: 'REFUND_NOTHING_LEFT' },
    });
    type Sum = { readonly sum: number };
    expect(till.db.get<Sum>('SELECT SUM(amount_minor) AS sum FROM refund_legs')).toEqual({ sum: 2000 });
  });

  it('is refused when the sum on the button is not the sum any more', async () => {
    const { saleId } = await mixed();
    await refunded(saleId, { kind: 'amount', amountMinor: minor(100) }, 100);
    const order = { ...ORDER, source: { kind: 'sale', saleId } as const, parts: { kind: 'all' } as const };
    expect(await till.refunds.refund({ ...order, expectedMinor: 2000 })).toMatchObject({
      error: { code: 'REFUND_AMOUNT_CHANGED' },
    });
  });

  it('pressed twice in the same moment is made once, in cash too', async () => {
    const { saleId } = till.sell({ pricesMinor: [500], cards: [] });
    const [lineId = ''] = linesOf(saleId);
    const order = {
      ...ORDER,
      source: { kind: 'sale', saleId } as const,
      parts: { kind: 'lines', lines: [{ lineId, quantity: 1 }] } satisfies RefundParts,
      expectedMinor: 500,
    };
    const both = await Promise.all([till.refunds.refund(order), till.refunds.refund(order)]);
    expect(both.map((each) => each.ok)).toEqual([true, false]);
    expect(till.db.all('SELECT kind, amount_minor FROM refund_legs')).toEqual([
      { kind: 'cash', amount_minor: 500 },
    ]);
  });

  it('of pieces that are gone is refused', async () => {
    const { saleId } = await mixed();
    const [first = ''] = linesOf(saleId);
    const twice: RefundParts = {
      kind: 'lines',
      lines: [
        { lineId: first, quantity: 1 },
        { lineId: first, quantity: 1 },
      ],
    };
    expect(
      await till.refunds.refund({
        ...ORDER,
        source: { kind: 'sale', saleId },
        parts: twice,
        expectedMinor: 3000,
      }),
    ).toMatchObject({ error: { code: 'REFUND_LINE_GONE' } });
  });

  it('knows from Stripe which lines another register took back', async () => {
    const { saleId, intent } = await mixed();
    await bench.stripe.refunds.create({
      payment_intent: intent,
      amount: 500,
      metadata: { refund: 'a-leg-of-another-till', lines: '1x1' },
    });
    expect(await till.refunds.prepare({ kind: 'sale', saleId })).toMatchObject({
      value: {
        mostMinor: 1500,
        lines: [{ leftQuantity: 1 }, { leftQuantity: 0, leftMinor: 0 }],
        tenders: [{ leftMinor: 700, elsewhereMinor: 500 }, { leftMinor: 800 }],
      },
    });
  });

  it('tells other registers which lines came back', async () => {
    const { saleId, intent } = await mixed();
    const [, second = ''] = linesOf(saleId);
    await refunded(saleId, { kind: 'lines', lines: [{ lineId: second, quantity: 1 }] }, 500);
    const [made] = (await bench.stripe.refunds.list({ payment_intent: intent })).data;
    expect(made?.metadata).toMatchObject({ lines: '1x1', sale: saleId, register: 'Till 1' });
  });
});

describe('a customer whose refund came back', () => {
  it('gets the money in cash once, when a manager says so', async () => {
    const { leg } = await cameBack();
    const wrong = { pin: '1111', reason: 'Card expired' };
    expect(await till.refunds.repay(leg, 'cash', wrong)).toMatchObject({
      error: { code: 'STAFF_PIN_WRONG' },
    });
    const approval = { pin: '2468', reason: 'Card expired' };
    const both = await Promise.all([
      till.refunds.repay(leg, 'cash', approval),
      till.refunds.repay(leg, 'cash', approval),
    ]);
    expect(both.map((each) => (each.ok ? each.value.legs[0]?.kind : each.error.code))).toEqual([
      'cash',
      'REFUND_NOT_IN_TROUBLE',
    ]);
    expect(till.refunds.listRefundTrouble()).toEqual([]);
    expect(till.db.all('SELECT action, reason, staff_name FROM approvals')).toEqual([
      { action: 'refund.repay', reason: 'Card expired', staff_name: 'Mia Manager' },
    ]);
  });

  it('can have it on the card again, as a new refund', async () => {
    const { leg, intent } = await cameBack();
    const again = await till.refunds.repay(leg, 'card', { pin: '2468', reason: 'New card number' });
    expect(again).toMatchObject({ value: { legs: [{ replacesLegId: leg, state: { state: 'succeeded' } }] } });
    const made = (await bench.stripe.refunds.list({ payment_intent: intent })).data;
    expect(made.map((each) => each.status)).toEqual(['succeeded', 'failed']);
  });

  it('gets nothing while the refund may still arrive', async () => {
    const { saleId } = await mixed();
    const refund = await refunded(saleId, { kind: 'amount', amountMinor: minor(100) }, 100);
    const [leg] = refund.legs;
    expect(
      await till.refunds.repay(leg?.legId ?? '', 'cash', { pin: '2468', reason: 'No reason' }),
    ).toMatchObject({ error: { code: 'REFUND_NOT_IN_TROUBLE' } });
  });
});

async function mixed(): Promise<{
  readonly saleId: string;
  readonly tenderIds: readonly string[];
  readonly intent: string;
}> {
  const intent = await bench.pay({ amountMinor: 1200 });
  const cards = [{ paymentIntentId: intent, amountMinor: 1200 }];
  return { ...till.sell({ pricesMinor: [1500, 500], cards }), intent };
}

async function cameBack(): Promise<{ readonly leg: string; readonly intent: string }> {
  const intent = await bench.pay({ amountMinor: 900, number: '4000000000005126' });
  const { saleId } = till.sell({
    pricesMinor: [900],
    cards: [{ paymentIntentId: intent, amountMinor: 900 }],
  });
  const refund = await refunded(saleId, { kind: 'all' }, 900);
  bench.daysPass();
  await till.refunds.events.apply({
    eventId: 'evt_1',
    type: 'refund.failed',
    objectId: null,
    intentId: intent,
  });
  return { leg: refund.legs[0]?.legId ?? '', intent };
}

async function refunded(saleId: string, parts: RefundParts, expectedMinor: number): Promise<Refund> {
  const result = await till.refunds.refund({
    ...ORDER,
    source: { kind: 'sale', saleId },
    parts,
    expectedMinor,
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function linesOf(saleId: string): readonly string[] {
  type Row = { readonly line_id: string };
  return till.db
    .all<Row>('SELECT line_id FROM sale_lines WHERE sale_id = ? ORDER BY position', saleId)
    .map((row) => row.line_id);
}
