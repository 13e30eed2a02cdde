import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Was die Kasse zu Berichten und Kunden ablehnt. */
export const ledgerErrors = {
  REPORT_SPAN_NOT_ALLOWED: {
    title: 'Über diese Tage gibt es keinen Bericht',
    happened: 'Der erste Tag liegt nach dem letzten, oder dazwischen liegen mehr als zwei Jahre.',
    todo: 'Andere Tage wählen.',
  },
  CUSTOMER_NOT_FOUND: {
    title: 'Diesen Kunden gibt es hier nicht',
    happened: 'Auf dieser Kasse ist kein solcher Eintrag. Nichts wurde geändert.',
    todo: 'Den Kunden noch einmal suchen.',
  },
  CUSTOMER_ERASED: {
    title: 'Dieser Kunde wurde gelöscht',
    happened: 'Name und Adressen sind weg; die Verkäufe bleiben in den Büchern.',
    todo: 'Neu anlegen, wenn der Kunde wieder bekannt sein möchte.',
  },
  CUSTOMER_NEEDS_NAME: {
    title: 'Name, E-Mail oder Telefon fehlt',
    happened: 'Nichts wurde gespeichert: Niemand fände den Kunden wieder.',
    todo: 'Eines davon eingeben.',
  },
  CUSTOMER_NEEDS_MAIL: {
    title: 'Es gibt keine E-Mail-Adresse, der zugestimmt werden könnte',
    happened: 'Nichts wurde gespeichert.',
    todo: 'Zuerst die E-Mail-Adresse eingeben.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
