import { accept, refuse, type CustomerRow, type Result } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids, Timers } from '../ports.ts';
import { findAlike } from './find.ts';
import { keysOf } from './keys.ts';

export { findCustomer, findCustomerOfSale, searchCustomers } from './find.ts';

/** What a person typed about a customer. Empty texts are nothing said. */
export type CustomerSaid = {
  readonly name: string;
  readonly mail: string;
  readonly phone: string;
  readonly note: string;
  /** Whether the customer agreed to receipts by mail, to this address. */
  readonly mailConsent: boolean;
};

export type Saved =
  | { readonly customerId: string; readonly alike: readonly [] }
  | { readonly customerId: null; readonly alike: readonly CustomerRow[] };

export type Customers = ReturnType<typeof createCustomers>;

/** Customers of the shop. Whatever is written about one is one commit. */
export function createCustomers(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
  readonly ids: Ids;
  readonly present: () => { readonly staffId: string; readonly name: string };
}) {
  const { db, clock, ids } = ports;
  const forget = createForgetter(ports);
  const by = (): Writer => ({ ...ports.present(), atMs: clock.nowMs() });
  return {
    /**
     * Adds a customer (`customerId` null) or changes one. Saves nothing and answers with those who look like the same
     * person, unless `evenIfKnown`. Refusals: CUSTOMER_NEEDS_NAME, CUSTOMER_NEEDS_MAIL, CUSTOMER_NOT_FOUND, CUSTOMER_ERASED.
     */
    save: (customerId: string | null, said: CustomerSaid, evenIfKnown: boolean): Result<Saved> => {
      if (`${said.name}${said.mail}${said.phone}`.trim() === '') return refuse('CUSTOMER_NEEDS_NAME');
      if (said.mailConsent && said.mail.trim() === '') return refuse('CUSTOMER_NEEDS_MAIL');
      return db.transaction((): Result<Saved> => {
        const before = customerId === null ? null : find(db, customerId);
        if (customerId !== null && before === null) return refuse('CUSTOMER_NOT_FOUND');
        if (before !== null && before.erased_at_ms !== null) return refuse('CUSTOMER_ERASED');
        const alike = evenIfKnown ? [] : findAlike(db, keysOf(said), customerId);
        if (alike.length > 0) return accept({ customerId: null, alike });
        const id = customerId ?? ids.uuidv7();
        write(db, id, said, by());
        consent(db, id, { before, said }, by());
        return accept({ customerId: id, alike: [] });
      });
    },
    /** Says who a sale is for; null: nobody in particular. Before, during and after payment. */
    attach: (saleId: string, customerId: string | null): Result<Record<string, never>> =>
      db.transaction(() => {
        if (db.get('SELECT 1 FROM sales WHERE sale_id = ?', saleId) === null) return refuse('SALE_NOT_FOUND');
        const customer = customerId === null ? null : find(db, customerId);
        if (customerId !== null && customer === null) return refuse('CUSTOMER_NOT_FOUND');
        if (customer !== null && customer.erased_at_ms !== null) return refuse('CUSTOMER_ERASED');
        db.run('UPDATE sales SET customer_id = ? WHERE sale_id = ?', customerId, saleId);
        return accept({});
      }),
    /** Takes everything out that says who it was. The sales stay theirs without a name. */
    erase: (customerId: string): Result<Record<string, never>> => {
      const erased = db.transaction((): Result<Record<string, never>> => {
        const before = find(db, customerId);
        if (before === null) return refuse('CUSTOMER_NOT_FOUND');
        if (before.erased_at_ms !== null) return refuse('CUSTOMER_ERASED');
        const { staffId, name, atMs } = by();
        if (hasConsent(db, customerId)) addConsent(db, customerId, false, 'erased', { staffId, name, atMs });
        db.run(
          `UPDATE customers SET name = '', mail = '', phone = '', note = '', name_key = '', mail_key = '', phone_key = '',
             erased_at_ms = ?, erased_by = ? WHERE customer_id = ?`,
          atMs,
          staffId,
          customerId,
        );
        db.run('DELETE FROM customer_search WHERE rowid = ?', before.customer_no);
        return accept({});
      });
      if (erased.ok) forget.now();
      return erased;
    },
    stop: forget.stop,
  };
}

const FORGET_AGAIN_MS = 5_000;

/** Empties the log of writes, in which the names stand as they were written; again later while a read needs the log. */
function createForgetter({ db, timers }: { readonly db: Db; readonly timers: Pick<Timers, 'after'> }) {
  let cancel: (() => void) | null = null;
  const now = (): void => {
    cancel?.();
    cancel = db.emptyLog() ? null : timers.after(FORGET_AGAIN_MS, now);
  };
  return { now, stop: () => cancel?.() };
}

type Writer = { readonly staffId: string; readonly name: string; readonly atMs: number };
type Row = { readonly customer_no: number; readonly mail_key: string; readonly erased_at_ms: number | null };

function find(db: Db, customerId: string): Row | null {
  return db.get<Row>(
    'SELECT customer_no, mail_key, erased_at_ms FROM customers WHERE customer_id = ?',
    customerId,
  );
}

function write(db: Db, customerId: string, said: CustomerSaid, by: Writer): void {
  const keys = keysOf(said);
  const { name, mail, phone, note } = said;
  db.run(
    `INSERT INTO customers (customer_id, name, mail, phone, note, name_key, mail_key, phone_key, created_at_ms, created_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (customer_id) DO UPDATE SET name = excluded.name, mail = excluded.mail, phone = excluded.phone,
       note = excluded.note, name_key = excluded.name_key, mail_key = excluded.mail_key, phone_key = excluded.phone_key`,
    customerId,
    name,
    mail,
    phone,
    note,
    keys.name,
    keys.mail,
    keys.phone,
    by.atMs,
    by.staffId,
  );
  const number = find(db, customerId)?.customer_no ?? 0;
  db.run('DELETE FROM customer_search WHERE rowid = ?', number);
  db.run(
    'INSERT INTO customer_search (rowid, text) VALUES (?, ?)',
    number,
    `${name} ${mail} ${phone} ${endsOf(phone).join(' ')} ${note}`,
  );
}

/** Where somebody may begin to type a phone number: with or without the country, or its last digits alone. */
function endsOf(phone: string): readonly string[] {
  const digits = phone.replaceAll(/\D/gu, '');
  return Array.from({ length: Math.max(0, digits.length - 3) }, (_each, index) => digits.slice(index));
}

/** A consent is for one address: what was said about another one counts no more. */
function consent(
  db: Db,
  customerId: string,
  { before, said }: { readonly before: Row | null; readonly said: CustomerSaid },
  by: Writer,
): void {
  if (before !== null && before.mail_key !== keysOf(said).mail && hasConsent(db, customerId))
    addConsent(db, customerId, false, 'other-address', by);
  if (hasConsent(db, customerId) !== said.mailConsent)
    addConsent(db, customerId, said.mailConsent, 'said', by);
}

function hasConsent(db: Db, customerId: string): boolean {
  return (
    db.get<{ readonly given: 0 | 1 }>(
      'SELECT given FROM customer_consents WHERE customer_id = ? ORDER BY consent_id DESC LIMIT 1',
      customerId,
    )?.given === 1
  );
}

function addConsent(
  db: Db,
  customerId: string,
  given: boolean,
  why: 'said' | 'other-address' | 'erased',
  by: Writer,
): void {
  db.run(
    `INSERT INTO customer_consents (customer_id, given, why, staff_id, staff_name, at_ms) VALUES (?, ?, ?, ?, ?, ?)`,
    customerId,
    given ? 1 : 0,
    why,
    by.staffId,
    by.name,
    by.atMs,
  );
}
