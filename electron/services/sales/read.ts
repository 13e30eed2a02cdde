import { hash } from 'node:crypto';
import { canonicalCartText, cartTotals } from '../../../shared/domain/cart/index.ts';
import { money } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { cartOf, type LineRow, type SaleRow } from './rows.ts';
import type { Sale } from './sale.ts';

export function findCurrentSale(db: Db): Sale | null {
  const row = db.get<{ readonly sale_id: string }>('SELECT sale_id FROM sales WHERE current = 1');
  return row === null ? null : findSale(db, row.sale_id);
}

export function getSale(db: Db, saleId: string): Sale {
  const sale = findSale(db, saleId);
  if (sale === null) throw new Error('A sale that was just there is gone');
  return sale;
}

/** The sale that was finished last; null before the first. */
export function findLastCompleted(db: Db): string | null {
  const row = db.get<{ readonly sale_id: string }>(
    // Those that are completed have a number, and only they: asked for by it, the newest is one step along its index.
    'SELECT sale_id FROM sales WHERE receipt_number IS NOT NULL ORDER BY receipt_number DESC LIMIT 1',
  );
  return row?.sale_id ?? null;
}

export function findSale(db: Db, saleId: string): Sale | null {
  const row = db.get<SaleRow>('SELECT * FROM sales WHERE sale_id = ?', saleId);
  if (row === null) return null;
  const lines = db.all<LineRow>('SELECT * FROM sale_lines WHERE sale_id = ?', saleId);
  const made = MADE.get(lines);
  if (made?.row === row) return made.sale;
  const sale = makeSale(row, lines);
  MADE.set(lines, { row, sale });
  return sale;
}

/** So many rows at once stay small; each statement costs as much as some ten rows. */
const AT_ONCE = 500;

/** These sales in this order, for sums over many of them: in few statements, and never all of them at once. */
export function* readSales(db: Db, saleIds: readonly string[]): Generator<Sale> {
  for (let from = 0; from < saleIds.length; from += AT_ONCE) {
    const ids = saleIds.slice(from, from + AT_ONCE);
    const listed = JSON.stringify(ids);
    const rows = new Map<string, { readonly row: SaleRow; readonly lines: LineRow[] }>();
    for (const row of db.all<SaleRow>(
      'SELECT s.* FROM json_each(?) i CROSS JOIN sales s ON s.sale_id = i.value',
      listed,
    ))
      rows.set(row.sale_id, { row, lines: [] });
    for (const line of db.all<LineRow & { readonly sale_id: string }>(
      'SELECT l.* FROM json_each(?) i CROSS JOIN sale_lines l ON l.sale_id = i.value',
      listed,
    ))
      rows.get(line.sale_id)?.lines.push(line);
    for (const id of ids) {
      const found = rows.get(id);
      if (found !== undefined) yield makeSale(found.row, found.lines);
    }
  }
}

/** The sale of rows that were not read anew: its totals and its hash are asked for at each look, and change rarely. */
const MADE = new WeakMap<readonly LineRow[], { readonly row: SaleRow; readonly sale: Sale }>();

function makeSale(row: SaleRow, lines: readonly LineRow[]): Sale {
  const cart = cartOf(row, lines);
  const totals = cartTotals(cart);
  let cartHash: string | null = null;
  return {
    saleId: row.sale_id,
    number: row.number,
    state: row.state,
    cart,
    totals,
    total: money(totals.totalMinor, row.currency),
    // A payment asks for it; lists and reports look at sales by the thousand and never do.
    get cartHash() {
      cartHash ??= hash('sha256', canonicalCartText(cart));
      return cartHash;
    },
    mode: row.mode,
    register: row.register,
    shiftId: row.shift_id,
    cashierId: row.cashier_id,
    openedAtMs: row.opened_at_ms,
    completedAtMs: row.completed_at_ms,
    receiptNumber: row.receipt_number,
  };
}
