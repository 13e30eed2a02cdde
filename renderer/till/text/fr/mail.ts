import type { Texts } from '../index.ts';

export const mail: Texts['mail'] = {
  title: 'Tickets par e-mail',
  on: 'Les tickets peuvent être envoyés par e-mail',
  onHint:
    'Le client qui le demande reçoit son ticket par e-mail. Son adresse sert une fois et n’est pas gardée.',
  way: 'Qui les envoie',
  ways: { smtp: 'Notre serveur', stripe: 'Stripe' },
  wayText: {
    smtp: 'Le reçu tel qu’imprimé, avec un PDF. Pour chaque vente.',
    stripe:
      'Le reçu de Stripe, pour les paiements par carte seulement, puis pour leurs remboursements. Stripe garde l’adresse. Rien n’est envoyé pour les paiements d’essai, ni pendant un exercice.',
  },
  host: 'Serveur de messagerie',
  hostHint: 'Son nom pour l’envoi (SMTP), par exemple smtp.example.com.',
  port: 'Numéro de port',
  security: 'Chiffrement',
  securities: { starttls: 'STARTTLS · 587', tls: 'TLS · 465' },
  username: 'Identifiant',
  password: 'Mot de passe',
  passwordHint: 'Il est gardé avec les clés et n’est plus jamais affiché.',
  passwordKept: 'Laissez vide pour garder celui qui est enregistré.',
  from: 'Expéditeur',
  fromHint: 'L’adresse que voient les clients.',
  save: 'Enregistrer',
  saved: 'Enregistré',
  test: 'Envoyer un e-mail d’essai',
  testTo: 'Envoyer à',
  tested: 'Le serveur a accepté l’e-mail d’essai.',
  send: 'E-mail',
  address: 'Adresse e-mail du client',
  sendTo: 'Envoyer le ticket',
  sent: {
    'by-server': 'Le serveur de messagerie a accepté le ticket.',
    'by-stripe': 'Stripe a pris l’adresse et envoie le reçu.',
    'by-stripe-test': 'Stripe a pris l’adresse. Il n’envoie rien pour un paiement d’essai.',
  },
};
