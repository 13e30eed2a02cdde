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
};

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
    }>('SELECT * FROM cash_tenders WHERE sale_id = ?', saleId)
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
    }));
}

export function recordCash(db: Db, cash: CashTender): void {
  db.run(
    'INSERT INTO cash_tenders VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    cash.tenderId,
    cash.saleId,
    cash.amountMinor,
    cash.roundingMinor,
    cash.tenderedMinor,
    cash.changeMinor,
    cash.currency,
    cash.atMs,
  );
}
