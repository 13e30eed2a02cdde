import type { Db } from '../../db/index.ts';

const PRODUCTS = [
  ['Cappuccino', 410, 90_000],
  ['Flat White', 430, 90_000],
  ['Crème brûlée', 820, 90_000],
  ['Notebook A5', 1250, 210_000],
  ['Ethiopia Guji, 250 g', 1450, 90_000],
  ['Tea Towel', 1795, 210_000],
] as const;
const BRANDS = ['visa', 'mastercard', 'amex'] as const;
const MODES = ['contactless', 'chip', 'swipe'] as const;
const PEOPLE = [
  ['staff-1', 'Owner'],
  ['staff-2', 'Mara Jansen'],
  ['staff-3', 'Aylin Kaya'],
] as const;

/**
 * Fills a till with sales as a shop makes them, by the statements alone: three in five by card, some voided, some of
 * two lines. The same numbers give the same shop.
 */
export function fillWithSales(
  db: Db,
  shop: {
    readonly count: number;
    readonly startMs: number;
    readonly everyMs: number;
    /** Beside the sales that a running till makes itself. */
    readonly firstNumber?: number;
  },
): void {
  const first = shop.firstNumber ?? 1;
  for (const [staffId, name] of PEOPLE)
    db.run("INSERT INTO staff (staff_id, name, role) VALUES (?, ?, 'cashier')", staffId, name);
  db.run("INSERT INTO shifts VALUES ('shift-1', ?, ?, 'staff-1')", first, shop.startMs);
  const chunk = 5_000;
  for (let from = 0; from < shop.count; from += chunk)
    db.transaction(() => {
      for (let index = from; index < from + chunk && index < shop.count; index += 1)
        addSale(db, first + index, shop.startMs + (index + 1) * shop.everyMs);
    });
}

function addSale(db: Db, number: number, atMs: number): void {
  const saleId = `sale-${String(number).padStart(8, '0')}`;
  const lines = PRODUCTS.filter(
    (_product, index) => index === number % 6 || (number % 4 === 0 && index === (number * 7) % 6),
  );
  const totalMinor = lines.reduce((sum, [, price]) => sum + price, 0);
  const isVoided = number % 97 === 0;
  const staffId = PEOPLE[number % 3]?.[0] ?? 'staff-1';
  const register = number % 5 === 0 ? 'Till 2' : 'Till 1';
  db.run(
    `INSERT INTO sales (sale_id, number, state, current, currency, prices_include_tax, total_minor, mode, register, shift_id,
       cashier_id, opened_at_ms) VALUES (?, ?, 'charging', 0, 'EUR', 1, ?, 'test', ?, 'shift-1', ?, ?)`,
    saleId,
    number,
    totalMinor,
    register,
    staffId,
    atMs,
  );
  lines.forEach(([name, price, taxPpm], position) => {
    db.run(
      `INSERT INTO sale_lines (line_id, sale_id, position, name, quantity, unit_price_minor, tax_rate_id, tax_name, tax_ppm)
       VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)`,
      `${saleId}-${String(position)}`,
      saleId,
      position,
      name,
      price,
      `vat-${String(taxPpm)}`,
      `VAT ${String(taxPpm / 10_000)} %`,
      taxPpm,
    );
  });
  if (!isVoided) addTender(db, { saleId, number, totalMinor, register, staffId, atMs });
  db.run(
    'UPDATE sales SET state = ?, completed_at_ms = ?, receipt_number = ? WHERE sale_id = ?',
    isVoided ? 'voided' : 'completed',
    isVoided ? null : atMs + 20_000,
    isVoided ? null : `R-${String(number).padStart(6, '0')}`,
    saleId,
  );
}

type Paid = {
  readonly saleId: string;
  readonly number: number;
  readonly totalMinor: number;
  readonly register: string;
  readonly staffId: string;
  readonly atMs: number;
};

function addTender(db: Db, { saleId, number, totalMinor, register, staffId, atMs }: Paid): void {
  const tenderId = `t-${saleId}`;
  if (number % 5 < 2) {
    db.run(
      `INSERT INTO cash_tenders (tender_id, sale_id, amount_minor, rounding_minor, tendered_minor, change_minor, currency,
         at_ms, shift_id) VALUES (?, ?, ?, 0, ?, 0, 'EUR', ?, 'shift-1')`,
      tenderId,
      saleId,
      totalMinor,
      totalMinor,
      atMs + 20_000,
    );
    return;
  }
  const intent = `pi_${String(number).padStart(24, 'x')}`;
  const card = {
    chargeId: `ch_${String(number)}`,
    brand: BRANDS[number % 3],
    last4: number % 11 === 0 ? '4242' : String(1000 + ((number * 37) % 9000)),
    fingerprint: `finger-${String(number)}`,
    entryMode: MODES[number % 3],
    wallet: null,
    authorisationCode: String(100_000 + number),
    receipt: null,
  };
  db.run(
    `INSERT INTO card_tenders (tender_id, sale_id, state, state_json, version, amount_minor, currency, mode, cart_hash,
       register, shift_id, cashier_id, created_at_ms, changed_at_ms, payment_intent_id, charge_id, captured_minor, card_json,
       reconciliation)
     VALUES (?, ?, 'approved', ?, 3, ?, 'EUR', 'test', '', ?, 'shift-1', ?, ?, ?, ?, ?, ?, ?, 'matched')`,
    tenderId,
    saleId,
    JSON.stringify({
      state: 'approved',
      paymentIntentId: intent,
      attempt: 1,
      capturedMinor: totalMinor,
      tipMinor: 0,
    }),
    totalMinor,
    register,
    staffId,
    atMs,
    atMs + 20_000,
    intent,
    card.chargeId,
    totalMinor,
    JSON.stringify(card),
  );
}
