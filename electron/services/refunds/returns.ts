import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { RefundedLine } from '../../../shared/domain/refund/index.ts';
import type { Db } from '../db/index.ts';

/**
 * What of a sale came back in exchange for something new. A return counts from the moment in which it stands in a cart,
 * so that it can't be given back a second time meanwhile, and no longer when that line or cart is given up: nothing has
 * to be undone after a crash.
 */
export function listReturnsOf(db: Db, originSaleId: string): readonly RefundedLine[] {
  return db
    .all<{
      readonly origin_line_id: string;
      readonly quantity: number;
      readonly amount_minor: number;
      readonly tax_minor: number;
    }>(
      `SELECT r.origin_line_id, r.quantity, r.amount_minor, r.tax_minor FROM exchange_returns r
       JOIN sale_lines l ON l.line_id = r.line_id JOIN sales s ON s.sale_id = r.sale_id
       WHERE r.origin_sale_id = ? AND s.state <> 'voided' ORDER BY r.at_ms, r.line_id`,
      originSaleId,
    )
    .map((row) => ({
      lineId: row.origin_line_id,
      quantity: row.quantity,
      amountMinor: minorUnits(row.amount_minor),
      taxMinor: minorUnits(row.tax_minor),
    }));
}
