import type { Texts } from '../index.ts';

export const frame: Texts['frame'] = {
  product: 'FlexotiumPOS Terminal',
  ribbon: {
    training: {
      name: 'FORMATION',
      says: 'Aucun argent réel ne bouge. Lecteur virtuel, catalogue de démonstration.',
    },
    test: { name: 'TEST', says: 'Mode test de Stripe. Aucun argent réel ne bouge.' },
  },
  rail: {
    label: 'Menu principal',
    sell: 'Vente',
    transactions: 'Opérations',
    settings: 'Réglages',
    lock: 'Verrouiller',
  },
  status: {
    label: 'État',
    shift: (number) => `Session ${number}`,
    openSince: (time) => `depuis ${time}`,
    leftOvernight: 'restée ouverte la nuit',
    reconciled: 'Rapproché',
    matched: (matched, all) => `${matched} sur ${all} concordent`,
    nothingToReconcile: 'aucune carte',
    waitingForProof: (count) => `${count} en attente`,
    mismatched: (count) => (count < 2 ? `${count} ne concorde pas` : `${count} ne concordent pas`),
    unsettled: (count) => (count < 2 ? `${count} paiement non réglé` : `${count} paiements non réglés`),
  },
  overnight: {
    title: (number, since) => `Le service ${number} est ouvert depuis ${since}`,
    text: (name) =>
      `Il n’a pas été clôturé en fin de journée${name === null ? '' : `. Ouvert par ${name}`}. Ce qui se vend maintenant en fait encore partie.`,
    toShift: 'Clôturer maintenant',
    later: 'Plus tard',
  },
  relay: {
    none: 'Sans relais, Stripe est interrogé',
    connecting: 'Connexion au relais',
    live: 'Relais actif',
    away: 'Relais absent, Stripe est interrogé',
    refused: 'Le relais refuse cette caisse',
    signatureFailures: (count) =>
      count < 2 ? `${count} signature de webhook refusée` : `${count} signatures de webhook refusées`,
    backlog: (count) => (count < 2 ? `${count} événement de retard` : `${count} événements de retard`),
  },
  reader: {
    none: 'Aucun lecteur',
    connecting: 'Connexion',
    ready: 'Prêt',
    'waiting-for-card': 'Attend la carte',
    busy: 'Occupé',
    lost: 'Injoignable',
    'in-doubt': 'Paiement incertain',
    unnamed: 'Lecteur',
  },
  degraded: {
    'disk-full': {
      title: 'Le disque de cette caisse est plein',
      text: 'Les paiements par carte attendent qu’il y ait de la place. Rien n’est perdu ; les ventes terminées restent enregistrées. Appelez l’assistance.',
    },
    'read-only': {
      title: 'Cette caisse ne peut pas écrire sur son disque',
      text: 'Les paiements par carte attendent, car rien ne pourrait être enregistré. Les ventes terminées restent enregistrées. Appelez l’assistance.',
    },
    damaged: {
      title: 'Les données de cette caisse sont endommagées',
      text: 'Les paiements par carte attendent. Ne supprimez rien ; appelez l’assistance, qui peut rétablir la dernière copie saine.',
    },
  },
  approval: {
    reason: 'Motif',
    reasonHint: 'Il reste dans le registre, avec le nom.',
    pin: 'Code PIN du responsable',
    back: 'Retour',
  },
  loading: 'Chargement de la caisse',
  startFailed: 'La caisse n’a pas démarré',
  tryAgain: 'Réessayer',
  dismiss: 'Fermer ce message',
  reference: (reference) => `Référence ${reference}`,
  close: 'Fermer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  enterKey: 'Entrée',
};
