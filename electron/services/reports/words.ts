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
      | 'elsewhere'
      | 'voided',
      string
    >
  >;
  readonly names: Readonly<Record<string, string>>;
  readonly noCategory: string;
  readonly noProduct: string;
  readonly noTax: string;
  readonly exempt: string;
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
    elsewhere: 'Refunded elsewhere (in no other figure)',
    voided: 'Voided sales (number)',
  },
  names: {
    cash: 'Cash',
    card: 'Card',
    contactless: 'Contactless',
    wallet: 'Phone or watch',
    chip: 'Chip',
    swipe: 'Magnetic stripe',
    unknown: 'Not known',
  },
  noCategory: 'Without category',
  noProduct: 'Without a line',
  exempt: 'exempt',
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
    elsewhere: 'Anderswo erstattet (in keiner anderen Zahl)',
    voided: 'Stornierte Verkäufe (Anzahl)',
  },
  names: {
    cash: 'Bar',
    card: 'Karte',
    contactless: 'Kontaktlos',
    wallet: 'Telefon oder Uhr',
    chip: 'Chip',
    swipe: 'Magnetstreifen',
    unknown: 'Unbekannt',
  },
  noCategory: 'Ohne Kategorie',
  noProduct: 'Ohne Position',
  exempt: 'befreit',
  noTax: 'Ohne erfasste Steuer',
};

const fr: ReportFileWords = {
  title: 'Rapport de ventes',
  file: 'rapport-de-ventes',
  made: 'Établi',
  register: 'Caisse',
  before: 'Comparé à',
  page: (page, pages) => `Page ${String(page)} sur ${String(pages)}`,
  training: 'FORMATION : aucun argent réel',
  tables: {
    totals: 'Sommes',
    hours: 'Par heure',
    days: 'Par jour',
    cashiers: 'Par personne',
    products: 'Par article',
    categories: 'Par catégorie',
    taxes: 'Taxe',
    tenders: 'Moyens de paiement',
    brands: 'Marques de carte',
    entryModes: 'Lecture des cartes',
    latency: 'Durée des paiements par carte',
  },
  columns: {
    table: 'Tableau',
    name: 'Nom',
    count: 'Nombre',
    quantity: 'Pièces',
    gross: 'Ventes',
    refunds: 'Remboursements',
    net: 'Ventes nettes',
    taken: 'Encaissé',
    givenBack: 'Rendu',
    rate: 'Taux',
    netOfTax: 'Hors taxe',
    tax: 'Taxe',
    currency: 'Devise',
    before: 'Avant',
    amount: 'Montant',
    press50: 'Carte à résultat, moitié (s)',
    press95: 'Carte à résultat, 95 % (s)',
    tap50: 'Présentation à accord, moitié (s)',
    tap95: 'Présentation à accord, 95 % (s)',
  },
  totals: {
    sales: 'Ventes (nombre)',
    items: 'Pièces',
    gross: 'Ventes',
    refunds: 'Remboursements',
    refundsCount: 'Remboursements (nombre)',
    net: 'Ventes nettes',
    tax: 'Taxe dans les ventes nettes',
    discounts: 'Remises',
    tips: 'Pourboires',
    rounding: 'Arrondi des espèces',
    taken: 'Argent encaissé',
    givenBack: 'Argent rendu',
    elsewhere: 'Remboursé ailleurs (dans aucun autre chiffre)',
    voided: 'Ventes annulées (nombre)',
  },
  names: {
    cash: 'Espèces',
    card: 'Carte',
    contactless: 'Sans contact',
    wallet: 'Téléphone ou montre',
    chip: 'Puce',
    swipe: 'Piste magnétique',
    unknown: 'Inconnu',
  },
  noCategory: 'Sans catégorie',
  noProduct: 'Sans ligne',
  exempt: 'exonéré',
  noTax: 'Sans taxe enregistrée',
};

const es: ReportFileWords = {
  title: 'Informe de ventas',
  file: 'informe-de-ventas',
  made: 'Hecho',
  register: 'Caja',
  before: 'Comparado con',
  page: (page, pages) => `Página ${String(page)} de ${String(pages)}`,
  training: 'FORMACIÓN: sin dinero real',
  tables: {
    totals: 'Sumas',
    hours: 'Por hora',
    days: 'Por día',
    cashiers: 'Por persona',
    products: 'Por artículo',
    categories: 'Por categoría',
    taxes: 'Impuesto',
    tenders: 'Formas de pago',
    brands: 'Marcas de tarjeta',
    entryModes: 'Lectura de las tarjetas',
    latency: 'Duración de los pagos con tarjeta',
  },
  columns: {
    table: 'Tabla',
    name: 'Nombre',
    count: 'Número',
    quantity: 'Unidades',
    gross: 'Ventas',
    refunds: 'Reembolsos',
    net: 'Ventas netas',
    taken: 'Cobrado',
    givenBack: 'Devuelto',
    rate: 'Tipo',
    netOfTax: 'Sin impuesto',
    tax: 'Impuesto',
    currency: 'Moneda',
    before: 'Antes',
    amount: 'Importe',
    press50: 'Tarjeta a resultado, mitad (s)',
    press95: 'Tarjeta a resultado, 95 % (s)',
    tap50: 'Acercar a aprobado, mitad (s)',
    tap95: 'Acercar a aprobado, 95 % (s)',
  },
  totals: {
    sales: 'Ventas (número)',
    items: 'Unidades',
    gross: 'Ventas',
    refunds: 'Reembolsos',
    refundsCount: 'Reembolsos (número)',
    net: 'Ventas netas',
    tax: 'Impuesto en las ventas netas',
    discounts: 'Descuentos',
    tips: 'Propinas',
    rounding: 'Redondeo del efectivo',
    taken: 'Dinero cobrado',
    givenBack: 'Dinero devuelto',
    elsewhere: 'Reembolsado en otro lugar (en ninguna otra cifra)',
    voided: 'Ventas anuladas (número)',
  },
  names: {
    cash: 'Efectivo',
    card: 'Tarjeta',
    contactless: 'Sin contacto',
    wallet: 'Teléfono o reloj',
    chip: 'Chip',
    swipe: 'Banda magnética',
    unknown: 'Desconocido',
  },
  noCategory: 'Sin categoría',
  noProduct: 'Sin línea',
  exempt: 'exento',
  noTax: 'Sin impuesto registrado',
};

export const REPORT_FILE_WORDS: Readonly<Record<Locale, ReportFileWords>> = { en, de, fr, es };
