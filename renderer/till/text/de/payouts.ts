import type { payouts as english } from '../en/payouts.ts';

export const payouts: typeof english = {
  title: 'Auszahlungen',
  back: 'Zurück',
  backToList: 'Alle Auszahlungen',
  notHereTitle: 'Auszahlungen führt das Backoffice',
  notHereText:
    'Eine Auszahlung gehört zum ganzen Konto und nicht zu einer Kasse. Mach diese Kasse zum Backoffice, um hier zu sehen, was Stripe an die Bank zahlt.',
  makeBackOffice: 'Zum Backoffice machen',
  leave: 'Nicht länger Backoffice',
  emptyTitle: 'Noch keine Auszahlung',
  emptyText: 'Stripe meldet sich, wenn es an die Bank gezahlt hat. Deswegen fehlt kein Geld.',
  arrives: 'Bei der Bank',
  status: 'Stand',
  content: 'Inhalt',
  amount: 'Betrag',
  kind: {
    charge: 'Zahlung',
    refund: 'Erstattung',
    adjustment: 'Streitfall oder Anpassung',
    unknown: 'Unbekannt',
  },
  linesState: {
    complete: 'Vollständig',
    'in-progress': 'Stripe rechnet noch zusammen',
    'not-applicable': 'Von Hand gemacht, Stripe listet nichts',
  },
  statusWord: (status) =>
    ({
      paid: 'Gezahlt',
      pending: 'Ausstehend',
      in_transit: 'Unterwegs',
      failed: 'Gescheitert',
      canceled: 'Abgebrochen',
    })[status] ?? status,
  charges: 'Zahlungen',
  refunds: 'Erstattungen',
  adjustments: 'Streitfälle',
  unknown: 'Unbekannt',
  fees: 'Gebühren',
  net: 'An die Bank',
  agrees: 'Die Zeilen ergeben den Betrag, den die Bank bekommt.',
  differs:
    'Die Zeilen ergeben nicht den Betrag, den die Bank bekommt. Sieh diese Auszahlung bei Stripe an; die Bank hat, was Stripe sagt.',
  notComplete:
    'Die Zeilen kommen, wenn Stripe sie zusammengerechnet hat. Bis dahin ist nur der Betrag bekannt.',
  time: 'Zeit',
  what: 'Was',
  sale: 'Verkauf',
  saleNumber: (number) => `Verkauf ${number}`,
  noSale: 'hier kein Verkauf',
  fee: 'Gebühr',
};
