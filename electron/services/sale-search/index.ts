import type { Db } from '../db/index.ts';
import type { Timers } from '../ports.ts';

export { findSales, findStatus, type FoundSale, type FoundSales, type SaleQuery } from './find.ts';

/** So many at once keep the commit, and whoever waits for it, short. */
const AT_ONCE = 200;
/** After the till did nothing else for the moment; a counter's next press comes between two pieces. */
const PAUSE_MS = 20;
const LOOK_AGAIN_MS = 60_000;

/**
 * Takes sales into the search that were noted since, the newest first, as many as fit a short moment; true when none are
 * left. Payments only note a sale, because a customer waits for them and nobody has looked for it yet.
 */
export function takeSomeIntoSearch(db: Db): boolean {
  const taken = db.transaction(() => {
    const sales = db.all<{ readonly sale_id: string; readonly number: number; readonly text: string }>(
      `SELECT v.sale_id, v.number, v.text FROM (SELECT sale_id FROM sales_to_search ORDER BY sale_id DESC LIMIT ?) n
         CROSS JOIN sale_search_texts v ON v.sale_id = n.sale_id`,
      AT_ONCE,
    );
    for (const { sale_id: saleId, number, text } of sales) {
      db.run('DELETE FROM sale_search WHERE rowid = ?', number);
      db.run('INSERT INTO sale_search (rowid, text) VALUES (?, ?)', number, text);
      db.run('DELETE FROM sales_to_search WHERE sale_id = ?', saleId);
    }
    return sales.length;
  });
  return taken < AT_ONCE;
}

/** Takes all of them, for as long as it takes: for tests and figures. A till takes them piece by piece. */
export function takeIntoSearch(db: Db): void {
  while (!takeSomeIntoSearch(db));
}

/** Takes what was noted into the search, piece by piece and while nobody pays. */
export function createSearchFeed(from: {
  readonly db: Db;
  readonly timers: Pick<Timers, 'after'>;
  readonly isBusy: () => boolean;
}): { readonly start: () => void; readonly stop: () => void } {
  let forget: (() => void) | null = null;
  /** A full disk takes none: they stay noted, and the till goes on. Who writes for money is told of the disk. */
  const takeSome = (): boolean => {
    try {
      return takeSomeIntoSearch(from.db);
    } catch {
      return true;
    }
  };
  const look = (): void => {
    const isDone = from.isBusy() || takeSome();
    forget = from.timers.after(isDone ? LOOK_AGAIN_MS : PAUSE_MS, look);
  };
  return {
    start: () => {
      forget = from.timers.after(LOOK_AGAIN_MS, look);
    },
    stop: () => forget?.(),
  };
}

/** Who and where sales were made, for the filters of the list. */
export function listFilterChoices(db: Db): {
  readonly cashiers: readonly { readonly staffId: string; readonly name: string }[];
  readonly registers: readonly string[];
} {
  return {
    cashiers: db
      .all<{ readonly staff_id: string; readonly name: string }>(
        `SELECT staff_id, name FROM staff p WHERE EXISTS (SELECT 1 FROM sales s WHERE s.cashier_id = p.staff_id)
         ORDER BY name, staff_id`,
      )
      .map((row) => ({ staffId: row.staff_id, name: row.name })),
    // Steps from one name to the next along the index, instead of going through all sales.
    registers: db
      .all<{ readonly register: string }>(
        `WITH RECURSIVE steps (register) AS (
           SELECT MIN(register) FROM sales
           UNION ALL SELECT (SELECT MIN(s.register) FROM sales s WHERE s.register > steps.register) FROM steps
             WHERE steps.register IS NOT NULL)
         SELECT register FROM steps WHERE register IS NOT NULL`,
      )
      .map((row) => row.register),
  };
}
