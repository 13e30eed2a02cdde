import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  APPROVAL,
  GOOD_CARD,
  openChargeBench,
  type ChargeBench,
} from '../../../tests/support/charge-bench.ts';
import { accept, type Result, type ShiftComparison } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Log } from '../ports.ts';
import { createStrays } from '../reconciliation/index.ts';
import { createApprovals, createStaff } from '../staff/index.ts';
import { createIds, systemClock, systemRandom, systemTimers } from '../system/index.ts';
import { createShifts, type Shifts } from './index.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let bench: ChargeBench;
let shifts: Shifts;

beforeEach(async () => {
  bench = await openChargeBench();
  shifts = shiftsOf(bench);
});
afterEach(async () => {
  await bench.close();
});

/** The services of a till over the bench's database; `checked` is what a manager's button would do. */
function shiftsOf(
  { db, store, clock, gateway, charges }: ChargeBench,
  options: { readonly db?: Db; readonly looksAgain?: boolean } = {},
): Shifts {
  const ids = createIds(systemClock);
  const own = options.db ?? db;
  const staff = createStaff({
    db: own,
    clock,
    ids,
    random: systemRandom,
    timers: systemTimers,
    isProduct: () => false,
    audit: { append: () => undefined },
    log: SILENT,
    autoLockMinutes: () => 0,
    isPaying: () => false,
    left: () => undefined,
    changed: () => undefined,
    vault: () => {
      throw new Error('Nobody types a PIN here');
    },
  });
  const approvals = createApprovals({
    db: own,
    clock,
    ids,
    staff: { identify: () => Promise.resolve(accept({ staffId: 'staff-1', name: 'Mia Manager' })) },
  });
  return createShifts({
    db: own,
    store,
    clock,
    ids,
    log: SILENT,
    audit: { head: () => ({ seq: 7, mac: '0123456789abcdef'.repeat(4) }) },
    staff,
    approvals,
    // How a drawer is closed has tests of its own.
    drawer: { readyToClose: () => Promise.resolve(accept(null)), isBlind: () => false },
    storeName: () => 'Kade 12',
    gateway: () => gateway,
    storeId: () => 'store-1',
    strays: createStrays({
      db: own,
      store,
      clock,
      log: SILENT,
      register: () => 'Till 1',
      storeId: () => 'store-1',
      locationId: () => null,
    }),
    reconciler: {
      checkTender: async (tenderId) =>
        options.looksAgain === false || (await charges.checkWithStripe(tenderId)).ok,
    },
    register: () => 'Till 1',
    currency: () => 'EUR',
    changed: () => undefined,
  });
}

function value<Value>(answer: Result<Value>): Value {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

async function compare(): Promise<ShiftComparison> {
  return value(await shifts.compare());
}

async function codeOfClosing(seen: string): Promise<string> {
  const closed = await shifts.close(seen);
  return closed.ok ? 'closed' : closed.error.code;
}

async function sellByCard(priceMinor: number): Promise<string> {
  const saleId = bench.ringUp(priceMinor);
  const { tenderId } = await bench.payByCard(saleId);
  bench.charges.finish(saleId);
  return tenderId;
}

function intentOf(tenderId: string): string {
  const state = bench.store.find(tenderId)?.state;
  if (state === undefined || !('paymentIntentId' in state)) throw new Error('No intent');
  return state.paymentIntentId ?? '';
}

/** Writes into the record what only a fault could write. */
function spoil(tenderId: string, change: string): void {
  bench.db.run(`UPDATE card_tenders SET ${change} WHERE tender_id = ?`, tenderId);
}

describe('a shift in which all is well', () => {
  it('agrees with Stripe to the cent, closes, and the next one begins', async () => {
    await sellByCard(1_250);
    await sellByCard(399);
    const cash = bench.ringUp(500);
    expect(bench.charges.takeCash(cash, 1_000)).toMatchObject({ ok: true });
    const compared = await compare();
    expect(compared).toMatchObject({
      number: 1,
      matched: { count: 2, tillMinor: 1_649, stripeMinor: 1_649 },
      exceptions: [],
      unexplained: 0,
      obstacles: [],
      canClose: true,
      totals: {
        sales: 3,
        payments: 2,
        tillMinor: 1_649,
        stripeMinor: 1_649,
        differenceMinor: 0,
        cashInMinor: 500,
        cashOutMinor: 0,
      },
    });
    const { shiftId } = value(await shifts.close(compared.seen));
    const [closed] = shifts.listClosed();
    expect(closed).toMatchObject({ shiftId, number: 1, totals: compared.totals, accepted: 0, amendments: 0 });
    expect(value(shifts.getClosed(shiftId)).lines.map(({ kind }) => kind)).toEqual(['matched', 'matched']);
    expect(await compare()).toMatchObject({ number: 2, totals: { sales: 0, payments: 0, tillMinor: 0 } });
  });

  it('is there at once as this till has it, also while Stripe does not answer, and then can’t be closed', async () => {
    await sellByCard(1_250);
    expect(bench.charges.takeCash(bench.ringUp(500), 1_000)).toMatchObject({ ok: true });
    await bench.control('scenario', { name: 'stripe-unreachable' });
    const own = { number: 1, sales: 2, payments: 1, tillMinor: 1_250, cashInMinor: 500, currency: 'EUR' };
    expect(shifts.ownFigures()).toMatchObject(own);
    expect(await shifts.compare()).toMatchObject({ ok: false, error: { code: 'STRIPE_UNREACHABLE' } });
    expect(await codeOfClosing('whatever was seen')).toBe('STRIPE_UNREACHABLE');
  });

  it('counts tips, and each leg of a split sale by itself', async () => {
    await bench.close();
    bench = await openChargeBench({ tips: 'reader' });
    shifts = shiftsOf(bench);
    const saleId = bench.ringUp(2_000);
    await bench.payByCard(saleId, { amountMinor: 800, tipOnReader: 120 });
    await bench.payByCard(saleId);
    expect(await compare()).toMatchObject({
      matched: { count: 2, tillMinor: 2_120, stripeMinor: 2_120 },
      totals: { sales: 1, payments: 2, tipsMinor: 120 },
    });
  });

  it('follows Stripe’s list to its end', async () => {
    await sellByCard(700);
    for (let count = 0; count < 120; count += 1) {
      await bench.stripe.paymentIntents.create({
        amount: 100 + count,
        currency: 'eur',
        allowed_payment_method_types: ['card_present'],
      });
    }
    expect(await compare()).toMatchObject({ matched: { count: 1, stripeMinor: 700 }, exceptions: [] });
  });

  it('takes neither a sale nor cash nor a card once it is closed', async () => {
    const waiting = bench.ringUp(300);
    value(await shifts.close((await compare()).seen));
    bench.db.run('UPDATE sales SET current = 0');
    expect(() => bench.ringUp(100)).toThrow(/the shift is closed/u);
    expect(bench.sale(waiting).shiftId).not.toBe('shift-1');
    expect(() => bench.db.run("UPDATE shift_closes SET till_minor = 1 WHERE shift_id = 'shift-1'")).toThrow(
      /stays as it was closed/u,
    );
    expect(() => bench.db.run("DELETE FROM shift_closes WHERE shift_id = 'shift-1'")).toThrow(/stays/u);
  });
});

describe('a difference', () => {
  it.for([
    ['amount-differs', "state_json = json_set(state_json, '$.capturedMinor', 1150)", 1_150, 1_250],
    ['wrong-mode', "mode = 'live'", 1_250, 1_250],
    [
      'missing-charge',
      "payment_intent_id = 'pi_gone', state_json = json_set(state_json, '$.paymentIntentId', 'pi_gone')",
      1_250,
      0,
    ],
    [
      'in-doubt',
      `state = 'in-doubt', state_json = json_object('state', 'in-doubt', 'paymentIntentId', payment_intent_id,
        'from', 'authorising', 'cause', 'no-answer', 'wasCancelling', NULL, 'attempt', 1, 'chargesSeen', 0)`,
      0,
      1_250,
    ],
  ] as const)('is named: %s', async ([kind, change, tillMinor, stripeMinor]) => {
    shifts = shiftsOf(bench, { looksAgain: false });
    spoil(await sellByCard(1_250), change);
    const compared = await compare();
    // Where the till lost the payment's id, Stripe's own payment stands beside it, without a sale.
    expect(compared.exceptions.filter((line) => line.kind !== 'missing-sale')).toMatchObject([
      { kind, tillMinor, stripeMinor, differenceMinor: stripeMinor - tillMinor, accepted: null },
    ]);
    expect(compared).toMatchObject({ unexplained: kind === 'missing-charge' ? 2 : 1, canClose: false });
    expect(await codeOfClosing(compared.seen)).toBe('SHIFT_NOT_EXPLAINED');
  });

  it('is named: uncaptured, as long as the bank only holds the money', async () => {
    await bench.close();
    bench = await openChargeBench({ capture: 'manual' });
    shifts = shiftsOf(bench, { looksAgain: false });
    await bench.fault({
      method: 'POST',
      path: '/v1/payment_intents/',
      pathEnd: '/capture',
      when: 'before',
      answer: 'error-400',
      times: 1_000,
    });
    await bench.payByCard(bench.ringUp(1_000), { until: 'to-capture' });
    expect((await compare()).exceptions).toMatchObject([
      { kind: 'uncaptured', tillMinor: 0, stripeMinor: 0 },
    ]);
  });

  it('is named: money at Stripe that no sale explains', async () => {
    const stray = await bench.stripe.paymentIntents.create({
      amount: 2_000,
      currency: 'eur',
      allowed_payment_method_types: ['card_present'],
      metadata: { store: 'store-1', register: 'Till 1' },
    });
    await bench.stripe.terminal.readers.processPaymentIntent(bench.readerId, { payment_intent: stray.id });
    await bench.control(`readers/${bench.readerId}/present`, { number: GOOD_CARD, method: 'tap' });
    await expect
      .poll(async () => (await bench.stripe.paymentIntents.retrieve(stray.id)).status)
      .toBe('succeeded');
    const compared = await compare();
    expect(compared.exceptions).toMatchObject([
      { kind: 'missing-sale', tillMinor: 0, stripeMinor: 2_000, sale: null, paymentIntentId: stray.id },
    ]);
    expect(compared.totals).toMatchObject({ differenceMinor: 2_000 });
    const [line] = compared.exceptions;
    value(await shifts.accept(line?.lineId ?? '', line?.fingerprint ?? '', APPROVAL));
    value(await shifts.close((await compare()).seen));
    // Closed with a name on it, it is no matter of the next shift; the Review Queue still has it.
    expect(await compare()).toMatchObject({ number: 2, exceptions: [] });
  });

  it('closes with a manager’s name on it, and the name stays with the shift', async () => {
    const tenderId = await sellByCard(1_250);
    await bench.stripe.refunds.create({ payment_intent: intentOf(tenderId), amount: 300 });
    const [line] = (await compare()).exceptions;
    expect(line).toMatchObject({ kind: 'refunded-elsewhere', tillMinor: 1_250, stripeMinor: 950 });
    value(await shifts.accept(line?.lineId ?? '', line?.fingerprint ?? '', APPROVAL));
    const compared = await compare();
    expect(compared).toMatchObject({ unexplained: 0, canClose: true });
    const { shiftId } = value(await shifts.close(compared.seen));
    expect(value(shifts.getClosed(shiftId)).lines).toMatchObject([
      {
        kind: 'refunded-elsewhere',
        stripeMinor: 950,
        accepted: { name: 'Mia Manager', reason: APPROVAL.reason },
      },
    ]);
  });

  it('needs another name once its figures are others', async () => {
    const intentId = intentOf(await sellByCard(1_250));
    await bench.stripe.refunds.create({ payment_intent: intentId, amount: 300 });
    const [line] = (await compare()).exceptions;
    value(await shifts.accept(line?.lineId ?? '', line?.fingerprint ?? '', APPROVAL));
    const { seen } = await compare();
    await bench.stripe.refunds.create({ payment_intent: intentId, amount: 100 });
    expect(await codeOfClosing(seen)).toBe('SHIFT_CHANGED');
    expect(await shifts.accept(line?.lineId ?? '', line?.fingerprint ?? '', APPROVAL)).toMatchObject({
      ok: false,
      error: { code: 'SHIFT_LINE_GONE' },
    });
    const now = await compare();
    expect(now.exceptions).toMatchObject([{ stripeMinor: 850, accepted: null }]);
    expect(await codeOfClosing(now.seen)).toBe('SHIFT_NOT_EXPLAINED');
  });

  it('that the till had only missed is repaired by the comparison', async () => {
    const tenderId = await sellByCard(1_250);
    await bench.payByCard(bench.ringUp(400), { cutLine: true, until: 'in-doubt' });
    expect(await shifts.compare()).toMatchObject({ ok: false, error: { code: 'STRIPE_UNREACHABLE' } });
    await bench.control('scenario', { name: 'all-well' });
    expect(await compare()).toMatchObject({ exceptions: [], matched: { count: 2, stripeMinor: 1_650 } });
    expect(bench.store.find(tenderId)?.state.state).toBe('approved');
  });
});

describe('closing', () => {
  it('is refused when a sale or cash came in between, and shows the new figures', async () => {
    await sellByCard(1_250);
    const { seen } = await compare();
    const saleId = bench.ringUp(500);
    expect(await codeOfClosing(seen)).toBe('SHIFT_CHANGED');
    const again = (await compare()).seen;
    bench.charges.takeCash(saleId, 500);
    expect(await codeOfClosing(again)).toBe('SHIFT_CHANGED');
    expect(await codeOfClosing((await compare()).seen)).toBe('closed');
  });

  it('waits while a sale is partly paid', async () => {
    const saleId = bench.ringUp(1_000);
    expect(bench.charges.takeCash(saleId, 400, 400)).toMatchObject({ ok: true });
    const compared = await compare();
    expect(compared).toMatchObject({ obstacles: ['sale-partly-paid'], canClose: false });
    expect(await codeOfClosing(compared.seen)).toBe('SHIFT_BUSY');
  });

  it('waits for a card payment that becomes cash: that cash belongs into its drawer', async () => {
    const tenderId = await sellByCard(1_250);
    const { db } = bench;
    const saleId = bench.store.find(tenderId)?.saleId ?? '';
    db.run(
      "INSERT INTO approvals (approval_id, at_ms, action, subject_id, reason, staff_id, staff_name) VALUES ('a', 1, 'refund.as-cash', ?, 'Wrong button', 'staff-1', 'Mia')",
      tenderId,
    );
    db.run(
      `INSERT INTO refunds (refund_id, number, kind, sale_id, amount_minor, currency, mode, reason, restock, register,
         shift_id, cashier_id, created_at_ms)
       VALUES ('r', 'RF-000001', 'tender', ?, 1250, 'EUR', 'test', 'mis-tender', 0, 'Till 1', 'shift-1', 'staff-1', 1)`,
      saleId,
    );
    db.run(
      `INSERT INTO refund_legs (leg_id, refund_id, kind, tender_id, payment_intent_id, method, amount_minor,
         rounding_minor, currency, mode, state, state_json, version, key_at_ms, created_at_ms, changed_at_ms)
       VALUES ('l', 'r', 'card', ?, ?, 'api', 1250, 0, 'EUR', 'test', 'in-doubt', '{"state":"in-doubt"}', 1, 1, 1, 1)`,
      tenderId,
      intentOf(tenderId),
    );
    expect((await compare()).obstacles).toEqual([]);
    db.run("INSERT INTO cash_repairs VALUES ('l', ?, ?, 'cash-1', 'a', 1)", saleId, tenderId);
    expect(await compare()).toMatchObject({ obstacles: ['refund-under-way'], canClose: false });
  });

  it('leaves a whole open shift when the plug is pulled in the middle', async () => {
    await sellByCard(1_250);
    await sellByCard(300);
    const torn: Db = {
      ...bench.db,
      run: (sql, ...parameters) => {
        const done = bench.db.run(sql, ...parameters);
        if (sql.startsWith('INSERT INTO shift_lines')) throw new Error('The plug is pulled');
        return done;
      },
    };
    shifts = shiftsOf(bench, { db: torn });
    const { seen } = await compare();
    await expect(shifts.close(seen)).rejects.toThrow('The plug is pulled');
    shifts = shiftsOf(bench);
    expect(shifts.listClosed()).toEqual([]);
    expect(bench.db.all('SELECT * FROM shift_lines')).toEqual([]);
    const again = await compare();
    expect(again).toMatchObject({ number: 1, canClose: true });
    expect(await codeOfClosing(again.seen)).toBe('closed');
  });
});

describe('a payment of which another register gave something back', () => {
  const givenBack = (tenderId: string, metadata: Record<string, string>) =>
    bench.stripe.refunds.create({ payment_intent: intentOf(tenderId), amount: 250, metadata });

  it('agrees: the refund is in the other register’s shift', async () => {
    await givenBack(await sellByCard(1_250), {
      store: 'store-1',
      register: 'Till 2',
      refund: 'leg-of-till-2',
    });
    expect(await compare()).toMatchObject({
      exceptions: [],
      matched: { count: 1, tillMinor: 1_250, stripeMinor: 1_250 },
    });
  });

  it.for([
    ['of another shop', { store: 'store-2', register: 'Till 2', refund: 'leg-of-till-2' }],
    ['in Stripe’s dashboard', {}],
  ] as const)('is a difference when it was given back %s', async ([, metadata]) => {
    await givenBack(await sellByCard(1_250), { ...metadata });
    expect((await compare()).exceptions).toMatchObject([
      { kind: 'refunded-elsewhere', differenceMinor: -250 },
    ]);
  });
});

describe('what turns up after the close', () => {
  it('stands beside the shift, which stays as it was closed', async () => {
    const tenderId = await sellByCard(1_250);
    const { shiftId } = value(await shifts.close((await compare()).seen));
    await bench.pass(60_000);
    bench.db.run(
      'INSERT INTO refunds_elsewhere VALUES (?, ?, ?, ?, ?, ?)',
      're_late',
      intentOf(tenderId),
      200,
      'succeeded',
      bench.clock.nowMs(),
      bench.clock.nowMs(),
    );
    const closed = value(shifts.getClosed(shiftId));
    expect(closed.amendments).toMatchObject([{ kind: 'refunded-elsewhere', amountMinor: -200 }]);
    expect(closed.shift).toMatchObject({ amendments: 1, totals: { tillMinor: 1_250, stripeMinor: 1_250 } });
  });
});
