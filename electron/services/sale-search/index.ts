import type { Db } from '../db/index.ts';

export { findSales, findStatus, type FoundSale, type FoundSales, type SaleQuery } from './find.ts';

/** So many at once keep the commit short. */
const AT_ONCE = 200;

/**
 * Takes the sales into the search that were noted since it was last asked. Payments only note a sale, because a customer
 * waits for them and nobody has looked for it yet.
 */
export function takeIntoSearch(db: Db): void {
  let taken: number;
  do {
    taken = db.transaction(() => {
      const sales = db.all<{ readonly sale_id: string; readonly number: number; readonly text: string }>(
        `SELECT v.sale_id, v.number, v.text FROM (SELECT sale_id FROM sales_to_search LIMIT ?) n
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
  } while (taken === AT_ONCE);
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
