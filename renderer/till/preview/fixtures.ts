import type { Locale } from '../../../shared/domain/locale/index.ts';
import type { AppSnapshot } from '../../../shared/contract/views/app.ts';
import type { Category, Product, TaxClass } from '../../../shared/contract/views/catalog.ts';
import type {
  CardPanel,
  CardPanelState,
  ChargeAction,
  ChargeView,
  MoneyLine,
} from '../../../shared/contract/views/charge.ts';
import type { SaleLineView, SaleView } from '../../../shared/contract/views/sale.ts';
import type { VirtualCard, VirtualReader } from '../../../shared/contract/views/virtual-reader.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';

export const PREVIEW_SCREENS = [
  'checkout',
  'checkout-empty',
  'checkout-no-catalog',
  'charge-cash',
  'charge-cash-done',
  'charge-card',
  'charge-card-done',
  'charge-split',
  'first-run',
  'lock',
] as const;

export type PreviewScreen = (typeof PREVIEW_SCREENS)[number];

const EUR = currencyCode('EUR');

const PEOPLE: AppSnapshot['people'] = (
  [
    ['Mara Jansen', 'manager'],
    ['Aylin Kaya', 'cashier'],
    ['Joost de Wit', 'cashier'],
    ['Priya Nair', 'cashier'],
    ['Tomás Vidal', 'accountant'],
    ['Eva Roos', 'owner'],
  ] as const
).map(([name, role], index) => ({
  staffId: `staff-${String(index + 1)}`,
  name,
  role,
  hasPin: true,
  hasBadge: role === 'cashier',
  approves: role === 'owner' || role === 'manager' ? ['refund.make'] : [],
}));

/** What a person chose for this till: nothing yet. */
const AS_IT_COMES = {
  appearance: { theme: 'system', textPercent: 100, sound: 'normal' },
  shortcutKeys: [],
  keypad: 'cents-first',
} satisfies Partial<AppSnapshot>;

/** Main's snapshot of a screen in a state, as it could really be. */
export function snapshotFor(options: {
  readonly screen: PreviewScreen;
  readonly state: string;
  readonly locale: Locale;
  readonly nowMs: number;
}): AppSnapshot {
  const { screen, nowMs } = options;
  const panelState = PANEL_STATES.find((state) => state === options.state) ?? 'present-card';
  const isInDoubt = screen === 'charge-card' && panelState === 'in-doubt';
  return {
    revision: 1,
    setUp: screen !== 'first-run',
    mode: screen === 'first-run' ? null : screen === 'checkout-no-catalog' ? 'test' : 'training',
    shell: 'browser',
    version: '0.1.0',
    locale: options.locale,
    ...AS_IT_COMES,
    locked: screen === 'lock',
    hasPin: true,
    store: {
      name: 'Kade 12',
      currency: EUR,
      register: 'Register 1',
      hasCatalog: screen !== 'checkout-no-catalog',
      catalogRevision: 1,
    },
    cashier: { id: 'staff-1', name: 'Mara Jansen', role: 'manager', hasPin: true, denied: [] },
    auditAlert: false,
    people: PEOPLE,
    shift: {
      number: 214,
      openedAtMs: nowMs - 6 * 3_600_000,
      openedByName: 'Mara Jansen',
      leftOvernight: false,
    },
    drawer: { state: 'open', leftMinor: minorUnits(15_000), stamp: '' },
    cardsReady: true,
    reader: {
      state: isInDoubt ? 'in-doubt' : screen === 'charge-card' ? 'waiting-for-card' : 'ready',
      label: 'Virtual reader',
      driver: 'lan',
      trouble: null,
    },
    relay: {
      state: 'live',
      sinceMs: nowMs - 60_000,
      lastEventAtMs: nowMs - 60_000,
      signatureFailures: 0,
      backlog: 0,
    },
    stripe: { state: 'there', sinceMs: null },
    waiting: { events: 0, refunds: 0 },
    reconciliation: {
      cardTenders: isInDoubt ? 13 : 12,
      matched: 12,
      unsettled: isInDoubt ? 1 : 0,
      mismatched: 0,
      lastAtMs: nowMs - 60_000,
    },
    review: { open: 3, worst: 'critical' },
    printing: { printer: 'virtual', waiting: 0, mail: false, trouble: null, paper: null },
    degraded: null,
    exercise: null,
    customer: null,
    parked: { count: 0, revision: 0 },
    sale: screen === 'checkout-empty' || screen === 'checkout-no-catalog' ? null : openSale(nowMs),
    charge: chargeFor(screen, panelState, nowMs),
  };
}

function chargeFor(screen: PreviewScreen, state: CardPanelState, nowMs: number): ChargeView | null {
  const base: ChargeView = {
    saleId: 'sale-1',
    saleNumber: 10_483,
    currency: EUR,
    totalMinor: minorUnits(7_030),
    paidMinor: minorUnits(0),
    dueMinor: minorUnits(7_030),
    tipsMinor: minorUnits(0),
    takeableMinor: minorUnits(7_030),
    cardMinMinor: minorUnits(50),
    tips: { where: 'off', choices: [] },
    unwindAllowed: false,
    dueInCashMinor: minorUnits(7_030),
    cashRoundingMinor: minorUnits(0),
    likelyNotesMinor: [7_030, 7_050, 7_500, 8_000, 10_000].map(minorUnits),
    tenders: [],
    cardPanel: null,
    completed: null,
    cashAllowed: true,
    cardAllowed: true,
  };
  const card = {
    brand: 'visa',
    last4: '4242',
    entryMode: 'contactless',
    wallet: null,
    authorisationCode: '083271',
  } as const;
  const completed = { receiptNumber: 'R-010483', changeMinor: minorUnits(2_970), completedAtMs: nowMs };
  switch (screen) {
    case 'charge-cash':
      return base;
    case 'charge-cash-done':
      return {
        ...base,
        completed,
        tenders: [
          {
            tenderId: 'tender-1',
            kind: 'cash',
            state: 'taken',
            amountMinor: minorUnits(7_030),
            tipMinor: minorUnits(0),
            tenderedMinor: minorUnits(10_000),
            changeMinor: minorUnits(2_970),
            card: null,
          },
        ],
      };
    case 'charge-card':
      return { ...base, cardPanel: panelFor(state, nowMs), cashAllowed: state === 'cancelled' };
    case 'charge-split':
      return {
        ...base,
        paidMinor: minorUnits(2_000),
        dueMinor: minorUnits(5_030),
        takeableMinor: minorUnits(5_030),
        dueInCashMinor: minorUnits(5_030),
        cashRoundingMinor: minorUnits(0),
        tips: {
          where: 'till',
          choices: [5, 10, 15].map((percent) => ({ percent, amountMinor: minorUnits(percent * 50) })),
        },
        unwindAllowed: true,
        tenders: [
          {
            tenderId: 'tender-1',
            kind: 'card',
            state: 'approved',
            amountMinor: minorUnits(1_000),
            tipMinor: minorUnits(100),
            tenderedMinor: null,
            changeMinor: null,
            card,
          },
          {
            tenderId: 'tender-2',
            kind: 'cash',
            state: 'taken',
            amountMinor: minorUnits(1_000),
            tipMinor: minorUnits(0),
            tenderedMinor: minorUnits(1_000),
            changeMinor: minorUnits(0),
            card: null,
          },
        ],
      };
    case 'charge-card-done':
      return {
        ...base,
        cardPanel: { ...panelFor('approved', nowMs), card },
        completed: { ...completed, changeMinor: minorUnits(0) },
        tenders: [
          {
            tenderId: 'tender-1',
            kind: 'card',
            state: 'approved',
            amountMinor: minorUnits(7_030),
            tipMinor: minorUnits(0),
            tenderedMinor: null,
            changeMinor: null,
            card,
          },
        ],
      };
    case 'checkout':
    case 'checkout-empty':
    case 'checkout-no-catalog':
    case 'first-run':
    case 'lock':
      return null;
    default:
      return assertNever(screen, 'preview screen');
  }
}

const AGAIN: readonly ChargeAction[] = ['other-way-to-pay', 'cancel', 'try-again'];
const DOUBT: readonly ChargeAction[] = ['manager-decides', 'check-with-stripe', 'next-customer'];
const WAIT: readonly ChargeAction[] = ['other-way-to-pay', 'cancel'];

const PANELS: Readonly<
  Record<CardPanelState, { readonly moneyLine: MoneyLine; readonly actions: readonly ChargeAction[] }>
> = {
  preparing: { moneyLine: 'nothing-charged', actions: WAIT },
  'present-card': { moneyLine: 'nothing-charged', actions: WAIT },
  'not-picked-up': { moneyLine: 'nothing-charged', actions: WAIT },
  'card-inserted': { moneyLine: 'nothing-charged', actions: [] },
  'pin-entry': { moneyLine: 'nothing-charged', actions: [] },
  processing: { moneyLine: 'asking-the-bank', actions: [] },
  'remove-card': { moneyLine: 'charged', actions: [] },
  approved: { moneyLine: 'charged', actions: ['new-sale'] },
  declined: { moneyLine: 'nothing-charged', actions: ['other-way-to-pay', 'cancel', 'other-card'] },
  'customer-cancelled': { moneyLine: 'nothing-charged', actions: AGAIN },
  'timed-out': { moneyLine: 'nothing-charged', actions: AGAIN },
  'reader-lost': {
    moneyLine: 'nothing-charged',
    actions: ['other-way-to-pay', 'open-reader-settings', 'cancel', 'try-again'],
  },
  'reader-busy': { moneyLine: 'nothing-charged', actions: AGAIN },
  ready: { moneyLine: 'nothing-charged', actions: AGAIN },
  cancelling: { moneyLine: 'not-known-yet', actions: [] },
  cancelled: { moneyLine: 'nothing-charged', actions: ['other-way-to-pay', 'try-again'] },
  checking: { moneyLine: 'not-known-yet', actions: DOUBT },
  'in-doubt': { moneyLine: 'not-known-yet', actions: DOUBT },
  'not-asked': { moneyLine: 'nothing-charged', actions: DOUBT },
  held: { moneyLine: 'held', actions: ['cancel', 'check-with-stripe', 'next-customer'] },
  'suspected-twin': { moneyLine: 'held', actions: ['let-go', 'second-purchase'] },
  'hold-released': { moneyLine: 'nothing-charged', actions: ['other-way-to-pay', 'try-again'] },
  'decided-charged': { moneyLine: 'not-known-yet', actions: ['check-with-stripe', 'next-customer'] },
  'decided-not-charged': { moneyLine: 'not-known-yet', actions: ['other-way-to-pay', 'try-again'] },
  overpaid: { moneyLine: 'charged-too-much', actions: ['other-way-to-pay', 'try-again'] },
};

// The keys of PANELS are exactly the states of the panel, by its type.
export const PANEL_STATES = Object.keys(PANELS) as readonly CardPanelState[];

function panelFor(state: CardPanelState, nowMs: number): CardPanel {
  return {
    tenderId: 'tender-1',
    state,
    amountMinor: minorUnits(7_030),
    readerLabel: 'Virtual reader',
    driver: state === 'present-card' ? 'lan' : state === 'not-picked-up' ? 'server-driven' : null,
    attempt: 1,
    sinceMs: nowMs - 13_000,
    releaseAtMs: state === 'present-card' || state === 'not-picked-up' ? nowMs + 107_000 : null,
    moneyLine: PANELS[state].moneyLine,
    decline: state === 'declined' ? { class: 'insufficient-funds', code: 'insufficient_funds' } : null,
    card: null,
    tipMinor: minorUnits(0),
    nextTryAtMs: state === 'in-doubt' || state === 'held' ? nowMs + 8_000 : null,
    captureBeforeMs: state === 'held' || state === 'suspected-twin' ? nowMs + 40 * 3_600_000 : null,
    captureNear: false,
    heldBy: state === 'reader-busy' ? 'Till 2' : null,
    refusedBy: null,
    decision: null,
    twin:
      state === 'suspected-twin'
        ? {
            saleNumber: 10_482,
            receiptNumber: 'R-010482',
            ofThisSale: false,
            taken: true,
            atMs: nowMs - 3 * 60_000,
          }
        : null,
    paymentIntentId: 'pi_3QbNfL2eZvKYlo2C1kxSw0aT',
    actions: [...PANELS[state].actions],
  };
}

/** What the reader shows in that state. */
export function virtualReaderFor(snapshot: AppSnapshot): VirtualReader {
  const state = snapshot.charge?.cardPanel?.state ?? 'ready';
  const SCREENS: Partial<Record<CardPanelState, VirtualReader['screen']>> = {
    'present-card': 'present-card',
    'card-inserted': 'card-inserted',
    'pin-entry': 'enter-pin',
    processing: 'processing',
    'remove-card': 'remove-card',
    approved: 'approved',
    declined: 'declined',
    preparing: 'cart',
  };
  return {
    on: state !== 'reader-lost',
    screen: SCREENS[state] ?? 'idle',
    amountMinor: minorUnits(7_030),
    currency: EUR,
    cart: null,
  };
}

export const VIRTUAL_CARDS: readonly VirtualCard[] = [
  { testCardNumber: '4242424242424242', brand: 'visa', last4: '4242', behaviour: 'approves' },
  { testCardNumber: '5555555555554444', brand: 'mastercard', last4: '4444', behaviour: 'approves-with-pin' },
  { testCardNumber: '4000000000009995', brand: 'visa', last4: '9995', behaviour: 'insufficient-funds' },
  { testCardNumber: '4000000000000002', brand: 'visa', last4: '0002', behaviour: 'declined' },
];

const CATEGORIES: readonly Category[] = [
  { categoryId: 'coffee', name: 'Coffee', tone: 'orange' },
  { categoryId: 'tea', name: 'Tea & cold', tone: 'green' },
  { categoryId: 'bakery', name: 'Bakery', tone: 'sand' },
  { categoryId: 'beans', name: 'Beans', tone: 'rose' },
  { categoryId: 'home', name: 'Home', tone: 'blue' },
  { categoryId: 'paper', name: 'Paper', tone: 'pink' },
];

const ROWS: readonly (readonly [name: string, category: string, priceMinor: number, picture: string])[] = [
  ['Espresso', 'coffee', 280, 'espresso'],
  ['Flat White', 'coffee', 420, 'flatwhite'],
  ['Cappuccino', 'coffee', 410, 'cappuccino'],
  ['Batch Brew', 'coffee', 320, 'batch'],
  ['Iced Latte', 'coffee', 480, 'icedlatte'],
  ['Matcha Latte', 'tea', 520, 'matcha'],
  ['Fresh Mint Tea', 'tea', 360, 'minttea'],
  ['Rhubarb Soda', 'tea', 440, 'soda'],
  ['Almond Croissant', 'bakery', 390, 'croissant'],
  ['Cinnamon Bun', 'bakery', 380, 'bun'],
  ['Banana Bread', 'bakery', 420, 'banana'],
  ['Sea Salt Cookie', 'bakery', 290, 'cookie'],
  ['Ethiopia Guji, 250 g', 'beans', 1_450, 'bag1'],
  ['Colombia Huila, 250 g', 'beans', 1_340, 'bag2'],
  ['V60 Papers, 100', 'beans', 750, 'papers'],
  ['Stoneware Mug, Sand', 'home', 1_800, 'mug'],
  ['Soy Candle, Fig & Cedar', 'home', 2_400, 'candle'],
  ['Linen Tea Towel', 'home', 1_650, 'towel'],
  ['Dot Grid Notebook', 'paper', 1_290, 'notebook'],
  ['Canvas Tote', 'paper', 1_400, 'tote'],
];

export const CATALOG: {
  readonly categories: readonly Category[];
  readonly products: readonly Product[];
  readonly taxClasses: readonly TaxClass[];
} = {
  categories: CATEGORIES,
  products: ROWS.map(([name, categoryId, priceMinor, picture], index) => ({
    productId: `product-${index}`,
    categoryId,
    name,
    sku: `K12-${100 + index}`,
    barcode: index === 0 ? '4006381333931' : null,
    priceMinor: minorUnits(priceMinor),
    picture,
    favourite: true,
    familyId: null,
    variants: 1,
    variant: '',
    soldBy: 'piece',
    pictureId: null,
    stock: null,
  })),
  taxClasses: [{ taxClassId: 'nl-9', name: 'VAT 9%', ratePpm: 90_000 }],
};

function openSale(nowMs: number): SaleView {
  const line = (index: number, quantity: number, totalMinor: number, note: string | null): SaleLineView => {
    const product = CATALOG.products[index];
    return {
      lineId: `line-${index}`,
      productId: product?.productId ?? null,
      name: product?.name ?? '',
      quantity,
      unitPriceMinor: product?.priceMinor ?? minorUnits(0),
      totalMinor: minorUnits(totalMinor),
      taxRate: { id: 'nl-9', name: 'VAT 9%', ratePpm: 90_000 },
      note,
      listPriceMinor: null,
      priceReason: null,
      discountMinor: minorUnits(0),
      discountReason: null,
      grams: null,
    };
  };
  return {
    saleId: 'sale-1',
    number: 10_483,
    state: 'open',
    currency: EUR,
    pricesIncludeTax: true,
    lines: [
      line(1, 2, 840, 'oat milk'),
      line(8, 1, 390, 'warm'),
      line(12, 1, 1_450, 'whole bean'),
      line(15, 1, 1_800, null),
      line(16, 1, 2_400, null),
      line(11, 1, 150, null),
    ],
    totals: {
      itemCount: 7,
      subtotalMinor: minorUnits(7_030),
      discountMinor: minorUnits(0),
      discountReason: null,
      taxes: [
        {
          rateId: 'nl-9',
          name: 'VAT 9%',
          ratePpm: 90_000,
          netMinor: minorUnits(2_596),
          taxMinor: minorUnits(234),
          isExempt: false,
        },
        {
          rateId: 'nl-21',
          name: 'VAT 21%',
          ratePpm: 210_000,
          netMinor: minorUnits(3_471),
          taxMinor: minorUnits(729),
          isExempt: false,
        },
      ],
      taxMinor: minorUnits(963),
      exemptedMinor: minorUnits(0),
      totalMinor: minorUnits(7_030),
    },
    exemption: null,
    openedAtMs: nowMs,
  };
}
