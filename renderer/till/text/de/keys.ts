import type { Texts } from '../index.ts';

export const keys: Texts['keys'] = {
  title: 'Tastatur',
  text: '„Ändern“ drücken, dann die Taste. F5 bleibt ohne Aufgabe, weil Browser damit die Seite neu laden.',
  readOnly: 'Wer Einstellungen ändern darf, kann einer Aufgabe eine andere Taste geben.',
  overlayText: 'Alles, was auf dieser Kasse eine Taste hat.',
  names: {
    help: 'Alle Tasten zeigen',
    search: 'Suchen',
    'cash-menu': 'Menü der Kassenlade',
    reprint: 'Letzten Bon noch einmal drucken',
    discount: 'Rabatt',
    park: 'Warenkorb parken',
    recall: 'Den Warenkorb holen, der am längsten wartet',
    charge: 'Kassieren',
    'pay-cash': 'Bar zahlen',
    'pay-card': 'Mit Karte zahlen',
    'pay-split': 'Aufteilen',
    receipt: 'Bon zeigen',
  },
  places: {
    everywhere: 'Überall',
    sell: 'Beim Verkaufen',
    charge: 'Beim Kassieren',
    paid: 'Nach dem Bezahlen',
  },
  always: 'Immer',
  fixed: {
    enter: { key: 'Enter', does: 'Was auf dem großen Knopf unten rechts steht' },
    escape: { key: 'Esc', does: 'Einen Schritt zurück; leert nie einen Warenkorb' },
    typing: { key: 'A–Z', does: 'Suchen, ohne vorher etwas zu drücken' },
    digits: { key: '0–9', does: 'Ein Betrag, sobald Bargeld eingetippt wird' },
    tab: { key: 'Tab', does: 'Zum Nächsten, was man drücken kann' },
    question: { key: '?', does: 'Alle Tasten zeigen' },
  },
  change: 'Ändern',
  changeKey: (name) => `Taste ändern für: ${name}`,
  keep: 'So lassen',
  press: 'Die neue Taste drücken. Esc lässt die alte.',
  notPossible: (key) =>
    `${key} geht hier nicht: Damit wird getippt, oder die Taste hat ihre eigene Aufgabe. Eine andere drücken.`,
  taken: (key, other) =>
    `${key} hat schon eine Aufgabe: ${other}. Eine andere drücken oder die beiden tauschen.`,
  swap: 'Tauschen',
  reset: 'Alle zurücksetzen',
  print: 'Karte drucken',
  cardTitle: 'Tasten dieser Kasse',
};
