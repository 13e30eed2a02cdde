import { accept, refuse, type ErrorCode, type Result } from '../../../shared/contract/index.ts';
import {
  addLine,
  removeLine,
  setCartDiscount,
  setLineDiscount,
  setLinePrice,
  setLineQuantity,
  type Cart,
  type CartEdit,
  type CartLine,
  type CartRefusal,
  type Discount,
  type Exemption,
} from '../../../shared/domain/cart/index.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { currencyCode, type MinorUnits } from '../../../shared/domain/money/index.ts';
import { checkStock, moveStockOfSale } from '../catalog/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids } from '../ports.ts';
import { findCurrentSale, findSale, getSale } from './read.ts';
import { saveCart } from './rows.ts';
import type { NewItem, Sale, SaleFrame, SaleState } from './sale.ts';
import { inCart } from './stock-of-cart.ts';

export { findCurrentSale, findLastCompleted, findSale, getSale, readSales } from './read.ts';
export { createRingUp, type RingUp } from './ring-up.ts';
export { checkStockOfCart } from './stock-of-cart.ts';
export type { NewItem, Sale, SaleFrame, SaleState } from './sale.ts';
export { listParked, viewSale } from './view.ts';

export type Sales = ReturnType<typeof createSales>;

/** Sales and their carts. Every change is on the disk before the page hears of it, so a crash loses no line. */
export function createSales(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly frame: () => SaleFrame;
}) {
  const { db, clock, ids } = ports;
  const openSale = (): Sale => findCurrentSale(db) ?? createSale(db, clock, ids, ports.frame());
  const edit = (saleId: string, change: (sale: Sale) => Result<Cart>): Result<Sale> =>
    db.transaction(() => {
      const sale = findSale(db, saleId);
      if (sale === null) return refuse('SALE_NOT_FOUND');
      if (sale.state === 'charging') return refuse('SALE_LOCKED_BY_PAYMENT');
      if (sale.state !== 'open') return refuse('SALE_NOT_OPEN');
      const changed = change(sale);
      if (!changed.ok) return changed;
      saveCart(db, saleId, changed.value);
      return accept(getSale(db, saleId));
    });
  const editCart = (saleId: string, change: (cart: Cart) => CartEdit): Result<Sale> =>
    edit(saleId, (sale) => {
      const changed = change(sale.cart);
      return changed.ok ? accept(changed.cart) : refuse(codeFor(changed.reason));
    });
  return {
    findCurrent: (): Sale | null => findCurrentSale(db),
    find: (saleId: string): Sale | null => findSale(db, saleId),
    addItem: (item: NewItem): Result<Sale> => {
      const current = findCurrentSale(db);
      if (current !== null && current.state !== 'open') return refuse('SALE_LOCKED_BY_PAYMENT');
      return db.transaction(() =>
        edit(openSale().saleId, (sale) => {
          const added = addLine(sale.cart, { ...item, lineId: ids.uuidv7(), note: null, discount: null });
          return added.ok ? accept(added.cart) : refuse(codeFor(added.reason));
        }),
      );
    },
    /**
     * Puts goods that come back into the cart before the cashier, as one line below zero. Its quantity can't be raised:
     * the line stands for exactly those goods.
     */
    addReturn: (item: NewItem): Result<{ readonly sale: Sale; readonly lineId: string }> => {
      const current = findCurrentSale(db);
      if (current !== null && current.state !== 'open') return refuse('SALE_LOCKED_BY_PAYMENT');
      const lineId = ids.uuidv7();
      const added = db.transaction(() =>
        edit(openSale().saleId, (sale) => {
          const next = addLine(sale.cart, { ...item, lineId, note: null, discount: null });
          return next.ok ? accept(next.cart) : refuse(codeFor(next.reason));
        }),
      );
      return added.ok ? accept({ sale: added.value, lineId }) : added;
    },
    setQuantity: (saleId: string, lineId: string, quantity: number): Result<Sale> =>
      edit(saleId, (sale) => {
        const line = sale.cart.lines.find((each) => each.lineId === lineId);
        // Goods that come back, and what was weighed, are exactly what they are.
        const isExact = line !== undefined && (line.unitPriceMinor < 0 || (line.grams ?? null) !== null);
        if (quantity > 1 && isExact) return refuse('SALE_QUANTITY_NOT_ALLOWED');
        const changed = setLineQuantity(sale.cart, lineId, quantity);
        if (!changed.ok) return refuse(codeFor(changed.reason));
        const productId = line?.productId ?? null;
        // Fewer is always allowed: also where the stock has fallen below what is left.
        if (line !== undefined && quantity > line.quantity && productId !== null) {
          const stock = checkStock(db, productId, inCart(changed.cart, productId));
          if (!stock.ok) return stock;
        }
        return accept(changed.cart);
      }),
    setNote: (saleId: string, lineId: string, note: string | null): Result<Sale> =>
      edit(saleId, (sale) =>
        sale.cart.lines.some((line) => line.lineId === lineId)
          ? accept({
              ...sale.cart,
              lines: sale.cart.lines.map((line) => (line.lineId === lineId ? { ...line, note } : line)),
            })
          : refuse('SALE_LINE_NOT_FOUND'),
      ),
    removeLine: (saleId: string, lineId: string): Result<Sale> =>
      editCart(saleId, (cart) => removeLine(cart, lineId)),
    /** Another price for one line; null puts the catalogue's back. */
    setPrice: (
      saleId: string,
      lineId: string,
      change: { readonly unitPriceMinor: MinorUnits | null; readonly reason: string },
    ): Result<Sale> => editCart(saleId, (cart) => setLinePrice(cart, lineId, change)),
    setLineDiscount: (saleId: string, lineId: string, discount: Discount | null): Result<Sale> =>
      editCart(saleId, (cart) => setLineDiscount(cart, lineId, discount)),
    setDiscount: (saleId: string, discount: Discount | null): Result<Sale> =>
      editCart(saleId, (cart) => setCartDiscount(cart, discount)),
    /** Frees all that is bought of tax, or takes that back (null). */
    setExemption: (saleId: string, exemption: Exemption | null): Result<Sale> =>
      edit(saleId, (sale) => accept({ ...sale.cart, exemption })),
    /** Puts the open cart aside so that the next customer can be served. An empty one is not worth keeping. */
    park: (saleId: string, label: string | null): Result<Sale> =>
      db.transaction(() => {
        const sale = findSale(db, saleId);
        if (sale === null) return refuse('SALE_NOT_FOUND');
        if (sale.state === 'charging') return refuse('SALE_LOCKED_BY_PAYMENT');
        if (sale.state !== 'open') return refuse('SALE_NOT_OPEN');
        if (sale.cart.lines.length === 0) return refuse('SALE_EMPTY');
        db.run(
          'UPDATE sales SET current = 0, parked_as = ?, parked_at_ms = ? WHERE sale_id = ?',
          label,
          clock.nowMs(),
          saleId,
        );
        return accept(getSale(db, saleId));
      }),
    /** Takes a parked cart up again. A cart that stands before the cashier is parked in its place, never lost. */
    recall: (saleId: string): Result<Sale> =>
      db.transaction(() => {
        const sale = findSale(db, saleId);
        if (sale === null) return refuse('SALE_NOT_FOUND');
        if (sale.state !== 'open') return refuse('SALE_NOT_OPEN');
        const current = findCurrentSale(db);
        if (current !== null && current.state !== 'open') return refuse('SALE_LOCKED_BY_PAYMENT');
        if (current !== null && current.saleId !== saleId && current.cart.lines.length > 0) {
          db.run('UPDATE sales SET parked_at_ms = ? WHERE sale_id = ?', clock.nowMs(), current.saleId);
        }
        setCurrent(db, saleId, true);
        db.run('UPDATE sales SET parked_at_ms = NULL WHERE sale_id = ?', saleId);
        return accept(getSale(db, saleId));
      }),
    /** A sale begun before any keys were saved is paid in the mode that they brought. */
    adoptMode: (saleId: string, mode: Sale['mode']): void => {
      // Asked with each charge, and hardly ever for such a sale: no need to take the disk's lock for it.
      if (findSale(db, saleId)?.mode !== 'none') return;
      db.run(
        "UPDATE sales SET mode = ? WHERE sale_id = ? AND mode = 'none' AND state = 'open'",
        mode,
        saleId,
      );
    },
    /** Gives an open sale up. Nothing was paid on it: a sale that is being charged can't be voided. */
    voidSale: (saleId: string): Result<Sale> =>
      db.transaction(() => {
        const sale = findSale(db, saleId);
        if (sale === null) return refuse('SALE_NOT_FOUND');
        if (sale.state !== 'open')
          return refuse(sale.state === 'charging' ? 'SALE_LOCKED_BY_PAYMENT' : 'SALE_NOT_OPEN');
        db.run(
          "UPDATE sales SET state = 'voided', current = 0, voided_at_ms = ?, voided_by = ? WHERE sale_id = ?",
          clock.nowMs(),
          ports.frame().cashierId,
          saleId,
        );
        return accept(getSale(db, saleId));
      }),
  };
}

/** Locks the cart while it is being paid. Call inside the transaction that records why. */
export function lockForCharge(db: Db, saleId: string): void {
  db.run("UPDATE sales SET state = 'charging' WHERE sale_id = ? AND state = 'open'", saleId);
}

export function unlockAfterCharge(db: Db, saleId: string): void {
  db.run("UPDATE sales SET state = 'open' WHERE sale_id = ? AND state = 'charging'", saleId);
}

/** Puts a sale aside so that the next customer can be served, or back before the cashier. */
export function setCurrent(db: Db, saleId: string, current: boolean): void {
  if (current) db.run('UPDATE sales SET current = 0 WHERE current = 1');
  db.run('UPDATE sales SET current = ? WHERE sale_id = ?', current ? 1 : 0, saleId);
}

/**
 * Completes a paid sale and gives it its receipt number. Call inside the transaction that records the payment, so that
 * paid and completed are one fact on the disk. A sale that is already complete stays as it is.
 */
export function completeSale(db: Db, saleId: string, completedAtMs: number): void {
  const sale = findSale(db, saleId);
  if (sale === null || sale.state === 'completed') return;
  db.run("UPDATE counters SET value = value + 1 WHERE name = 'receipt'");
  const row = db.get<{ readonly value: number }>("SELECT value FROM counters WHERE name = 'receipt'");
  const receiptNumber = `R-${String(row?.value ?? 0).padStart(6, '0')}`;
  db.run(
    "UPDATE sales SET state = 'completed', completed_at_ms = ?, receipt_number = ? WHERE sale_id = ?",
    completedAtMs,
    receiptNumber,
    saleId,
  );
  moveStockOfSale(db, saleId, completedAtMs);
}

/**
 * Makes a sale for money that Stripe has and no sale explains. It is being charged from the start and not before any
 * cashier; the tender that brings the money completes it. Call inside the transaction that records that tender.
 */
export function recoverSale(
  db: Db,
  frame: SaleFrame,
  recovered: {
    readonly saleId: string;
    readonly lines: readonly CartLine[];
    readonly exemption: Exemption | null;
    readonly atMs: number;
  },
): Sale {
  const { saleId, lines, exemption, atMs } = recovered;
  insertSale(db, frame, { saleId, state: 'charging', current: 0, atMs });
  saveCart(db, saleId, {
    currency: currencyCode(frame.currency),
    pricesIncludeTax: frame.pricesIncludeTax,
    lines,
    discount: null,
    exemption,
  });
  return getSale(db, saleId);
}

/** What the cart would not take, in the contract's words. */
function codeFor(reason: CartRefusal): ErrorCode {
  switch (reason) {
    case 'line-not-found':
      return 'SALE_LINE_NOT_FOUND';
    case 'amount-too-large':
    case 'price-not-allowed':
      return 'SALE_AMOUNT_NOT_ALLOWED';
    case 'discount-not-allowed':
      return 'SALE_DISCOUNT_NOT_ALLOWED';
    case 'quantity-not-allowed':
    case 'quantity-too-large':
    case 'too-many-lines':
      return 'SALE_QUANTITY_NOT_ALLOWED';
    default:
      return assertNever(reason, 'cart refusal');
  }
}

function createSale(db: Db, clock: Clock, ids: Ids, frame: SaleFrame): Sale {
  const saleId = ids.uuidv7();
  insertSale(db, frame, { saleId, state: 'open', current: 1, atMs: clock.nowMs() });
  return getSale(db, saleId);
}

function insertSale(
  db: Db,
  frame: SaleFrame,
  sale: {
    readonly saleId: string;
    readonly state: SaleState;
    readonly current: 0 | 1;
    readonly atMs: number;
  },
): void {
  db.run("UPDATE counters SET value = value + 1 WHERE name = 'sale'");
  const number =
    db.get<{ readonly value: number }>("SELECT value FROM counters WHERE name = 'sale'")?.value ?? 1;
  db.run(
    `INSERT INTO sales (sale_id, number, state, current, currency, prices_include_tax, total_minor, mode, register,
       shift_id, cashier_id, opened_at_ms) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)`,
    sale.saleId,
    number,
    sale.state,
    sale.current,
    frame.currency,
    frame.pricesIncludeTax ? 1 : 0,
    frame.mode,
    frame.register,
    frame.shiftId,
    frame.cashierId,
    sale.atMs,
  );
}
