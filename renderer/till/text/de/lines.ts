import type { Texts } from '../index.ts';

export const lines: Texts['lines'] = {
  notice: {
    title: (since) => `Keine Leitung zu Stripe seit ${since}`,
    text: 'Bargeld geht ohne Grenze. Karten warten, bis die Leitung wieder da ist; die Kasse merkt das selbst.',
    what: 'Was geht, was wartet',
    backTitle: 'Stripe antwortet wieder',
    backText: 'Karten gehen. Was gewartet hat, läuft von selbst weiter.',
  },
  chip: (since) => `Karten warten seit ${since}`,
  title: 'Was geht, was wartet',
  text: 'Alles, was wartet, ist auf dieser Kasse gespeichert und läuft von selbst weiter.',
  works: 'Geht jetzt',
  cash: 'Bargeld',
  cashYes: 'Geht, mit und ohne Netz.',
  cards: 'Karten',
  cardsYes: 'Gehen.',
  cardsWhy: {
    away: (since) => `Warten: Stripe antwortet seit ${since} nicht.`,
    reader: 'Warten: Das Lesegerät ist nicht erreichbar.',
    'not-set-up': 'Sind noch nicht eingerichtet.',
    degraded: 'Warten: Diese Kasse kann ihrer Festplatte nicht trauen.',
  },
  paper: 'Bons',
  paperYes: 'Werden gedruckt.',
  paperNone: 'Es ist kein Drucker eingerichtet.',
  paperWaits: 'Warten auf den Drucker.',
  lines: 'Leitungen',
  stripe: 'Stripe',
  stripeThere: 'Antwortet.',
  stripeAway: (since) => `Antwortet seit ${since} nicht. Die Kasse sieht alle paar Sekunden nach.`,
  relay: 'Relay',
  waits: 'Wartet',
  queues: {
    unsettled: {
      name: 'Zahlungen, noch nicht bekannt',
      text: 'Nicht noch einmal kassieren. Die Kasse fragt Stripe.',
    },
    proofs: {
      name: 'Zahlungen ohne Beweis',
      text: 'Bezahlt; der Vergleich mit Stripe steht noch aus.',
    },
    events: {
      name: 'Ereignisse, noch nicht gesehen',
      text: 'Sie kommen von Stripe und beschleunigen nur einen Vergleich.',
    },
    refunds: { name: 'Erstattungen unterwegs', text: 'Stripe oder eine Bank ist damit noch nicht fertig.' },
    prints: { name: 'Papiere zu drucken', text: 'Der Drucker wird von selbst wieder versucht.' },
  },
  mails: 'Bons per E-Mail gehen sofort hinaus oder gar nicht; wer eine wollte, erfährt es.',
  nothing: 'Es wartet nichts.',
  open: 'Ansehen',
  settings: 'Stripe-Einstellungen',
  locked: {
    away: {
      title: (since) => `Karten warten: Stripe antwortet seit ${since} nicht`,
      text: 'Es wurde nichts belastet, der Warenkorb ist wie vorher. Bar kassieren oder warten: Die Kasse merkt selbst, wenn die Leitung wieder da ist.',
    },
    reader: {
      title: 'Karten warten: Das Lesegerät ist nicht erreichbar',
      text: 'Es wurde nichts belastet, der Warenkorb ist wie vorher. Bar kassieren oder nach dem Lesegerät sehen.',
    },
    degraded: {
      title: 'Karten warten: Diese Kasse kann ihrer Festplatte nicht trauen',
      text: 'Es wurde nichts belastet, der Warenkorb ist wie vorher. Bar kassieren und den Support anrufen.',
    },
  },
};
