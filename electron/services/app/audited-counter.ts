import type { ChannelName } from '../../../shared/contract/index.ts';
import type { AuditAction, Facts } from '../../../shared/domain/audit/index.ts';
import type { Db } from '../db/index.ts';
import { act, of, setting, text, type Audited, type Fields } from './audited.ts';

const saleOf = (request: Fields): string | null => text(request['saleId']);

/** A line of a cart, by what it costs; empty where it is not there. */
function lineOf(db: Db, request: Fields): Facts {
  return (
    db.get<Facts>(
      `SELECT name, quantity, unit_price_minor AS unitPriceMinor, discount_ppm AS discountPpm,
         discount_minor AS discountMinor FROM sale_lines WHERE line_id = ?`,
      text(request['lineId']),
    ) ?? {}
  );
}

function line(action: AuditAction): Audited {
  return {
    action,
    subject: saleOf,
    picture: ({ db }, request) => lineOf(db, request),
    says: (request) => ({ reason: request['reason'] ?? of(request['discount'])['reason'] ?? null }),
    always: false,
  };
}

function product(request: Fields, db: Db): Facts {
  return (
    db.get<Facts>(
      'SELECT name, sku, price_minor AS priceMinor, archived_at_ms IS NOT NULL AS archived FROM products WHERE product_id = ?',
      text(request['productId']),
    ) ?? {}
  );
}

const changedProduct: Audited = {
  action: 'catalog.changed',
  subject: (request, value) => text(request['productId']) ?? text(value['productId']),
  picture: ({ db }, request) => product(request, db),
  says: (request) => (text(request['productId']) === null ? { name: request['name'], added: true } : {}),
  always: false,
};
const changedPart = (field: string): Audited =>
  act(
    'catalog.changed',
    (request, value) => text(request[field]) ?? text(value[field]),
    ({ name, ratePpm }) => ({ part: field, name, ratePpm }),
  );

/** What takes something off a price, or out of a cart, and what changes the catalogue. */
export const COUNTER_AUDITED: Readonly<Partial<Record<ChannelName, Audited>>> = {
  'sale.setPrice': line('sale.price-changed'),
  'sale.setLineDiscount': line('sale.discounted'),
  'sale.setDiscount': {
    action: 'sale.discounted',
    subject: saleOf,
    picture: ({ db }, request) =>
      db.get<Facts>(
        `SELECT number, discount_ppm AS discountPpm, discount_minor AS discountMinor, total_minor AS totalMinor
         FROM sales WHERE sale_id = ?`,
        saleOf(request),
      ) ?? {},
    says: (request) => ({ reason: of(request['discount'])['reason'] ?? null }),
    always: false,
  },
  'sale.removeLine': line('sale.line-removed'),
  'catalog.saveProduct': changedProduct,
  'catalog.archiveProduct': changedProduct,
  'catalog.saveCategory': changedPart('categoryId'),
  'catalog.removeCategory': changedPart('categoryId'),
  'catalog.saveTaxClass': changedPart('taxClassId'),
  'catalog.moveStock': act(
    'stock.moved',
    (request) => text(request['productId']),
    ({ kind, quantity, note }) => ({ kind, quantity, note }),
  ),
  'catalogImport.apply': act(
    'catalog.imported',
    (request) => text(request['importId']),
    ({ leaveOut }) => (leaveOut === true ? { leaveOut } : {}),
  ),
  'catalog.saveScaleCodes': setting('settings.changed', 'scaleCodes'),
  'printing.saveSettings': setting('settings.changed', 'printing'),
  'printing.saveLook': {
    ...setting('settings.changed'),
    // A picture is no text to read in a log; that there is one is.
    picture: ({ settings }) => {
      const { logo, ...look } = settings.get().receiptLook;
      return { ...look, hasLogo: logo !== null };
    },
  },
  'mail.saveSettings': setting('settings.changed', 'mail'),
};
