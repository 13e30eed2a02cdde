import type { Texts } from '../index.ts';

export const appearance: Texts['appearance'] = {
  title: 'Aspecto',
  theme: 'Colores',
  themes: {
    system: 'Como el sistema',
    light: 'Claro',
    dark: 'Oscuro',
    'contrast-light': 'Alto contraste',
    'contrast-dark': 'Alto contraste, oscuro',
  },
  themeText: {
    system: 'Claro u oscuro según este ordenador, y con más contraste si lo pide.',
    light: 'Para mostradores con mucha luz.',
    dark: 'Para locales oscuros y de noche.',
    'contrast-light': 'Negro sobre blanco, con una línea en torno a todo lo que se puede pulsar.',
    'contrast-dark': 'Blanco sobre negro, con una línea en torno a todo lo que se puede pulsar.',
  },
  text: 'Tamaño del texto',
  textHint: 'Para todo en esta caja. Al 200 % no se pierde nada; solo hay que desplazarse más.',
  sound: 'Sonidos',
  sounds: { off: 'Ninguno', quiet: 'Bajo', normal: 'Medio', loud: 'Alto' },
  soundHint: 'Todo lo que suena también se ve.',
  listen: 'Escuchar',
  tunes: {
    'scan-ok': 'Escaneo hallado',
    'scan-fail': 'Escaneo desconocido',
    'present-card': 'Presentar la tarjeta',
    approved: 'Tarjeta aceptada',
    declined: 'Tarjeta rechazada',
    'in-doubt': 'Aún sin saber',
    cash: 'Efectivo recibido',
  },
  motion: 'Si este ordenador pide menos movimiento, en la caja no se mueve nada.',
};
