import type { Migration } from '../open.ts';

/** Sales and their lines, the catalogue, people and shifts. */
export const till: Migration = {
  version: 10,
  name: 'till',
  sql: `
CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL) STRICT;
INSERT INTO probe VALUES (1, 0);

CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO counters VALUES ('sale', 0), ('receipt', 0), ('shift', 0);

CREATE TABLE staff (
  staff_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'cashier', 'accountant')),
  pin_salt TEXT,
  pin_hash TEXT,
  failed_tries INTEGER NOT NULL DEFAULT 0,
  tries_again_at_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE shifts (
  shift_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  opened_at_ms INTEGER NOT NULL,
  opened_by TEXT NOT NULL REFERENCES staff
) STRICT;

CREATE TABLE categories (
  category_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  tone TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE products (
  product_id TEXT PRIMARY KEY,
  category_id TEXT NOT NULL REFERENCES categories,
  name TEXT NOT NULL,
  sku TEXT NOT NULL UNIQUE,
  barcode TEXT UNIQUE,
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  tax_rate_id TEXT NOT NULL,
  tax_name TEXT NOT NULL,
  tax_ppm INTEGER NOT NULL CHECK (tax_ppm BETWEEN 0 AND 1000000),
  picture TEXT,
  favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
  position INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE product_search USING fts5 (
  product_id UNINDEXED, name, sku, barcode, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);

CREATE TABLE sales (
  sale_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('open', 'charging', 'completed', 'voided')),
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  currency TEXT NOT NULL,
  prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
  total_minor INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('training', 'test', 'live', 'none')),
  register TEXT NOT NULL,
  shift_id TEXT NOT NULL REFERENCES shifts,
  cashier_id TEXT NOT NULL REFERENCES staff,
  opened_at_ms INTEGER NOT NULL,
  completed_at_ms INTEGER,
  receipt_number TEXT UNIQUE,
  CHECK ((state = 'completed') = (receipt_number IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX one_current_sale ON sales (current) WHERE current = 1;
CREATE INDEX sales_newest ON sales (opened_at_ms DESC, sale_id DESC);

CREATE TABLE sale_lines (
  line_id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL REFERENCES sales,
  position INTEGER NOT NULL,
  product_id TEXT,
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  unit_price_minor INTEGER NOT NULL,
  tax_rate_id TEXT NOT NULL,
  tax_name TEXT NOT NULL,
  tax_ppm INTEGER NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX lines_of_sale ON sale_lines (sale_id, position);
`,
};
