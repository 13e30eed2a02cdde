import type { Migration } from '../open.ts';

/**
 * Marks before what is no word, so that the digits of a card are never taken for an amount or a receipt. They are
 * private characters, which nobody types and the tokenizer keeps. Frozen with this step.
 */
const NUMBER = 'char(57345)';
const AMOUNT = 'char(57346)';
const LAST4 = 'char(57347)';
const PERSON = 'char(57348)';

/** All that a sale is found by, as the text of its row in the search. */
const FOUND_BY = `
  IFNULL((SELECT group_concat(l.name || ' ' || IFNULL(l.note, ''), ' ') FROM sale_lines l WHERE l.sale_id = s.sale_id), '')
  || ' ' || s.register || ' ' || ${NUMBER} || s.number
  || IFNULL(' ' || ${NUMBER} || CAST(substr(s.receipt_number, 3) AS INTEGER), '')
  || ' ' || ${AMOUNT} || ABS(s.total_minor) || ' ' || ${PERSON} || replace(s.cashier_id, '-', '')
  || IFNULL((SELECT group_concat(' ' || ${AMOUNT} || c.captured_minor || ' ' || ${LAST4}
      || IFNULL(json_extract(c.card_json, '$.last4'), ''), '')
    FROM card_tenders c WHERE c.sale_id = s.sale_id AND c.captured_minor IS NOT NULL), '')
  || IFNULL((SELECT group_concat(' ' || ${AMOUNT} || t.amount_minor, '')
    FROM cash_tenders t WHERE t.sale_id = s.sale_id), '')`;

const IS_FINISHED_OR_ASIDE = `EXISTS (SELECT 1 FROM sales s WHERE s.sale_id = NEW.sale_id
  AND (s.state IN ('completed', 'voided') OR s.current = 0))`;

/**
 * What finds a sale among a hundred thousand: one search over words, numbers, amounts, last digits and cashiers, whose
 * rows are the sales' numbers, and indexes for the filters beside it. A payment only notes that a sale is to be taken
 * into the search; that is done when somebody looks for one.
 */
export const findingSales: Migration = {
  version: 200,
  name: 'finding-sales',
  sql: `
CREATE VIRTUAL TABLE sale_search USING fts5 (
  text, content = '', contentless_delete = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5'
);
CREATE TABLE sales_to_search (sale_id TEXT PRIMARY KEY REFERENCES sales) STRICT, WITHOUT ROWID;
CREATE VIEW sale_search_texts AS SELECT s.sale_id, s.number, ${FOUND_BY} AS text FROM sales s;
INSERT INTO sale_search (rowid, text)
  SELECT v.number, v.text FROM sale_search_texts v JOIN sales s USING (sale_id)
  WHERE s.state <> 'open' OR s.current = 0 ORDER BY v.number;

CREATE TRIGGER sale_is_to_be_found AFTER UPDATE OF state, current ON sales
  WHEN (NEW.state <> OLD.state AND NEW.state IN ('completed', 'voided'))
    OR (NEW.current = 0 AND OLD.current = 1 AND NEW.state IN ('open', 'charging'))
  BEGIN INSERT OR IGNORE INTO sales_to_search VALUES (NEW.sale_id); END;
CREATE TRIGGER late_card_is_to_be_found AFTER UPDATE OF captured_minor ON card_tenders
  WHEN NEW.captured_minor IS NOT OLD.captured_minor AND ${IS_FINISHED_OR_ASIDE}
  BEGIN INSERT OR IGNORE INTO sales_to_search VALUES (NEW.sale_id); END;
CREATE TRIGGER late_cash_is_to_be_found AFTER INSERT ON cash_tenders WHEN ${IS_FINISHED_OR_ASIDE}
  BEGIN INSERT OR IGNORE INTO sales_to_search VALUES (NEW.sale_id); END;

CREATE INDEX sales_by_time ON sales (COALESCE(completed_at_ms, opened_at_ms), number);
CREATE INDEX sales_by_cashier ON sales (cashier_id, number);
CREATE INDEX sales_by_register ON sales (register, number);
CREATE INDEX sales_unfinished ON sales (number) WHERE state IN ('open', 'charging');
CREATE INDEX sales_voided ON sales (number) WHERE state = 'voided';
CREATE INDEX cards_by_charge ON card_tenders (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX cash_of_time ON cash_tenders (at_ms);
CREATE INDEX refunds_of_time ON refunds (created_at_ms);
`,
};
