import type { Db } from '../db/index.ts';

export type CashTender = {
  readonly tenderId: string;
  readonly saleId: string;
  readonly amountMinor: number;
  /** What cash rounding added or took off. */
  readonly roundingMinor: number;
  readonly tenderedMinor: number;
  readonly changeMinor: number;
  readonly currency: string;
  readonly atMs: number;
  /** When it was handed back because the sale was unwound. It then pays nothing. */
  readonly givenBackAtMs: number | null;
};

/** The cash that a sale was paid with. What was found to have been a card, and repaired, is not among it. */
export function listCashOfSale(db: Db, saleId: string): readonly CashTender[] {
  return db
    .all<{
      readonly tender_id: string;
      readonly sale_id: string;
      readonly amount_minor: number;
      readonly rounding_minor: number;
      readonly tendered_minor: number;
      readonly change_minor: number;
      readonly currency: string;
      readonly at_ms: number;
      readonly given_back_at_ms: number | null;
    }>(
      `SELECT cash_tenders.*, cash_given_back.at_ms AS given_back_at_ms FROM cash_tenders
         LEFT JOIN cash_given_back USING (tender_id) WHERE sale_id = ?
         AND NOT EXISTS (SELECT 1 FROM tender_repairs r WHERE r.cash_tender_id = cash_tenders.tender_id)`,
      saleId,
    )
    .toSorted((one, other) => one.at_ms - other.at_ms)
    .map((row) => ({
      tenderId: row.tender_id,
      saleId: row.sale_id,
      amountMinor: row.amount_minor,
      roundingMinor: row.rounding_minor,
      tenderedMinor: row.tendered_minor,
      changeMinor: row.change_minor,
      currency: row.currency,
      atMs: row.at_ms,
      givenBackAtMs: row.given_back_at_ms,
    }));
}

export function recordCash(db: Db, cash: Omit<CashTender, 'givenBackAtMs'>): void {
  db.run(
    `INSERT INTO cash_tenders (tender_id, sale_id, amount_minor, rounding_minor, tendered_minor, change_minor, currency,
       at_ms, shift_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT shift_id FROM sales WHERE sale_id = ?))`,
    cash.tenderId,
    cash.saleId,
    cash.amountMinor,
    cash.roundingMinor,
    cash.tenderedMinor,
    cash.changeMinor,
    cash.currency,
    cash.atMs,
    cash.saleId,
  );
}

/** Records that a cash leg was handed back, as a whole. Returns what the customer gets, in minor units. */
export function recordCashGivenBack(
  db: Db,
  cash: CashTender,
  by: {
    readonly shiftId: string;
    readonly cashierId: string;
    readonly approvalId: string;
    readonly atMs: number;
  },
): number {
  const givenMinor = cash.tenderedMinor - cash.changeMinor;
  db.run(
    'INSERT INTO cash_given_back VALUES (?, ?, ?, ?, ?, ?, ?)',
    cash.tenderId,
    givenMinor,
    cash.currency,
    by.shiftId,
    by.cashierId,
    by.approvalId,
    by.atMs,
  );
  return givenMinor;
}
