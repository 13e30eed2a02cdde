import type { ParkedSale, SaleView } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { findSale } from './read.ts';
import type { Sale } from './sale.ts';

/** The sale as the page shows it. */
export function viewSale(sale: Sale): SaleView {
  const totalsOf = new Map(sale.totals.lines.map((line) => [line.lineId, line]));
  const none = minorUnits(0);
  const { itemCount, subtotalMinor, discountMinor, taxMinor, exemptedMinor, totalMinor } = sale.totals;
  return {
    saleId: sale.saleId,
    number: sale.number,
    state: sale.state,
    currency: sale.cart.currency,
    pricesIncludeTax: sale.cart.pricesIncludeTax,
    lines: sale.cart.lines.map(({ discount, isExempt: _cartsOwn, ...line }) => ({
      ...line,
      totalMinor: totalsOf.get(line.lineId)?.totalMinor ?? none,
      listPriceMinor: line.listPriceMinor ?? null,
      priceReason: line.priceReason ?? null,
      discountMinor: totalsOf.get(line.lineId)?.discountMinor ?? none,
      discountReason: discount?.label ?? null,
      grams: line.grams ?? null,
    })),
    totals: {
      itemCount,
      subtotalMinor,
      discountMinor,
      discountReason: sale.cart.discount?.label ?? null,
      taxes: sale.totals.taxes.map(({ rateId, name, ratePpm, netMinor, taxMinor: tax, isExempt }) => ({
        rateId,
        name,
        ratePpm,
        netMinor,
        taxMinor: tax,
        isExempt,
      })),
      taxMinor,
      exemptedMinor,
      totalMinor,
    },
    exemption: sale.cart.exemption ?? null,
    openedAtMs: sale.openedAtMs,
  };
}

/** The carts that wait while others are served, the longest waiting first. One that is being paid is in the tray. */
export function listParked(db: Db): ParkedSale[] {
  return db
    .all<{
      readonly sale_id: string;
      readonly parked_as: string | null;
      readonly since_ms: number;
    }>(
      `SELECT sale_id, parked_as, IFNULL(parked_at_ms, opened_at_ms) AS since_ms FROM sales
       WHERE current = 0 AND state = 'open' ORDER BY since_ms, sale_id`,
    )
    .flatMap((row) => {
      const sale = findSale(db, row.sale_id);
      if (sale === null || sale.cart.lines.length === 0) return [];
      return [
        {
          saleId: sale.saleId,
          number: sale.number,
          label: row.parked_as,
          itemCount: sale.totals.itemCount,
          totalMinor: sale.totals.totalMinor,
          currency: sale.cart.currency,
          sinceMs: row.since_ms,
        },
      ];
    });
}
