import type { Sound, Theme } from '../../../../shared/domain/appearance/index.ts';
import type { TuneName } from '../../sounds/index.ts';

const themes: Record<Theme, string> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  'contrast-light': 'High contrast',
  'contrast-dark': 'High contrast, dark',
};

const themeText: Record<Theme, string> = {
  system: 'Light or dark as this computer is set, and with more contrast where it asks for that.',
  light: 'For bright counters.',
  dark: 'For dim rooms and evenings.',
  'contrast-light': 'Black on white, with a line around everything that can be pressed.',
  'contrast-dark': 'White on black, with a line around everything that can be pressed.',
};

const sounds: Record<Sound, string> = { off: 'Off', quiet: 'Quiet', normal: 'Normal', loud: 'Loud' };

const tunes: Record<TuneName, string> = {
  'scan-ok': 'Scan found',
  'scan-fail': 'Scan unknown',
  'present-card': 'Present card',
  approved: 'Card approved',
  declined: 'Card declined',
  'in-doubt': 'Not known yet',
  cash: 'Cash taken',
};

export const appearance = {
  title: 'Appearance',
  theme: 'Theme',
  themes,
  themeText,
  text: 'Text size',
  textHint: 'For everything on this till. Nothing is lost at 200 %; there is more to scroll.',
  sound: 'Sounds',
  sounds,
  soundHint: 'Everything that sounds can also be seen.',
  listen: 'Listen',
  tunes,
  motion: 'Where this computer asks for less motion, nothing on the till moves.',
};
