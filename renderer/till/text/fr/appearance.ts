import type { Texts } from '../index.ts';

export const appearance: Texts['appearance'] = {
  title: 'Apparence',
  theme: 'Couleurs',
  themes: {
    system: 'Comme le système',
    light: 'Clair',
    dark: 'Sombre',
    'contrast-light': 'Contraste élevé',
    'contrast-dark': 'Contraste élevé, sombre',
  },
  themeText: {
    system: 'Clair ou sombre selon cet ordinateur, et plus contrasté s’il le demande.',
    light: 'Pour les comptoirs bien éclairés.',
    dark: 'Pour les lieux sombres et le soir.',
    'contrast-light': 'Noir sur blanc, avec un trait autour de tout ce qui se touche.',
    'contrast-dark': 'Blanc sur noir, avec un trait autour de tout ce qui se touche.',
  },
  text: 'Taille du texte',
  textHint: 'Pour tout sur cette caisse. À 200 %, rien ne se perd ; il y a seulement plus à faire défiler.',
  sound: 'Sons',
  sounds: { off: 'Aucun', quiet: 'Bas', normal: 'Moyen', loud: 'Fort' },
  soundHint: 'Tout ce qui s’entend se voit aussi.',
  listen: 'Écouter',
  tunes: {
    'scan-ok': 'Scan trouvé',
    'scan-fail': 'Scan inconnu',
    'present-card': 'Carte à présenter',
    approved: 'Carte acceptée',
    declined: 'Carte refusée',
    'in-doubt': 'Pas encore connu',
    cash: 'Espèces reçues',
  },
  motion: 'Si cet ordinateur demande moins de mouvement, rien ne bouge sur la caisse.',
};
