import type { mail as en } from '../en/mail.ts';

/** Belege per Mail: der Server des Geschäfts und die Adresse des Kunden. */
export const mail: typeof en = {
  title: 'Belege per Mail',
  on: 'Belege lassen sich mailen',
  onHint:
    'Wer danach fragt, bekommt seinen Beleg per Mail. Die Adresse wird einmal benutzt und nicht gespeichert.',
  way: 'Wer sie verschickt',
  ways: { smtp: 'Unser Mailserver', stripe: 'Stripe' },
  wayText: {
    smtp: 'Der Beleg wie gedruckt, mit einem PDF. Für jeden Verkauf.',
    stripe:
      'Der Beleg von Stripe, nur für Kartenzahlungen und später für deren Erstattung. Stripe behält die Adresse. Für Testzahlungen und in der Übung wird nichts verschickt.',
  },
  host: 'Mailserver',
  hostHint: 'Sein Name zum Senden (SMTP), etwa smtp.example.com.',
  port: 'Port',
  security: 'Verschlüsselung',
  securities: { starttls: 'STARTTLS · 587', tls: 'TLS · 465' },
  username: 'Benutzername',
  password: 'Passwort',
  passwordHint: 'Es liegt dort, wo die Schlüssel liegen, und wird nie wieder gezeigt.',
  passwordKept: 'Leer lassen, um das gespeicherte zu behalten.',
  from: 'Absender',
  fromHint: 'Die Adresse, die Kunden sehen.',
  save: 'Speichern',
  saved: 'Gespeichert',
  test: 'Testmail senden',
  testTo: 'Senden an',
  tested: 'Der Server hat die Testmail angenommen.',
  send: 'Mailen',
  address: 'Mailadresse der Kundin oder des Kunden',
  sendTo: 'Beleg senden',
  sent: {
    'by-server': 'Der Mailserver hat den Beleg angenommen.',
    'by-stripe': 'Stripe hat die Adresse und verschickt den Beleg.',
    'by-stripe-test': 'Stripe hat die Adresse. Für Testzahlungen verschickt es nichts.',
  },
};
