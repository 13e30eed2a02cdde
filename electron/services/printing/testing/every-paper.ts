import type { ShiftReport } from '../../../../shared/contract/index.ts';
import { cartTotals, type Cart, type CartLine } from '../../../../shared/domain/cart/index.ts';
import { formatLocaleOf, type Locale } from '../../../../shared/domain/locale/index.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money/index.ts';
import {
  buildDeclinedSlip,
  buildReceipt,
  buildRefundReceipt,
  type ReceiptDocument,
  type ReceiptLook,
  type ReceiptTender,
} from '../../../../shared/domain/receipt/index.ts';
import { copyOf, testPage } from '../../receipts/index.ts';
import { DECLINED_SLIP_TEXTS, RECEIPT_TEXTS, REFUND_RECEIPT_TEXTS } from '../../receipts/texts.ts';
import { reportDocument } from '../../shifts/index.ts';

/** A payment whose code has as many digits as one of Stripe's usually has. */
export const PAYMENT = 'pi_3QabcDEFghiJKLmn0opqRSTu';
const AT_MS = new Date(2026, 10, 23, 14, 3, 22).getTime();
const AT_ISO = '2026-11-23T14:03:22';
const SHOP = { storeName: 'Łódź Café', register: 'Till 1', cashierName: 'Zoë' };
const CURRENCY = currencyCode('EUR');

export const PAPERS = ['sale', 'refund', 'declined', 'copy', 'x', 'z', 'test'] as const;
export type PaperKind = (typeof PAPERS)[number];

/** Each kind of paper that a till prints, with as much on it as it can have. */
export function paperOf(kind: PaperKind, locale: Locale, look: ReceiptLook): ReceiptDocument {
  switch (kind) {
    case 'sale':
      return sale(locale, look);
    case 'copy':
      return copyOf(sale(locale, look), { copyNumber: 2, atMs: AT_MS + 3_600_000, locale });
    case 'refund':
      return refund(locale, look);
    case 'declined':
      return declined(locale, look);
    case 'x':
    case 'z':
      return reportDocument(shiftReport(kind === 'x' ? 'X' : 'Z'), locale, kind === 'x');
    case 'test':
      return testPage(
        { ...SHOP, currency: 'EUR', atMs: AT_MS, printerName: '10.0.0.7:9100', columns: 32 },
        locale,
      );
  }
}

const RATES = {
  standard: { id: 'standard', name: 'VAT 19 %', ratePpm: 190_000 },
  reduced: { id: 'reduced', name: 'VAT 7 %', ratePpm: 70_000 },
} as const;

function line(
  name: string,
  quantity: number,
  unitMinor: number,
  more: Partial<CartLine> & Pick<CartLine, 'taxRate'>,
): CartLine {
  return {
    lineId: name,
    productId: null,
    name,
    quantity,
    unitPriceMinor: minorUnits(unitMinor),
    note: null,
    discount: null,
    ...more,
  };
}

const CART: Cart = {
  currency: CURRENCY,
  pricesIncludeTax: true,
  lines: [
    line('Crème brûlée with burnt sugar and a spoon of lingonberries', 3, 820, {
      taxRate: RATES.standard,
      discount: { kind: 'percent', ratePpm: 100_000, label: 'Staff' },
      note: 'one without sugar',
    }),
    line('Żurek', 1, 1_234_567, { taxRate: RATES.reduced }),
    line('Old loaf', 1, -390, { taxRate: RATES.reduced }),
  ],
  discount: { kind: 'fixed', amountMinor: minorUnits(500), label: 'Voucher' },
};

function sale(locale: Locale, look: ReceiptLook): ReceiptDocument {
  const totals = cartTotals(CART);
  const byCard = minorUnits(1_000_000);
  const tenders: readonly ReceiptTender[] = [
    {
      kind: 'card',
      brand: 'mastercard',
      last4: '4444',
      entryMode: 'chip',
      wallet: null,
      amountMinor: minorUnits(byCard + 150),
      tipMinor: minorUnits(150),
      authorisationCode: '123456',
      applicationName: 'Debit Mastercard',
      aid: 'A0000000041010',
      verification: 'online_pin',
      accountType: 'checking',
      paymentIntentId: PAYMENT,
    },
    {
      kind: 'cash',
      tenderedMinor: minorUnits(250_000),
      changeMinor: minorUnits(250_000 - (totals.totalMinor - byCard + 1)),
    },
  ];
  return buildReceipt(
    {
      ...SHOP,
      mode: 'live',
      receiptNumber: 'R-000042',
      saleId: '00000000-0000-7000-8000-000000000000',
      completedAtIso: AT_ISO,
      timeZoneLabel: '',
      currency: CURRENCY,
      pricesIncludeTax: true,
      lines: CART.lines.map((each, index) => ({
        ...each,
        grossMinor: totals.lines[index]?.grossMinor ?? minorUnits(0),
        discountMinor: totals.lines[index]?.discountMinor ?? minorUnits(0),
        discountLabel: each.discount?.label ?? null,
        totalMinor: totals.lines[index]?.totalMinor ?? minorUnits(0),
        isExempt: false,
      })),
      totals: { ...totals, discountLabel: 'Voucher', cashRoundingMinor: minorUnits(1) },
      taxes: totals.taxes,
      exemption: null,
      tenders,
    },
    RECEIPT_TEXTS[locale],
    formatLocaleOf(locale),
    look,
  );
}

function refund(locale: Locale, look: ReceiptLook): ReceiptDocument {
  return buildRefundReceipt(
    {
      ...SHOP,
      mode: 'live',
      refundNumber: 'F-000001',
      receiptNumber: 'R-000042',
      createdAtIso: AT_ISO,
      currency: CURRENCY,
      lines: [
        { name: 'Crème brûlée', quantity: 2, amountMinor: 1_476 },
        { name: 'Żurek', quantity: 1, amountMinor: 900 },
      ],
      taxes: [{ name: 'VAT', taxMinor: 295 }],
      exemption: null,
      totalMinor: 2_376,
      legs: [
        {
          kind: 'card',
          brand: 'visa',
          last4: '4242',
          amountMinor: 2_000,
          standing: 'on-its-way',
          stripeRefundId: 're_3QabcDEFghiJKLmn0opqRSTu',
          original: {
            entryMode: 'contactless',
            applicationName: 'Visa Credit',
            aid: 'A0000000031010',
            authorisationCode: '654321',
            accountType: 'credit',
          },
        },
        { kind: 'cash', paidMinor: 375, roundingMinor: -1 },
      ],
    },
    RECEIPT_TEXTS[locale],
    REFUND_RECEIPT_TEXTS[locale],
    formatLocaleOf(locale),
    look,
  );
}

function declined(locale: Locale, look: ReceiptLook): ReceiptDocument {
  const own = DECLINED_SLIP_TEXTS[locale];
  return buildDeclinedSlip(
    {
      ...SHOP,
      mode: 'live',
      declinedAtIso: AT_ISO,
      currency: CURRENCY,
      amountMinor: 1_234_567,
      card: {
        brand: 'visa',
        last4: '9995',
        entryMode: 'chip',
        applicationName: 'Visa Credit',
        aid: 'A0000000031010',
      },
      reason: own.reasons['insufficient-funds'],
      paymentIntentId: PAYMENT,
    },
    RECEIPT_TEXTS[locale],
    own,
    formatLocaleOf(locale),
    look,
  );
}

const DRAWER = {
  floatMinor: minorUnits(15_000),
  cashInMinor: minorUnits(41_250),
  cashOutMinor: minorUnits(375),
  payInMinor: minorUnits(1_000),
  payOutMinor: minorUnits(2_050),
  dropMinor: minorUnits(30_000),
} as const;

function shiftReport(kind: 'X' | 'Z'): ShiftReport {
  const cash = { kind: 'cash', brand: null, count: 31, amountMinor: minorUnits(41_250) } as const;
  const card = { kind: 'card', brand: 'mastercard', count: 12, amountMinor: minorUnits(98_765) } as const;
  return {
    kind,
    shiftId: 'shift-17',
    number: 17,
    storeName: SHOP.storeName,
    register: SHOP.register,
    currency: CURRENCY,
    openedAtMs: AT_MS - 28_800_000,
    openedByName: 'Zoë',
    atMs: AT_MS,
    byName: 'Bjørn',
    sales: {
      count: 43,
      items: 97,
      totalMinor: minorUnits(140_015),
      taxMinor: minorUnits(19_876),
      discountMinor: minorUnits(1_200),
      voided: 2,
    },
    taxes: [
      {
        name: 'VAT 19 %',
        ratePpm: 190_000,
        netMinor: minorUnits(100_000),
        taxMinor: minorUnits(19_000),
        isExempt: false,
      },
      {
        name: 'VAT 7 %',
        ratePpm: 70_000,
        netMinor: minorUnits(12_515),
        taxMinor: minorUnits(876),
        isExempt: false,
      },
      {
        name: 'VAT 7 %',
        ratePpm: 70_000,
        netMinor: minorUnits(7_624),
        taxMinor: minorUnits(0),
        isExempt: true,
      },
    ],
    tenders: [card, cash],
    tipsMinor: minorUnits(450),
    roundingMinor: minorUnits(-3),
    refunds: { count: 2, cashMinor: minorUnits(375), cardMinor: minorUnits(2_000) },
    isBlind: false,
    drawer: DRAWER,
    closed: kind === 'X' ? null : closedWith(),
  };
}

function closedWith(): NonNullable<ShiftReport['closed']> {
  return {
    stripeMinor: minorUnits(98_765),
    tillMinor: minorUnits(98_765),
    accepted: 1,
    drawer: {
      sums: DRAWER,
      expectedMinor: minorUnits(24_825),
      countedMinor: minorUnits(24_725),
      varianceMinor: minorUnits(-100),
      toleranceMinor: minorUnits(50),
      level: 'red',
      note: 'A euro fell behind the counter',
      signedBy: 'Mia',
      leftMinor: minorUnits(15_000),
    },
    counts: [
      {
        atMs: AT_MS - 60_000,
        name: 'Bjørn',
        countedMinor: minorUnits(24_725),
        otherMinor: minorUnits(725),
        pieces: [
          { valueMinor: 2_000, count: 10 },
          { valueMinor: 50, count: 80 },
        ],
      },
    ],
    other: { ownerName: 'Zoë', approvedBy: 'Mia', reason: 'Zoë went home' },
    auditHead: { seq: 4_711, mac: 'b7a1c3d5e7f90123b7a1c3d5e7f90123b7a1c3d5e7f90123b7a1c3d5e7f90123' },
  };
}
