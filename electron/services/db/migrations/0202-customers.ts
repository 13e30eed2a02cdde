import type { Migration } from '../open.ts';

/** The marks of the search for sales, as in the step before; a customer has one too. Frozen with this step. */
const NUMBER = 'char(57345)';
const AMOUNT = 'char(57346)';
const LAST4 = 'char(57347)';
const PERSON = 'char(57348)';
const CUSTOMER = 'char(57349)';

/**
 * Customers, what they agreed to, and the sales that are theirs. A customer who is erased leaves a row without a name, so
 * that the books still say that these sales were one customer's.
 */
export const customers: Migration = {
  version: 202,
  name: 'customers',
  sql: `
CREATE TABLE customers (
  customer_no INTEGER PRIMARY KEY,
  customer_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mail TEXT NOT NULL,
  phone TEXT NOT NULL,
  note TEXT NOT NULL,
  name_key TEXT NOT NULL,
  mail_key TEXT NOT NULL,
  phone_key TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  created_by TEXT NOT NULL REFERENCES staff,
  erased_at_ms INTEGER,
  erased_by TEXT REFERENCES staff,
  CHECK (erased_at_ms IS NOT NULL OR name <> '' OR mail <> '' OR phone <> ''),
  CHECK (erased_at_ms IS NULL OR name || mail || phone || note || name_key || mail_key || phone_key = '')
) STRICT;
CREATE INDEX customers_by_name ON customers (name_key) WHERE erased_at_ms IS NULL;
CREATE INDEX customers_by_mail ON customers (mail_key) WHERE mail_key <> '';
CREATE INDEX customers_by_phone ON customers (phone_key) WHERE phone_key <> '';

-- It keeps its texts, other than the search for sales: only so can it take the words of one row out again.
CREATE VIRTUAL TABLE customer_search USING fts5 (
  text, detail = none,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4'
);
INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE customer_consents (
  consent_id INTEGER PRIMARY KEY,
  customer_id TEXT NOT NULL REFERENCES customers (customer_id),
  given INTEGER NOT NULL CHECK (given IN (0, 1)),
  -- What it came by: said at the till, or ended because the address is another one or the customer was erased.
  why TEXT NOT NULL CHECK (why IN ('said', 'other-address', 'erased')),
  staff_id TEXT NOT NULL REFERENCES staff,
  staff_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX consents_of_customer ON customer_consents (customer_id, consent_id);
CREATE TRIGGER consent_is_not_edited BEFORE UPDATE ON customer_consents
  BEGIN SELECT RAISE (ABORT, 'consents are only added to'); END;
CREATE TRIGGER consent_is_not_taken_out BEFORE DELETE ON customer_consents
  BEGIN SELECT RAISE (ABORT, 'consents are only added to'); END;

ALTER TABLE sales ADD COLUMN customer_id TEXT REFERENCES customers (customer_id);
CREATE INDEX sales_of_customer ON sales (customer_id, number) WHERE customer_id IS NOT NULL;

DROP VIEW sale_search_texts;
CREATE VIEW sale_search_texts AS SELECT s.sale_id, s.number,
  IFNULL((SELECT group_concat(l.name || ' ' || IFNULL(l.note, ''), ' ') FROM sale_lines l WHERE l.sale_id = s.sale_id), '')
  || ' ' || s.register || ' ' || ${NUMBER} || s.number
  || IFNULL(' ' || ${NUMBER} || CAST(substr(s.receipt_number, 3) AS INTEGER), '')
  || ' ' || ${AMOUNT} || ABS(s.total_minor) || ' ' || ${PERSON} || replace(s.cashier_id, '-', '')
  || IFNULL(' ' || ${CUSTOMER} || replace(s.customer_id, '-', ''), '')
  || IFNULL((SELECT group_concat(' ' || ${AMOUNT} || c.captured_minor || ' ' || ${LAST4}
      || IFNULL(json_extract(c.card_json, '$.last4'), ''), '')
    FROM card_tenders c WHERE c.sale_id = s.sale_id AND c.captured_minor IS NOT NULL), '')
  || IFNULL((SELECT group_concat(' ' || ${AMOUNT} || t.amount_minor, '')
    FROM cash_tenders t WHERE t.sale_id = s.sale_id), '') AS text
  FROM sales s;
CREATE TRIGGER customer_of_sale_is_to_be_found AFTER UPDATE OF customer_id ON sales
  WHEN NEW.customer_id IS NOT OLD.customer_id AND (NEW.state IN ('completed', 'voided') OR NEW.current = 0)
  BEGIN INSERT OR IGNORE INTO sales_to_search VALUES (NEW.sale_id); END;
`,
};
