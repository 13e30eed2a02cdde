import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { completeSale, createSales, setCurrent } from '../sales/index.ts';
import { createIds } from '../system/index.ts';
import { makeReportFile, makeReportOfSpan, type ReportFileRequest } from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

/*
 * Goal: each table of a report comes to the cent to what was sold and given back. Method: an invented shop is written
 * into a real database, and a ledger that knows only what was invented adds it up by its own arithmetic, in fractions.
 */
const FIRST_DAY = new Date(2026, 2, 23).getTime();
const DAYS = 9; // The clocks change on one of them.
const RATES = [0, 70_000, 90_000, 210_000] as const;
const PEOPLE = ['staff-1', 'staff-2'] as const;
const BRANDS = ['visa', 'mastercard'] as const;

type RawLine = { readonly product: number; readonly quantity: number; readonly priceMinor: number };
type RawSale = {
  readonly minute: number;
  readonly person: number;
  readonly lines: readonly RawLine[];
  readonly includesTax: boolean;
  /** The customer pays no tax on what is bought. */
  readonly isExempt: boolean;
  /** Goods that come back with the sale, one piece a line, with tax in them or sold without. */
  readonly exchanged: readonly (Omit<RawLine, 'quantity'> & { readonly wasExempt: boolean })[];
  readonly byCard: boolean;
  readonly brand: number;
  readonly tipMinor: number;
  /** What came back of the first line, in pieces, and how that went. */
  readonly back: {
    readonly pieces: number;
    readonly how: 'cash' | 'card' | 'failed';
    readonly later: number;
  } | null;
};

const rawSale: fc.Arbitrary<RawSale> = fc.record({
  minute: fc.integer({ min: 0, max: DAYS * 1_440 - 60 }),
  person: fc.integer({ min: 0, max: 1 }),
  lines: fc.array(
    fc.record({
      product: fc.integer({ min: 0, max: 5 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      priceMinor: fc.integer({ min: 1, max: 9_999 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  includesTax: fc.boolean(),
  isExempt: fc.boolean(),
  exchanged: fc.oneof(
    fc.constant([]),
    fc.array(
      fc.record({
        product: fc.integer({ min: 0, max: 5 }),
        priceMinor: fc.integer({ min: 1, max: 9_999 }),
        wasExempt: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  byCard: fc.boolean(),
  brand: fc.integer({ min: 0, max: 1 }),
  tipMinor: fc.constantFrom(0, 0, 150),
  back: fc.option(
    fc.record({
      pieces: fc.integer({ min: 1, max: 4 }),
      how: fc.constantFrom('cash', 'card', 'failed'),
      later: fc.integer({ min: 0, max: 3_000 }),
    }),
    { freq: 2, nil: null },
  ),
});

function open(): { readonly db: Db; readonly close: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'till-reports-'));
  const db = openNewDatabase(join(directory, 'till.db'));
  for (const staffId of PEOPLE)
    db.run(
      "INSERT INTO staff (staff_id, name, role) VALUES (?, ?, 'cashier')",
      staffId,
      `Name of ${staffId}`,
    );
  db.run("INSERT INTO shifts VALUES ('shift-1', 1, 1000, 'staff-1')");
  return {
    db,
    close: () => {
      db.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const rateOf = (product: number): number => RATES[product % RATES.length] ?? 0;
const rateFor = (product: number) => {
  const ratePpm = rateOf(product);
  return { id: `vat-${String(ratePpm)}`, name: `VAT ${String(ratePpm / 10_000)} %`, ratePpm };
};
const halfUp = (top: bigint, bottom: bigint): bigint => (2n * top + bottom) / (2n * bottom);
const big = BigInt;

/** The tax in or on an amount of one rate, rounded once; of less than nothing as of its mirror image. */
function taxOf(baseMinor: bigint, ratePpm: number, included: boolean): bigint {
  if (baseMinor < 0n) return 0n - taxOf(0n - baseMinor, ratePpm, included);
  return included
    ? halfUp(baseMinor * big(ratePpm), big(1_000_000 + ratePpm))
    : halfUp(baseMinor * big(ratePpm), 1_000_000n);
}

function sumOf<Line extends { readonly product: number }>(
  lines: readonly Line[],
  rate: number,
  minorOf: (line: Line) => number,
): bigint {
  return lines
    .filter(({ product }) => rateOf(product) === rate)
    .reduce((sum, line) => sum + big(minorOf(line)), 0n);
}

/** A sale by the ledger's own arithmetic. */
function reckon(sale: RawSale) {
  const taxes = RATES.flatMap((rate) => {
    const bought = sumOf(sale.lines, rate, ({ quantity, priceMinor }) => quantity * priceMinor);
    const returned = (wasExempt: boolean): bigint =>
      0n -
      sumOf(
        sale.exchanged.filter((each) => each.wasExempt === wasExempt),
        rate,
        ({ priceMinor }) => priceMinor,
      );
    const taxed = returned(false) + (sale.isExempt ? 0n : bought);
    const tax = taxOf(taxed, rate, sale.includesTax);
    // Who is exempt pays what is left without the tax in it; goods that were sold so come back at what was paid.
    const exempt = sale.isExempt ? bought : 0n;
    const exempted = sale.includesTax ? taxOf(exempt, rate, true) : 0n;
    return [
      { rate, isExempt: false, tax, net: sale.includesTax ? taxed - tax : taxed },
      { rate, isExempt: true, tax: 0n, net: exempt - exempted + returned(true) },
    ];
  });
  return { taxes, total: taxes.reduce((sum, { tax, net }) => sum + tax + net, 0n) };
}

/** Writes what was invented, and answers with what came back of it. */
function write(db: Db, raw: readonly RawSale[]): void {
  raw.forEach((sale, index) => {
    const atMs = FIRST_DAY + sale.minute * 60_000;
    const clock = { nowMs: () => atMs, monotonicMs: () => atMs };
    const ids = createIds(clock);
    const sales = createSales({
      db,
      clock,
      ids,
      frame: () => ({
        currency: 'EUR',
        pricesIncludeTax: sale.includesTax,
        mode: 'test',
        register: 'Till 1',
        shiftId: 'shift-1',
        cashierId: PEOPLE[sale.person] ?? '',
      }),
    });
    let saleId = '';
    for (const { product, quantity, priceMinor } of sale.lines) {
      const added = sales.addItem({
        productId: null,
        name: `Product ${String(product)}`,
        quantity,
        unitPriceMinor: minorUnits(priceMinor),
        taxRate: rateFor(product),
      });
      if (!added.ok) throw new Error(added.error.code);
      ({ saleId } = added.value);
    }
    for (const { product, priceMinor, wasExempt } of sale.exchanged) {
      const added = sales.addReturn({
        productId: null,
        name: `Product ${String(product)}`,
        quantity: 1,
        unitPriceMinor: minorUnits(-priceMinor),
        isExempt: wasExempt,
        taxRate: rateFor(product),
      });
      if (!added.ok) throw new Error(added.error.code);
    }
    if (sale.isExempt) sales.setExemption(saleId, { reason: 'diplomat', reference: 'CD 12' });
    const total = Number(reckon(sale).total);
    const tenderId = `tender-${String(index)}`;
    if (sale.byCard && total > 0)
      db.run(
        `INSERT INTO card_tenders (tender_id, sale_id, state, state_json, version, amount_minor, currency, mode, cart_hash,
           register, shift_id, cashier_id, created_at_ms, changed_at_ms, payment_intent_id, captured_minor, card_json)
         VALUES (?, ?, 'approved', ?, 1, ?, 'EUR', 'test', '', 'Till 1', 'shift-1', 'staff-1', ?, ?, ?, ?, ?)`,
        tenderId,
        saleId,
        JSON.stringify({ state: 'approved', capturedMinor: total + sale.tipMinor, tipMinor: sale.tipMinor }),
        total,
        atMs,
        atMs,
        `pi_${String(index)}`,
        total + sale.tipMinor,
        JSON.stringify({ brand: BRANDS[sale.brand], entryMode: 'chip', wallet: null, last4: '4242' }),
      );
    else if (total > 0)
      db.run(
        `INSERT INTO cash_tenders (tender_id, sale_id, amount_minor, rounding_minor, tendered_minor, change_minor, currency,
           at_ms, shift_id) VALUES (?, ?, ?, 0, ?, 0, 'EUR', ?, 'shift-1')`,
        tenderId,
        saleId,
        total,
        total,
        atMs,
      );
    completeSale(db, saleId, atMs);
    setCurrent(db, saleId, false);
    if (total < 0) writeExchanged(db, { saleId, index, atMs, amountMinor: -total });
    writeRefund(db, { sale, saleId, tenderId, index, atMs });
  });
}

/** What an exchange left the customer with: paid out of the drawer, and no refund beside the sale. */
function writeExchanged(
  db: Db,
  of: {
    readonly saleId: string;
    readonly index: number;
    readonly atMs: number;
    readonly amountMinor: number;
  },
): void {
  const refundId = `exchange-${String(of.index)}`;
  db.run(
    `INSERT INTO refunds (refund_id, number, kind, sale_id, exchange_sale_id, amount_minor, currency, mode, reason, restock,
       register, shift_id, cashier_id, created_at_ms)
     VALUES (?, ?, 'sale', ?, ?, ?, 'EUR', 'test', 'exchange', 0, 'Till 1', 'shift-1', 'staff-2', ?)`,
    refundId,
    refundId,
    of.saleId,
    of.saleId,
    of.amountMinor,
    of.atMs,
  );
  db.run(
    `INSERT INTO refund_legs (leg_id, refund_id, kind, amount_minor, rounding_minor, currency, mode, state, state_json,
       version, key_at_ms, created_at_ms, changed_at_ms)
     VALUES (?, ?, 'cash', ?, 0, 'EUR', 'test', 'paid-out', '{}', 1, 0, ?, ?)`,
    `leg-${refundId}`,
    refundId,
    of.amountMinor,
    of.atMs,
    of.atMs,
  );
}

function writeRefund(
  db: Db,
  of: {
    readonly sale: RawSale;
    readonly saleId: string;
    readonly tenderId: string;
    readonly index: number;
    readonly atMs: number;
  },
): void {
  const back = reckonBack(of.sale);
  if (back === null) return;
  const refundId = `refund-${String(of.index)}`;
  const byCard = of.sale.byCard && back.how !== 'cash';
  const atMs = of.atMs + back.later * 60_000;
  db.run(
    `INSERT INTO refunds (refund_id, number, kind, sale_id, amount_minor, currency, mode, reason, restock, register, shift_id,
       cashier_id, created_at_ms) VALUES (?, ?, 'sale', ?, ?, 'EUR', 'test', 'other', 1, 'Till 1', 'shift-1', 'staff-2', ?)`,
    refundId,
    refundId,
    of.saleId,
    Number(back.amount),
    atMs,
  );
  const line = db.get<{ readonly line_id: string }>(
    'SELECT line_id FROM sale_lines WHERE sale_id = ? ORDER BY position LIMIT 1',
    of.saleId,
  );
  db.run(
    `INSERT INTO refund_lines (refund_id, position, line_id, name, quantity, amount_minor, tax_name, tax_ppm, tax_minor)
     VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?)`,
    refundId,
    line?.line_id ?? null,
    `Product ${String(back.product)}`,
    back.pieces,
    Number(back.amount),
    `VAT ${String(rateOf(back.product) / 10_000)} %`,
    rateOf(back.product),
    Number(back.tax),
  );
  db.run(
    `INSERT INTO refund_legs (leg_id, refund_id, kind, tender_id, payment_intent_id, method, amount_minor, rounding_minor,
       currency, mode, state, state_json, version, key_at_ms, created_at_ms, changed_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0, 'EUR', 'test', ?, '{}', 1, 0, ?, ?)`,
    `leg-${String(of.index)}`,
    refundId,
    byCard ? 'card' : 'cash',
    of.tenderId,
    byCard ? `pi_${String(of.index)}` : null,
    byCard ? 'api' : null,
    Number(back.amount),
    byCard ? (back.how === 'failed' ? 'failed' : 'succeeded') : 'paid-out',
    atMs,
    atMs,
  );
}

/** What came back of a sale: pieces of its first line at their price, with the tax in them. */
function reckonBack(sale: RawSale) {
  const [line] = sale.lines;
  // What a sale below nothing brought nobody, nobody can give back.
  if (sale.back === null || line === undefined || reckon(sale).total <= 0n) return null;
  const pieces = Math.min(sale.back.pieces, line.quantity);
  const base = big(pieces * line.priceMinor);
  const inPrice = taxOf(base, rateOf(line.product), sale.includesTax);
  const tax = sale.isExempt ? 0n : inPrice;
  const exempted = sale.isExempt && sale.includesTax ? inPrice : 0n;
  const { how, later } = sale.back;
  const reached = !(sale.byCard && how === 'failed');
  return {
    product: line.product,
    pieces,
    how,
    later,
    reached,
    tax,
    amount: sale.includesTax ? base - exempted : base + tax,
  };
}

const isIn = (minute: number, from: number, until: number): boolean => minute >= from && minute < until;

describe('a report', () => {
  it('of any days of any shop comes to the ledger of what was invented, table by table', () => {
    fc.assert(
      fc.property(
        fc.array(rawSale, { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 0, max: DAYS - 1 }),
        fc.integer({ min: 1, max: DAYS }),
        (raw, firstDay, days) => {
          const { db, close } = open();
          try {
            write(db, raw);
            const from = firstDay * 1_440;
            const until = (firstDay + days) * 1_440;
            const { report } = makeReportOfSpan(db, {
              fromMs: FIRST_DAY + from * 60_000,
              untilMs: FIRST_DAY + until * 60_000,
              currency: 'EUR',
              compare: 'none',
            });
            const sold = raw.filter(({ minute }) => isIn(minute, from, until));
            const returned = raw.flatMap((sale) => {
              const back = reckonBack(sale);
              return back?.reached === true && isIn(sale.minute + back.later, from, until)
                ? [{ sale, back }]
                : [];
            });
            const sum = (amounts: readonly bigint[]): number =>
              Number(amounts.reduce((all, each) => all + each, 0n));
            const gross = sum(sold.map((sale) => reckon(sale).total));
            const refunded = sum(returned.map(({ back }) => back.amount));
            expect(report.totals).toMatchObject({
              sales: sold.length,
              items: sold.reduce(
                (all, { lines, exchanged }) =>
                  all + lines.reduce((pieces, { quantity }) => pieces + quantity, 0) - exchanged.length,
                0,
              ),
              grossMinor: gross,
              refunds: returned.length,
              refundsMinor: refunded,
              netMinor: gross - refunded,
              taxMinor:
                sum(sold.flatMap((sale) => reckon(sale).taxes.map(({ tax }) => tax))) -
                sum(returned.map(({ back }) => back.tax)),
            });
            for (const rows of [
              report.hours,
              report.days,
              report.cashiers,
              report.products,
              report.categories,
            ]) {
              expect(rows.reduce((all, row) => all + row.grossMinor, 0)).toBe(gross);
              expect(rows.reduce((all, row) => all + row.refundsMinor, 0)).toBe(refunded);
            }
            for (const [rate, isExempt] of RATES.flatMap((each) => [
              [each, false] as const,
              [each, true] as const,
            ])) {
              const row = report.taxes.find((each) => each.ratePpm === rate && each.isExempt === isExempt);
              const ofRate = (pick: 'tax' | 'net'): number =>
                sum(
                  sold.flatMap((sale) =>
                    reckon(sale)
                      .taxes.filter((each) => each.rate === rate && each.isExempt === isExempt)
                      .map((each) => each[pick]),
                  ),
                );
              const backOfRate = returned.filter(
                ({ sale, back }) => rateOf(back.product) === rate && sale.isExempt === isExempt,
              );
              expect(row?.taxMinor ?? 0).toBe(ofRate('tax') - sum(backOfRate.map(({ back }) => back.tax)));
              expect(row?.netMinor ?? 0).toBe(
                ofRate('net') - sum(backOfRate.map(({ back }) => back.amount - back.tax)),
              );
            }
            for (const product of [0, 1, 2, 3, 4, 5]) {
              const row = report.products.find(({ name }) => name === `Product ${String(product)}`);
              const pieces = sold
                .flatMap(({ lines, exchanged }) => [
                  ...lines,
                  ...exchanged.map((each) => ({ ...each, quantity: -1 })),
                ])
                .filter((line) => line.product === product)
                .reduce((all, { quantity }) => all + quantity, 0);
              const back = returned.filter((each) => each.back.product === product);
              expect(row?.quantity ?? 0).toBe(pieces - back.reduce((all, each) => all + each.back.pieces, 0));
              expect(row?.refundsMinor ?? 0).toBe(sum(back.map((each) => each.back.amount)));
            }
            const cards = sold.filter((sale) => sale.byCard && reckon(sale).total > 0n);
            const tips = cards.reduce((all, { tipMinor }) => all + tipMinor, 0);
            const kept = (rows: readonly { readonly netMinor: number }[]): number =>
              rows.reduce((all, row) => all + row.netMinor, 0);
            // Every cent that came is a sale or a tip, every cent that went a refund.
            expect(report.totals.tipsMinor).toBe(tips);
            expect(kept(report.tenders)).toBe(gross + tips - refunded);
            const backToCards = sum(
              returned
                .filter(({ sale, back }) => sale.byCard && back.how !== 'cash')
                .map(({ back }) => back.amount),
            );
            const byCards = sum(cards.map((sale) => reckon(sale).total)) + tips - backToCards;
            expect(report.tenders.find(({ key }) => key === 'card')?.netMinor ?? 0).toBe(byCards);
            expect(kept(report.brands)).toBe(byCards);
            expect(kept(report.entryModes)).toBe(byCards);
          } finally {
            close();
          }
        },
      ),
      { numRuns: 20 },
    );
  }, 180_000);
});

describe('the days beside a report', () => {
  it.each([
    ['before', 1, '2026-03-24', '2026-03-25'],
    ['week', 1, '2026-03-18', '2026-03-19'],
    ['before', 7, '2026-03-18', '2026-03-25'],
    ['week', 10, '2026-03-11', '2026-03-21'],
  ] as const)('compared with %s, of %i days from the 25th', (compare, days, from, until) => {
    const { db, close } = open();
    const { before } = makeReportOfSpan(db, {
      fromMs: new Date(2026, 2, 25).getTime(),
      untilMs: new Date(2026, 2, 25 + days).getTime(),
      currency: 'EUR',
      compare,
    });
    expect([before?.fromMs, before?.untilMs]).toEqual([
      new Date(`${from}T00:00:00`).getTime(),
      new Date(`${until}T00:00:00`).getTime(),
    ]);
    close();
  });
});

describe('a report as a file', () => {
  const REQUEST: ReportFileRequest = {
    fromMs: FIRST_DAY,
    untilMs: new Date(2026, 2, 25).getTime(),
    currency: 'EUR',
    compare: 'before',
    format: 'csv',
    locale: 'en',
    storeName: '=HYPERLINK("http://evil")',
    register: '+Till',
    madeAtMs: FIRST_DAY,
    madeAt: '2026-03-23 00:00',
    isTraining: true,
  };
  const SALE: RawSale = {
    minute: 600,
    person: 0,
    lines: [{ product: 0, quantity: 2, priceMinor: 123_456 }],
    includesTax: true,
    isExempt: false,
    exchanged: [],
    byCard: true,
    brand: 0,
    tipMinor: 0,
    back: { pieces: 1, how: 'card', later: 10 },
  };

  it('as CSV holds exact figures and no formula', async () => {
    const { db, close } = open();
    write(db, [SALE]);
    db.run('UPDATE sale_lines SET name = \'@SUM(A1), "quoted"\'');
    db.run('UPDATE refund_lines SET name = \'@SUM(A1), "quoted"\'');
    const { fileName, content } = await makeReportFile(db, REQUEST);
    expect(fileName).toBe('sales-report-2026-03-23_2026-03-24.csv');
    expect(content.startsWith('\uFEFFSales report,2026-03-23 - 2026-03-24\r\n')).toBe(true);
    expect(content).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(content).toContain(`'+Till`);
    expect(content).toContain(`"'@SUM(A1), ""quoted""",1,1,2469.12,1234.56,1234.56\r\n`);
    expect(content).toContain('Card,1,2469.12,1234.56,1234.56\r\n');
    for (const cell of content.split(/[\r\n,]+/u)) expect(cell).not.toMatch(/^"?[=+@]/u);
    close();
  });

  it('as PDF is a document of pages, with each figure in it', async () => {
    const { db, close } = open();
    write(
      db,
      Array.from({ length: 60 }, (_each, index) => ({
        ...SALE,
        minute: 600 + index,
        lines: [{ product: index, quantity: 1, priceMinor: 1_000 + index }],
        back: null,
      })),
    );
    db.run("UPDATE sale_lines SET name = 'Żurek € 漢' WHERE name = 'Product 0'");
    const { fileName, content } = await makeReportFile(db, { ...REQUEST, format: 'pdf', locale: 'de' });
    const bytes = Buffer.from(content, 'base64');
    expect(fileName).toBe('umsatzbericht-2026-03-23_2026-03-24.pdf');
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(bytes.toString('latin1').match(/\/Type \/Page\b/gu)?.length ?? 0).toBeGreaterThan(2);
    close();
  });
});
