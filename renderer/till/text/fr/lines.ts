import type { Texts } from '../index.ts';

export const lines: Texts['lines'] = {
  notice: {
    title: (since) => `Pas de liaison avec Stripe depuis ${since}`,
    text: 'Les espèces fonctionnent sans limite. Les cartes attendent le retour de la liaison ; la caisse le voit d’elle-même.',
    what: 'Ce qui marche, ce qui attend',
    backTitle: 'Stripe répond de nouveau',
    backText: 'Les cartes fonctionnent. Ce qui attendait continue de lui-même.',
  },
  chip: (since) => `Cartes en attente depuis ${since}`,
  title: 'Ce qui marche, ce qui attend',
  text: 'Tout ce qui attend est enregistré sur cette caisse et continue de lui-même.',
  works: 'Fonctionne',
  cash: 'Espèces',
  cashYes: 'Fonctionnent, avec ou sans réseau.',
  cards: 'Cartes',
  cardsYes: 'Fonctionnent.',
  cardsWhy: {
    away: (since) => `Attendent : Stripe ne répond plus depuis ${since}.`,
    reader: 'Attendent : le lecteur est injoignable.',
    'not-set-up': 'Ne sont pas encore configurées.',
    degraded: 'Attendent : cette caisse ne peut pas se fier à son disque.',
  },
  paper: 'Tickets',
  paperYes: 'S’impriment.',
  paperNone: 'Aucune imprimante n’est configurée.',
  paperWaits: 'Attendent l’imprimante.',
  lines: 'Liaisons',
  stripe: 'Stripe',
  stripeThere: 'Répond.',
  stripeAway: (since) => `Ne répond plus depuis ${since}. La caisse regarde toutes les quelques secondes.`,
  relay: 'Relais',
  waits: 'En attente',
  queues: {
    unsettled: {
      name: 'Paiements pas encore connus',
      text: 'Ne les encaissez pas une seconde fois. La caisse interroge Stripe.',
    },
    proofs: {
      name: 'Paiements qui attendent leur preuve',
      text: 'Payés ; le rapprochement avec Stripe est à venir.',
    },
    events: {
      name: 'Événements pas encore vus',
      text: 'Ils viennent de Stripe et ne font que hâter un rapprochement.',
    },
    refunds: { name: 'Remboursements en route', text: 'Stripe ou une banque ne les a pas terminés.' },
    prints: { name: 'Papiers à imprimer', text: 'L’imprimante est réessayée d’elle-même.' },
  },
  mails: 'Les tickets par e-mail partent tout de suite ou pas du tout ; on le dit à qui en a demandé un.',
  nothing: 'Rien n’attend.',
  open: 'Voir',
  settings: 'Réglages de Stripe',
  locked: {
    away: {
      title: (since) => `Les cartes attendent : Stripe ne répond plus depuis ${since}`,
      text: 'Rien n’a été débité et le panier reste tel quel. Encaissez en espèces, ou attendez : la caisse voit d’elle-même le retour de la liaison.',
    },
    reader: {
      title: 'Les cartes attendent : le lecteur est injoignable',
      text: 'Rien n’a été débité et le panier reste tel quel. Encaissez en espèces, ou regardez le lecteur.',
    },
    degraded: {
      title: 'Les cartes attendent : cette caisse ne peut pas se fier à son disque',
      text: 'Rien n’a été débité et le panier reste tel quel. Encaissez en espèces et appelez l’assistance.',
    },
  },
};
