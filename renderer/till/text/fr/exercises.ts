import type { Texts } from '../index.ts';

export const exercises: Texts['exercises'] = {
  title: 'Exercices',
  intro:
    'Des pannes provoquées exprès, quand personne n’attend au comptoir. Une à la fois ; la vente elle-même se saisit comme toujours.',
  usual: 'Les quatre que vous rencontrerez',
  rare: 'Plus rares',
  start: 'Démarrer',
  startNamed: (title) => `Démarrer : ${title}`,
  again: 'Redémarrer',
  end: 'Terminer l’exercice',
  toSale: 'Aller à la vente',
  running: (title) => `Exercice : ${title}`,
  todo: 'Que faire',
  onlyTrainingTitle: 'Les exercices sont pour la formation',
  onlyTrainingText:
    'Un vrai compte est connecté ici, et des pannes provoquées n’ont rien à y faire. Démarrez un autre profil en formation pour vous exercer.',
  each: {
    'reader-not-found': {
      title: 'Le lecteur est introuvable',
      breaks: 'Le lecteur perd son alimentation aussitôt. L’indicateur en bas le dit.',
      todo: 'Cherchez son alimentation et son réseau. Ici : demandez une carte et appuyez sur Allumer au lecteur virtuel. La caisse se connecte d’elle-même. En attendant, les espèces fonctionnent.',
    },
    'webhook-signature-invalid': {
      title: 'Les signatures de webhook ne sont pas valables',
      breaks:
        'Quelqu’un a créé un nouveau secret de signature chez Stripe. Prenez une carte : son webhook est refusé.',
      todo: 'Aucun argent n’est touché, la caisse interroge elle-même Stripe. Ouvrez Réglages, Stripe, et appuyez sur Reconfigurer à Webhook.',
    },
    'captured-not-recorded': {
      title: 'Payé, et personne ne l’a su',
      breaks: 'Prenez une carte : la banque dit oui, puis la ligne est coupée un moment.',
      todo: 'N’encaissez pas une seconde fois. Dites au client que vous vérifiez. La caisse interroge Stripe jusqu’à savoir, puis la vente est payée.',
    },
    'card-declined': {
      title: 'La carte est refusée',
      breaks: 'Prenez n’importe quelle carte : la banque refuse la première.',
      todo: 'Rien n’est débité. Demandez une autre carte ; c’est le même paiement. Ou encaissez en espèces une fois le paiement par carte annulé.',
    },
    'answer-lost': {
      title: 'La réponse de Stripe se perd',
      breaks: 'Prenez une carte : Stripe crée le paiement et sa réponse n’arrive pas.',
      todo: 'Attendez un instant. La caisse retrouve le paiement chez Stripe et le poursuit ; il n’en est jamais créé un second.',
    },
    'network-lost-after-approval': {
      title: 'La réponse du lecteur se perd',
      breaks: 'Prenez une carte : la banque dit oui et la réponse du lecteur n’arrive pas.',
      todo: 'N’encaissez pas une seconde fois. La caisse lit le paiement chez Stripe et affiche Payé.',
    },
    'stripe-unreachable': {
      title: 'Stripe est injoignable',
      breaks: 'À partir de maintenant, Stripe ne répond plus, comme lors d’une coupure d’Internet.',
      todo: 'Encaissez en espèces. Un paiement par carte déjà commencé reste incertain et se règle quand vous terminez cet exercice ; servez le client suivant en attendant.',
    },
    'stripe-fails-once': {
      title: 'Stripe échoue une fois',
      breaks: 'Prenez une carte : Stripe répond à la première demande par une panne de son côté.',
      todo: 'Appuyez sur Redemander. La caisse a regardé si un paiement existait chez Stripe et n’en a pas trouvé, rien n’est donc débité.',
    },
    'capture-fails': {
      title: 'Réservé, et pas prélevé',
      breaks: 'Prenez une carte : la banque réserve le montant et le prélèvement échoue deux fois.',
      todo: 'Attendez. La vente ne compte pas comme payée avant le prélèvement, et la caisse continue d’essayer.',
    },
    'reader-busy': {
      title: 'Le lecteur est occupé',
      breaks: 'Demandez une carte : quelqu’un a ouvert les réglages du lecteur.',
      todo: 'Fermez les réglages sur le lecteur, puis redemandez. Rien n’est débité.',
    },
    'webhooks-lost': {
      title: 'Les webhooks se perdent',
      breaks: 'Prenez une carte : plus aucun webhook n’arrive.',
      todo: 'Rien. La vente est payée. La caisse demande elle-même la seconde preuve à Stripe, un peu plus tard.',
    },
    'webhooks-late': {
      title: 'Les webhooks sont en retard',
      breaks: 'Prenez une carte : son webhook met cinq secondes.',
      todo: 'Rien. La vente attend d’autant sa seconde preuve.',
    },
    'webhooks-twice': {
      title: 'Les webhooks arrivent deux fois',
      breaks: 'Prenez une carte : chaque webhook arrive deux fois.',
      todo: 'Rien. Chaque événement compte une fois ; vous ne verrez aucune différence.',
    },
    'webhooks-reordered': {
      title: 'Les webhooks se doublent',
      breaks: 'Prenez une carte : le webhook suivant arrive avant le précédent.',
      todo: 'Rien. L’ordre ne compte pas ; vous ne verrez aucune différence.',
    },
    'webhook-forged': {
      title: 'Un faux webhook',
      breaks:
        'Un inconnu annonce un paiement de 999,00 qui n’a jamais existé. L’indicateur du relais le compte.',
      todo: 'Rien. Il n’a pas de signature valable, il est donc refusé et aucune vente n’en sait rien. Le compteur disparaît au prochain vrai webhook.',
    },
  },
  stages: {
    waiting: 'Pas encore vu',
    showing: 'À l’écran maintenant',
    over: 'Passé',
  },
  needs: {
    lan: 'Seulement avec un lecteur sur le réseau du magasin. Changez l’accès dans Réglages, Stripe.',
    'server-driven':
      'Seulement avec un lecteur par les serveurs de Stripe. Changez l’accès dans Réglages, Stripe.',
    'held-first': 'Seulement si le montant est d’abord réservé. Changez-le dans Réglages, Paiements.',
  },
};
