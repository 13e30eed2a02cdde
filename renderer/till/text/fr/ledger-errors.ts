import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Ce que la caisse refuse pour les rapports et les clients. */
export const ledgerErrors = {
  REPORT_SPAN_NOT_ALLOWED: {
    title: 'Pas de rapport pour ces jours',
    happened: 'Le premier jour est après le dernier, ou il y a plus de deux ans entre les deux.',
    todo: 'Choisissez d’autres jours.',
  },
  CUSTOMER_NOT_FOUND: {
    title: 'Ce client n’est pas ici',
    happened: 'Cette caisse n’a pas cette fiche. Rien n’a été changé.',
    todo: 'Cherchez le client à nouveau.',
  },
  CUSTOMER_ERASED: {
    title: 'Ce client a été effacé',
    happened: 'Le nom et les adresses sont effacés ; les ventes restent dans les livres.',
    todo: 'Créez-le à nouveau s’il veut être connu.',
  },
  CUSTOMER_NEEDS_NAME: {
    title: 'Il manque un nom, un e-mail ou un téléphone',
    happened: 'Rien n’a été enregistré : personne ne retrouverait ce client.',
    todo: 'Saisissez l’un des trois.',
  },
  CUSTOMER_NEEDS_MAIL: {
    title: 'Il n’y a pas d’adresse e-mail à accepter',
    happened: 'Rien n’a été enregistré.',
    todo: 'Saisissez d’abord l’adresse e-mail.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
