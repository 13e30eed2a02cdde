import type { Migration } from '../open.ts';

/**
 * The catalogue grows up: tax classes, families, several barcodes, stock, pictures and imports. Carts keep discounts,
 * weights and why a price was changed. Lines of earlier sales stay as they were rung up.
 *
 * The search keeps no text and no positions: with each beginning of a word of up to eight characters indexed, a search
 * over 100,000 products reads no more than what it shows.
 */
export const counter: Migration = {
  version: 150,
  name: 'counter',
  sql: `
CREATE TABLE tax_classes (
  tax_class_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  position INTEGER NOT NULL
) STRICT;
INSERT INTO tax_classes
  SELECT tax_rate_id, MAX(tax_name), MAX(tax_ppm), ROW_NUMBER() OVER (ORDER BY MAX(tax_ppm) DESC) FROM products
  GROUP BY tax_rate_id;

CREATE TABLE pictures (
  picture_id TEXT PRIMARY KEY,
  media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
  bytes BLOB NOT NULL CHECK (length(bytes) <= 40960)
) STRICT;

ALTER TABLE products RENAME TO products_before;
CREATE TABLE products (
  product_no INTEGER PRIMARY KEY,
  product_id TEXT NOT NULL UNIQUE,
  family_id TEXT,
  leads INTEGER NOT NULL DEFAULT 1 CHECK (leads IN (0, 1)),
  name TEXT NOT NULL,
  variant TEXT NOT NULL DEFAULT '',
  category_id TEXT REFERENCES categories,
  sku TEXT NOT NULL COLLATE NOCASE UNIQUE,
  price_minor INTEGER CHECK (price_minor >= 0),
  sold_by TEXT NOT NULL DEFAULT 'piece' CHECK (sold_by IN ('piece', 'weight')),
  scale_code TEXT UNIQUE CHECK (scale_code GLOB '[0-9][0-9][0-9][0-9][0-9]'),
  tax_class_id TEXT NOT NULL REFERENCES tax_classes,
  picture TEXT,
  picture_id TEXT REFERENCES pictures,
  favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
  stock_tracked INTEGER NOT NULL DEFAULT 0 CHECK (stock_tracked IN (0, 1)),
  stock INTEGER NOT NULL DEFAULT 0,
  oversell TEXT NOT NULL DEFAULT 'warn' CHECK (oversell IN ('allow', 'warn', 'refuse')),
  archived_at_ms INTEGER,
  CHECK (sold_by = 'piece' OR price_minor IS NOT NULL)
) STRICT;
INSERT INTO products (product_no, product_id, name, category_id, sku, price_minor, tax_class_id, picture, favourite)
  SELECT ROW_NUMBER() OVER (ORDER BY position, product_id), product_id, name, category_id, sku, price_minor,
    tax_rate_id, picture, favourite FROM products_before;
CREATE INDEX products_by_category ON products (category_id, product_no) WHERE leads = 1 AND archived_at_ms IS NULL;
CREATE INDEX products_favourite ON products (product_no) WHERE favourite = 1 AND archived_at_ms IS NULL;
CREATE INDEX products_by_picture ON products (picture_id) WHERE picture_id IS NOT NULL;
CREATE INDEX products_by_name ON products (name);
CREATE INDEX products_of_family ON products (family_id, product_no) WHERE family_id IS NOT NULL;

CREATE TABLE product_barcodes (
  barcode TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (product_id),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX barcodes_of_product ON product_barcodes (product_id, position);
INSERT INTO product_barcodes SELECT barcode, product_id, 0 FROM products_before WHERE barcode IS NOT NULL;

DROP TABLE product_search;
CREATE VIRTUAL TABLE product_search USING fts5 (
  text, content = '', contentless_delete = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5 6 7 8'
);
INSERT INTO product_search (rowid, text)
  SELECT p.product_no, p.name || ' ' || p.sku || ' ' || IFNULL(b.barcode, '')
  FROM products p LEFT JOIN product_barcodes b USING (product_id);
DROP TABLE products_before;

CREATE TABLE stock_movements (
  movement_id INTEGER PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (product_id),
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'exchange', 'count', 'delivery', 'correction')),
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  source_id TEXT,
  note TEXT,
  staff_id TEXT REFERENCES staff,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX movements_of_product ON stock_movements (product_id, movement_id);
CREATE INDEX movements_of_source ON stock_movements (source_id, product_id) WHERE source_id IS NOT NULL;
CREATE TRIGGER stock_follows_its_movements AFTER INSERT ON stock_movements
  BEGIN UPDATE products SET stock = stock + NEW.quantity WHERE product_id = NEW.product_id; END;
CREATE TRIGGER stock_movement_is_not_edited BEFORE UPDATE ON stock_movements
  BEGIN SELECT RAISE (ABORT, 'stock movements are only added to'); END;
CREATE TRIGGER stock_movement_is_not_taken_back BEFORE DELETE ON stock_movements
  BEGIN SELECT RAISE (ABORT, 'stock movements are only added to'); END;

CREATE TABLE catalog_imports (
  import_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('checked', 'applying', 'done', 'dropped')),
  file_name TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  applied_count INTEGER NOT NULL DEFAULT 0,
  staff_id TEXT REFERENCES staff,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES catalog_imports,
  row_no INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  sku TEXT NOT NULL COLLATE NOCASE,
  product_json TEXT NOT NULL,
  PRIMARY KEY (import_id, row_no),
  UNIQUE (import_id, sku)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_codes (
  import_id TEXT NOT NULL,
  code TEXT NOT NULL,
  line_no INTEGER NOT NULL,
  PRIMARY KEY (import_id, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_errors (
  import_id TEXT NOT NULL REFERENCES catalog_imports,
  error_no INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  field TEXT NOT NULL,
  code TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (import_id, error_no)
) STRICT, WITHOUT ROWID;

ALTER TABLE sale_lines ADD COLUMN grams INTEGER CHECK (grams > 0);
ALTER TABLE sale_lines ADD COLUMN list_price_minor INTEGER;
ALTER TABLE sale_lines ADD COLUMN price_reason TEXT;
ALTER TABLE sale_lines ADD COLUMN discount_ppm INTEGER CHECK (discount_ppm BETWEEN 1 AND 1000000);
ALTER TABLE sale_lines ADD COLUMN discount_minor INTEGER CHECK (discount_minor IS NULL OR (discount_minor > 0 AND discount_ppm IS NULL));
ALTER TABLE sale_lines ADD COLUMN discount_reason TEXT;
ALTER TABLE sales ADD COLUMN discount_ppm INTEGER CHECK (discount_ppm BETWEEN 1 AND 1000000);
ALTER TABLE sales ADD COLUMN discount_minor INTEGER CHECK (discount_minor IS NULL OR (discount_minor > 0 AND discount_ppm IS NULL));
ALTER TABLE sales ADD COLUMN discount_reason TEXT;
ALTER TABLE sales ADD COLUMN parked_as TEXT;
ALTER TABLE sales ADD COLUMN parked_at_ms INTEGER;
ALTER TABLE sales ADD COLUMN voided_at_ms INTEGER;
ALTER TABLE sales ADD COLUMN voided_by TEXT REFERENCES staff;
CREATE INDEX sales_aside ON sales (opened_at_ms) WHERE current = 0 AND state = 'open';
`,
};
