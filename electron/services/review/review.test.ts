import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { accept, refuse, type ReviewItem } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import {
  createRunner,
  createTenderEffects,
  createTenderStore,
  finishWhenPaid,
  listCashOfSale,
  type TenderStore,
} from '../payments/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { ReaderDriver } from '../readers/index.ts';
import { createReconciler, createStrays, type Reconciler, type Strays } from '../reconciliation/index.ts';
import { findSale } from '../sales/index.ts';
import { createApprovals, type Staff } from '../staff/index.ts';
import { createIds, systemClock, systemTimers } from '../system/index.ts';
import { createReview, watchJournal, type Review } from './index.ts';
import { SALE_FRAME } from '../../../tests/support/sale-frame.ts';

/*
 * Goal: whatever does not add up is told once, with what can be done about it; and what is done leaves both books right.
 * Method: the real services over a real SQLite file and the sandbox by HTTP; money that no sale explains is made by
 * charging at the sandbox without the till.
 */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const OURS = { store: 'store-1', register: 'Till 1' };
const APPROVAL = { pin: '2468', reason: 'I looked at it' };
let bench: RefundBench;
let till: BenchTill;
let store: TenderStore;
let reconciler: Reconciler;
let review: Review;
let strays: Strays;
let damage: { readonly journalId: number; readonly foundAtMs: number } | null;

beforeAll(async () => {
  bench = await openRefundBench();
});
afterAll(() => bench.close());

beforeEach(() => {
  damage = null;
  till = bench.openTill();
  ({ store, reconciler, review } = openReview(till));
});
afterEach(() => {
  reconciler.stop();
});

describe('money without a sale', () => {
  it('becomes a sale of one line when nobody knows its items, and is proved like any other', async () => {
    const id = await orphan(1_850);
    expect(kinds()).toEqual([['orphan', 'critical', 'at-stripe', 1_850]]);
    const adopted = await review.adopt(id, 'one-line', APPROVAL);
    if (!adopted.ok) throw new Error(adopted.error.code);
    expect(findSale(till.db, adopted.value.saleId)).toMatchObject({
      state: 'completed',
      total: { amountMinor: 1_850 },
      cart: { lines: [{ name: 'Recovered card payment' }] },
    });
    const [tender] = store.listOfSale(adopted.value.saleId);
    expect(tender).toMatchObject({ state: { state: 'approved' }, reconciliation: 'matched' });
    expect(store.listJournal(tender?.tenderId ?? '').map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['tender-opened', 'adopted', 'resolved']),
    );
    expect(review.list()).toEqual([]);
    expect((await bench.stripe.paymentIntents.retrieve(id)).metadata).toMatchObject({ adopted_by: 'Till 1' });
  });

  it('takes the cart from this till’s own journal when it is still there', async () => {
    const { saleId } = till.sell({ pricesMinor: [700, 300], cards: [] });
    const id = await orphan(1_000, { sale: saleId });
    const options = await review.lookAtOrphan(id);
    expect(options).toMatchObject({
      value: { adoptions: [{ source: 'journal', totalMinor: 1_000 }, { source: 'one-line' }] },
    });
  });

  it('is not adopted with items that come to another amount', async () => {
    const { saleId } = till.sell({ pricesMinor: [700], cards: [] });
    const id = await orphan(1_000, { sale: saleId });
    expect(await review.adopt(id, 'journal', APPROVAL)).toMatchObject({
      error: { code: 'REVIEW_ITEMS_DO_NOT_FIT' },
    });
  });

  it('is adopted by nobody without a manager’s PIN, and nothing is written', async () => {
    const id = await orphan(900);
    const before = till.db.all('SELECT * FROM sales');
    expect(await review.adopt(id, 'one-line', { ...APPROVAL, pin: '0000' })).toMatchObject({
      error: { code: 'STAFF_PIN_WRONG' },
    });
    expect(till.db.all('SELECT * FROM sales')).toEqual(before);
    expect((await bench.stripe.paymentIntents.retrieve(id)).metadata['adopted_by']).toBeUndefined();
  });

  it('that another register has adopted meanwhile is left to that one', async () => {
    const id = await orphan(900);
    await bench.stripe.paymentIntents.update(id, { metadata: { adopted_by: 'Till 2' } });
    expect(await review.adopt(id, 'one-line', APPROVAL)).toMatchObject({
      error: { code: 'REVIEW_ALREADY_ADOPTED' },
    });
    expect(review.list()).toEqual([]);
  });

  it('adopted by two presses at once becomes one sale', async () => {
    const id = await orphan(900);
    const answers = await Promise.all([
      review.adopt(id, 'one-line', APPROVAL),
      review.adopt(id, 'one-line', APPROVAL),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(till.db.all('SELECT * FROM card_tenders WHERE payment_intent_id = ?', id)).toHaveLength(1);
  });

  it('goes back whole, once', async () => {
    const id = await orphan(1_200);
    expect(await review.refund(id, APPROVAL)).toEqual({ ok: true, value: {} });
    const refunds = await bench.stripe.refunds.list({ payment_intent: id });
    expect(refunds.data.map((refund) => refund.amount)).toEqual([1_200]);
    expect(review.list()).toEqual([]);
    expect(review.listDone()).toMatchObject([{ how: 'refunded', staffName: 'Mia Manager' }]);
    expect(await review.refund(id, APPROVAL)).toMatchObject({ error: { code: 'REVIEW_ITEM_GONE' } });
  });

  it('stays in the queue while Stripe does not answer', async () => {
    const id = await orphan(1_200);
    await bench.control('scenario', { name: 'stripe-unreachable' });
    expect(await review.adopt(id, 'one-line', APPROVAL)).toMatchObject({
      error: { code: 'STRIPE_UNREACHABLE' },
    });
    await bench.control('scenario', { name: 'all-well' });
    expect(kinds()).toHaveLength(1);
  });
});

describe('a sale that says cash and was a card', () => {
  it('is repaired: the card takes the cash’s place, and the cash stays in the record', async () => {
    const { saleId, tenderIds } = till.sell({ pricesMinor: [2_000], cards: [] });
    const id = await orphan(2_000);
    const options = await review.lookAtOrphan(id);
    expect(options).toMatchObject({ value: { repairs: [{ saleId, sameItems: false }] } });
    expect(await review.repairTender(id, saleId, APPROVAL)).toEqual({ ok: true, value: { saleId } });
    expect(listCashOfSale(till.db, saleId)).toEqual([]);
    expect(store.listOfSale(saleId)).toMatchObject([
      { state: { state: 'approved', paymentIntentId: id, capturedMinor: 2_000 }, reconciliation: 'matched' },
    ]);
    expect(till.db.all('SELECT cash_tender_id FROM tender_repairs')).toEqual([
      { cash_tender_id: tenderIds[0] },
    ]);
    expect(till.db.all('SELECT * FROM cash_tenders WHERE sale_id = ?', saleId)).toHaveLength(1);
    expect(review.list()).toEqual([]);
    expect(review.listDone()).toMatchObject([{ how: 'repaired' }]);
  });

  it('is not repaired with a charge of another amount', async () => {
    const { saleId } = till.sell({ pricesMinor: [2_100], cards: [] });
    const id = await orphan(2_000);
    expect(await review.repairTender(id, saleId, APPROVAL)).toMatchObject({
      error: { code: 'REVIEW_ITEMS_DO_NOT_FIT' },
    });
    expect(listCashOfSale(till.db, saleId)).toHaveLength(1);
  });
});

describe('a look at the till', () => {
  it('goes through no table that grows with each sale, however much was sold', async () => {
    const asked = new Set<string>();
    const note = <Found>(sql: string, found: Found): Found => {
      asked.add(sql);
      return found;
    };
    const db: BenchTill['db'] = {
      ...till.db,
      all: (sql, ...parameters) => note(sql, till.db.all(sql, ...parameters)),
      get: (sql, ...parameters) => note(sql, till.db.get(sql, ...parameters)),
    };
    const watched = openReview({ ...till, db });
    watched.review.list();
    watched.reconciler.summary();
    watched.reconciler.plan();
    store.listUnsettled();
    expect(asked.size).toBeGreaterThan(10);
    const scans = [...asked].flatMap((sql) => {
      const values = Array.from(sql.matchAll(/\?/gu), () => null);
      return (
        till.db
          .all<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)
          .map(({ detail }) => detail)
          // An index that was made for the question holds only what it asks for.
          .filter(
            (detail) => detail.startsWith('SCAN') && !/USING (?:COVERING )?INDEX|CONSTANT ROW/u.test(detail),
          )
      );
    });
    // Disputes, and refunds that others made, are few.
    expect(scans.toSorted()).toEqual(['SCAN disputes', 'SCAN refunds_elsewhere']);
  });

  it('counts what was taken and what is proved, as a count of all payments would', async () => {
    await sold(1_500);
    const other = await sold(1_600);
    const naive = till.db.get<Record<string, number>>(
      `SELECT COUNT(*) FILTER (WHERE state IN ('approved', 'overpaid')) AS cardTenders,
         COUNT(*) FILTER (WHERE state = 'approved' AND reconciliation = 'matched') AS matched FROM card_tenders`,
    );
    expect(naive).toMatchObject({ cardTenders: 2 });
    expect(reconciler.summary()).toMatchObject({ ...naive, mismatched: 0 });
    till.db.run("UPDATE card_tenders SET reconciliation = 'mismatched' WHERE tender_id = ?", other);
    expect(reconciler.summary()).toMatchObject({ cardTenders: 2, matched: 1, mismatched: 1 });
  });
});

describe('a payment that looks like another one', () => {
  it('is suspected: same register, amount and card within minutes', async () => {
    const first = await sold(1_500);
    const second = await sold(1_500);
    const earlier = till.tenders.find(first);
    expect(review.list()).toMatchObject([
      {
        itemId: `duplicate:${second}`,
        kind: 'duplicate',
        severity: 'high',
        earlier: {
          sale: 1,
          receiptNumber: 'R-000001',
          amountMinor: 1_500,
          atMs: earlier?.createdAtMs,
          card: { last4: '4242' },
          paymentIntentId: expect.stringMatching(/^pi_/u) as string,
        },
        actions: ['open-sale', 'dismiss'],
      },
    ]);
    expect(first).not.toBe(second);
  });

  it('is no suspect with another card, another amount, or an hour later', async () => {
    await sold(1_500);
    await sold(1_500, '5555555555554444');
    await sold(1_600);
    const late = await sold(1_500);
    till.db.run('UPDATE card_tenders SET created_at_ms = created_at_ms + 3600000 WHERE tender_id = ?', late);
    expect(review.list()).toEqual([]);
  });

  it('is put aside by a manager with a reason, and stays aside', async () => {
    await sold(1_500);
    await sold(1_500);
    const [item] = review.list();
    expect(await review.dismiss(item?.itemId ?? '', { ...APPROVAL, pin: '0000' })).toMatchObject({
      error: { code: 'STAFF_PIN_WRONG' },
    });
    expect(review.list()).toHaveLength(1);
    expect(await review.dismiss(item?.itemId ?? '', APPROVAL)).toEqual({ ok: true, value: {} });
    expect(review.list()).toEqual([]);
    expect(review.listDone()).toMatchObject([
      { how: 'dismissed', reason: APPROVAL.reason, item: { kind: 'duplicate' } },
    ]);
    expect(await review.dismiss(item?.itemId ?? '', APPROVAL)).toMatchObject({
      error: { code: 'REVIEW_ITEM_GONE' },
    });
  });
});

describe('other trouble', () => {
  it('is told with where the money is: amount differs, missing, overpaid', async () => {
    const paid = await bench.pay({ amountMinor: 1_000, metadata: OURS });
    const { tenderIds } = till.sell({
      pricesMinor: [1_000],
      cards: [{ paymentIntentId: paid, amountMinor: 1_000 }],
    });
    till.db.run(
      "UPDATE card_tenders SET state_json = json_set(state_json, '$.capturedMinor', 990), captured_minor = 990",
    );
    await reconciler.checkTender(tenderIds[0] ?? '', 'manager');
    expect(review.list()).toMatchObject([
      {
        kind: 'mismatch',
        why: 'amount',
        money: 'at-stripe',
        amountMinor: 10,
        stripe: { amountMinor: 1_000 },
      },
    ]);
    till.sell({ pricesMinor: [500], cards: [{ paymentIntentId: 'pi_nowhere', amountMinor: 500 }] });
    await review.checkWithStripe();
    await reconciler.checkTender(store.findByIntent('pi_nowhere')?.tenderId ?? '', 'manager');
    expect(kinds()).toContainEqual(['missing-at-stripe', 'critical', 'not-at-stripe', 500]);
  });

  it('of a charge after the cancel is given back once, and leaves the list', async () => {
    const paid = await bench.pay({ amountMinor: 1_000, metadata: OURS });
    const { tenderIds } = till.sell({
      pricesMinor: [1_000],
      cards: [{ paymentIntentId: paid, amountMinor: 1_000 }],
    });
    const tender = store.find(tenderIds[0] ?? '');
    if (tender === null) throw new Error('No tender');
    store.commit({
      tender,
      next: { state: 'cancelled', paymentIntentId: paid },
      note: { kind: 'cancelled', source: 'stripe' },
      atMs: systemClock.nowMs(),
    });
    await reconciler.checkTender(tender.tenderId, 'manager');
    expect(kinds()).toEqual([['overpaid', 'critical', 'at-stripe', 1_000]]);
    const answers = [await review.refund(paid, APPROVAL), await review.refund(paid, APPROVAL)];
    expect(answers).toMatchObject([{ ok: true }, { error: { code: 'REVIEW_ITEM_GONE' } }]);
    expect(review.list()).toEqual([]);
    const refunds = await bench.stripe.refunds.list({ payment_intent: paid });
    expect(refunds.data.map((refund) => refund.amount)).toEqual([1_000]);
  });

  it('of a hold that nobody captured is told before it lapses, and not before that', async () => {
    const id = await bench.pay({ amountMinor: 800, metadata: OURS });
    const { tenderIds } = till.sell({
      pricesMinor: [800],
      cards: [{ paymentIntentId: id, amountMinor: 800 }],
    });
    const hold = (captureBeforeMs: number): void => {
      const tender = store.find(tenderIds[0] ?? '');
      if (tender === null) throw new Error('No tender');
      store.commit({
        tender,
        next: {
          state: 'to-capture',
          paymentIntentId: id,
          attempt: 1,
          authorisedMinor: minorUnits(800),
          tipMinor: minorUnits(0),
          captureBeforeMs,
          captureTries: 3,
          twin: null,
        },
        note: { kind: 'checked', source: 'stripe' },
        atMs: systemClock.nowMs(),
      });
    };
    hold(systemClock.nowMs() + 47 * 3_600_000);
    expect(review.list()).toEqual([]);
    hold(systemClock.nowMs() + 23 * 3_600_000);
    expect(kinds()).toEqual([['hold-lapsing', 'critical', 'on-hold', 800]]);
  });

  it('of a refund that came back, and of one that another hand made, is told', async () => {
    const id = await bench.pay({ amountMinor: 1_000, number: '4000000000005126', metadata: OURS });
    const { tenderIds } = till.sell({
      pricesMinor: [1_000],
      cards: [{ paymentIntentId: id, amountMinor: 1_000 }],
    });
    till.db.run("UPDATE card_tenders SET reconciliation = 'matched'");
    await till.refunds.refundTender(tenderIds[0] ?? '', 400, { reason: 'defective' });
    bench.daysPass();
    const [failed] = (await bench.stripe.refunds.list({ payment_intent: id })).data;
    const hear = (objectId: string, type: string) =>
      till.refunds.events.apply({ eventId: `evt_${objectId}`, type, objectId, intentId: id });
    await hear(failed?.id ?? '', 'refund.failed');
    expect(kinds()).toEqual([['refund-failed', 'high', 'at-stripe', 400]]);
    const foreign = await bench.stripe.refunds.create({ payment_intent: id, amount: 150 });
    await hear(foreign.id, 'refund.created');
    expect(kinds()).toContainEqual(['refunded-elsewhere', 'medium', 'given-back', 150]);
  });

  it('of a refund says how the till heard of it: pushed by the relay, or found by its own sweep', async () => {
    const id = await bench.pay({ amountMinor: 900, number: '4000000000005126', metadata: OURS });
    const { tenderIds } = till.sell({
      pricesMinor: [900],
      cards: [{ paymentIntentId: id, amountMinor: 900 }],
    });
    await till.refunds.refundTender(tenderIds[0] ?? '', 300, { reason: 'defective' });
    const [refund] = (await bench.stripe.refunds.list({ payment_intent: id })).data;
    const about = { objectId: refund?.id ?? '', type: 'refund.updated', intentId: id };
    await till.refunds.events.apply({ ...about, eventId: 'evt_pushed', source: 'relay' });
    bench.daysPass();
    await till.refunds.events.apply({ ...about, eventId: 'evt_listed', source: 'sweep' });
    const heard = till.db.all<{ readonly kind: string; readonly source: string }>(
      "SELECT kind, source FROM refund_journal WHERE source IN ('relay', 'sweep') ORDER BY journal_id",
    );
    expect(heard.map(({ kind, source }) => [kind, source])).toEqual([
      ['webhook', 'relay'],
      ['webhook', 'sweep'],
      ['refund-failed', 'sweep'],
    ]);
  });

  it('of a dispute waits with its due date until the bank has decided for the shop', async () => {
    const tenderId = await sold(1_300);
    const id = store.find(tenderId)?.state;
    const intent = id !== undefined && 'paymentIntentId' in id ? id.paymentIntentId : null;
    const keep = (status: string): void => {
      till.db.run(
        `INSERT INTO disputes VALUES ('du_1', ?, 'ch_1', 1300, 'EUR', ?, 'fraudulent', 9000, 5000, 5000)
         ON CONFLICT (dispute_id) DO UPDATE SET status = excluded.status`,
        intent,
        status,
      );
    };
    keep('needs_response');
    expect(review.list()).toMatchObject([
      {
        kind: 'dispute',
        severity: 'high',
        money: 'taken-back-by-bank',
        dueAtMs: 9_000,
        detail: 'fraudulent',
      },
    ]);
    keep('under_review');
    expect(review.list()).toEqual([]);
    keep('lost');
    expect(review.list()).toMatchObject([{ kind: 'dispute', severity: 'medium' }]);
  });

  it('goes from the list when its cause goes', async () => {
    till.sell({ pricesMinor: [500], cards: [{ paymentIntentId: 'pi_nowhere', amountMinor: 500 }] });
    const tenderId = store.findByIntent('pi_nowhere')?.tenderId ?? '';
    await reconciler.checkTender(tenderId, 'manager');
    expect(kinds()).toHaveLength(1);
    till.db.run("UPDATE card_tenders SET reconciliation = 'matched', reconciled_why = NULL");
    expect(review.list()).toEqual([]);
  });

  it('of the record itself is critical: a changed journal row is found', async () => {
    await sold(700);
    await sold(800);
    const found: number[] = [];
    const walk = (): void => {
      const watch = watchJournal({
        db: till.db,
        clock: systemClock,
        timers: { ...systemTimers, after: (_ms, call) => (walks.push(call), () => undefined) },
        log: { ...SILENT, error: (_event, fields) => found.push(Number(fields?.['journalId'])) },
        changed: () => undefined,
      });
      watch.start();
      walks.shift()?.();
      damage = watch.damage();
    };
    const walks: (() => void)[] = [];
    walk();
    expect([found, damage]).toEqual([[], null]);
    till.db.run('DROP TRIGGER journal_is_not_edited');
    till.db.run("UPDATE tender_journal SET detail_json = '{}' WHERE journal_id = 2");
    walks.length = 0;
    walk();
    expect(found).toEqual([2]);
    expect(kinds()).toEqual([['journal-damaged', 'critical', 'not-known', null]]);
  });

  it('of forged events is counted, and comes back with the next one', async () => {
    till.db.run('INSERT INTO forged_events VALUES (1, 3, 5000)');
    expect(review.list()).toMatchObject([
      { itemId: 'forged:3', kind: 'forged-events', count: 3, money: 'none' },
    ]);
    await review.dismiss('forged:3', APPROVAL);
    expect(review.list()).toEqual([]);
    till.db.run('UPDATE forged_events SET count = 4');
    expect(review.list()).toHaveLength(1);
  });
});

function kinds(): readonly (readonly [ReviewItem['kind'], string, string, number | null])[] {
  return review.list().map((item) => [item.kind, item.severity, item.money, item.amountMinor]);
}

/** A charge made without the till, found by its sweep. */
async function orphan(amountMinor: number, metadata: Record<string, string> = {}): Promise<string> {
  const id = await bench.pay({ amountMinor, metadata: { ...OURS, ...metadata } });
  till.db.run('DELETE FROM orphans');
  const read = await till.gateway.readIntent(id);
  if (read.kind !== 'ok') throw new Error(read.kind);
  expect(strays.note(read.value)).toBe('orphan');
  return id;
}

/** A sale paid by card, with what Stripe says of the card. */
async function sold(amountMinor: number, number = '4242424242424242'): Promise<string> {
  const id = await bench.pay({ amountMinor, number, metadata: OURS });
  const { tenderIds } = till.sell({
    pricesMinor: [amountMinor],
    cards: [{ paymentIntentId: id, amountMinor }],
  });
  const read = await till.gateway.readIntent(id);
  if (read.kind !== 'ok') throw new Error(read.kind);
  const tender = store.findByIntent(id);
  if (tender === null) throw new Error('The tender was not recorded');
  const note = { kind: 'checked', source: 'till' } as const;
  store.commit({ tender, next: tender.state, note, atMs: systemClock.nowMs(), facts: read.value.charge });
  till.db.run("UPDATE card_tenders SET reconciliation = 'matched' WHERE payment_intent_id = ?", id);
  return tenderIds[0] ?? '';
}

function openReview(from: BenchTill) {
  const { db, gateway } = from;
  const clock: Clock = systemClock;
  const ids = createIds(clock);
  const tenders = createTenderStore(db, (tender) => {
    finishWhenPaid(db, tender, clock.nowMs());
  });
  const driver: ReaderDriver = {
    ready: () => null,
    arm: () => Promise.resolve({ kind: 'unknown' }),
    process: () => Promise.resolve({ kind: 'unknown' }),
    disarm: () => Promise.resolve(),
  };
  const common = { db, store: tenders, clock, log: SILENT, gateway: () => gateway };
  const effects = createTenderEffects({
    ...common,
    driver: () => driver,
    storeId: () => 'store-1',
    tipsOnReader: () => false,
    lineItems: { accepted: () => true, refused: () => undefined },
    sentAhead: () => null,
  });
  const runner = createRunner({ ...common, effects, changed: () => undefined });
  strays = createStrays({
    ...common,
    register: () => 'Till 1',
    storeId: () => 'store-1',
    locationId: () => null,
  });
  const comparing = createReconciler({
    ...common,
    runner,
    strays,
    timers: { ...systemTimers, after: () => () => undefined },
    relayLive: () => true,
    relayPaired: () => true,
    handlers: [],
    changed: () => undefined,
  });
  const identify: Staff['identify'] = ({ pin }) =>
    Promise.resolve(
      pin === '2468' ? accept({ staffId: 'staff-1', name: 'Mia Manager' }) : refuse('STAFF_PIN_WRONG'),
    );
  const queue = createReview({
    ...common,
    ids,
    runner,
    strays,
    reconciler: comparing,
    refunds: from.refunds,
    approvals: createApprovals({ db, clock, ids, staff: { identify } }),
    frame: () => SALE_FRAME,
    register: () => 'Till 1',
    currency: () => 'EUR',
    taxRate: () => ({ id: 'vat', name: 'VAT 21 %', ratePpm: 210_000 }),
    recoveredName: () => 'Recovered card payment',
    journalDamage: () => damage,
    nowMs: clock.nowMs,
    changed: () => undefined,
  });
  return { store: tenders, reconciler: comparing, review: queue };
}
