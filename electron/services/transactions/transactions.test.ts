import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHANNELS, type TransactionStatus } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { CardTenderState } from '../../../shared/domain/payment/index.ts';
import type { Db } from '../db/index.ts';
import { createTenderStore, listCashOfSale, type TenderStore } from '../payments/index.ts';
import { receiptText } from '../receipts/index.ts';
import { completeSale, createSales, findSale, setCurrent } from '../sales/index.ts';
import { createIds, systemTimers } from '../system/index.ts';
import { createReadsHere } from '../long-reads/index.ts';
import { getTransaction, listTransactions, type TransactionPorts, type TransactionQuery } from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';
import { SALE_FRAME } from '../../../tests/support/sale-frame.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const CHARGE = {
  chargeId: 'ch_1',
  brand: 'visa',
  last4: '4242',
  fingerprint: 'finger-1',
  entryMode: 'contactless',
  wallet: null,
  authorisationCode: '123456',
  receipt: {
    applicationName: 'Visa Credit',
    aid: 'A0000000031010',
    verification: 'none',
    accountType: null,
  },
} as const;

const ALL: TransactionQuery = {
  text: '',
  statuses: [],
  tender: null,
  cashierId: null,
  register: null,
  customerId: null,
  fromMs: null,
  untilMs: null,
  before: null,
  limit: 200,
};

let directory: string;
let db: Db;
let store: TenderStore;
let ports: TransactionPorts;
let nowMs: number;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-list-'));
  db = openNewDatabase(join(directory, 'till.db'));
  nowMs = NOON_MS;
  store = createTenderStore(db, () => undefined);
  ports = {
    db,
    store,
    timers: systemTimers,
    cashierName: () => 'Owner',
    shiftNumber: () => 1,
    reads: createReadsHere(db),
    currency: () => 'EUR',
  };
  db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  db.run("INSERT INTO shifts VALUES ('shift-1', 1, 1000, 'staff-1')");
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

type Made = {
  readonly card?: CardTenderState;
  readonly cash?: boolean;
  readonly state?: 'completed' | 'charging' | 'voided' | 'open';
  readonly reconciliation?: string;
};

/** A sale of one product that ended as told, no longer before the cashier. */
function make(name: string, priceMinor: number, made: Made = {}): string {
  nowMs += 1000;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const ids = createIds(clock);
  const sales = createSales({
    db,
    clock,
    ids,
    frame: () => SALE_FRAME,
  });
  const added = sales.addItem({
    productId: null,
    name,
    quantity: 1,
    unitPriceMinor: minorUnits(priceMinor),
    taxRate: { id: 'vat', name: 'VAT 9 %', ratePpm: 90_000 },
  });
  if (!added.ok) throw new Error(added.error.code);
  const { saleId, cartHash } = added.value;
  if (made.card !== undefined) {
    const tender = store.open({
      tenderId: ids.uuidv7(),
      saleId,
      amountMinor: priceMinor,
      currency: 'EUR',
      mode: 'test',
      cartHash,
      register: 'Till 1',
      shiftId: 'shift-1',
      cashierId: 'staff-1',
      createdAtMs: nowMs,
    });
    store.commit({
      tender,
      next: made.card,
      note: { kind: 'approved', source: 'stripe' },
      atMs: nowMs,
      facts: made.card.state === 'approved' ? CHARGE : null,
    });
    db.run('UPDATE card_tenders SET reconciliation = ?', made.reconciliation ?? 'pending');
  }
  if (made.cash === true) {
    db.run(
      `INSERT INTO cash_tenders (tender_id, sale_id, amount_minor, rounding_minor, tendered_minor, change_minor,
         currency, at_ms) VALUES (?, ?, ?, 0, ?, ?, ?, ?)`,
      ids.uuidv7(),
      saleId,
      priceMinor,
      priceMinor + 100,
      100,
      'EUR',
      nowMs,
    );
  }
  const state = made.state ?? 'completed';
  if (state === 'completed') completeSale(db, saleId, nowMs);
  else db.run('UPDATE sales SET state = ? WHERE sale_id = ?', state, saleId);
  setCurrent(db, saleId, false);
  return saleId;
}

function approved(id: string, capturedMinor: number): CardTenderState {
  return {
    state: 'approved',
    paymentIntentId: id,
    attempt: 1,
    capturedMinor: minorUnits(capturedMinor),
    tipMinor: minorUnits(0),
  };
}

function list(query: Partial<TransactionQuery> = {}) {
  return listTransactions(ports, { ...ALL, ...query });
}

async function summaries(query: Partial<TransactionQuery> = {}): Promise<string[]> {
  return (await list(query)).rows.map((row) => row.itemSummary);
}

describe('the list of sales', () => {
  it('shows the newest first, in pages that miss nothing and repeat nothing, whatever their size', async () => {
    const made = Array.from({ length: 23 }, (_each, index) =>
      make(`Item ${String(index)}`, 100 + index, { cash: true }),
    );
    // Two sales of one millisecond: the cursor must still tell them apart.
    db.run(
      'UPDATE sales SET opened_at_ms = ? WHERE sale_id IN (?, ?)',
      NOON_MS,
      made[7] ?? '',
      made[8] ?? '',
    );
    const whole = (await list()).rows.map((row) => row.saleId);
    expect(new Set(whole).size).toBe(23);
    expect(whole[0]).toBe(made.at(-1));
    for (const limit of [1, 2, 5, 22, 23, 24]) {
      const seen: string[] = [];
      let before: number | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ limit, before });
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        seen.push(...page.rows.map((row) => row.saleId));
        before = page.next;
      } while (before !== null);
      expect(seen).toEqual(whole);
    }
  });

  it('keeps its place while new sales come in', async () => {
    for (let index = 0; index < 6; index += 1) make(`Item ${String(index)}`, 100, { cash: true });
    const first = await list({ limit: 3 });
    make('Newcomer', 100, { cash: true });
    expect(await summaries({ limit: 3, before: first.next })).toEqual(['Item 2', 'Item 1', 'Item 0']);
  });

  const DOUBT: CardTenderState = {
    state: 'in-doubt',
    paymentIntentId: 'pi_d',
    from: 'armed',
    cause: 'no-answer',
    wasCancelling: null,
    twin: null,
    attempt: 1,
    chargesSeen: 0,
  };
  const statuses: readonly (readonly [TransactionStatus, Made])[] = [
    ['paid', { card: approved('pi_1', 250) }],
    ['paid', { cash: true }],
    ['in-progress', { state: 'charging' }],
    ['in-doubt', { card: DOUBT, state: 'charging' }],
    ['voided', { state: 'voided' }],
    ['mismatch', { card: approved('pi_2', 250), reconciliation: 'mismatched' }],
    ['mismatch', { card: approved('pi_3', 250), reconciliation: 'missing-at-stripe' }],
    [
      'overpaid',
      { card: { state: 'overpaid', paymentIntentId: 'pi_4', capturedMinor: minorUnits(250) }, cash: true },
    ],
  ];
  it.each(statuses)('tells %s of %j, and finds it by that', async (status, made) => {
    make('Coffee', 250, made);
    expect((await list()).rows).toMatchObject([{ status, totalMinor: 250 }]);
    for (const [asked] of statuses) {
      expect((await list({ statuses: [asked] })).rows).toHaveLength(asked === status ? 1 : 0);
    }
    expect(getTransaction(ports, (await list()).rows[0]?.saleId ?? '')).toMatchObject({
      ok: true,
      value: { status },
    });
  });

  const searches: readonly (readonly [string, readonly string[]])[] = [
    ['2', ['Tea 100%']],
    ['R-000001', ['Coffee']],
    ['12.50', ['Tea 100%']],
    ['€12,50', ['Tea 100%']],
    ['4242', ['Coffee']],
    ['pi_1', ['Coffee']],
    ['coff', ['Coffee']],
    ['100%', ['Tea 100%']],
    ['%', []],
    ['coffee 4242', ['Coffee']],
    ['tea 4242', []],
    ['owner', ['Tea 100%', 'Coffee']],
    ['till', ['Tea 100%', 'Coffee']],
    ['tea till 1', ['Tea 100%']],
    ['r-2', ['Tea 100%']],
    ['#1', ['Coffee']],
    ['2.5', []],
    ['13.50', []],
    ['_', []],
    ['\\', []],
    ["' OR 1=1 --", []],
    ['pi_', []],
  ];
  it.each(searches)('searched for %j finds %j', async (text, names) => {
    make('Coffee', 250, { card: approved('pi_1', 250) });
    make('Tea 100%', 1250, { cash: true });
    expect(await summaries({ text })).toEqual(names);
  });

  it('answers as the contract says', async () => {
    make('Coffee', 250, { card: approved('pi_1', 250) });
    make('Tea', 1250, { cash: true });
    expect(CHANNELS['transactions.list'].response.safeParse(await list()).error).toBeUndefined();
    for (const { saleId } of (await list()).rows) {
      const detail = getTransaction(ports, saleId);
      if (!detail.ok) throw new Error(detail.error.code);
      expect(CHANNELS['transactions.get'].response.safeParse(detail.value).error).toBeUndefined();
    }
  });
});

describe('one sale', () => {
  it('shows its card leg with the intent, the card and every step', () => {
    const saleId = make('Coffee', 250, { card: approved('pi_1', 250) });
    const detail = getTransaction(ports, saleId);
    expect(detail).toMatchObject({
      ok: true,
      value: {
        receiptNumber: 'R-000001',
        legs: [
          {
            kind: 'card',
            state: 'approved',
            capturedMinor: 250,
            card: { brand: 'visa', last4: '4242' },
            stripe_payment_intent_id: 'pi_1',
            dashboardUrl: 'https://dashboard.stripe.com/test/payments/pi_1',
          },
        ],
      },
    });
    const [leg] = detail.ok ? detail.value.legs : [];
    expect(leg?.kind === 'card' ? leg.timeline.map((entry) => entry.kind) : []).toEqual([
      'tender-opened',
      'approved',
    ]);
  });

  it('shows no card where none was charged', async () => {
    const saleId = make('Coffee', 250, { card: { state: 'cancelled', paymentIntentId: 'pi_1' }, cash: true });
    expect((await list()).rows[0]?.tenders).toEqual([{ kind: 'cash', brand: null, last4: null }]);
    expect(getTransaction(ports, saleId)).toMatchObject({
      value: {
        legs: [
          { kind: 'card', card: null, capturedMinor: null },
          { kind: 'cash', changeMinor: 100 },
        ],
      },
    });
  });

  it('that is not there is refused', () => {
    expect(getTransaction(ports, 'none')).toEqual({ ok: false, error: { code: 'SALE_NOT_FOUND' } });
  });
});

describe('a receipt', () => {
  function receiptOf(saleId: string, locale: 'en' | 'de'): string | null {
    const sale = findSale(db, saleId);
    if (sale === null) throw new Error('The sale is gone');
    const cards = store.listOfSale(saleId);
    const cash = listCashOfSale(db, saleId);
    return receiptText({ sale, cards, cash, storeName: 'Kade 12', cashierName: 'Owner' }, locale);
  }

  it('of a card names what was bought, what was charged, and the lines that card schemes want', () => {
    const text = receiptOf(make('Coffee', 1250, { card: approved('pi_1', 1250) }), 'en') ?? '';
    for (const part of [
      'Kade 12',
      'Coffee',
      '12.50',
      'R-000001',
      '4242',
      '123456',
      'A0000000031010',
      'TEST',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('of cash names the change, in the customer’s language', () => {
    const saleId = make('Kaffee', 1250, { cash: true });
    expect(receiptOf(saleId, 'de')).toContain('12,50');
    expect(receiptOf(saleId, 'en')).toMatch(/Change.*1\.00/u);
  });

  it.each(['charging', 'voided', 'open'] as const)('is not to be had of a sale that is %s', (state) => {
    expect(receiptOf(make('Coffee', 1250, { state }), 'en')).toBeNull();
  });

  it('never lists a card payment that did not charge', () => {
    const saleId = make('Coffee', 1250, {
      card: { state: 'cancelled', paymentIntentId: 'pi_gone' },
      cash: true,
    });
    expect(receiptOf(saleId, 'en')).not.toContain('pi_gone');
    expect(receiptOf(saleId, 'en')).not.toMatch(/visa|Contactless/iu);
  });
});
