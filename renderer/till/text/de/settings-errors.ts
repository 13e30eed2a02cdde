import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Was die Kasse zu Einstellungen ablehnt. */
export const settingsErrors = {
  SETTINGS_KEY_MALFORMED: {
    title: 'Das ist kein Stripe-Schlüssel',
    happened: 'Der Schlüssel wurde nicht gespeichert.',
    todo: 'Ganz aus dem Stripe-Dashboard kopieren; er beginnt mit pk_, sk_ oder rk_.',
  },
  SETTINGS_KEY_MODES_DIFFER: {
    title: 'Ein Schlüssel ist für Test, der andere für echt',
    happened: 'Keiner der Schlüssel wurde gespeichert.',
    todo: 'Zwei Schlüssel desselben Modus verwenden.',
  },
  SETTINGS_KEY_ACCOUNTS_DIFFER: {
    title: 'Die Schlüssel gehören zu zwei Konten',
    happened: 'Keiner der Schlüssel wurde gespeichert.',
    todo: 'Beide Schlüssel aus demselben Stripe-Konto kopieren.',
  },
  SETTINGS_LIVE_KEY_NOT_HERE: {
    title: 'Echtes Geld braucht die Desktop-App',
    happened: 'Im Browser werden keine echten Schlüssel angenommen.',
    todo: 'Hier Testschlüssel verwenden oder die Desktop-App installieren.',
  },
  SETTINGS_MODE_LOCKED: {
    title: 'Der Modus lässt sich jetzt nicht wechseln',
    happened: 'Eine Zahlung im jetzigen Modus ist noch offen, oder es gibt schon Verkäufe darin.',
    todo: 'Erst offene Zahlungen klären oder ein neues Profil anlegen.',
  },
  SETTINGS_SIGNING_SECRET_MALFORMED: {
    title: 'Das ist kein Signaturgeheimnis',
    happened: 'Es wurde nicht gespeichert.',
    todo: 'Von der Webhook-Seite bei Stripe kopieren; es beginnt mit whsec_.',
  },
  SETTINGS_FILE_DAMAGED: {
    title: 'Die Einstellungen waren nicht lesbar',
    happened: 'Die beschädigte Datei wurde beiseitegelegt; Verkäufe und Zahlungen stehen nicht darin.',
    todo: 'Den Support anrufen, bevor etwas neu eingegeben wird.',
  },
  SETTINGS_SHORTCUT_TAKEN: {
    title: 'Diese Taste hat schon eine Aufgabe',
    happened: 'Die Tasten bleiben, wie sie waren.',
    todo: 'Eine freie Taste wählen oder die beiden tauschen.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
