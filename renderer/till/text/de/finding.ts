import type { Texts } from '../index.ts';

export const finding: Texts['finding'] = {
  searchHint: 'Beleg, Betrag, letzte 4, Artikel, Person',
  clearSearch: 'Suche leeren',
  filters: 'Filter',
  addFilter: 'Filtern',
  remove: (filter) => `Filter ${filter} entfernen`,
  quick: {
    today: 'Heute',
    needsLook: 'Zu prüfen',
    card: 'Karte',
    cash: 'Bar',
    refunds: 'Erstattungen',
  },
  dialogTitle: 'Liste eingrenzen',
  from: 'Von Tag',
  until: 'Bis Tag',
  days: (from, until) => (from === until ? from : `${from} – ${until}`),
  since: (from) => `Seit ${from}`,
  to: (until) => `Bis ${until}`,
  status: 'Status',
  tender: 'Bezahlt mit',
  cashier: 'Kassierer',
  register: 'Kasse',
  any: 'Alle',
  apply: 'Anzeigen',
  clearAll: 'Alle Filter entfernen',
  back: 'Zurück',
  daysTurned: 'Der erste Tag liegt nach dem letzten. Bitte die Tage umgekehrt wählen.',
  list: 'Verkäufe, neueste zuerst',
  loadingMore: 'Ältere Verkäufe werden geholt',
  shown: (count, more) =>
    more
      ? `${String(count)} Verkäufe gezeigt, weiter unten mehr`
      : count === 1
        ? '1 Verkauf'
        : `${String(count)} Verkäufe`,
};
