import {
  cartTotals,
  type Cart,
  type CartLine,
  type Discount,
  type ExemptionReason,
} from '../../../shared/domain/cart/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import type { Sale, SaleState } from './sale.ts';

export type SaleRow = {
  readonly sale_id: string;
  readonly number: number;
  readonly state: SaleState;
  readonly currency: string;
  readonly prices_include_tax: 0 | 1;
  readonly mode: Sale['mode'];
  readonly register: string;
  readonly shift_id: string;
  readonly cashier_id: string;
  readonly opened_at_ms: number;
  readonly completed_at_ms: number | null;
  readonly receipt_number: string | null;
  readonly discount_ppm: number | null;
  readonly discount_minor: number | null;
  readonly discount_reason: string | null;
  readonly exempt_reason: ExemptionReason | null;
  readonly exempt_reference: string | null;
};

export type LineRow = {
  readonly position: number;
  readonly line_id: string;
  readonly product_id: string | null;
  readonly name: string;
  readonly quantity: number;
  readonly unit_price_minor: number;
  readonly tax_rate_id: string;
  readonly tax_name: string;
  readonly tax_ppm: number;
  readonly note: string | null;
  readonly grams: number | null;
  readonly list_price_minor: number | null;
  readonly price_reason: string | null;
  readonly discount_ppm: number | null;
  readonly discount_minor: number | null;
  readonly discount_reason: string | null;
  readonly exempt: 0 | 1;
};

export function lineOf(row: LineRow): CartLine {
  return {
    lineId: row.line_id,
    productId: row.product_id,
    name: row.name,
    quantity: row.quantity,
    unitPriceMinor: minorUnits(row.unit_price_minor),
    taxRate: { id: row.tax_rate_id, name: row.tax_name, ratePpm: row.tax_ppm },
    note: row.note,
    discount: discountOf(row),
    isExempt: row.exempt === 1,
    listPriceMinor: row.list_price_minor === null ? null : minorUnits(row.list_price_minor),
    priceReason: row.price_reason,
    grams: row.grams,
  };
}

/** Writes what a cart holds, in the transaction of the caller. */
export function saveCart(db: Db, saleId: string, cart: Cart): void {
  db.run('DELETE FROM sale_lines WHERE sale_id = ?', saleId);
  cart.lines.forEach((line, position) => {
    const discount = columnsOf(line.discount);
    db.run(
      `INSERT INTO sale_lines (line_id, sale_id, position, product_id, name, quantity, unit_price_minor, tax_rate_id,
         tax_name, tax_ppm, note, grams, list_price_minor, price_reason, discount_ppm, discount_minor, discount_reason,
         exempt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      line.lineId,
      saleId,
      position,
      line.productId,
      line.name,
      line.quantity,
      line.unitPriceMinor,
      line.taxRate.id,
      line.taxRate.name,
      line.taxRate.ratePpm,
      line.note,
      line.grams ?? null,
      line.listPriceMinor ?? null,
      line.priceReason ?? null,
      discount.ppm,
      discount.minor,
      discount.reason,
      line.isExempt === true ? 1 : 0,
    );
  });
  const discount = columnsOf(cart.discount);
  db.run(
    `UPDATE sales SET total_minor = ?, discount_ppm = ?, discount_minor = ?, discount_reason = ?, exempt_reason = ?,
       exempt_reference = ? WHERE sale_id = ?`,
    cartTotals(cart).totalMinor,
    discount.ppm,
    discount.minor,
    discount.reason,
    cart.exemption?.reason ?? null,
    cart.exemption?.reference ?? null,
    saleId,
  );
}

export function cartOf(row: SaleRow, lines: readonly LineRow[]): Cart {
  return {
    currency: currencyCode(row.currency),
    pricesIncludeTax: row.prices_include_tax === 1,
    lines: lines.toSorted((one, other) => one.position - other.position).map(lineOf),
    discount: discountOf(row),
    exemption:
      row.exempt_reason === null || row.exempt_reference === null
        ? null
        : { reason: row.exempt_reason, reference: row.exempt_reference },
  };
}

type DiscountColumns = Pick<SaleRow, 'discount_ppm' | 'discount_minor' | 'discount_reason'>;

function discountOf(row: DiscountColumns): Discount | null {
  if (row.discount_ppm !== null)
    return { kind: 'percent', ratePpm: row.discount_ppm, label: row.discount_reason };
  if (row.discount_minor !== null)
    return { kind: 'fixed', amountMinor: minorUnits(row.discount_minor), label: row.discount_reason };
  return null;
}

function columnsOf(discount: Discount | null): {
  readonly ppm: number | null;
  readonly minor: number | null;
  readonly reason: string | null;
} {
  if (discount === null) return { ppm: null, minor: null, reason: null };
  return discount.kind === 'percent'
    ? { ppm: discount.ratePpm, minor: null, reason: discount.label }
    : { ppm: null, minor: discount.amountMinor, reason: discount.label };
}
