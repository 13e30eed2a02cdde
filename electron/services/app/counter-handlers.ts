import { accept, type ChannelName, type Result } from '../../../shared/contract/index.ts';
import {
  getDetail,
  getPicture,
  listCategories,
  listFamily,
  listProducts,
  listTaxClasses,
  listTiles,
  searchProducts,
  exportPart,
  type Catalog,
  type Imports,
} from '../catalog/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { Db } from '../db/index.ts';
import { listParked, type RingUp, type Sales } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { cashier } from './handler-kinds.ts';
import { discountOf } from './reductions.ts';

type CounterHandlers = Pick<Handlers, Extract<ChannelName, `catalog${string}` | `sale.${string}`>>;
type Done = Record<string, never>;

/** What the shop sells, and the cart before the cashier. */
export function createCounterHandlers(from: {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly catalog: Catalog;
  readonly imports: Imports;
  readonly sales: Sales;
  readonly ringUp: RingUp;
  readonly changed: () => void;
}): CounterHandlers {
  const { db, catalog, imports, sales, ringUp, settings } = from;
  /** Their effect is pushed. */
  const pushed = <Value>(result: Result<Value>): Promise<Result<Value>> => {
    from.changed();
    return Promise.resolve(result);
  };
  const edited = (result: Result<unknown>): Promise<Result<Done>> => pushed(result.ok ? accept({}) : result);
  const read = <Value>(value: Value): Promise<Result<Value>> => Promise.resolve(accept(value));
  return {
    'catalog.list': cashier(() => read({ categories: listCategories(db), taxClasses: listTaxClasses(db) })),
    'catalog.listTiles': cashier((query) => read(listTiles(db, query))),
    'catalog.search': cashier(({ text, limit }) => read({ products: searchProducts(db, text, limit) })),
    'catalog.listFamily': cashier(({ familyId }) => read({ products: listFamily(db, familyId) })),
    'catalog.listProducts': cashier((query) => read(listProducts(db, query))),
    'catalog.getProduct': cashier(({ productId }) => Promise.resolve(getDetail(db, productId))),
    'catalog.getPicture': cashier(({ pictureId }) => Promise.resolve(getPicture(db, pictureId))),
    'catalog.saveProduct': cashier((request) => pushed(catalog.saveProduct(request))),
    'catalog.archiveProduct': cashier(({ productId }) => pushed(catalog.archiveProduct(productId))),
    'catalog.moveStock': cashier((move) => pushed(catalog.moveStock(move))),
    'catalog.setPicture': cashier(({ productId, dataBase64 }) =>
      pushed(catalog.setPicture(productId, dataBase64)),
    ),
    'catalog.saveCategory': cashier((category) => pushed(catalog.saveCategory(category))),
    'catalog.orderCategories': cashier(({ categoryIds }) => {
      catalog.orderCategories(categoryIds);
      return edited(accept({}));
    }),
    'catalog.removeCategory': cashier(({ categoryId }) => pushed(catalog.removeCategory(categoryId))),
    'catalog.saveTaxClass': cashier((taxClass) => pushed(catalog.saveTaxClass(taxClass))),
    'catalog.getScaleCodes': cashier(() => read({ rules: [...settings.get().scaleCodes] })),
    'catalog.saveScaleCodes': cashier(({ rules }) => {
      settings.change({ scaleCodes: rules });
      return edited(accept({}));
    }),

    'catalogImport.begin': cashier(({ fileName }) => Promise.resolve(imports.begin(fileName))),
    'catalogImport.append': cashier(({ importId, part, data }) =>
      Promise.resolve(imports.append(importId, part, data)),
    ),
    'catalogImport.preview': cashier(({ importId }) => imports.preview(importId)),
    'catalogImport.check': cashier(({ importId, mapping, decimalSign }) =>
      Promise.resolve(imports.check(importId, mapping, decimalSign)),
    ),
    'catalogImport.getProgress': cashier(() => read({ running: imports.progress() })),
    'catalogImport.listErrors': cashier(({ importId, after, limit }) =>
      read(imports.listErrors(importId, after, limit)),
    ),
    'catalogImport.apply': cashier(({ importId, leaveOut }) =>
      Promise.resolve(imports.apply(importId, leaveOut)),
    ),
    'catalogImport.drop': cashier(({ importId }) => Promise.resolve(imports.drop(importId))),
    'catalogExport.read': cashier(({ after }) => {
      const { currency, locale } = settings.get();
      return read(exportPart(db, { after, currency, locale }));
    }),

    'sale.addProduct': cashier((request) => pushed(ringUp.addProduct(request))),
    'sale.addCode': cashier(({ code, quantity }) => pushed(ringUp.addCode(code, quantity))),
    'sale.addOpenItem': cashier((item) => edited(ringUp.addOpenItem(item))),
    'sale.setQuantity': cashier(({ saleId, lineId, quantity }) =>
      edited(sales.setQuantity(saleId, lineId, quantity)),
    ),
    'sale.setNote': cashier(({ saleId, lineId, note }) => edited(sales.setNote(saleId, lineId, note))),
    'sale.setPrice': cashier(({ saleId, lineId, unitPriceMinor, reason }) =>
      edited(sales.setPrice(saleId, lineId, { unitPriceMinor, reason })),
    ),
    'sale.setLineDiscount': cashier(({ saleId, lineId, discount }) =>
      edited(sales.setLineDiscount(saleId, lineId, discountOf(discount))),
    ),
    'sale.setDiscount': cashier(({ saleId, discount }) =>
      edited(sales.setDiscount(saleId, discountOf(discount))),
    ),
    'sale.setExemption': cashier(({ saleId, exemption }) => edited(sales.setExemption(saleId, exemption))),
    'sale.clearExemption': cashier(({ saleId }) => edited(sales.setExemption(saleId, null))),
    'sale.removeLine': cashier(({ saleId, lineId }) => edited(sales.removeLine(saleId, lineId))),
    'sale.void': cashier(({ saleId }) => edited(sales.voidSale(saleId))),
    'sale.park': cashier(({ saleId, label }) => edited(sales.park(saleId, label))),
    'sale.recall': cashier(({ saleId }) => edited(sales.recall(saleId))),
    'sale.listParked': cashier(() => read({ sales: listParked(db) })),
  };
}
