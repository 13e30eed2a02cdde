import type { Texts } from '../index.ts';

/** Die frühere Zahlung in einem Satz. */
const twin: Texts['charge']['twin'] = (earlier, minutes) => {
  const ago =
    minutes < 1 ? 'vor weniger als einer Minute' : minutes === 1 ? 'vor 1 Minute' : `vor ${minutes} Minuten`;
  const where = earlier.ofThisSale
    ? 'für diesen selben Verkauf'
    : earlier.receiptNumber === null
      ? `für Verkauf ${earlier.saleNumber}`
      : `auf Beleg ${earlier.receiptNumber}`;
  return earlier.taken
    ? `Dieselbe Karte hat ${ago} denselben Betrag bezahlt, ${where}.`
    : `Die Bank hält auf derselben Karte schon denselben Betrag bereit, ${where}, ${ago} angefragt.`;
};

export const charge: Texts['charge'] = {
  twin,
  heldBy: (register) =>
    `${register} hat eine Zahlung darauf. Sie bleibt unberührt: dort nachfragen oder anders zahlen lassen.`,
  title: 'Kassieren',
  subtitle: (number) => `Verkauf ${number} · eine Zahlung über den ganzen Betrag`,
  alreadyPaid: (number, paid) => `Verkauf ${number} · ${paid} schon bezahlt`,
  backToCart: 'Warenkorb',
  ways: 'Zahlungsart',
  cash: 'Bar',
  card: 'Karte',
  locked: 'Beim Kassieren gesperrt',
  paidLocked: 'Bezahlt. Nächster Scan: neuer Verkauf.',
  due: 'Zu zahlen',
  received: 'Erhalten',
  exact: 'Passend',
  other: 'Anderer',
  otherHint: 'Eintippen',
  changeDue: 'Rückgeld',
  noChange: 'Kein Rückgeld',
  missing: 'Es fehlen noch',
  giveBack: 'Herausgeben',
  keypad: 'Erhaltener Betrag',
  deleteDigit: 'Letzte Ziffer löschen',
  rounded: (amount) => `Für Bargeld gerundet, von ${amount}`,
  decimalKey: 'Dezimalzeichen',
  keypadHint: {
    centsFirst: (keys, amount) => `Cent zuerst: ${keys} ist ${amount}`,
    unitsFirst: (keys, amount) => `Ganze zuerst: ${keys} ist ${amount}`,
    plain: (keys, amount) => `${keys} ist ${amount}`,
  },
  pressToType: '1 zum Eintippen, Eingabe bestätigt',
  confirmCash: 'Bar bestätigen',
  cashMissing: 'Erhaltenen Betrag eintippen',
  cashLocked: {
    cancelling: {
      title: 'Die Kartenzahlung wird abgebrochen',
      text: 'Bar geht, sobald Stripe bestätigt, dass nichts belastet wurde.',
    },
    'suspected-twin': {
      title: 'Zuerst für die Kartenzahlung antworten',
      text: 'Die Bank hält ihren Betrag bereit. Unten freigeben; bar geht, sobald Stripe bestätigt, dass nichts belastet wurde.',
    },
    'not-asked': {
      title: 'Die Kartenzahlung ist noch nicht abgesagt',
      text: 'Es wurde keine Karte verlangt und nichts belastet. Bar geht, sobald Stripe bestätigt, dass die Zahlung beendet ist; inzwischen die nächste Person bedienen.',
    },
    doubt: {
      title: 'Die Karte wurde vielleicht belastet',
      text: 'Für diesen Verkauf kein Bargeld annehmen. Die Kasse fragt Stripe weiter; inzwischen die nächste Person bedienen.',
    },
  },
  cardLocked: {
    title: 'Karten sind noch nicht eingerichtet',
    text: 'Es wurde nichts belastet. Bar kassieren oder in den Einstellungen ein Lesegerät wählen.',
    open: 'Lesegerät einstellen',
    none: 'Gerade keine Karten',
  },
  cardStart: {
    title: 'Mit Karte zahlen',
    text: 'Das Lesegerät wacht auf und fragt nach einer Karte.',
    start: 'Karte anfordern',
  },
  paidInCash: 'Bar bezahlt',
  paidInCashAndByCard: 'Bar und mit Karte bezahlt',
  paidByCard: 'Mit Karte bezahlt',
  completed: (number, receipt, time) =>
    `Verkauf ${number} · Beleg ${receipt} · auf dieser Kasse gespeichert ${time}`,
  receivedFor: (received, total) =>
    `${received} erhalten für ${total}. Das Rückgeld bleibt bis zum nächsten Scan stehen.`,
  approvedFacts: (facts) => facts.join(' · '),
  cardEnding: (brand, last4) => `${brand}, endet auf ${last4}`,
  authorisation: (code) => `Freigabe ${code}`,
  takeCard: 'An die Karte erinnern.',
  intent: 'Zahlung bei Stripe',
  receipt: 'Beleg',
  receiptTitle: (number) => `Beleg ${number}`,
  receiptLoading: 'Der Beleg wird geladen',
  nextSale: 'Neuer Verkauf',
  attempt: (attempt) => `Versuch ${attempt}`,
  track: { reader: 'Gerät', card: 'Karte', bank: 'Bank', saved: 'Gespeichert' },
  carriesOn: 'Die Kasse macht von selbst weiter.',
  noCancelNow: 'Kein Abbruch mehr, sobald die Bank gefragt ist.',
  panel: {
    preparing: {
      title: 'Das Lesegerät wird bereit gemacht',
      text: 'Das dauert meist zwei Sekunden.',
      wait: 'Wird vorbereitet',
    },
    'present-card': {
      title: 'Karte anhalten, stecken oder durchziehen',
      text: 'Zahlt niemand, wird das Lesegerät in {released} freigegeben.',
      wait: 'Wartet auf Karte',
    },
    'not-picked-up': {
      title: 'Das Lesegerät reagiert nicht',
      text: 'Bitte hinschauen. Zeigt es den Betrag, geht es weiter wie immer. Wenn nicht, Strom und Netz prüfen. In {released} wird es freigegeben.',
      wait: 'Lesegerät reagiert nicht',
    },
    'card-inserted': {
      title: 'Die Karte steckt im Lesegerät',
      text: 'Karte stecken lassen. Das Lesegerät spricht mit ihr.',
      wait: 'Karte steckt',
    },
    'pin-entry': {
      title: 'Die PIN wird eingegeben',
      text: 'Karte stecken lassen. Nur am Lesegerät kann jetzt noch abgebrochen werden.',
      wait: 'Wartet auf PIN',
    },
    processing: {
      title: 'Die Bank wird gefragt',
      text: 'Karte stecken lassen. Kasse und Lesegerät nicht neu starten.',
      wait: 'Bank wird gefragt',
    },
    'remove-card': {
      title: 'Genehmigt',
      text: 'An die Karte erinnern. Der Verkauf wird gespeichert.',
      wait: 'Wird gespeichert',
    },
    approved: { title: 'Genehmigt', text: 'An die Karte erinnern.', wait: 'Genehmigt' },
    declined: {
      title: 'Von der Bank abgelehnt',
      text: 'Nach einer anderen Karte oder Zahlungsart fragen. Der Warenkorb bleibt, wie er ist.',
      wait: 'Abgelehnt',
    },
    'customer-cancelled': {
      title: 'Am Lesegerät abgebrochen',
      text: 'Dort wurde Abbruch gedrückt. Der Warenkorb bleibt, wie er ist.',
      wait: 'Abgebrochen',
    },
    'timed-out': {
      title: 'Es wurde keine Karte gezeigt',
      text: 'Nach 2 Minuten wurde das Lesegerät freigegeben, damit niemand aus Versehen zahlt.',
      wait: 'Keine Karte gezeigt',
    },
    'reader-lost': {
      title: 'Das Lesegerät ist weg',
      text: 'Strom und Netz prüfen und erneut anfordern, oder eine andere Zahlungsart nehmen.',
      wait: 'Lesegerät ist weg',
    },
    'reader-busy': {
      title: 'Das Lesegerät ist beschäftigt',
      text: 'Es bedient eine andere Kasse oder ist noch nicht fertig. Kurz warten und erneut anfordern.',
      wait: 'Gerät beschäftigt',
    },
    ready: {
      title: 'Bereit für eine Karte',
      text: 'Das Lesegerät ruht und nimmt keine Karte, bis sie wieder angefordert wird.',
      wait: 'Bereit für Karte',
    },
    cancelling: {
      title: 'Wird bei Stripe abgebrochen',
      text: 'Auf die Bestätigung von Stripe warten. Bis dahin ist eine Belastung noch möglich.',
      wait: 'Wird abgebrochen',
    },
    cancelled: {
      title: 'Kartenzahlung abgebrochen',
      text: 'Stripe hat es bestätigt. Eine andere Zahlungsart wählen; der Warenkorb bleibt, wie er ist.',
      wait: 'Karte abgebrochen',
    },
    checking: {
      title: 'Stripe wird gefragt',
      text: 'Die Kasse wurde während dieser Zahlung unterbrochen. Sie fragt Stripe von selbst. Nicht noch einmal kassieren.',
      wait: 'Stripe wird gefragt',
    },
    'in-doubt': {
      title: 'Noch nicht bekannt',
      text: 'Die Kasse fragt Stripe weiter. Nicht noch einmal kassieren; inzwischen die nächste Person bedienen.',
      wait: 'Noch nicht bekannt',
    },
    'not-asked': {
      title: 'Stripe antwortet nicht',
      text: 'Es wurde keine Karte verlangt und kein Geld bewegt. Was Stripe von dieser Zahlung weiß, ist noch offen; die Kasse fragt weiter. Inzwischen die nächste Person bedienen.',
      wait: 'Keine Karte verlangt',
    },
    held: {
      title: 'Die Bank hält den Betrag bereit',
      text: 'Er ist noch nicht eingezogen: Stripe hat den Einzug nicht ausgeführt. Die Kasse fragt von selbst wieder.',
      wait: 'Noch nicht eingezogen',
    },
    'suspected-twin': {
      title: 'Ist das ein zweiter Einkauf?',
      text: 'Die Bank hält den Betrag nur bereit, es ist noch nichts doppelt eingezogen. Nachfragen, dann antworten.',
      wait: 'Wartet auf Ihre Antwort',
    },
    'hold-released': {
      title: 'Die Bank hat den Betrag freigegeben',
      text: 'Er war nur reserviert, also wurde nichts belastet. Die Karte erneut anfordern oder anders kassieren.',
      wait: 'Nichts belastet',
    },
    'decided-charged': {
      title: 'Als bezahlt entschieden',
      text: 'Nicht bestätigt. Die Person darf gehen; fertig ist der Verkauf, wenn Stripe das Geld bestätigt.',
      wait: 'Nicht bestätigt',
    },
    'decided-not-charged': {
      title: 'Als nicht bezahlt entschieden',
      text: 'Nicht bestätigt. Anders kassieren. Wurde die Karte doch belastet, wird das Geld erstattet.',
      wait: 'Nicht bestätigt',
    },
    overpaid: {
      title: 'Die Karte wurde doch belastet',
      text: 'Dieses Geld ist zu viel; seine Erstattung liegt zur Prüfung bereit. Was noch fehlt, anders kassieren.',
      wait: 'Zu viel belastet',
    },
  },
  declines: {
    'insufficient-funds': {
      title: 'Abgelehnt: Guthaben reicht nicht',
      text: 'Nach einer anderen Karte oder Zahlungsart fragen. Der Warenkorb bleibt, wie er ist.',
    },
    'wrong-pin': {
      title: 'Abgelehnt: falsche PIN',
      text: 'Erneut versuchen oder eine andere Karte nehmen. Der Warenkorb bleibt, wie er ist.',
    },
    'pin-required': {
      title: 'Abgelehnt: die Bank will eine PIN',
      text: 'Darum bitten, die Karte zu stecken, statt sie anzuhalten.',
    },
    'card-not-accepted': {
      title: 'Abgelehnt: Karte nicht angenommen',
      text: 'Diese Karte geht hier nicht. Nach einer anderen Karte oder Zahlungsart fragen.',
    },
    'card-expired': {
      title: 'Abgelehnt: Karte abgelaufen',
      text: 'Nach einer anderen Karte oder Zahlungsart fragen. Der Warenkorb bleibt, wie er ist.',
    },
    'try-again': {
      title: 'Abgelehnt: die Bank hat nicht rechtzeitig geantwortet',
      text: 'Dieselbe Karte kann jetzt gehen. Erneut anfordern oder nach einer anderen fragen.',
    },
    'call-bank': {
      title: 'Von der Bank abgelehnt',
      text: 'Nach einer anderen Karte fragen, oder die eigene Bank anrufen lassen.',
    },
    declined: {
      title: 'Von der Bank abgelehnt',
      text: 'Nach einer anderen Karte fragen, oder die eigene Bank anrufen lassen.',
    },
  },
  moneyLine: {
    'nothing-charged': () => 'Nichts belastet',
    'asking-the-bank': () => 'Antwort steht noch aus',
    charged: (amount) => `${amount} belastet`,
    held: (amount) => `${amount} reserviert, nicht eingezogen`,
    'charged-too-much': (amount) => `${amount} zu viel belastet`,
    'not-known-yet': (amount) => `${amount} vielleicht belastet`,
  },
  overTheInternet: 'über das Internet',
  actions: {
    cancel: 'Abbrechen',
    'other-card': 'Andere Karte',
    'try-again': 'Erneut anfordern',
    'other-way-to-pay': 'Anders zahlen',
    'check-with-stripe': 'Jetzt prüfen',
    'manager-decides': 'Leitung',
    'pay-the-rest': 'Rest kassieren',
    'next-customer': 'Nächste Person',
    'new-sale': 'Neuer Verkauf',
    'open-reader-settings': 'Lesegerät einstellen',
    'over-the-internet': 'Über das Internet',
    'second-purchase': 'Einziehen, es ist ein zweiter Einkauf',
    'let-go': 'Freigeben',
  },
  entryModes: { contactless: 'kontaktlos', chip: 'Chip', swipe: 'Magnetstreifen', unknown: 'Karte' },
  virtualReader: {
    title: 'Virtuelles Gerät',
    training: 'Übung',
    picture: 'Kartenlesegerät',
    chooseCard: 'Karte der Kundschaft',
    hold: 'Wie die Karte gezeigt wird',
    cancelByCustomer: 'Abbruch am Gerät',
    off: 'Aus',
    switchOn: 'Einschalten',
    says: {
      idle: { say: 'Willkommen', sub: 'Bereit' },
      cart: { say: 'Summe', sub: '' },
      'present-card': { say: 'Karte bitte', sub: 'Visa · Mastercard · Amex' },
      'card-inserted': { say: 'Karte gelesen', sub: 'Bitte stecken lassen' },
      'enter-pin': { say: 'PIN eingeben', sub: '' },
      processing: { say: 'Verarbeitung', sub: 'Bitte stecken lassen' },
      'remove-card': { say: 'Karte entnehmen', sub: 'Vielen Dank' },
      approved: { say: 'Genehmigt', sub: 'Vielen Dank' },
      declined: { say: 'Abgelehnt', sub: 'Nicht belastet' },
    },
    methods: {
      tap: 'Anhalten',
      insert: 'Stecken',
      swipe: 'Ziehen',
      'apple-pay': 'Apple Pay',
      'google-pay': 'Google Pay',
    },
    behaviours: {
      approves: 'Wird genehmigt',
      'approves-with-pin': 'Genehmigt, fragt nach PIN',
      'insufficient-funds': 'Abgelehnt: Guthaben',
      declined: 'Abgelehnt: ohne Grund',
      'wrong-pin': 'Abgelehnt: falsche PIN',
      'pin-required': 'Abgelehnt: will eine PIN',
      'card-not-accepted': 'Abgelehnt: nicht angenommen',
      'card-expired': 'Abgelehnt: abgelaufen',
      'try-again': 'Abgelehnt: Bank antwortet nicht',
      'call-bank': 'Abgelehnt: Bank anrufen',
      wallet: 'Wallet, wird genehmigt',
      'refund-fails': 'Genehmigt, Erstattung scheitert',
    },
  },
};
