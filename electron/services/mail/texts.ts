import type { Locale } from '../../../shared/domain/locale/index.ts';

/** What mails say around the receipt. They live with main because main sends them. */
export const MAIL_TEXTS: Readonly<
  Record<
    Locale,
    {
      readonly subject: (number: string, storeName: string) => string;
      readonly testSubject: (storeName: string) => string;
      readonly testText: string;
    }
  >
> = {
  en: {
    subject: (number, storeName) => `Receipt ${number} from ${storeName}`,
    testSubject: (storeName) => `Test mail from ${storeName}`,
    testText: 'Receipts can be mailed from this till.',
  },
  de: {
    subject: (number, storeName) => `Beleg ${number} von ${storeName}`,
    testSubject: (storeName) => `Testmail von ${storeName}`,
    testText: 'Von dieser Kasse lassen sich Belege mailen.',
  },
  fr: {
    subject: (number, storeName) => `Ticket ${number} de ${storeName}`,
    testSubject: (storeName) => `E-mail d’essai de ${storeName}`,
    testText: 'Cette caisse peut envoyer des tickets par e-mail.',
  },
  es: {
    subject: (number, storeName) => `Ticket ${number} de ${storeName}`,
    testSubject: (storeName) => `Correo de prueba de ${storeName}`,
    testText: 'Desde esta caja se pueden enviar tickets por correo.',
  },
};
