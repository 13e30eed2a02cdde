import type { TransactionStatus } from '../../../shared/contract/index.ts';
import type { Db, SqlValue } from '../db/index.ts';
import { narrowed, readWanted, type Wanted } from './search-terms.ts';
import { CANDIDATES_SQL, REFUNDED_SQL, STATUS_SQL } from './status.ts';

/** What somebody looks for. Every part narrows it down; an empty text and null leave it open. */
export type SaleQuery = {
  readonly text: string;
  readonly statuses: readonly TransactionStatus[];
  readonly tender: 'cash' | 'card' | null;
  readonly cashierId: string | null;
  readonly register: string | null;
  readonly customerId: string | null;
  /** When the sale was finished, or begun where it was not: from this on, and before that. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  /** The number of the last sale of the page before; null for the newest. */
  readonly before: number | null;
  readonly limit: number;
};

export type FoundSale = {
  readonly saleId: string;
  readonly number: number;
  readonly status: TransactionStatus;
  readonly refundedMinor: number;
};

export type FoundSales = { readonly found: readonly FoundSale[]; readonly next: number | null };

/** How many candidates are taken at once where each must still be judged. */
const CHUNK = 256;

/** A page of the sales that fit, newest number first. `currency` says what a typed amount is in. */
export function findSales(db: Db, query: SaleQuery & { readonly currency: string }): FoundSales {
  const wanted = readWanted(query.text, {
    currency: query.currency,
    peopleNamed: peopleNamed(db),
    customersNamed: customersNamed(db),
  });
  const walk = planWalk(db, query, wanted);
  if (walk === null) return { found: [], next: null };
  const statusOf = (number: number): FoundSale | null => readStatus(db, number);
  const found: FoundSale[] = [];
  const isOpen = query.statuses.length === 0;
  const chunk = isOpen ? query.limit + 1 : CHUNK;
  let below = query.before ?? Number.MAX_SAFE_INTEGER;
  while (found.length <= query.limit) {
    const numbers = db.all<{ readonly number: number }>(walk.sql, ...walk.values, below, chunk);
    for (const { number } of numbers) {
      const sale = statusOf(number);
      if (sale !== null && (isOpen || query.statuses.includes(sale.status))) found.push(sale);
      if (found.length > query.limit) break;
      below = number;
    }
    if (numbers.length < chunk) break;
  }
  const page = found.slice(0, query.limit);
  return { found: page, next: found.length > query.limit ? (page.at(-1)?.number ?? null) : null };
}

/** Where one sale stands; null where there is none. */
export function findStatus(db: Db, saleId: string): FoundSale | null {
  const row = db.get<{ readonly number: number }>('SELECT number FROM sales WHERE sale_id = ?', saleId);
  return row === null ? null : readStatus(db, row.number);
}

function readStatus(db: Db, number: number): FoundSale | null {
  return db.get<FoundSale>(
    `SELECT s.sale_id AS saleId, s.number, ${STATUS_SQL} AS status, ${REFUNDED_SQL} AS refundedMinor
     FROM sales s WHERE s.number = ?`,
    number,
  );
}

type Walk = { readonly sql: string; readonly values: readonly SqlValue[] };

/** The statement that gives the next candidates below a number; null where there can be none. */
function planWalk(db: Db, query: SaleQuery, wanted: Wanted): Walk | null {
  if (wanted.kind === 'nothing') return null;
  const source = sourceOf(query, wanted);
  const conditions = ["(s.state <> 'open' OR s.current = 0)"];
  const values: SqlValue[] = [...source.values];
  const add = (condition: string, ...given: readonly SqlValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (query.cashierId !== null) add('s.cashier_id = ?', query.cashierId);
  if (query.customerId !== null) add('s.customer_id = ?', query.customerId);
  if (query.register !== null) add('s.register = ?', query.register);
  if (query.tender === 'cash')
    add(`EXISTS (SELECT 1 FROM cash_tenders t WHERE t.sale_id = s.sale_id
      AND NOT EXISTS (SELECT 1 FROM tender_repairs r WHERE r.cash_tender_id = t.tender_id))`);
  if (query.tender === 'card')
    add(`EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id
      AND c.state NOT IN ('cancelled', 'hold-released'))`);
  if (query.fromMs !== null || query.untilMs !== null) {
    const { fromMs, untilMs } = query;
    const times = [fromMs ?? 0, untilMs ?? Number.MAX_SAFE_INTEGER] as const;
    const ends = db.get<{ readonly low: number | null; readonly high: number | null }>(
      `SELECT MIN(number) AS low, MAX(number) AS high FROM sales
       WHERE COALESCE(completed_at_ms, opened_at_ms) >= ? AND COALESCE(completed_at_ms, opened_at_ms) < ?`,
      ...times,
    );
    if (ends?.low === null || ends?.high === null || ends === null) return null;
    // Numbers and times nearly rise together: with both ends the walk does not leave the days that are asked for.
    add(`${source.number} BETWEEN ? AND ?`, ends.low, ends.high);
    add('COALESCE(s.completed_at_ms, s.opened_at_ms) >= ?', times[0]);
    add('COALESCE(s.completed_at_ms, s.opened_at_ms) < ?', times[1]);
  }
  return {
    sql: `SELECT s.number ${source.from} WHERE ${[...source.conditions, ...conditions].join(' AND ')}
      AND ${source.number} < ? ORDER BY ${source.number} DESC LIMIT ?`,
    values,
  };
}

type Source = {
  readonly from: string;
  readonly conditions: readonly string[];
  readonly values: readonly SqlValue[];
  /** What the walk goes by, so that each source can give its rows in order. */
  readonly number: string;
};

/** What is gone through: the words that fit, the few sales that can have a status, or all from the newest on. */
function sourceOf(query: SaleQuery, wanted: Exclude<Wanted, { readonly kind: 'nothing' }>): Source {
  switch (wanted.kind) {
    case 'match':
      return {
        // The order of the join is given: the search knows its words, and nobody knows how many sales a filter leaves.
        from: 'FROM sale_search f CROSS JOIN sales s ON s.number = f.rowid',
        conditions: ['sale_search MATCH ?'],
        values: [narrowed(wanted.expression, query)],
        number: 'f.rowid',
      };
    case 'id':
      return {
        from: `FROM (SELECT sale_id FROM card_tenders WHERE payment_intent_id = ?
          UNION SELECT sale_id FROM card_tenders WHERE charge_id = ?
          UNION SELECT r.sale_id FROM refund_legs l JOIN refunds r USING (refund_id)
            WHERE l.stripe_refund_id = ? AND r.sale_id IS NOT NULL) k CROSS JOIN sales s ON s.sale_id = k.sale_id`,
        conditions: [],
        values: [wanted.id, wanted.id, wanted.id],
        number: 's.number',
      };
    case 'anything': {
      const candidates = query.statuses.map((status) => CANDIDATES_SQL[status]);
      return {
        from:
          candidates.length === 0 || candidates.includes(null)
            ? 'FROM sales s'
            : `FROM (SELECT DISTINCT sale_id FROM (${candidates.join(' UNION ALL ')})) k
               CROSS JOIN sales s ON s.sale_id = k.sale_id`,
        conditions: [],
        values: [],
        number: 's.number',
      };
    }
  }
}

/** As many customers as one name is taken for; of more the newest. */
const CUSTOMERS_MOST = 50;

function customersNamed(db: Db): (words: readonly string[]) => readonly string[] {
  return (words) =>
    db
      .all<{ readonly customer_id: string }>(
        `SELECT c.customer_id FROM customer_search f CROSS JOIN customers c ON c.customer_no = f.rowid
         WHERE customer_search MATCH ? ORDER BY f.rowid DESC LIMIT ${String(CUSTOMERS_MOST)}`,
        words.map((word) => `"${word}"*`).join(' AND '),
      )
      .map((row) => row.customer_id);
}

/** As many cashiers as a beginning of a name is taken for. */
const PEOPLE_MOST = 20;

function peopleNamed(db: Db): (text: string) => readonly string[] {
  return (text) => {
    const like = text.replaceAll(/[%_\\]/gu, (sign) => `\\${sign}`);
    return db
      .all<{ readonly staff_id: string }>(
        `SELECT staff_id FROM staff WHERE name LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\' LIMIT ${String(PEOPLE_MOST)}`,
        `${like}%`,
        `% ${like}%`,
      )
      .map((row) => row.staff_id);
  };
}
