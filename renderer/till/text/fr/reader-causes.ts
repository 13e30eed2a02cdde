import type { Texts } from '../index.ts';

export const readerCauses: Texts['readerCauses'] = {
  causes: {
    'not-registered': {
      title: 'Ce lecteur n’est pas enregistré',
      happened: 'Stripe n’a pas ce lecteur dans ce compte.',
      perhaps: 'Il n’est pas enregistré dans ce compte.',
      todo: 'Enregistrez-le dans les réglages avec le code de son écran.',
    },
    'other-location': {
      title: 'Le lecteur appartient à un autre emplacement',
      happened: 'Stripe l’a à un autre emplacement que cette caisse.',
      perhaps: 'Il est enregistré à un autre emplacement.',
      todo: 'Choisissez son emplacement dans les réglages, ou enregistrez-le à nouveau ici.',
    },
    'other-mode': {
      title: 'Le lecteur est enregistré dans l’autre mode',
      happened: 'Il a été enregistré pour des paiements réels et la caisse est en mode test, ou l’inverse.',
      perhaps: 'Il est enregistré pour l’autre mode.',
      todo: 'Enregistrez-le à nouveau avec les clés de cette caisse.',
    },
    off: {
      title: 'Le lecteur est éteint',
      happened: 'Stripe n’entend rien de lui : il est éteint, en veille ou sans réseau.',
      perhaps: 'Il est éteint ou en veille.',
      todo: 'Réveillez-le, et vérifiez son câble et son réseau.',
    },
    'other-subnet': {
      title: 'Le lecteur et la caisse sont sur deux réseaux',
      happened: 'L’adresse du lecteur n’est sur aucun réseau de cet ordinateur, et il n’y répond pas.',
      perhaps: 'Il est sur un autre réseau que la caisse, par exemple celui des invités.',
      todo: 'Mettez-les tous deux sur le même réseau.',
    },
    'dns-protection': {
      title: 'Le routeur cache le nom du lecteur',
      happened:
        'Le réseau ne donne pas d’adresse privée pour un nom public, le nom du lecteur ne mène donc nulle part.',
      perhaps: 'Le routeur ne donne pas d’adresse privée pour le nom du lecteur.',
      todo: 'Autorisez stripe-terminal-local-reader.net dans sa protection « rebind », ou utilisez le serveur DNS 1.1.1.1.',
    },
    firewall: {
      title: 'Quelque chose sépare la caisse et le lecteur',
      happened: 'Un pare-feu ou le Wi-Fi les sépare.',
      perhaps: 'Un pare-feu les sépare ou inspecte ce qui est chiffré ; ou le Wi-Fi isole ses appareils.',
      todo: 'Désactivez l’isolation des clients, et laissez cette caisse joindre le lecteur sans inspection.',
    },
    'in-use': {
      title: 'Une autre caisse a le lecteur',
      happened: 'Il y a été laissé.',
      perhaps: 'Une autre caisse l’utilise et ne l’a pas dit.',
      todo: 'Renseignez-vous là-bas. Un responsable peut le reprendre dans les réglages.',
    },
    'needs-update': {
      title: 'Le lecteur doit être mis à jour',
      happened: 'Son logiciel est plus ancien que ce que Stripe accepte.',
      perhaps: 'Il est en train de se mettre à jour ou de redémarrer.',
      todo: 'Laissez-le branché et en ligne ; il se met à jour de lui-même en quelques minutes.',
    },
    'page-permission': {
      title: 'Le navigateur tient la caisse à l’écart du réseau local',
      happened: 'Quelqu’un a refusé à cette page l’accès aux appareils du réseau du magasin.',
      perhaps: 'Le navigateur ou l’ordinateur tient la caisse à l’écart du réseau local.',
      todo: 'Autorisez le réseau local pour cette caisse dans les réglages du navigateur et de l’ordinateur.',
    },
    'stripe-away': {
      title: 'Stripe ne répond pas',
      happened: 'Sans Stripe, la caisse ne trouve pas de lecteur.',
      perhaps: 'Stripe n’a pas été joint à temps.',
      todo: 'Vérifiez la connexion Internet. Les espèces fonctionnent en attendant.',
    },
    'key-refused': {
      title: 'Stripe ne laisse pas cette clé chercher des lecteurs',
      happened: 'La clé a été révoquée, ou il lui manque un droit sur les lecteurs.',
      perhaps: 'Il manque à la clé un droit sur les lecteurs.',
      todo: 'Faites contrôler la clé dans les réglages, avec Vérifier.',
    },
    'sdk-blocked': {
      title: 'Le logiciel de lecteur de Stripe ne s’est pas chargé',
      happened: 'La caisse n’a pas pu l’obtenir de js.stripe.com.',
      perhaps: 'Le logiciel de lecteur de Stripe ne s’est pas chargé.',
      todo: 'Vérifiez la connexion Internet, et laissez passer js.stripe.com.',
    },
  },
  notFoundOut: 'La caisse n’a pas pu trouver pourquoi. L’une de ces causes, la plus probable d’abord :',
  heldBy: (register, since) => `${register} l’utilise depuis ${since}.`,
};
