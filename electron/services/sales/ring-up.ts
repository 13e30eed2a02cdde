import {
  accept,
  refuse,
  type Locale,
  type Product,
  type Result,
  type ScanOutcome,
  type ShortStock,
} from '../../../shared/contract/index.ts';
import {
  isMisreadGtin,
  kilogramText,
  priceOfWeight,
  readEmbeddedCode,
  weightOfPrice,
  type EmbeddedCode,
  type EmbeddedRule,
} from '../../../shared/domain/catalog/index.ts';
import { formatLocaleOf } from '../../../shared/domain/locale/index.ts';
import {
  currencyCode,
  formatMoney,
  minorUnits,
  money,
  numberSigns,
} from '../../../shared/domain/money/index.ts';
import {
  checkStock,
  findByCode,
  findByScaleCode,
  findProduct,
  openItemTaxRate,
  type PricedProduct,
} from '../catalog/index.ts';
import type { Db } from '../db/index.ts';
import type { NewItem, Sale } from './sale.ts';
import { inCart } from './stock-of-cart.ts';

export type RingUp = ReturnType<typeof createRingUp>;

/** A price and grams together: goods by weight at the price that their label says. */
type Chosen = {
  readonly quantity: number;
  readonly priceMinor: number | null;
  readonly grams: number | null;
  /** The code of the label that says the price. */
  readonly label?: string;
};

/** Puts products of the catalogue into the cart: from a tile, the search, or a code. Prices are main's to know. */
export function createRingUp(ports: {
  readonly db: Db;
  readonly sales: {
    readonly addItem: (item: NewItem) => Result<unknown>;
    readonly findCurrent: () => Sale | null;
  };
  readonly currency: () => string;
  readonly locale: () => Locale;
  readonly scaleCodes: () => readonly EmbeddedRule[];
}) {
  const { db, sales } = ports;

  const add = (product: PricedProduct, chosen: Chosen): Result<ShortStock | null> => {
    const { grams } = chosen;
    const isWeighed = grams !== null;
    const cart = sales.findCurrent()?.cart;
    const held = cart === undefined ? 0 : inCart(cart, product.productId);
    const wanted = held + (grams ?? chosen.quantity);
    const stock = checkStock(db, product.productId, wanted);
    if (!stock.ok) return stock;
    const unitPriceMinor =
      chosen.priceMinor ??
      (isWeighed && product.priceMinor !== null
        ? priceOfWeight(product.priceMinor, grams)
        : product.priceMinor);
    if (unitPriceMinor === null) return refuse('SALE_PRICE_NEEDED');
    const added = sales.addItem({
      productId: product.productId,
      // A weight worked out from a label's price was on no scale: a receipt must not say it.
      name: isWeighed && chosen.priceMinor === null ? weighedName(ports, product, grams) : nameOf(product),
      quantity: isWeighed ? 1 : chosen.quantity,
      unitPriceMinor: minorUnits(unitPriceMinor),
      taxRate: product.taxRate,
      ...(isWeighed ? { grams } : otherThanListed(product, chosen)),
    });
    return added.ok ? stock : added;
  };

  return {
    /**
     * A product that somebody pointed at. Refused with SALE_PRICE_NEEDED or SALE_WEIGHT_NEEDED where a person has to
     * say something first; a price for a product that has one is not taken from the page.
     */
    addProduct: (
      request: Chosen & { readonly productId: string },
    ): Result<{ readonly short: ShortStock | null }> => {
      const product = findProduct(db, request.productId);
      if (product === null) return refuse('CATALOG_PRODUCT_NOT_FOUND');
      if (product.soldBy === 'weight' && request.grams === null) return refuse('SALE_WEIGHT_NEEDED');
      const added = add(product, {
        quantity: request.quantity,
        priceMinor: product.priceMinor === null ? request.priceMinor : null,
        grams: product.soldBy === 'weight' ? request.grams : null,
      });
      return added.ok ? accept({ short: added.value }) : added;
    },
    /** A code that was scanned or typed: of a product, or of a scale's label with its price or weight. */
    addCode: (code: string, quantity: number): Result<ScanOutcome> => {
      const found = findByCode(db, code);
      const product = found === null ? null : findProduct(db, found.productId);
      if (product !== null) {
        if (product.priceMinor === null || product.soldBy === 'weight')
          return accept({ kind: 'ask', product: plain(product) });
        const added = add(product, { quantity, priceMinor: null, grams: null });
        return added.ok ? accept({ kind: 'added', name: nameOf(product), short: added.value }) : added;
      }
      const embedded = readEmbeddedCode(code, ports.scaleCodes());
      const weighed = embedded === null ? null : findByScaleCode(db, embedded.scaleCode);
      if (embedded === null || weighed === null || embedded.value === 0)
        return accept({ kind: 'unknown', misread: isMisreadGtin(code) });
      const chosen = chosenByLabel(weighed, embedded);
      if (chosen === null) return accept({ kind: 'ask', product: plain(weighed) });
      const added = add(weighed, { ...chosen, label: code });
      return added.ok ? accept({ kind: 'added', name: nameOf(weighed), short: added.value }) : added;
    },
    /** What has no product: named and priced by the cashier, taxed as the shop's open items are. */
    addOpenItem: (item: { readonly name: string; readonly unitPriceMinor: number }): Result<unknown> => {
      if (item.unitPriceMinor <= 0) return refuse('SALE_AMOUNT_NOT_ALLOWED');
      return sales.addItem({
        productId: null,
        name: item.name,
        quantity: 1,
        unitPriceMinor: minorUnits(item.unitPriceMinor),
        taxRate: openItemTaxRate(db),
      });
    },
  };
}

/** What a scale's label says of a product; null where it says the wrong thing, and a person has to. */
function chosenByLabel(product: PricedProduct, { holds, value }: EmbeddedCode): Chosen | null {
  if (product.soldBy === 'piece')
    return holds === 'price' ? { quantity: 1, priceMinor: value, grams: null } : null;
  if (holds === 'weight')
    return priceOfWeight(product.priceMinor ?? 0, value) > 0
      ? { quantity: 1, priceMinor: null, grams: value }
      : null;
  const grams = weightOfPrice(product.priceMinor ?? 0, value);
  return grams === null ? null : { quantity: 1, priceMinor: value, grams };
}

/**
 * A label's price on goods that have one is a changed price, with the label as its reason: the old one stays in sight, and
 * what a person may take off alone is judged when the cart is paid.
 */
function otherThanListed(product: PricedProduct, { priceMinor, label }: Chosen): Partial<NewItem> {
  if (label === undefined || priceMinor === null || product.priceMinor === null) return {};
  return priceMinor === product.priceMinor ? {} : { listPriceMinor: product.priceMinor, priceReason: label };
}

/** The same product as a page sees it: strict schemas refuse what it has no use for. */
function plain({ taxRate: _mains, ...product }: PricedProduct): Product {
  return product;
}

function nameOf(product: Pick<Product, 'name' | 'variant'>): string {
  return product.variant === '' ? product.name : `${product.name}, ${product.variant}`;
}

/** With weight and price per kilogram in the name: a receipt has to say both, in the words of the day of the sale. */
function weighedName(
  ports: { readonly locale: () => Locale; readonly currency: () => string },
  product: PricedProduct,
  grams: number,
): string {
  const format = formatLocaleOf(ports.locale());
  const perKilo = money(product.priceMinor ?? 0, currencyCode(ports.currency()));
  const price = formatMoney(perKilo, format);
  return `${nameOf(product)} ${kilogramText(grams, numberSigns(format).decimal === ',' ? ',' : '.')} kg × ${price}/kg`;
}
