import {
  refuse,
  accept,
  type Result,
  type ShortStock,
  type StockMovement,
} from '../../../shared/contract/index.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { judgeStock, type Oversell } from '../../../shared/domain/catalog/index.ts';
import type { Db } from '../db/index.ts';

/** Whether a cart may hold that much of a product: with a word to the cashier, or refused. Pieces or grams. */
export function checkStock(db: Db, productId: string, wanted: number): Result<ShortStock | null> {
  const row = db.get<{
    readonly name: string;
    readonly stock: number;
    readonly stock_tracked: 0 | 1;
    readonly oversell: Oversell;
  }>('SELECT name, stock, stock_tracked, oversell FROM products WHERE product_id = ?', productId);
  if (row === null) return accept(null);
  const verdict = judgeStock(row.stock_tracked === 1 ? row.stock : null, row.oversell, wanted);
  switch (verdict.kind) {
    case 'enough':
      return accept(null);
    case 'warn':
      return accept({ name: row.name, left: verdict.left });
    case 'refuse':
      return refuse('SALE_NOT_ENOUGH_STOCK', { name: row.name, left: verdict.left });
    default:
      return assertNever(verdict, 'stock verdict');
  }
}

/**
 * Takes out of the stock what a completed sale sold, and puts back what came back in exchange. Call inside the
 * transaction that completes it. A second call changes nothing.
 */
export function moveStockOfSale(db: Db, saleId: string, atMs: number): void {
  const sold = db.all<Moved>(
    `SELECT l.line_id AS source_id, l.product_id, IFNULL(l.grams, l.quantity) AS quantity
     FROM sale_lines l JOIN products p ON p.product_id = l.product_id
     WHERE l.sale_id = ? AND p.stock_tracked = 1`,
    saleId,
  );
  for (const line of sold) moveTo(db, { ...line, kind: 'sale', quantity: 0 - line.quantity, atMs });
  const returned = db.all<Moved>(
    `SELECT r.line_id AS source_id, p.product_id, IFNULL(o.grams, r.quantity) AS quantity
     FROM exchange_returns r JOIN sale_lines here ON here.line_id = r.line_id
     JOIN sale_lines o ON o.line_id = r.origin_line_id JOIN products p ON p.product_id = o.product_id
     WHERE r.sale_id = ? AND r.restock = 1 AND p.stock_tracked = 1`,
    saleId,
  );
  for (const line of returned) moveTo(db, { ...line, kind: 'exchange', atMs });
}

/**
 * Puts back what a refund took back, or takes it out again once no leg of the refund stands. Call inside the
 * transaction that changes the refund, as often as it changes.
 */
export function moveStockOfRefund(
  db: Db,
  refund: { readonly refundId: string; readonly stands: boolean; readonly atMs: number },
): void {
  const lines = db.all<Moved & { readonly grams: number | null }>(
    `SELECT r.refund_id || ':' || r.position AS source_id, p.product_id, r.quantity, l.grams
     FROM refund_lines r JOIN sale_lines l ON l.line_id = r.line_id JOIN products p ON p.product_id = l.product_id
     WHERE r.refund_id = ? AND r.quantity > 0 AND p.stock_tracked = 1`,
    refund.refundId,
  );
  for (const { grams, ...line } of lines) {
    moveTo(db, {
      ...line,
      kind: 'refund',
      quantity: refund.stands ? (grams ?? line.quantity) : 0,
      atMs: refund.atMs,
    });
  }
}

/** A person's word about the stock. A count says how much there is; the others say how much more or less. */
export function moveStockByHand(
  db: Db,
  move: {
    readonly productId: string;
    readonly kind: 'count' | 'delivery' | 'correction';
    readonly quantity: number;
    readonly note: string | null;
    readonly staffId: string | null;
    readonly atMs: number;
  },
): Result<Record<string, never>> {
  const row = db.get<{ readonly stock: number }>(
    'SELECT stock FROM products WHERE product_id = ?',
    move.productId,
  );
  if (row === null) return refuse('CATALOG_PRODUCT_NOT_FOUND');
  const quantity = move.kind === 'count' ? move.quantity - row.stock : move.quantity;
  if (quantity !== 0) addMovement(db, { ...move, quantity, sourceId: null });
  return accept({});
}

export function listMovements(db: Db, productId: string, limit: number): StockMovement[] {
  return db
    .all<{
      readonly movement_id: number;
      readonly kind: StockMovement['kind'];
      readonly quantity: number;
      readonly note: string | null;
      readonly at_ms: number;
    }>(
      `SELECT movement_id, kind, quantity, note, at_ms FROM stock_movements WHERE product_id = ?
       ORDER BY movement_id DESC LIMIT ?`,
      productId,
      limit,
    )
    .map((row) => ({
      movementId: row.movement_id,
      kind: row.kind,
      quantity: row.quantity,
      note: row.note,
      atMs: row.at_ms,
    }));
}

type Moved = { readonly source_id: string; readonly product_id: string; readonly quantity: number };

/** Adds what is missing until the movements of this source come to `quantity`: repeating it adds nothing. */
function moveTo(db: Db, to: Moved & { readonly kind: StockMovement['kind']; readonly atMs: number }): void {
  const before = db.get<{ readonly moved: number | null }>(
    'SELECT SUM(quantity) AS moved FROM stock_movements WHERE source_id = ? AND product_id = ?',
    to.source_id,
    to.product_id,
  );
  const quantity = to.quantity - (before?.moved ?? 0);
  if (quantity === 0) return;
  addMovement(db, {
    productId: to.product_id,
    kind: to.kind,
    quantity,
    sourceId: to.source_id,
    note: null,
    staffId: null,
    atMs: to.atMs,
  });
}

function addMovement(
  db: Db,
  move: {
    readonly productId: string;
    readonly kind: StockMovement['kind'];
    readonly quantity: number;
    readonly sourceId: string | null;
    readonly note: string | null;
    readonly staffId: string | null;
    readonly atMs: number;
  },
): void {
  db.run(
    `INSERT INTO stock_movements (product_id, kind, quantity, source_id, note, staff_id, at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    move.productId,
    move.kind,
    move.quantity,
    move.sourceId,
    move.note,
    move.staffId,
    move.atMs,
  );
}
