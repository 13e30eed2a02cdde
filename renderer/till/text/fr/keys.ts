import type { Texts } from '../index.ts';

export const keys: Texts['keys'] = {
  title: 'Clavier',
  text: 'Appuyez sur Changer, puis sur la touche. F5 reste sans tâche, car les navigateurs s’en servent pour recharger la page.',
  readOnly: 'Qui peut changer les réglages peut donner une autre touche à une tâche.',
  overlayText: 'Tout ce qui a une touche sur cette caisse.',
  names: {
    help: 'Afficher toutes les touches',
    search: 'Chercher',
    'cash-menu': 'Menu du tiroir-caisse',
    reprint: 'Réimprimer le dernier ticket',
    discount: 'Remise',
    park: 'Mettre le panier en attente',
    recall: 'Reprendre le panier qui attend depuis le plus longtemps',
    charge: 'Encaisser',
    'pay-cash': 'Payer en espèces',
    'pay-card': 'Payer par carte',
    'pay-split': 'Partager',
    receipt: 'Afficher le ticket',
  },
  places: {
    everywhere: 'Partout',
    sell: 'Pendant la vente',
    charge: 'Pendant l’encaissement',
    paid: 'Après une vente payée',
  },
  always: 'Toujours',
  fixed: {
    enter: { key: 'Entrée', does: 'Ce que dit le grand bouton en bas à droite' },
    escape: { key: 'Échap', does: 'Un pas en arrière ; ne vide jamais un panier' },
    typing: { key: 'A–Z', does: 'Chercher, sans rien toucher avant' },
    digits: { key: '0–9', does: 'Un montant, une fois la saisie des espèces commencée' },
    tab: { key: 'Tab', does: 'Vers le prochain élément à toucher' },
    question: { key: '?', does: 'Afficher toutes les touches' },
  },
  change: 'Changer',
  changeKey: (name) => `Changer la touche pour : ${name}`,
  keep: 'La garder',
  press: 'Appuyez sur la nouvelle touche. Échap garde l’ancienne.',
  notPossible: (key) =>
    `${key} ne convient pas ici : c’est de la saisie, ou la touche a sa propre tâche. Appuyez sur une autre touche.`,
  taken: (key, other) =>
    `${key} a déjà une tâche : ${other}. Appuyez sur une autre touche, ou échangez les deux.`,
  swap: 'Échanger',
  reset: 'Tout rétablir',
  print: 'Imprimer la carte',
  cardTitle: 'Touches de cette caisse',
};
