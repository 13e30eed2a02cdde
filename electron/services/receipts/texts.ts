import type { Locale } from '../../../shared/domain/locale/index.ts';
import type { DeclineClass } from '../../../shared/domain/payment/index.ts';
import type {
  DeclinedSlipTexts,
  ReceiptTexts,
  RefundReceiptTexts,
} from '../../../shared/domain/receipt/index.ts';
import { ES } from './texts.es.ts';
import { FR } from './texts.fr.ts';

/** All that one language says on paper; see the records below for what each part is. */
export type PaperTexts = {
  readonly receipt: ReceiptTexts;
  readonly refundReceipt: RefundReceiptTexts;
  readonly declinedSlip: SlipTexts;
  readonly recoveredItem: string;
  readonly testPage: TestPageTexts;
};

type SlipTexts = DeclinedSlipTexts & { readonly reasons: Readonly<Record<DeclineClass, string>> };

type TestPageTexts = {
  readonly title: string;
  readonly ruler: string;
  readonly signs: string;
  readonly bold: string;
  readonly scan: string;
  readonly done: string;
  readonly tax: string;
  readonly items: readonly [string, string];
};

/** The words on paper. They live with main because receipts are made where no page is open, too. */
export const RECEIPT_TEXTS: Readonly<Record<Locale, ReceiptTexts>> = {
  en: {
    trainingBanner: 'TRAINING - NOT A RECEIPT',
    testBanner: 'TEST - NOT A RECEIPT',
    receiptNumber: 'Receipt',
    date: 'Date',
    register: 'Register',
    cashier: 'Cashier',
    itemCount: 'Items',
    lineDiscount: 'Discount',
    subtotal: 'Subtotal',
    discount: 'Discount',
    total: 'Total',
    cashRounding: 'Cash rounding',
    totalInCash: 'To pay in cash',
    vat: 'VAT',
    taxRate: 'Rate',
    taxNet: 'Net',
    taxAmount: 'Tax',
    taxAdded: 'Tax',
    rateExempt: 'exempt',
    exemption: 'Tax exempt',
    exemptionReasons: {
      diplomat: 'Diplomat',
      export: 'Export',
      'reverse-charge': 'Reverse charge',
      resale: 'For resale',
      other: 'Other reason',
    },
    exemptionReference: 'Certificate or VAT number',
    tip: 'of which tip',
    cash: 'Cash',
    change: 'Change',
    entryModes: { contactless: 'Contactless', chip: 'Chip', swipe: 'Magnetic stripe', unknown: 'Card' },
    authorisationCode: 'Authorisation',
    application: 'Application',
    aid: 'AID',
    verification: 'Verification',
    verificationMethods: {
      approval: 'Approved',
      none: 'None needed',
      offline_pin: 'PIN',
      online_pin: 'PIN',
      signature: 'Signature',
      offline_pin_and_signature: 'PIN and signature',
      failure: 'Failed',
    },
    accountType: 'Account',
    accountTypes: { checking: 'Checking', credit: 'Credit', prepaid: 'Prepaid', unknown: 'Unknown' },
    paymentReference: 'Payment',
    copy: 'COPY',
    closingLines: ['Thank you'],
  },
  de: {
    trainingBanner: 'ÜBUNG - KEIN BELEG',
    testBanner: 'TEST - KEIN BELEG',
    receiptNumber: 'Beleg',
    date: 'Datum',
    register: 'Kasse',
    cashier: 'Bedient von',
    itemCount: 'Artikel',
    lineDiscount: 'Rabatt',
    subtotal: 'Zwischensumme',
    discount: 'Rabatt',
    total: 'Summe',
    cashRounding: 'Barrundung',
    totalInCash: 'Bar zu zahlen',
    vat: 'MwSt.',
    taxRate: 'Satz',
    taxNet: 'Netto',
    taxAmount: 'Steuer',
    taxAdded: 'Steuer',
    rateExempt: 'befreit',
    exemption: 'Steuerbefreiung',
    exemptionReasons: {
      diplomat: 'Diplomat',
      export: 'Ausfuhr',
      'reverse-charge': 'Reverse Charge',
      resale: 'Zum Weiterverkauf',
      other: 'Anderer Grund',
    },
    exemptionReference: 'Nachweis oder USt-IdNr.',
    tip: 'davon Trinkgeld',
    cash: 'Bar',
    change: 'Rückgeld',
    entryModes: { contactless: 'Kontaktlos', chip: 'Chip', swipe: 'Magnetstreifen', unknown: 'Karte' },
    authorisationCode: 'Genehmigung',
    application: 'Anwendung',
    aid: 'AID',
    verification: 'Prüfung',
    verificationMethods: {
      approval: 'Genehmigt',
      none: 'Nicht nötig',
      offline_pin: 'PIN',
      online_pin: 'PIN',
      signature: 'Unterschrift',
      offline_pin_and_signature: 'PIN und Unterschrift',
      failure: 'Fehlgeschlagen',
    },
    accountType: 'Konto',
    accountTypes: { checking: 'Giro', credit: 'Kredit', prepaid: 'Guthaben', unknown: 'Unbekannt' },
    paymentReference: 'Zahlung',
    copy: 'KOPIE',
    closingLines: ['Vielen Dank'],
  },
  fr: FR.receipt,
  es: ES.receipt,
};

/** The words of a refund's receipt. */
export const REFUND_RECEIPT_TEXTS: Readonly<Record<Locale, RefundReceiptTexts>> = {
  en: {
    title: 'REFUND',
    number: 'Refund',
    ofReceipt: 'Of receipt',
    total: 'Given back',
    amountOnly: 'amount',
    includedTax: 'Incl.',
    onItsWay: 'On its way to the card',
    notGivenBack: 'NOT given back',
    reference: 'Reference',
    closingLine: 'A refund takes the bank a few days.',
  },
  de: {
    title: 'ERSTATTUNG',
    number: 'Erstattung',
    ofReceipt: 'Zu Beleg',
    total: 'Erstattet',
    amountOnly: 'Betrag',
    includedTax: 'Inkl.',
    onItsWay: 'Unterwegs zur Karte',
    notGivenBack: 'NICHT erstattet',
    reference: 'Referenz',
    closingLine: 'Die Bank braucht dafür einige Tage.',
  },
  fr: FR.refundReceipt,
  es: ES.refundReceipt,
};

/** The words on the slip of a card that was refused. */
export const DECLINED_SLIP_TEXTS: Readonly<Record<Locale, SlipTexts>> = {
  en: {
    title: 'DECLINED',
    amount: 'Amount asked',
    notCharged: 'Nothing was charged',
    reasons: {
      'insufficient-funds': 'The bank reports too little money or a limit.',
      'wrong-pin': 'The PIN was not right.',
      'pin-required': 'The bank asks for the PIN.',
      'card-not-accepted': 'The bank does not take this card for this payment.',
      'card-expired': 'The card has expired.',
      'try-again': 'The bank could not be asked.',
      'call-bank': 'The bank refused. It tells its customer why.',
      declined: 'The bank refused. It tells its customer why.',
    },
  },
  de: {
    title: 'ABGELEHNT',
    amount: 'Angefragter Betrag',
    notCharged: 'Es wurde nichts belastet',
    reasons: {
      'insufficient-funds': 'Die Bank meldet zu wenig Deckung oder ein Limit.',
      'wrong-pin': 'Die PIN war nicht richtig.',
      'pin-required': 'Die Bank verlangt die PIN.',
      'card-not-accepted': 'Die Bank nimmt diese Karte für diese Zahlung nicht an.',
      'card-expired': 'Die Karte ist abgelaufen.',
      'try-again': 'Die Bank war nicht zu erreichen.',
      'call-bank': 'Die Bank hat abgelehnt. Sie sagt ihrem Kunden den Grund.',
      declined: 'Die Bank hat abgelehnt. Sie sagt ihrem Kunden den Grund.',
    },
  },
  fr: FR.declinedSlip,
  es: ES.declinedSlip,
};

/** What a sale is called on its receipt when its payment was found at Stripe and nobody knows its items. */
export const RECOVERED_ITEM: Readonly<Record<Locale, string>> = {
  en: 'Recovered card payment',
  de: 'Wiedergefundene Kartenzahlung',
  fr: FR.recoveredItem,
  es: ES.recoveredItem,
};

/** The words of the test page and of the invented sale in the preview. */
export const TEST_PAGE_TEXTS: Readonly<Record<Locale, TestPageTexts>> = {
  en: {
    title: 'Test page',
    ruler: 'The ruler ends at the edge of the paper:',
    signs: 'These signs read like in a book:',
    bold: 'Large and bold',
    scan: 'A scanner reads this code:',
    done: 'The printer works',
    tax: 'VAT',
    items: ['Cappuccino', 'Sourdough loaf'],
  },
  de: {
    title: 'Testseite',
    ruler: 'Das Lineal endet am Papierrand:',
    signs: 'Diese Zeichen stehen wie im Buch:',
    bold: 'Groß und fett',
    scan: 'Ein Scanner liest diesen Code:',
    done: 'Der Drucker arbeitet',
    tax: 'MwSt.',
    items: ['Cappuccino', 'Sauerteigbrot'],
  },
  fr: FR.testPage,
  es: ES.testPage,
};
