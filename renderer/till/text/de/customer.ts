import type { Texts } from '../index.ts';

/** Was die Kundschaft auf dem Bildschirm liest, der ihr zugewandt ist. */
export const customer: Texts['customer'] = {
  asks: {
    present: 'Bitte Karte auflegen, einstecken oder durchziehen',
    pin: 'Bitte die PIN am Lesegerät eingeben',
    wait: 'Einen Augenblick, bitte',
    'remove-card': 'Bitte die Karte entnehmen',
    'other-card': 'Diese Karte wurde nicht angenommen. Es wurde nichts belastet.',
  },
  welcome: 'Willkommen',
  total: 'Summe',
  toPay: 'Zu zahlen',
  discount: 'Rabatt',
  items: (count) => `${count} Artikel`,
  earlier: (count) => `${count} Artikel davor`,
  each: (quantity, amount) => `${quantity} × ${amount}`,
  cart: 'Ihr Einkauf',
  amount: 'Betrag',
  paid: 'Bezahlt',
  change: 'Ihr Rückgeld',
  thanks: 'Vielen Dank',
  modes: { training: 'Übung. Keine echte Zahlung.', test: 'Test. Keine echte Zahlung.' },
  settings: {
    title: 'Kundenanzeige',
    on: 'Der Kundschaft zeigen, was sie kauft',
    onHint:
      'Ein zweiter Bildschirm zeigt den Einkauf, den Betrag und was mit der Karte zu tun ist. Nie einen Namen oder eine Notiz.',
    screen: 'Bildschirm',
    screenAuto: 'Der zweite Bildschirm',
    screenName: (label, width, height) => `${label} · ${width} × ${height}`,
    unnamed: 'Bildschirm',
    noScreen: 'Kein zweiter Bildschirm ist angeschlossen',
    noScreenText: 'Sobald einer eingesteckt ist, wird er benutzt. Ihren eigenen verdeckt die Kasse nie.',
    open: 'Kundenanzeige öffnen',
    openHint:
      'Sie öffnet sich in einem eigenen Fenster. Auf den zweiten Bildschirm schieben und F11 drücken.',
    language: 'Sprache',
    languageOfTill: 'Wie an der Kasse',
    theme: 'Farben',
    themes: { light: 'Hell', dark: 'Dunkel' },
    preview: 'Vorschau',
    previewText: 'Ein erfundener Verkauf, wie ihn die Kundschaft sieht.',
    screens: {
      idle: 'Niemand wird bedient',
      cart: 'Beim Scannen',
      card: 'Zahlung mit Karte',
      paid: 'Bezahlt',
    },
  },
};
