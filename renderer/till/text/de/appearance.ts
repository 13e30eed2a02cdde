import type { Texts } from '../index.ts';

export const appearance: Texts['appearance'] = {
  title: 'Darstellung',
  theme: 'Farben',
  themes: {
    system: 'Wie das System',
    light: 'Hell',
    dark: 'Dunkel',
    'contrast-light': 'Hoher Kontrast',
    'contrast-dark': 'Hoher Kontrast, dunkel',
  },
  themeText: {
    system: 'Hell oder dunkel wie dieser Computer, und mit mehr Kontrast, wo er das verlangt.',
    light: 'Für helle Theken.',
    dark: 'Für dunkle Räume und abends.',
    'contrast-light': 'Schwarz auf Weiß, mit einer Linie um alles, was man drücken kann.',
    'contrast-dark': 'Weiß auf Schwarz, mit einer Linie um alles, was man drücken kann.',
  },
  text: 'Schriftgröße',
  textHint: 'Für alles auf dieser Kasse. Bei 200 % geht nichts verloren, es gibt nur mehr zu scrollen.',
  sound: 'Töne',
  sounds: { off: 'Aus', quiet: 'Leise', normal: 'Normal', loud: 'Laut' },
  soundHint: 'Alles, was zu hören ist, ist auch zu sehen.',
  listen: 'Anhören',
  tunes: {
    'scan-ok': 'Scan erkannt',
    'scan-fail': 'Scan unbekannt',
    'present-card': 'Karte vorhalten',
    approved: 'Karte genehmigt',
    declined: 'Karte abgelehnt',
    'in-doubt': 'Noch nicht bekannt',
    cash: 'Bar genommen',
  },
  motion: 'Wo dieser Computer weniger Bewegung verlangt, bewegt sich auf der Kasse nichts.',
};
