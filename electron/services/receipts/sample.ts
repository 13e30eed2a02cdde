import { formatLocaleOf, type Locale } from '../../../shared/domain/locale/index.ts';
import type { Cart } from '../../../shared/domain/cart/index.ts';
import { cartTotals } from '../../../shared/domain/cart/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import {
  buildReceipt,
  type ReceiptDocument,
  type ReceiptLook,
} from '../../../shared/domain/receipt/index.ts';
import { wallClock } from './paper.ts';
import { RECEIPT_TEXTS, TEST_PAGE_TEXTS } from './texts.ts';

type Shop = {
  readonly storeName: string;
  readonly register: string;
  readonly cashierName: string;
  readonly currency: string;
  readonly atMs: number;
};

/** A receipt of an invented sale, by the same rules as a real one: the preview of the template. */
export function sampleReceipt(shop: Shop, locale: Locale, look: ReceiptLook): ReceiptDocument {
  const words = TEST_PAGE_TEXTS[locale];
  const standard = { id: 'standard', name: words.tax, ratePpm: 190_000 };
  const reduced = { id: 'reduced', name: words.tax, ratePpm: 70_000 };
  const line = (name: string, quantity: number, unitMinor: number, taxRate: typeof standard) => ({
    lineId: name,
    productId: null,
    name,
    quantity,
    unitPriceMinor: minorUnits(unitMinor),
    taxRate,
    note: null,
    discount: null,
  });
  const cart: Cart = {
    currency: currencyCode(shop.currency),
    pricesIncludeTax: true,
    lines: [line(words.items[0], 2, 410, standard), line(words.items[1], 1, 390, reduced)],
    discount: null,
  };
  const totals = cartTotals(cart);
  return buildReceipt(
    {
      mode: 'test',
      storeName: shop.storeName,
      register: shop.register,
      cashierName: shop.cashierName,
      receiptNumber: 'R-000000',
      saleId: '00000000-0000-7000-8000-000000000000',
      completedAtIso: wallClock(shop.atMs),
      timeZoneLabel: '',
      currency: cart.currency,
      pricesIncludeTax: true,
      lines: cart.lines.map((each, index) => ({
        ...each,
        grossMinor: totals.lines[index]?.grossMinor ?? minorUnits(0),
        discountMinor: minorUnits(0),
        discountLabel: null,
        totalMinor: totals.lines[index]?.totalMinor ?? minorUnits(0),
        isExempt: false,
      })),
      totals: { ...totals, discountLabel: null, cashRoundingMinor: minorUnits(0) },
      taxes: totals.taxes,
      exemption: null,
      tenders: [
        {
          kind: 'card',
          brand: 'visa',
          last4: '4242',
          entryMode: 'contactless',
          wallet: null,
          amountMinor: totals.totalMinor,
          tipMinor: minorUnits(0),
          authorisationCode: '123456',
          applicationName: 'Visa Credit',
          aid: 'A0000000031010',
          verification: 'none',
          accountType: 'credit',
          paymentIntentId: 'pi_3Sample0Sample0Sample0Sa',
        },
      ],
    },
    RECEIPT_TEXTS[locale],
    formatLocaleOf(locale),
    look,
  );
}

/** What a printer must be able to print: the width of its paper, signs beyond ASCII, and a code to scan. */
export function testPage(
  shop: Shop & { readonly printerName: string; readonly columns: number },
  locale: Locale,
): ReceiptDocument {
  const words = TEST_PAGE_TEXTS[locale];
  const ruler = '1234567890'.repeat(10).slice(0, shop.columns);
  return {
    rows: [
      { kind: 'heading', text: words.title },
      { kind: 'text', text: shop.printerName, align: 'centre' },
      { kind: 'rule' },
      { kind: 'columns', left: RECEIPT_TEXTS[locale].date, right: wallClock(shop.atMs).replace('T', ' ') },
      { kind: 'columns', left: RECEIPT_TEXTS[locale].register, right: shop.register },
      { kind: 'text', text: words.ruler, align: 'left' },
      { kind: 'text', text: ruler, align: 'left' },
      { kind: 'text', text: words.signs, align: 'left' },
      { kind: 'text', text: '€ £ ÄÖÜ äöü ß é è ç ñ å ø', align: 'left' },
      { kind: 'total', label: words.bold, amount: '€ 123.45' },
      { kind: 'text', text: words.scan, align: 'left' },
      { kind: 'barcode', value: '80123456789012345678901234567890' },
      { kind: 'rule' },
      { kind: 'text', text: words.done, align: 'centre' },
    ],
  };
}
