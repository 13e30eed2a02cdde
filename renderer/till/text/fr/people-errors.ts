import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Ce que la caisse refuse au sujet des personnes, des droits et des autorisations. */
export const peopleErrors = {
  STAFF_BADGE_UNKNOWN: {
    title: 'Personne n’a ce badge',
    happened: 'Le code scanné n’appartient à personne qui travaille ici.',
    todo: 'Scannez le badge encore une fois, ou choisissez votre nom et saisissez votre code PIN.',
  },
  STAFF_NOT_A_BADGE: {
    title: 'Ce n’est pas un badge',
    happened:
      'Le code est celui d’un article, ou il est trop court pour un badge. Rien n’a été modifié, et cela ne compte pas comme un essai manqué.',
    todo: 'Scannez un badge, ou choisissez votre nom et saisissez votre code PIN.',
  },
  STAFF_BADGE_TAKEN: {
    title: 'Quelqu’un d’autre a ce badge',
    happened: 'Le badge n’a pas été attribué.',
    todo: 'Retirez-le d’abord à l’autre personne, ou scannez un autre badge.',
  },
  STAFF_NOT_FOUND: {
    title: 'Cette personne ne travaille plus ici',
    happened: 'Rien n’a été modifié.',
    todo: 'Regardez à nouveau la liste du personnel et choisissez quelqu’un d’autre.',
  },
  STAFF_NAME_TAKEN: {
    title: 'Quelqu’un porte déjà ce nom',
    happened: 'Rien n’a été modifié, car le registre ne pourrait pas distinguer deux personnes.',
    todo: 'Ajoutez un second nom ou une initiale.',
  },
  STAFF_RANK_TOO_HIGH: {
    title: 'Vous ne pouvez pas modifier cette personne',
    happened: 'Les responsables gèrent les caissiers et les comptables. Rien n’a été modifié.',
    todo: 'Demandez à un propriétaire de le faire.',
  },
  STAFF_LAST_OWNER: {
    title: 'Le magasin a besoin d’un propriétaire',
    happened: 'C’est le seul propriétaire, la modification n’a donc pas été faite.',
    todo: 'Donnez d’abord ce rôle à quelqu’un d’autre.',
  },
  STAFF_OWNER_FIRST: {
    title: 'Le propriétaire d’abord',
    happened:
      'Tant que le propriétaire n’a pas de code PIN, n’importe qui peut utiliser cette caisse à sa place. Personne n’a été ajouté.',
    todo: 'Indiquez le nom et le code PIN du propriétaire, puis ajoutez des personnes.',
  },
  STAFF_NOT_DURING_PAYMENT: {
    title: 'Un client est en train de payer',
    happened: 'La caisse ne change pas de mains au milieu d’un paiement.',
    todo: 'Terminez le paiement ou revenez au panier, puis changez de personne.',
  },
  PERMISSION_DENIED: {
    title: 'Vous n’avez pas ce droit',
    happened: 'Votre rôle ne le permet pas, rien n’a donc été fait. C’est noté dans le journal d’audit.',
    todo: 'Demandez à un responsable de le faire, ou à un propriétaire de changer les droits de votre rôle.',
  },
  PERMISSION_NEEDS_APPROVAL: {
    title: 'Un responsable doit l’autoriser',
    happened: 'Rien n’a encore été fait.',
    todo: 'Demandez à un responsable de venir saisir son code PIN ou scanner son badge.',
  },
  PERMISSION_NOT_CHOOSABLE: {
    title: 'Ce droit est fixe',
    happened:
      'Le droit n’a pas été modifié, car le magasin pourrait se bloquer lui-même ou personne ne répondrait de l’argent.',
    todo: 'Choisissez l’un des niveaux proposés.',
  },
  APPROVAL_NOT_ENTITLED: {
    title: 'Cette personne ne peut pas l’autoriser',
    happened: 'Rien n’a été autorisé.',
    todo: 'Choisissez quelqu’un qui le peut, par exemple le propriétaire.',
  },
  APPROVAL_GONE: {
    title: 'Cette autorisation n’est plus valable',
    happened: 'Trop de temps a passé, ou quelqu’un d’autre est à la caisse. Rien n’a été fait.',
    todo: 'Repartez du bouton, puis faites autoriser.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
