import type { Locale } from '../../../shared/contract/index.ts';

/** The words of a report's files. The page has its own. */
export type ReportFileWords = {
  readonly title: string;
  readonly file: string;
  readonly made: string;
  readonly register: string;
  readonly before: string;
  readonly page: (page: number, pages: number) => string;
  readonly training: string;
  readonly tables: Readonly<
    Record<
      | 'totals'
      | 'hours'
      | 'days'
      | 'cashiers'
      | 'products'
      | 'categories'
      | 'taxes'
      | 'tenders'
      | 'brands'
      | 'entryModes'
      | 'latency',
      string
    >
  >;
  readonly columns: Readonly<
    Record<
      | 'table'
      | 'name'
      | 'count'
      | 'quantity'
      | 'gross'
      | 'refunds'
      | 'net'
      | 'taken'
      | 'givenBack'
      | 'rate'
      | 'netOfTax'
      | 'tax'
      | 'currency'
      | 'before'
      | 'amount'
      | 'press50'
      | 'press95'
      | 'tap50'
      | 'tap95',
      string
    >
  >;
  readonly totals: Readonly<
    Record<
      | 'sales'
      | 'items'
      | 'gross'
      | 'refunds'
      | 'refundsCount'
      | 'net'
      | 'tax'
      | 'discounts'
      | 'tips'
      | 'rounding'
      | 'taken'
      | 'givenBack'
      | 'voided',
      string
    >
  >;
  readonly names: Readonly<Record<string, string>>;
  readonly noCategory: string;
  readonly noProduct: string;
  readonly noTax: string;
};

const en: ReportFileWords = {
  title: 'Sales report',
  file: 'sales-report',
  made: 'Made',
  register: 'Register',
  before: 'Compared with',
  page: (page, pages) => `Page ${String(page)} of ${String(pages)}`,
  training: 'TRAINING: no real money moved',
  tables: {
    totals: 'Totals',
    hours: 'By hour',
    days: 'By day',
    cashiers: 'By cashier',
    products: 'By product',
    categories: 'By category',
    taxes: 'Tax',
    tenders: 'Ways to pay',
    brands: 'Card brands',
    entryModes: 'How cards were read',
    latency: 'Time of card payments',
  },
  columns: {
    table: 'Table',
    name: 'Name',
    count: 'Count',
    quantity: 'Pieces',
    gross: 'Sales',
    refunds: 'Refunds',
    net: 'Net sales',
    taken: 'Taken',
    givenBack: 'Given back',
    rate: 'Rate',
    netOfTax: 'Before tax',
    tax: 'Tax',
    currency: 'Currency',
    before: 'Before',
    amount: 'Amount',
    press50: 'Card to result, half (s)',
    press95: 'Card to result, 95 % (s)',
    tap50: 'Tap to approval, half (s)',
    tap95: 'Tap to approval, 95 % (s)',
  },
  totals: {
    sales: 'Sales (number)',
    items: 'Pieces',
    gross: 'Sales',
    refunds: 'Refunds',
    refundsCount: 'Refunds (number)',
    net: 'Net sales',
    tax: 'Tax in net sales',
    discounts: 'Discounts given',
    tips: 'Tips',
    rounding: 'Cash rounding',
    taken: 'Money taken',
    givenBack: 'Money given back',
    voided: 'Voided sales (number)',
  },
  names: {
    cash: 'Cash',
    card: 'Card',
    contactless: 'Contactless',
    wallet: 'Phone or watch',
    chip: 'Chip',
    swipe: 'Magnetic stripe',
    'chip-and-pin': 'Chip and PIN',
    unknown: 'Not known',
  },
  noCategory: 'Without category',
  noProduct: 'Without a line',
  noTax: 'Without tax on record',
};

const de: ReportFileWords = {
  title: 'Umsatzbericht',
  file: 'umsatzbericht',
  made: 'Erstellt',
  register: 'Kasse',
  before: 'Verglichen mit',
  page: (page, pages) => `Seite ${String(page)} von ${String(pages)}`,
  training: 'TRAINING: kein echtes Geld bewegt',
  tables: {
    totals: 'Summen',
    hours: 'Nach Stunde',
    days: 'Nach Tag',
    cashiers: 'Nach Person',
    products: 'Nach Artikel',
    categories: 'Nach Kategorie',
    taxes: 'Steuer',
    tenders: 'Zahlungsarten',
    brands: 'Kartenmarken',
    entryModes: 'Wie Karten gelesen wurden',
    latency: 'Dauer der Kartenzahlungen',
  },
  columns: {
    table: 'Tabelle',
    name: 'Name',
    count: 'Anzahl',
    quantity: 'Stück',
    gross: 'Umsatz',
    refunds: 'Erstattungen',
    net: 'Nach Erstattungen',
    taken: 'Eingenommen',
    givenBack: 'Zurückgegeben',
    rate: 'Satz',
    netOfTax: 'Vor Steuer',
    tax: 'Steuer',
    currency: 'Währung',
    before: 'Vorher',
    amount: 'Betrag',
    press50: 'Karte bis Ergebnis, Hälfte (s)',
    press95: 'Karte bis Ergebnis, 95 % (s)',
    tap50: 'Vorhalten bis Zusage, Hälfte (s)',
    tap95: 'Vorhalten bis Zusage, 95 % (s)',
  },
  totals: {
    sales: 'Verkäufe (Anzahl)',
    items: 'Stück',
    gross: 'Umsatz',
    refunds: 'Erstattungen',
    refundsCount: 'Erstattungen (Anzahl)',
    net: 'Umsatz nach Erstattungen',
    tax: 'Steuer darin',
    discounts: 'Gewährte Rabatte',
    tips: 'Trinkgeld',
    rounding: 'Barrundung',
    taken: 'Eingenommen',
    givenBack: 'Zurückgegeben',
    voided: 'Stornierte Verkäufe (Anzahl)',
  },
  names: {
    cash: 'Bar',
    card: 'Karte',
    contactless: 'Kontaktlos',
    wallet: 'Telefon oder Uhr',
    chip: 'Chip',
    swipe: 'Magnetstreifen',
    'chip-and-pin': 'Chip und PIN',
    unknown: 'Unbekannt',
  },
  noCategory: 'Ohne Kategorie',
  noProduct: 'Ohne Position',
  noTax: 'Ohne erfasste Steuer',
};

export const REPORT_FILE_WORDS: Readonly<Record<Locale, ReportFileWords>> = { en, de };
