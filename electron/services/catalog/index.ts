import { refuse, type Result } from '../../../shared/contract/index.ts';
import type { TaxRate } from '../../../shared/domain/tax/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids } from '../ports.ts';
import {
  archiveProduct,
  orderCategories,
  removeCategory,
  saveCategory,
  saveProduct,
  saveTaxClass,
} from './edit.ts';
import type { Imports } from './import/index.ts';
import { setPicture } from './pictures.ts';
import { moveStockByHand } from './stock.ts';

export { seedDemoCatalog } from './seed.ts';
export { getPicture, PICTURE_BYTES_MAX } from './pictures.ts';
export {
  findByScaleCode,
  findProduct,
  getDetail,
  hasCatalog,
  listCategories,
  listFamily,
  listProducts,
  listTaxClasses,
  listTiles,
  type PricedProduct,
} from './read.ts';
export { createImports, exportPart, type Imports } from './import/index.ts';
export { findByCode, searchProducts } from './search.ts';
export { checkStock, listMovements, moveStockOfRefund, moveStockOfSale } from './stock.ts';

/** What an item without a catalogue entry is taxed at: the shop's first tax class, and none where there is none. */
export function openItemTaxRate(db: Db): TaxRate {
  const row = db.get<{ readonly tax_class_id: string; readonly name: string; readonly rate_ppm: number }>(
    'SELECT tax_class_id, name, rate_ppm FROM tax_classes ORDER BY position, tax_class_id LIMIT 1',
  );
  return row === null
    ? { id: 'no-tax', name: 'No tax', ratePpm: 0 }
    : { id: row.tax_class_id, name: row.name, ratePpm: row.rate_ppm };
}

export type Catalog = ReturnType<typeof createCatalog>;

/** Changes of what a shop sells. Reads are functions of their own, because they need only the database. */
export function createCatalog(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly staffId: () => string;
  readonly imports?: () => Pick<Imports, 'isApplying'>;
}) {
  const { db, clock } = ports;
  let revision = 0;
  /**
   * Does an edit unless an import has the catalogue just now: its rows were checked against what is there. Counts what
   * succeeded, so that pages know when to ask again.
   */
  const edit = <Value>(work: () => Result<Value>): Result<Value> => {
    if (ports.imports?.().isApplying() === true) return refuse('CATALOG_IMPORT_RUNNING');
    const answer = work();
    if (answer.ok) revision += 1;
    return answer;
  };
  return {
    revision: (): number => revision,
    /** Something outside changed what is sold: an import, the demo shop. */
    touch: (): void => {
      revision += 1;
    },
    saveProduct: (request: Parameters<typeof saveProduct>[1]) => edit(() => saveProduct(ports, request)),
    archiveProduct: (productId: string) => edit(() => archiveProduct(ports, productId)),
    saveCategory: (category: Parameters<typeof saveCategory>[1]) => edit(() => saveCategory(ports, category)),
    removeCategory: (categoryId: string) => edit(() => removeCategory(ports, categoryId)),
    orderCategories: (categoryIds: readonly string[]): void => {
      orderCategories(ports, categoryIds);
      revision += 1;
    },
    saveTaxClass: (taxClass: Parameters<typeof saveTaxClass>[1]) => edit(() => saveTaxClass(ports, taxClass)),
    setPicture: (productId: string, dataBase64: string | null) =>
      edit(() => setPicture(db, productId, dataBase64)),
    moveStock: (move: {
      readonly productId: string;
      readonly kind: 'count' | 'delivery' | 'correction';
      readonly quantity: number;
      readonly note: string | null;
    }) => edit(() => moveStockByHand(db, { ...move, staffId: ports.staffId(), atMs: clock.nowMs() })),
  };
}
