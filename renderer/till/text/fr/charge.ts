import type { Texts } from '../index.ts';

/** The earlier payment in one sentence. */
const twin: Texts['charge']['twin'] = (earlier, minutes) => {
  const ago =
    minutes < 1
      ? 'il y a moins d’une minute'
      : minutes === 1
        ? 'il y a 1 minute'
        : `il y a ${minutes} minutes`;
  const where = earlier.ofThisSale
    ? 'pour cette même vente'
    : earlier.receiptNumber === null
      ? `pour la vente ${earlier.saleNumber}`
      : `sur le ticket ${earlier.receiptNumber}`;
  return earlier.taken
    ? `La même carte a payé le même montant ${ago}, ${where}.`
    : `La banque réserve déjà le même montant sur la même carte ${where}, demandé ${ago}.`;
};

export const charge: Texts['charge'] = {
  twin,
  heldBy: (register) =>
    `${register} y traite un paiement. On n’y touche pas : renseignez-vous là-bas ou prenez un autre moyen de paiement.`,
  title: 'Encaisser',
  subtitle: (number) => `Vente ${number} · un seul paiement pour le tout, ou plusieurs`,
  alreadyPaid: (number, paid) => `Vente ${number} · ${paid} déjà payés`,
  overTheInternet: 'par Internet',
  backToCart: 'Panier',
  ways: 'Moyen de paiement',
  cash: 'Espèces',
  card: 'Carte',
  locked: 'Bloqué pendant l’encaissement',
  paidLocked: 'Payé. Prochain scan : nouvelle vente.',
  due: 'À payer',
  received: 'Reçu',
  exact: 'Compte juste',
  other: 'Autre',
  otherHint: 'À saisir',
  changeDue: 'Monnaie à rendre',
  noChange: 'Pas de monnaie à rendre',
  missing: 'Il manque encore',
  giveBack: 'À rendre',
  keypad: 'Montant reçu',
  deleteDigit: 'Effacer le dernier chiffre',
  rounded: (amount) => `Arrondi pour les espèces, au lieu de ${amount}`,
  decimalKey: 'Signe décimal',
  keypadHint: {
    centsFirst: (keys, amount) => `Centimes d’abord : ${keys} donne ${amount}`,
    unitsFirst: (keys, amount) => `Unités d’abord : ${keys} donne ${amount}`,
    plain: (keys, amount) => `${keys} donne ${amount}`,
  },
  pressToType: '1 pour saisir un montant, Entrée pour valider',
  confirmCash: 'Valider les espèces',
  cashMissing: 'Saisissez le montant reçu',
  cashLocked: {
    cancelling: {
      title: 'Le paiement par carte est en cours d’annulation',
      text: 'Les espèces s’ouvrent dès que Stripe confirme que rien n’a été débité.',
    },
    'suspected-twin': {
      title: 'Répondez d’abord pour le paiement par carte',
      text: 'La banque réserve son montant. Libérez-le ci-dessous ; les espèces s’ouvrent dès que Stripe confirme que rien n’a été débité.',
    },
    'not-asked': {
      title: 'Le paiement par carte n’est pas encore clos',
      text: 'Aucune carte n’a été demandée et rien n’a été débité. Les espèces s’ouvrent dès que Stripe confirme la fin du paiement ; servez le client suivant en attendant.',
    },
    doubt: {
      title: 'La carte a peut-être été débitée',
      text: 'Ne prenez pas d’espèces pour cette vente. La caisse continue d’interroger Stripe ; servez le client suivant en attendant.',
    },
  },
  cardLocked: {
    title: 'Les cartes ne sont pas encore configurées',
    text: 'Rien n’a été débité. Encaissez en espèces ou choisissez un lecteur dans les réglages.',
    open: 'Réglages du lecteur',
    none: 'Pas de carte',
  },
  cardStart: {
    title: 'Payer par carte',
    text: 'Le lecteur se réveille et demande une carte au client.',
    start: 'Demander la carte',
  },
  paidInCash: 'Payé en espèces',
  paidInCashAndByCard: 'Payé en espèces et par carte',
  paidByCard: 'Payé par carte',
  completed: (number, receipt, time) =>
    `Vente ${number} · ticket ${receipt} · enregistrée sur cette caisse à ${time}`,
  receivedFor: (received, total) =>
    `Reçu ${received} pour ${total}. La monnaie reste affichée jusqu’au prochain scan.`,
  approvedFacts: (facts) => facts.join(' · '),
  cardEnding: (brand, last4) => `${brand} se terminant par ${last4}`,
  authorisation: (code) => `autorisation ${code}`,
  takeCard: 'Rappelez de reprendre la carte.',
  intent: 'Paiement chez Stripe',
  receipt: 'Ticket',
  receiptTitle: (number) => `Ticket ${number}`,
  receiptLoading: 'Chargement du ticket',
  nextSale: 'Nouvelle vente',
  attempt: (attempt) => `Essai ${attempt}`,
  track: { reader: 'Lecteur', card: 'Carte', bank: 'Banque', saved: 'Enregistré' },
  carriesOn: 'La caisse continue d’elle-même.',
  noCancelNow: 'Plus d’annulation une fois la banque interrogée.',
  panel: {
    preparing: {
      title: 'Préparation du lecteur',
      text: 'Cela prend d’habitude deux secondes.',
      wait: 'Préparation',
    },
    'present-card': {
      title: 'Faites présenter, insérer ou glisser la carte',
      text: 'Si personne ne paie, le lecteur est libéré dans {released}.',
      wait: 'Attend la carte',
    },
    'not-picked-up': {
      title: 'Le lecteur ne réagit pas',
      text: 'Regardez-le. S’il affiche le montant, continuez comme d’habitude. Sinon, vérifiez son alimentation et son réseau. Il est libéré dans {released}.',
      wait: 'Lecteur sans réaction',
    },
    'card-inserted': {
      title: 'La carte est dans le lecteur',
      text: 'Laissez la carte en place. Le lecteur communique avec elle.',
      wait: 'Carte dans le lecteur',
    },
    'pin-entry': {
      title: 'Le client saisit son code',
      text: 'Laissez la carte en place. Seul le client peut encore annuler, sur le lecteur.',
      wait: 'Attend le code',
    },
    processing: {
      title: 'Interrogation de la banque',
      text: 'Laissez la carte en place. Ne redémarrez ni la caisse ni le lecteur.',
      wait: 'Banque interrogée',
    },
    'remove-card': {
      title: 'Accepté',
      text: 'Rappelez de reprendre la carte. La vente s’enregistre.',
      wait: 'Enregistrement',
    },
    approved: { title: 'Accepté', text: 'Rappelez de reprendre la carte.', wait: 'Accepté' },
    declined: {
      title: 'Refusé par la banque',
      text: 'Demandez une autre carte ou un autre moyen de paiement. Le panier reste tel quel.',
      wait: 'Refusé',
    },
    'customer-cancelled': {
      title: 'Le client a annulé',
      text: 'Il a appuyé sur annuler sur le lecteur. Le panier reste tel quel.',
      wait: 'Annulé par le client',
    },
    'timed-out': {
      title: 'Aucune carte présentée',
      text: 'Le lecteur a été libéré après 2 minutes, pour que personne ne paie cette note par mégarde.',
      wait: 'Aucune carte présentée',
    },
    'reader-lost': {
      title: 'Le lecteur ne répond plus',
      text: 'Vérifiez son alimentation et son réseau, puis redemandez la carte ou prenez un autre moyen de paiement.',
      wait: 'Lecteur absent',
    },
    'reader-busy': {
      title: 'Le lecteur est occupé',
      text: 'Il sert une autre caisse ou n’a pas fini. Attendez un instant et redemandez la carte.',
      wait: 'Lecteur occupé',
    },
    ready: {
      title: 'Prêt pour une carte',
      text: 'Le lecteur est au repos et ne prend pas de carte tant que vous ne la redemandez pas.',
      wait: 'Prêt pour une carte',
    },
    cancelling: {
      title: 'Annulation chez Stripe',
      text: 'Attendez la confirmation de Stripe. D’ici là, un débit reste possible.',
      wait: 'Annulation',
    },
    cancelled: {
      title: 'Paiement par carte annulé',
      text: 'Stripe l’a confirmé. Choisissez un autre moyen de paiement ; le panier reste tel quel.',
      wait: 'Carte annulée',
    },
    checking: {
      title: 'Vérification avec Stripe',
      text: 'La caisse a été interrompue pendant ce paiement. Elle interroge Stripe d’elle-même. N’encaissez pas une seconde fois.',
      wait: 'Vérification Stripe',
    },
    'in-doubt': {
      title: 'On ne sait pas encore',
      text: 'La caisse continue d’interroger Stripe. N’encaissez pas une seconde fois ; servez le client suivant s’il attend.',
      wait: 'Pas encore connu',
    },
    'not-asked': {
      title: 'Stripe ne répond pas',
      text: 'Aucune carte n’a été demandée et aucun argent n’a bougé. On ne sait pas encore ce que Stripe a enregistré de ce paiement ; la caisse continue de demander. Servez le client suivant s’il attend.',
      wait: 'Carte non demandée',
    },
    held: {
      title: 'La banque réserve le montant',
      text: 'Il n’est pas encore prélevé : Stripe n’a pas exécuté le prélèvement. La caisse redemande d’elle-même.',
      wait: 'Pas encore prélevé',
    },
    'suspected-twin': {
      title: 'Est-ce un second achat ?',
      text: 'La banque ne fait que réserver le montant, rien n’est donc prélevé deux fois. Demandez au client, puis répondez.',
      wait: 'Attend votre réponse',
    },
    'hold-released': {
      title: 'La banque a libéré le montant',
      text: 'Il était réservé et jamais prélevé, rien n’a donc été débité. Redemandez la carte ou prenez un autre moyen de paiement.',
      wait: 'Non débité',
    },
    'decided-charged': {
      title: 'Considéré comme débité par un responsable',
      text: 'Non vérifié. Le client peut partir ; la vente se termine quand Stripe confirme avoir l’argent.',
      wait: 'Non vérifié',
    },
    'decided-not-charged': {
      title: 'Considéré comme non débité par un responsable',
      text: 'Non vérifié. Prenez un autre moyen de paiement. Si la carte a tout de même été débitée, elle est remboursée.',
      wait: 'Non vérifié',
    },
    overpaid: {
      title: 'La carte a finalement été débitée',
      text: 'Cet argent est en trop. Son remboursement est préparé dans les contrôles ; prenez un autre moyen de paiement pour le reste.',
      wait: 'Débité en trop',
    },
  },
  declines: {
    'insufficient-funds': {
      title: 'Refusé : provision insuffisante',
      text: 'Demandez une autre carte ou un autre moyen de paiement. Le panier reste tel quel.',
    },
    'wrong-pin': {
      title: 'Refusé : code faux',
      text: 'Le client peut réessayer ou prendre une autre carte. Le panier reste tel quel.',
    },
    'pin-required': {
      title: 'Refusé : la banque demande le code',
      text: 'Demandez au client d’insérer la carte plutôt que de la présenter.',
    },
    'card-not-accepted': {
      title: 'Refusé : carte non acceptée',
      text: 'Cette carte ne fonctionne pas ici. Demandez une autre carte ou un autre moyen de paiement.',
    },
    'card-expired': {
      title: 'Refusé : carte expirée',
      text: 'Demandez une autre carte ou un autre moyen de paiement. Le panier reste tel quel.',
    },
    'try-again': {
      title: 'Refusé : la banque n’a pas répondu à temps',
      text: 'La même carte peut passer maintenant. Redemandez-la, ou demandez une autre carte.',
    },
    'call-bank': {
      title: 'Refusé par la banque',
      text: 'Demandez une autre carte, ou proposez au client d’appeler sa banque.',
    },
    declined: {
      title: 'Refusé par la banque',
      text: 'Demandez une autre carte, ou proposez au client d’appeler sa banque.',
    },
  },
  moneyLine: {
    'nothing-charged': () => 'Rien n’a été débité',
    'asking-the-bank': () => 'Réponse attendue',
    charged: (amount) => `${amount} débités`,
    held: (amount) => `${amount} réservés, pas encore prélevés`,
    'charged-too-much': (amount) => `${amount} débités en trop`,
    'not-known-yet': (amount) => `${amount} peut-être débités`,
  },
  actions: {
    cancel: 'Annuler',
    'other-card': 'Autre carte',
    'try-again': 'Redemander',
    'other-way-to-pay': 'Autre moyen de paiement',
    'check-with-stripe': 'Vérifier',
    'manager-decides': 'Responsable',
    'pay-the-rest': 'Payer le reste',
    'next-customer': 'Client suivant',
    'new-sale': 'Nouvelle vente',
    'open-reader-settings': 'Réglages du lecteur',
    'over-the-internet': 'Par Internet',
    'second-purchase': 'Prélever, c’est un second achat',
    'let-go': 'Libérer',
  },
  entryModes: { contactless: 'sans contact', chip: 'puce', swipe: 'piste', unknown: 'carte' },
  virtualReader: {
    title: 'Lecteur virtuel',
    training: 'Formation',
    picture: 'Lecteur de carte',
    chooseCard: 'La carte du client',
    hold: 'Comment la carte est lue',
    cancelByCustomer: 'Le client annule',
    off: 'Éteint',
    switchOn: 'Allumer',
    says: {
      idle: { say: 'Bienvenue', sub: 'Prêt' },
      cart: { say: 'Total', sub: '' },
      'present-card': { say: 'Présentez votre carte', sub: 'Visa · Mastercard · Amex' },
      'card-inserted': { say: 'Carte lue', sub: 'Laissez la carte en place' },
      'enter-pin': { say: 'Saisissez votre code', sub: '' },
      processing: { say: 'Traitement', sub: 'Laissez la carte en place' },
      'remove-card': { say: 'Retirez la carte', sub: 'Merci' },
      approved: { say: 'Accepté', sub: 'Merci' },
      declined: { say: 'Refusé', sub: 'Non débité' },
    },
    methods: {
      tap: 'Présenter',
      insert: 'Insérer',
      swipe: 'Glisser',
      'apple-pay': 'Apple Pay',
      'google-pay': 'Google Pay',
    },
    behaviours: {
      approves: 'Accepte',
      'approves-with-pin': 'Accepte, demande le code',
      'insufficient-funds': 'Refuse : provision',
      declined: 'Refuse : sans motif',
      'wrong-pin': 'Refuse : code faux',
      'pin-required': 'Refuse : veut le code',
      'card-not-accepted': 'Refuse : non acceptée',
      'card-expired': 'Refuse : expirée',
      'try-again': 'Refuse : banque muette',
      'call-bank': 'Refuse : appeler la banque',
      wallet: 'Portefeuille mobile, accepte',
      'refund-fails': 'Accepte, remboursement échoue',
    },
  },
};
