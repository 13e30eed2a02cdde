import type { settingsErrors as english } from '../en/settings-errors.ts';

export const settingsErrors: typeof english = {
  SETTINGS_SHORTCUT_TAKEN: {
    title: 'Cette touche a déjà une tâche',
    happened: 'Une autre tâche du même écran utilise cette touche. Rien n’a été modifié.',
    todo: 'Choisissez une autre touche, ou échangez les deux.',
  },
  SETTINGS_KEY_MALFORMED: {
    title: 'Ce n’est pas une clé Stripe',
    happened: 'La clé n’a pas été enregistrée.',
    todo: 'Copiez-la en entier depuis le tableau de bord Stripe ; elle commence par pk_, sk_ ou rk_.',
  },
  SETTINGS_KEY_MODES_DIFFER: {
    title: 'Une clé est pour le test, l’autre pour le réel',
    happened: 'Aucune des deux clés n’a été enregistrée.',
    todo: 'Utilisez deux clés du même mode.',
  },
  SETTINGS_KEY_ACCOUNTS_DIFFER: {
    title: 'Les clés appartiennent à deux comptes',
    happened: 'Aucune des deux clés n’a été enregistrée.',
    todo: 'Copiez les deux clés du même compte Stripe.',
  },
  SETTINGS_LIVE_KEY_NOT_HERE: {
    title: 'L’argent réel exige l’application de bureau',
    happened: 'Les clés réelles ne sont pas acceptées dans le navigateur.',
    todo: 'Utilisez ici des clés de test, ou installez l’application de bureau.',
  },
  SETTINGS_MODE_LOCKED: {
    title: 'Le mode ne peut pas changer maintenant',
    happened: 'Un paiement du mode actuel n’est pas encore réglé, ou cette caisse y a déjà des ventes.',
    todo: 'Réglez d’abord les paiements ouverts, ou configurez un nouveau profil.',
  },
  SETTINGS_SIGNING_SECRET_MALFORMED: {
    title: 'Ce n’est pas un secret de signature',
    happened: 'Il n’a pas été enregistré.',
    todo: 'Copiez-le depuis la page du webhook chez Stripe ; il commence par whsec_.',
  },
  SETTINGS_FILE_DAMAGED: {
    title: 'Les réglages n’ont pas pu être lus',
    happened: 'Le fichier endommagé a été mis de côté ; il ne contient ni ventes ni paiements.',
    todo: 'Appelez l’assistance avant de ressaisir quoi que ce soit.',
  },
};
