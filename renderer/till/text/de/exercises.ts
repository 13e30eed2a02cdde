import type { exercises as english } from '../en/exercises.ts';

export const exercises: typeof english = {
  title: 'Störungen üben',
  intro:
    'Störungen mit Absicht, solange niemand an der Kasse wartet. Eine nach der anderen; kassiert wird wie immer.',
  usual: 'Die vier, die vorkommen',
  rare: 'Seltenere',
  start: 'Beginnen',
  startNamed: (title) => `Beginnen: ${title}`,
  again: 'Noch einmal',
  end: 'Störung beenden',
  toSale: 'Zum Verkauf',
  running: (title) => `Störung: ${title}`,
  todo: 'Was zu tun ist',
  onlyTrainingTitle: 'Störungen gibt es nur in der Übung',
  onlyTrainingText:
    'Hier ist ein echtes Konto verbunden, und Störungen mit Absicht haben daneben keinen Platz. Zum Üben ein anderes Profil als Übung beginnen.',
  each: {
    'reader-not-found': {
      title: 'Das Lesegerät fehlt',
      breaks: 'Das Lesegerät verliert sofort den Strom. Die Anzeige unten sagt es.',
      todo: 'Nach Strom und Netz sehen. Hier: nach einer Karte fragen und am virtuellen Lesegerät Einschalten drücken. Die Kasse verbindet sich von selbst. Bar geht inzwischen.',
    },
    'webhook-signature-invalid': {
      title: 'Webhook-Signaturen sind ungültig',
      breaks:
        'Jemand hat bei Stripe ein neues Signaturgeheimnis gemacht. Nehmen Sie eine Karte: Ihr Webhook wird abgewiesen.',
      todo: 'Kein Geld ist betroffen, die Kasse fragt Stripe selbst. In Einstellungen, Stripe, beim Webhook auf Neu einrichten drücken.',
    },
    'captured-not-recorded': {
      title: 'Bezahlt, und niemand hat es gehört',
      breaks: 'Nehmen Sie eine Karte: Die Bank sagt Ja, dann ist die Leitung eine Weile unterbrochen.',
      todo: 'Nicht noch einmal belasten. Sagen Sie dem Kunden, dass geprüft wird. Die Kasse fragt Stripe, bis sie es weiß, dann ist der Verkauf bezahlt.',
    },
    'card-declined': {
      title: 'Die Karte wird abgelehnt',
      breaks: 'Nehmen Sie irgendeine Karte: Die Bank lehnt die erste ab.',
      todo: 'Nichts ist belastet. Bitten Sie um eine andere Karte; es ist dieselbe Zahlung. Oder bar, sobald die Kartenzahlung abgebrochen ist.',
    },
    'answer-lost': {
      title: 'Stripes Antwort geht verloren',
      breaks: 'Nehmen Sie eine Karte: Stripe legt die Zahlung an, und die Antwort kommt nicht an.',
      todo: 'Kurz warten. Die Kasse findet die Zahlung bei Stripe und macht damit weiter; eine zweite entsteht nie.',
    },
    'network-lost-after-approval': {
      title: 'Die Antwort des Lesegeräts geht verloren',
      breaks: 'Nehmen Sie eine Karte: Die Bank sagt Ja, und die Antwort des Lesegeräts kommt nicht an.',
      todo: 'Nicht noch einmal belasten. Die Kasse liest die Zahlung bei Stripe und zeigt Bezahlt.',
    },
    'stripe-unreachable': {
      title: 'Stripe ist nicht erreichbar',
      breaks: 'Ab jetzt antwortet Stripe nicht, wie bei einem Ausfall des Internets.',
      todo: 'Bar kassieren. Eine begonnene Kartenzahlung bleibt unklar und klärt sich, wenn die Störung endet; inzwischen ist der nächste Kunde dran.',
    },
    'stripe-fails-once': {
      title: 'Stripe versagt einmal',
      breaks: 'Nehmen Sie eine Karte: Stripe beantwortet die erste Anfrage mit einer eigenen Störung.',
      todo: 'Noch einmal fragen drücken. Die Kasse hat bei Stripe nachgesehen und keine Zahlung gefunden; nichts ist belastet.',
    },
    'capture-fails': {
      title: 'Vorgemerkt und nicht eingezogen',
      breaks: 'Nehmen Sie eine Karte: Die Bank merkt den Betrag vor, und das Einziehen misslingt zweimal.',
      todo: 'Warten. Als bezahlt gilt es erst, wenn das Geld eingezogen ist, und die Kasse versucht es weiter.',
    },
    'reader-busy': {
      title: 'Das Lesegerät ist beschäftigt',
      breaks: 'Fragen Sie nach einer Karte: Jemand hat am Lesegerät die Einstellungen offen.',
      todo: 'Am Lesegerät die Einstellungen schließen, dann noch einmal fragen. Nichts ist belastet.',
    },
    'webhooks-lost': {
      title: 'Webhooks gehen verloren',
      breaks: 'Nehmen Sie eine Karte: Es kommt kein Webhook mehr an.',
      todo: 'Nichts. Der Verkauf ist bezahlt. Den zweiten Beleg holt sich die Kasse etwas später selbst bei Stripe.',
    },
    'webhooks-late': {
      title: 'Webhooks kommen spät',
      breaks: 'Nehmen Sie eine Karte: Ihr Webhook braucht fünf Sekunden.',
      todo: 'Nichts. So lange wartet der Verkauf auf seinen zweiten Beleg.',
    },
    'webhooks-twice': {
      title: 'Webhooks kommen doppelt',
      breaks: 'Nehmen Sie eine Karte: Jeder Webhook kommt zweimal an.',
      todo: 'Nichts. Jedes Ereignis zählt einmal; zu sehen ist kein Unterschied.',
    },
    'webhooks-reordered': {
      title: 'Webhooks überholen einander',
      breaks: 'Nehmen Sie eine Karte: Der spätere Webhook kommt vor dem früheren an.',
      todo: 'Nichts. Auf die Reihenfolge kommt es nicht an; zu sehen ist kein Unterschied.',
    },
    'webhook-forged': {
      title: 'Ein gefälschter Webhook',
      breaks: 'Jemand Fremdes meldet eine Zahlung über 999,00, die es nie gab. Die Relay-Anzeige zählt sie.',
      todo: 'Nichts. Ihr fehlt die gültige Signatur, deshalb wird sie abgewiesen, und kein Verkauf erfährt davon. Mit dem nächsten echten Webhook ist die Zahl weg.',
    },
  },
  stages: { waiting: 'Noch nicht zu sehen', showing: 'Jetzt zu sehen', over: 'Vorbei' },
  needs: {
    lan: 'Nur mit einem Lesegerät im Netz des Ladens. Den Weg ändern: Einstellungen, Stripe.',
    'server-driven': 'Nur mit einem Lesegerät über Stripes Server. Den Weg ändern: Einstellungen, Stripe.',
    'held-first': 'Nur wenn der Betrag zuerst vorgemerkt wird. Ändern: Einstellungen, Zahlungen.',
  },
};
