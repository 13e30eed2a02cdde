import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Ce que la caisse refuse au sujet des services d’autrui et du chemin vers la clientèle. */
export const paperErrors = {
  MAIL_NOT_IN_TRAINING: {
    title: 'Stripe n’envoie rien pendant un exercice',
    happened:
      'Aucun paiement d’un exercice n’est réel : Stripe n’a pas été interrogé et aucun e-mail n’est parti.',
    todo: 'Rien à faire. Avec un serveur de messagerie du magasin, un exercice peut aussi envoyer des e-mails.',
  },
  MAIL_NEEDS_CARD: {
    title: 'Stripe n’envoie que les reçus des paiements par carte',
    happened: 'Cette vente n’a pas été payée par carte. Aucun e-mail n’est parti.',
    todo: 'Imprimer le reçu ou l’enregistrer en PDF, ou configurer un serveur de messagerie du magasin.',
  },
  SHIFT_OF_OTHER: {
    title: 'C’est le service de quelqu’un d’autre',
    happened:
      'Une autre personne a ouvert son tiroir. Le service est toujours ouvert, aucun argent n’a bougé.',
    todo: 'Indiquer pourquoi il est clôturé, et faire saisir son code à quelqu’un qui peut l’autoriser.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
