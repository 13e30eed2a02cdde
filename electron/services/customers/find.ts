import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { CustomerDetail, CustomerRow } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { CustomerKeys } from './keys.ts';

type Row = {
  readonly customer_id: string;
  readonly name: string;
  readonly mail: string;
  readonly phone: string;
  readonly note: string;
  readonly created_at_ms: number;
  readonly erased_at_ms: number | null;
};

const SALES = `(SELECT COUNT(*) FROM sales s WHERE s.customer_id = c.customer_id AND s.state = 'completed')`;

/** Customers by the beginnings of words of their name, address, phone or note; the newest where nothing is typed. */
export function searchCustomers(db: Db, text: string, limit: number): readonly CustomerRow[] {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu);
  if (words === null)
    return text.trim() === ''
      ? rows(
          db,
          `SELECT c.*, ${SALES} AS sales FROM customers c WHERE erased_at_ms IS NULL ORDER BY customer_no DESC LIMIT ?`,
          limit,
        )
      : [];
  return rows(
    db,
    `SELECT c.*, ${SALES} AS sales FROM customer_search f CROSS JOIN customers c ON c.customer_no = f.rowid
     WHERE customer_search MATCH ? ORDER BY f.rowid DESC LIMIT ?`,
    words.map((word) => `"${word}"*`).join(' AND '),
    limit,
  );
}

/** Those who are already there under the same address, phone or name. */
export function findAlike(db: Db, keys: CustomerKeys, except: string | null): readonly CustomerRow[] {
  return rows(
    db,
    `SELECT c.*, ${SALES} AS sales FROM customers c WHERE erased_at_ms IS NULL AND customer_id <> ? AND customer_no IN (
       SELECT customer_no FROM customers WHERE mail_key <> '' AND mail_key = ?
       UNION SELECT customer_no FROM customers WHERE phone_key <> '' AND phone_key = ?
       UNION SELECT customer_no FROM customers WHERE erased_at_ms IS NULL AND name_key <> '' AND name_key = ?)
     ORDER BY customer_no DESC LIMIT 10`,
    except ?? '',
    keys.mail,
    keys.phone,
    keys.name,
  );
}

/** One customer with consents and sums, in the shop's currency; null where there is none. */
export function findCustomer(db: Db, customerId: string, currency: string): CustomerDetail | null {
  const row = db.get<Row>('SELECT * FROM customers WHERE customer_id = ?', customerId);
  if (row === null) return null;
  const consents = db
    .all<{
      readonly given: 0 | 1;
      readonly why: CustomerDetail['consents'][number]['why'];
      readonly staff_name: string;
      readonly at_ms: number;
    }>(
      'SELECT given, why, staff_name, at_ms FROM customer_consents WHERE customer_id = ? ORDER BY consent_id',
      customerId,
    )
    .map((each) => ({ given: each.given === 1, why: each.why, by: each.staff_name, atMs: each.at_ms }));
  const sums = db.get<{
    readonly sales: number;
    readonly total: number | null;
    readonly first: number | null;
    readonly last: number | null;
  }>(
    `SELECT COUNT(*) AS sales, SUM(total_minor) AS total, MIN(completed_at_ms) AS first, MAX(completed_at_ms) AS last
     FROM sales WHERE customer_id = ? AND state = 'completed' AND currency = ?`,
    customerId,
    currency,
  );
  const back = db.get<{ readonly total: number | null }>(
    `SELECT SUM(l.amount_minor) AS total FROM sales s JOIN refunds r ON r.sale_id = s.sale_id
     JOIN refund_legs l USING (refund_id) LEFT JOIN card_tenders c ON c.tender_id = l.tender_id
     WHERE s.customer_id = ? AND s.currency = ? AND s.state = 'completed' AND r.exchange_sale_id IS NULL
       AND COALESCE(c.state, '') <> 'overpaid' AND (l.kind = 'cash' OR l.state IN ('pending', 'succeeded'))
       AND NOT EXISTS (SELECT 1 FROM cash_repairs m WHERE m.refund_leg_id = l.leg_id)`,
    customerId,
    currency,
  );
  return {
    customerId,
    name: row.name,
    mail: row.mail,
    phone: row.phone,
    note: row.note,
    createdAtMs: row.created_at_ms,
    erasedAtMs: row.erased_at_ms,
    mailConsent: consents.at(-1)?.given ?? false,
    consents,
    sales: sums?.sales ?? 0,
    soldMinor: minorUnits(sums?.total ?? 0),
    refundedMinor: minorUnits(back?.total ?? 0),
    firstAtMs: sums?.first ?? null,
    lastAtMs: sums?.last ?? null,
  };
}

/** Who a sale is for, with the address that may be mailed to; null for nobody. */
export function findCustomerOfSale(db: Db, saleId: string) {
  const row = db.get<{
    readonly customer_id: string;
    readonly name: string;
    readonly mail: string;
    readonly phone: string;
    readonly erased_at_ms: number | null;
    readonly consent: 0 | 1 | null;
  }>(
    `SELECT c.customer_id, c.name, c.mail, c.phone, c.erased_at_ms, (SELECT k.given FROM customer_consents k
       WHERE k.customer_id = c.customer_id ORDER BY k.consent_id DESC LIMIT 1) AS consent
     FROM sales s JOIN customers c ON c.customer_id = s.customer_id WHERE s.sale_id = ?`,
    saleId,
  );
  return row === null
    ? null
    : {
        customerId: row.customer_id,
        name: [row.name, row.mail, row.phone].find((word) => word !== '') ?? '',
        erased: row.erased_at_ms !== null,
        receiptMail: row.consent === 1 && row.mail !== '' ? row.mail : null,
      };
}

function rows(db: Db, sql: string, ...values: readonly (string | number)[]): readonly CustomerRow[] {
  return db
    .all<Row & { readonly sales: number }>(sql, ...values)
    .map(({ customer_id: customerId, name, mail, phone, sales }) => ({
      customerId,
      name,
      mail,
      phone,
      sales,
    }));
}
