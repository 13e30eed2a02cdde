import type { Texts } from '../index.ts';

export const frame: Texts['frame'] = {
  product: 'FlexotiumPOS Terminal',
  ribbon: {
    training: { name: 'ÜBUNG', says: 'Es fließt kein echtes Geld. Virtuelles Lesegerät, Beispielsortiment.' },
    test: { name: 'TEST', says: 'Testmodus von Stripe. Es fließt kein echtes Geld.' },
  },
  rail: {
    label: 'Hauptbereich',
    sell: 'Verkauf',
    transactions: 'Vorgänge',
    settings: 'Einstellungen',
    lock: 'Sperren',
  },
  status: {
    label: 'Status',
    shift: (number) => `Schicht ${number}`,
    openSince: (time) => `seit ${time}`,
    leftOvernight: 'über Nacht offen geblieben',
    reconciled: 'Abgeglichen',
    matched: (matched, all) => `${matched} von ${all} stimmen`,
    nothingToReconcile: 'keine Karten',
    waitingForProof: (count) => `${count} offen`,
    mismatched: (count) => (count === 1 ? '1 stimmt nicht' : `${count} stimmen nicht`),
    unsettled: (count) => (count === 1 ? '1 Zahlung offen' : `${count} Zahlungen offen`),
  },
  overnight: {
    title: (number, since) => `Schicht ${number} ist offen seit ${since}`,
    text: (name) =>
      `Am Ende des Tages wurde sie nicht geschlossen${name === null ? '' : `. Geöffnet hat sie ${name}`}. Was jetzt verkauft wird, gehört noch dazu.`,
    toShift: 'Jetzt schließen',
    later: 'Später',
  },
  relay: {
    none: 'Kein Relay, Stripe wird gefragt',
    connecting: 'Relay wird verbunden',
    live: 'Relay da',
    away: 'Relay fehlt, Stripe wird gefragt',
    refused: 'Relay weist die Kasse ab',
    signatureFailures: (count) =>
      count === 1 ? '1 Webhook-Signatur abgewiesen' : `${count} Webhook-Signaturen abgewiesen`,
    backlog: (count) => (count === 1 ? '1 Ereignis im Rückstand' : `${count} Ereignisse im Rückstand`),
  },
  reader: {
    none: 'Kein Lesegerät',
    connecting: 'Wird verbunden',
    ready: 'Bereit',
    'waiting-for-card': 'Wartet auf Karte',
    busy: 'Beschäftigt',
    lost: 'Nicht erreichbar',
    'in-doubt': 'Zahlung ungeklärt',
    unnamed: 'Lesegerät',
  },
  degraded: {
    'disk-full': {
      title: 'Der Speicher dieser Kasse ist voll',
      text: 'Kartenzahlungen warten, bis Platz ist. Nichts geht verloren; fertige Verkäufe bleiben gespeichert. Bitte den Support anrufen.',
    },
    'read-only': {
      title: 'Diese Kasse kann nicht auf ihren Speicher schreiben',
      text: 'Kartenzahlungen warten, weil nichts festgehalten werden könnte. Fertige Verkäufe bleiben gespeichert. Bitte den Support anrufen.',
    },
    damaged: {
      title: 'Die Daten dieser Kasse sind beschädigt',
      text: 'Kartenzahlungen warten. Bitte nichts löschen und den Support anrufen; er kann den letzten guten Stand zurückholen.',
    },
  },
  approval: {
    reason: 'Grund',
    reasonHint: 'Er bleibt zusammen mit dem Namen im Protokoll.',
    pin: 'PIN der Leitung',
    back: 'Zurück',
  },
  loading: 'Die Kasse wird geladen',
  startFailed: 'Die Kasse ist nicht gestartet',
  tryAgain: 'Erneut versuchen',
  dismiss: 'Diese Meldung schließen',
  reference: (reference) => `Kennung ${reference}`,
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  enterKey: 'Eingabe',
};
