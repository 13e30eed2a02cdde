import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Was die Kasse zu Papier, fremden Schichten und dem Weg zur Kundschaft ablehnt. */
export const paperErrors = {
  PRINT_NO_PRINTER: {
    title: 'Kein Belegdrucker eingerichtet',
    happened: 'Es gibt keinen Drucker, an den diese Kasse Papier schicken könnte.',
    todo: 'Wählen Sie unter Einstellungen, Drucker einen aus. Der Beleg lässt sich dann aus dem Verkauf drucken.',
  },
  PRINT_NOTHING_TO_PRINT: {
    title: 'Es gibt nichts zu drucken',
    happened: 'In den Aufzeichnungen steht kein solcher Beleg.',
    todo: 'Öffnen Sie den Verkauf und drucken Sie von dort.',
  },
  PRINT_JOB_NOT_OPEN: {
    title: 'Dieser Druckauftrag ist erledigt',
    happened: 'Er wurde inzwischen gedruckt oder zurückgenommen.',
    todo: 'Sehen Sie am Drucker nach. Eine Kopie lässt sich aus dem Verkauf drucken.',
  },
  MAIL_NOT_SET_UP: {
    title: 'Mail ist nicht eingerichtet',
    happened: 'Es gibt keinen Mailserver, über den diese Kasse Belege schicken könnte.',
    todo: 'Richten Sie ihn unter Einstellungen, Belege per Mail ein. Drucken Sie den Beleg bis dahin.',
  },
  MAIL_SERVER_UNREACHABLE: {
    title: 'Der Mailserver antwortet nicht',
    happened: 'Unter seiner Adresse hat niemand rechtzeitig geantwortet; es wurde nichts gesendet.',
    todo: 'Prüfen Sie das Netz, den Namen des Servers und den Port. Der Beleg lässt sich inzwischen drucken.',
  },
  MAIL_SERVER_NOT_TRUSTED: {
    title: 'Dem Mailserver ist nicht zu trauen',
    happened:
      'Sein Zertifikat gehört nicht zu seinem Namen, oder er bietet keine Verschlüsselung an. Es wurde nichts gesendet.',
    todo: 'Prüfen Sie den Namen des Servers und die Art der Verschlüsselung in den Einstellungen.',
  },
  MAIL_LOGIN_REFUSED: {
    title: 'Der Mailserver hat die Anmeldung abgelehnt',
    happened: 'Benutzername oder Passwort stimmen für ihn nicht. Es wurde nichts gesendet.',
    todo: 'Geben Sie das Passwort in den Einstellungen neu ein. Manche Anbieter verlangen ein eigenes Passwort für Programme.',
  },
  MAIL_ADDRESS_REFUSED: {
    title: 'Der Mailserver hat die Adresse abgelehnt',
    happened: 'Er nimmt keine Mail für diese Adresse an, oder nicht von diesem Absender.',
    todo: 'Lesen Sie der Kundin oder dem Kunden die Adresse vor und berichtigen Sie sie.',
  },
  MAIL_REFUSED: {
    title: 'Der Mailserver hat die Mail abgelehnt',
    happened: 'Er nahm die Anmeldung an, die Mail aber nicht.',
    todo: 'Sehen Sie nach den Grenzen des Servers oder drucken Sie den Beleg.',
  },
  MAIL_MAYBE_SENT: {
    title: 'Es ist nicht bekannt, ob die Mail gesendet wurde',
    happened: 'Die Verbindung riss bei der Übergabe ab. Die Mail kann ankommen.',
    todo: 'Bitten Sie den Kunden nachzusehen. Der Beleg lässt sich sofort drucken.',
  },
  MAIL_NOT_IN_TRAINING: {
    title: 'In der Übung verschickt Stripe nichts',
    happened:
      'Keine Zahlung einer Übung ist echt. Stripe wurde nicht gefragt, und es ging keine Mail hinaus.',
    todo: 'Nichts zu tun. Mit einem eigenen Mailserver lassen sich auch in der Übung Mails verschicken.',
  },
  MAIL_NEEDS_CARD: {
    title: 'Stripe verschickt nur Belege von Kartenzahlungen',
    happened: 'Dieser Verkauf wurde nicht mit Karte bezahlt. Es ging keine Mail hinaus.',
    todo: 'Den Beleg drucken oder als PDF sichern, oder einen eigenen Mailserver einrichten.',
  },
  SHIFT_OF_OTHER: {
    title: 'Das ist die Schicht von jemand anderem',
    happened: 'Jemand anderes hat ihre Lade geöffnet. Die Schicht ist noch offen, Geld wurde nicht bewegt.',
    todo: 'Grund nennen, und jemanden mit dem Recht dazu die PIN eingeben lassen.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorWords>>;
