import type { Texts } from '../index.ts';

export const legs: Texts['legs'] = {
  split: 'Partager',
  part: 'Cette part',
  all: 'Tout ce qui est dû',
  reserved: (amount) => `${amount} attendent Stripe et ne sont pas comptés ici`,
  half: 'La moitié',
  third: 'Un tiers',
  rest: 'Le tout',
  partHint: 'Saisissez ce que couvre ce paiement. Le reste demeure dû.',
  smallRest: (rest) => `Le reste de ${rest} est trop petit pour une carte : il faudra le payer en espèces.`,
  smallPart: (least) => `Une carte accepte ${least} ou plus.`,
  byCash: 'En espèces',
  byCard: 'Par carte',
  list: 'Paiements de cette vente',
  none: 'Rien n’est encore payé',
  states: {
    taken: 'Reçu',
    'given-back': 'Rendu',
    approved: 'Débité',
    refunded: 'Remboursé',
    'under-way': 'En cours',
    held: 'Réservé, pas encore prélevé',
    'in-doubt': 'Pas encore connu',
    decided: 'Décidé, non vérifié',
    overpaid: 'Débité en trop',
  },
  tipOf: (tip) => `pourboire ${tip}`,
  tips: 'Pourboire',
  noTip: 'Sans pourboire',
  ownTip: 'Autre pourboire',
  tipAmount: 'Montant du pourboire',
  tipInReader: 'Le lecteur propose un pourboire au client.',
  unwind: {
    open: 'Tout rendre',
    title: 'Rendre ce qui a été payé',
    text: 'Les paiements par carte sont remboursés et les espèces rendues. Le panier se rouvre. La vente n’est pas terminée.',
    confirm: 'Tout rendre',
    done: 'Tout a été rendu',
    cash: (amount) => `Rendez ${amount} en espèces.`,
    card: (amount) => `${amount} repartent vers la carte ; il faut quelques jours pour que cela s’y voie.`,
    read: 'Terminé',
    reasons: ['Seconde carte refusée', 'Le client a changé d’avis', 'Mauvaise vente'],
  },
  decide: {
    open: 'Le responsable décide',
    title: 'Décider pour ce paiement',
    text: 'Stripe n’a pas encore dit ce qu’est devenu ce paiement. Votre nom figure à côté jusqu’à sa réponse, et c’est la réponse de Stripe qui compte.',
    verdict: 'Le considérer comme',
    verdicts: { 'treat-as-charged': 'Débité', 'treat-as-not-charged': 'Non débité' },
    follows: {
      'treat-as-charged':
        'Le client peut partir. La vente se termine quand Stripe confirme ; sinon, l’argent manque.',
      'treat-as-not-charged':
        'Un autre moyen de paiement peut être pris. Si la carte a tout de même été débitée, le client est remboursé.',
    },
    confirm: 'Décider',
    reasons: ['Le lecteur affichait accepté', 'Le lecteur n’affichait rien', 'Le client l’a vu à sa banque'],
    by: (name, reason) => `${name} : ${reason}`,
  },
  tray: {
    title: 'Paiements pas encore connus',
    text: 'Ils se règlent d’eux-mêmes. Servez le client suivant en attendant ; la session se clôture quand ils sont réglés.',
    empty: 'Tous les paiements sont connus',
    emptyText: 'Un paiement figure ici tant que la caisse attend la réponse de Stripe.',
    sale: (number) => `Vente ${number}`,
    since: (span, cashier) => `depuis ${span} · ${cashier}`,
    next: (span) => `redemande dans ${span}`,
    now: 'demande en cours',
    doing: {
      'asking-stripe': 'La caisse demande à Stripe si la carte a été débitée.',
      'finding-the-payment':
        'Aucune carte n’a été demandée. La caisse cherche chez Stripe le paiement qu’elle y avait commencé.',
      cancelling: 'La caisse met fin au paiement chez Stripe, pour qu’il ne puisse plus débiter.',
      capturing: 'La banque réserve le montant ; la caisse redemande à Stripe de le prélever.',
      'waits-for-cashier':
        'La même carte a payé le même montant peu avant. La banque ne fait que réserver celui-ci : ouvrez la vente et dites s’il faut le prélever.',
      'decided-charged':
        'Un responsable a dit qu’il était débité. Non vérifié ; la caisse continue d’interroger Stripe.',
      'decided-not-charged':
        'Un responsable a dit qu’il n’était pas débité. Non vérifié ; la caisse continue d’interroger Stripe.',
    },
    tell: 'Au client qui veut payer autrement : la carte a peut-être été débitée. Si nous prenons un autre paiement et qu’elle l’a été, nous remboursons la carte de nous-mêmes.',
    tellNothing:
      'Aucune carte n’a été demandée et rien n’a été débité. Le client qui veut payer autrement attend la réponse de Stripe, ou la décision d’un responsable.',
    deadline: (time) => `La banque libère le montant réservé le ${time}.`,
    check: 'Vérifier',
    resume: 'Ouvrir la vente',
    decide: 'Responsable',
    missing: (number) => `Vente ${number} : il manque de l’argent`,
    missingText: 'Un responsable l’a considéré comme débité. Stripe a clos le paiement sans argent.',
  },
  settings: {
    title: 'Paiements',
    tips: 'Pourboires',
    tipsWhere: { off: 'Non', reader: 'Sur le lecteur', till: 'Sur la caisse' },
    tipsText: {
      off: 'On ne demande à aucun client.',
      reader: 'Le lecteur demande avant la carte. Ce qu’il propose se règle chez Stripe, pour l’emplacement.',
      till: 'Le caissier choisit avant de demander la carte.',
    },
    percents: 'Choix rapides sur la caisse',
    keypad: 'Saisie des montants',
    keypadOrder: { 'cents-first': 'Centimes d’abord', 'units-first': 'Unités d’abord' },
    keypadText: {
      'cents-first':
        'Les derniers chiffres sont les centimes : 1 2 5 0 donne 12,50. Comme sur la plupart des caisses.',
      'units-first':
        'Comme sur le papier, avec une touche pour la virgule : 1 2 donne 12,00 et 1 2 , 5 donne 12,50.',
    },
    capture: 'Quand une carte est débitée',
    captureHow: { automatic: 'Tout de suite', manual: 'Réservé, puis prélevé' },
    captureText: {
      automatic: 'L’accord de la banque prélève l’argent.',
      manual:
        'La banque réserve d’abord le montant et cette caisse le prélève juste après. Les cartes qui ne le permettent pas sont débitées tout de suite.',
    },
  },
};
