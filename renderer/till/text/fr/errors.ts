import type { Texts } from '../index.ts';
import { catalogErrors } from './catalog-errors.ts';
import { paperErrors } from './paper-errors.ts';
import { ledgerErrors } from './ledger-errors.ts';
import { peopleErrors } from './people-errors.ts';
import { settingsErrors } from './settings-errors.ts';

const money: Texts['errors']['money'] = {
  'nothing-happened': 'Aucun argent n’a bougé.',
  'saved-locally': 'Enregistré sur cette caisse. Aucun argent n’a bougé à cette étape.',
  'money-moved': 'L’argent est chez Stripe.',
  'outcome-unknown': 'On ne sait pas encore si de l’argent a bougé.',
};

const codes: Texts['errors']['codes'] = {
  PRINT_NO_PRINTER: {
    title: 'Aucune imprimante de tickets n’est configurée',
    happened: 'Il n’y a pas d’imprimante vers laquelle cette caisse pourrait imprimer.',
    todo: 'Choisissez une imprimante dans Réglages, Imprimante. Le ticket pourra alors être imprimé depuis sa vente.',
  },
  PRINT_NOTHING_TO_PRINT: {
    title: 'Il n’y a rien à imprimer',
    happened: 'Le registre ne contient pas ce document.',
    todo: 'Ouvrez la vente et imprimez de là.',
  },
  PRINT_JOB_NOT_OPEN: {
    title: 'Cette impression est close',
    happened: 'Elle a été imprimée ou retirée entre-temps.',
    todo: 'Regardez le papier. Une copie peut être imprimée depuis la vente.',
  },
  MAIL_NOT_SET_UP: {
    title: 'L’e-mail n’est pas configuré',
    happened: 'Il n’y a pas de serveur par lequel cette caisse pourrait envoyer des tickets.',
    todo: 'Configurez-le dans Réglages, Tickets par e-mail. D’ici là, imprimez le ticket.',
  },
  MAIL_SERVER_UNREACHABLE: {
    title: 'Le serveur de messagerie ne répond pas',
    happened: 'Personne n’a répondu à temps à son adresse, rien n’a donc été envoyé.',
    todo: 'Vérifiez le réseau, le nom du serveur et son port. Le ticket peut être imprimé en attendant.',
  },
  MAIL_SERVER_NOT_TRUSTED: {
    title: 'Le serveur de messagerie n’est pas fiable',
    happened:
      'Son certificat ne correspond pas à son nom, ou il n’offre pas de chiffrement. Rien n’a été envoyé.',
    todo: 'Vérifiez dans les réglages le nom du serveur et le type de chiffrement.',
  },
  MAIL_LOGIN_REFUSED: {
    title: 'Le serveur de messagerie a refusé la connexion',
    happened: 'L’identifiant ou le mot de passe ne lui convient pas. Rien n’a été envoyé.',
    todo: 'Saisissez à nouveau le mot de passe dans les réglages. Certains fournisseurs exigent un mot de passe pour applications.',
  },
  MAIL_ADDRESS_REFUSED: {
    title: 'Le serveur de messagerie a refusé l’adresse',
    happened: 'Il ne prend pas de message pour cette adresse, ou pas de cet expéditeur.',
    todo: 'Relisez l’adresse au client et corrigez-la.',
  },
  MAIL_REFUSED: {
    title: 'Le serveur de messagerie a refusé l’e-mail',
    happened: 'Il a accepté la connexion, mais pas l’e-mail.',
    todo: 'Vérifiez les limites du serveur, ou imprimez le ticket.',
  },
  MAIL_MAYBE_SENT: {
    title: 'On ne sait pas si l’e-mail est parti',
    happened: 'La liaison s’est coupée pendant l’envoi. Il peut arriver.',
    todo: 'Demandez au client de regarder. Le ticket peut être imprimé tout de suite.',
  },
  CONTRACT_UNKNOWN_CHANNEL: {
    title: 'La caisse ne connaît pas cette demande',
    happened: 'Une partie de la page a demandé ce que cette version ne sait pas faire.',
    todo: 'Redémarrez la caisse. Si cela revient, appelez l’assistance.',
  },
  CONTRACT_MALFORMED_REQUEST: {
    title: 'La caisse n’a pas accepté cette saisie',
    happened: 'Ce que la page a envoyé était incomplet et n’a pas été utilisé.',
    todo: 'Vérifiez votre saisie. Si elle semble juste, appelez l’assistance.',
  },
  CONTRACT_MALFORMED_RESPONSE: {
    title: 'La réponse de la caisse n’a pas pu être lue',
    happened: 'La caisse a fait son travail, mais sa réponse n’était pas en ordre.',
    todo: 'Regardez d’abord la vente, puis redémarrez la caisse.',
  },
  CONTRACT_SENDER_REFUSED: {
    title: 'Cette page ne peut pas parler à la caisse',
    happened: 'La demande ne venait pas de la page de la caisse.',
    todo: 'Fermez cette fenêtre et rouvrez la caisse. Si cela revient, appelez l’assistance.',
  },
  CONTRACT_TOO_LARGE: {
    title: 'Cette saisie est trop longue',
    happened: 'Plus a été envoyé que la caisse ne lit en une fois, rien n’a donc été utilisé.',
    todo: 'Raccourcissez le texte et essayez encore une fois.',
  },
  CONTRACT_UNREACHABLE: {
    title: 'La caisse ne répond pas',
    happened: 'La liaison à l’intérieur de cet ordinateur est coupée. Ce qui était enregistré le reste.',
    todo: 'Attendez un instant. Si rien ne change, redémarrez la caisse ; elle interroge Stripe avant de continuer.',
  },
  APP_UNEXPECTED: {
    title: 'Un imprévu est survenu',
    happened: 'La caisse n’a pas pu terminer cette étape. Ce qui était enregistré le reste.',
    todo: 'Regardez la vente avant de recommencer quoi que ce soit. Si cela revient, redémarrez la caisse et donnez la référence à l’assistance.',
  },
  APP_NOT_SET_UP: {
    title: 'Cette caisse n’est pas encore configurée',
    happened: 'Il n’y a pas encore de magasin sur cette caisse.',
    todo: 'Choisissez d’abord Formation ou Connecter Stripe.',
  },
  APP_ALREADY_SET_UP: {
    title: 'Cette caisse est déjà configurée',
    happened: 'Le magasin de cette caisse reste tel quel.',
    todo: 'Rien à faire. Modifiez-le dans les réglages.',
  },
  TRAINING_NOT_STARTED: {
    title: 'La formation n’a pas pu démarrer',
    happened: 'Les programmes de formation de cette caisse n’ont pas démarré. Rien n’a été configuré.',
    todo: 'Réessayez. Si cela continue, redémarrez la caisse.',
  },
  EXERCISE_NOT_IN_TRAINING: {
    title: 'Les exercices sont pour la formation',
    happened: 'Cette caisse n’est pas en formation, rien n’a donc été mis en panne exprès.',
    todo: 'Démarrez un autre profil en formation pour vous exercer.',
  },
  EXERCISE_NEEDS_OTHER_SETTINGS: {
    title: 'Cet exercice ne va pas avec les réglages',
    happened: 'Avec les réglages actuels, sa panne ne peut pas survenir. Rien n’a été modifié.',
    todo: 'Changez ce que nomme l’exercice, puis démarrez-le.',
  },
  EXERCISE_NOT_CHANGED: {
    title: 'L’exercice n’a pas changé',
    happened: 'Les programmes de formation de cette caisse n’ont pas répondu.',
    todo: 'Réessayez. Si cela continue, redémarrez la caisse.',
  },
  APP_LOCKED: {
    title: 'La caisse est verrouillée',
    happened: 'Personne n’est identifié pour l’instant.',
    todo: 'Saisissez votre code PIN.',
  },
  STAFF_PIN_WRONG: {
    title: 'Ce code PIN n’est pas le bon',
    happened: 'Il n’a rien ouvert et rien n’a été fait.',
    todo: 'Saisissez le code PIN encore une fois.',
  },
  STAFF_PIN_THROTTLED: {
    title: 'Trop de codes PIN faux',
    happened: 'La caisse ne prend plus de code PIN pendant {seconds} secondes.',
    todo: 'Attendez, puis saisissez le code PIN encore une fois.',
  },
  STAFF_PIN_NOT_ALLOWED: {
    title: 'Ce code PIN est trop facile à deviner',
    happened: 'Le code PIN n’a pas été changé.',
    todo: 'Choisissez de 4 à 8 chiffres, ni à la suite ni tous identiques.',
  },
  ...paperErrors,
  ...peopleErrors,
  ...ledgerErrors,
  STAFF_PIN_NOT_SET: {
    title: 'Personne n’a encore de code PIN',
    happened: 'Sans code PIN, personne ne peut rien autoriser. Rien n’a été modifié.',
    todo: 'Définissez un code PIN dans Réglages → PIN et verrouillage, puis autorisez à nouveau.',
  },
  SALE_NOT_FOUND: {
    title: 'Cette vente n’est pas ici',
    happened: 'La caisse n’a pas cette vente. Elle est peut-être d’une autre caisse.',
    todo: 'Cherchez-la dans Opérations.',
  },
  SALE_NOT_OPEN: {
    title: 'Cette vente est terminée',
    happened: 'Une vente terminée ne peut pas être modifiée.',
    todo: 'Commencez une nouvelle vente.',
  },
  SALE_EMPTY: {
    title: 'Le panier est vide',
    happened: 'Il n’y a rien à encaisser.',
    todo: 'Ajoutez d’abord un article.',
  },
  SALE_LINE_NOT_FOUND: {
    title: 'Cette ligne n’est plus dans le panier',
    happened: 'Elle a été supprimée entre-temps.',
    todo: 'Rien à faire. Le panier montre l’état actuel.',
  },
  SALE_QUANTITY_NOT_ALLOWED: {
    title: 'Cette quantité ne convient pas',
    happened: 'La quantité reste ce qu’elle était.',
    todo: 'Saisissez un nombre entier de 0 à 9 999.',
  },
  SALE_AMOUNT_NOT_ALLOWED: {
    title: 'Ce prix ne convient pas',
    happened: 'L’article n’a pas été ajouté.',
    todo: 'Saisissez un prix supérieur à zéro que la caisse puisse encore additionner.',
  },
  SALE_LOCKED_BY_PAYMENT: {
    title: 'Le panier est bloqué par un paiement',
    happened: 'Un paiement de cette vente est en cours, le panier n’a donc pas changé.',
    todo: 'Terminez ou annulez d’abord le paiement.',
  },
  ...catalogErrors,
  PAYMENT_CASH_NOT_ENOUGH: {
    title: 'Les espèces ne suffisent pas',
    happened: 'Le montant saisi est inférieur à ce qui est dû, rien n’a donc été enregistré.',
    todo: 'Saisissez ce que le client vous a donné, ou prenez le reste autrement.',
  },
  PAYMENT_TENDER_NOT_FOUND: {
    title: 'Ce paiement n’est pas ici',
    happened: 'La caisse n’a pas ce paiement.',
    todo: 'Ouvrez la vente dans Opérations.',
  },
  PAYMENT_NOT_NOW: {
    title: 'Cela ne va plus avec le paiement',
    happened: 'Le paiement a avancé entre-temps.',
    todo: 'Regardez le panneau ; il montre ce qui est possible maintenant.',
  },
  PAYMENT_CARD_IN_DOUBT: {
    title: 'On ne sait pas encore pour ce paiement par carte',
    happened:
      'Stripe n’a pas encore dit ce qu’il est devenu, cette vente n’accepte donc pas d’autre paiement.',
    todo: 'N’encaissez pas une seconde fois. Servez le client suivant ; la caisse continue d’interroger Stripe.',
  },
  PAYMENT_CARD_UNDER_WAY: {
    title: 'Un paiement par carte est encore en cours',
    happened:
      'La carte pourrait encore être débitée, cette vente n’accepte donc pas encore d’autre paiement.',
    todo: 'Attendez la réponse, ou annulez d’abord le paiement par carte.',
  },
  PAYMENT_ALREADY_CHARGED: {
    title: 'Cette vente est déjà payée',
    happened: 'Stripe en a l’argent.',
    todo: 'Rien à faire. Le ticket est prêt.',
  },
  PAYMENT_PART_NOT_ALLOWED: {
    title: 'Cette part ne peut pas être encaissée',
    happened: 'Elle n’est pas supérieure à zéro, dépasse ce qui est dû, ou aucune pièce ne peut la faire.',
    todo: 'Saisissez un autre montant, ou encaissez tout ce qui est dû.',
  },
  PAYMENT_TIP_NOT_ALLOWED: {
    title: 'Ce pourboire ne peut pas être pris',
    happened: 'Il dépasse le montant, ou cette caisse ne prend pas de pourboire.',
    todo: 'Choisissez un pourboire plus petit, ou continuez sans.',
  },
  PAYMENT_UNWIND_UNFINISHED: {
    title: 'Un remboursement est encore en route',
    happened: 'Stripe n’a pas encore dit si l’argent retourne à la carte. La caisse continue de demander.',
    todo: 'Ne rendez pas encore d’espèces. Attendez un instant, puis recommencez à rendre.',
  },
  PAYMENT_AMOUNT_TOO_SMALL: {
    title: 'Ce montant est trop petit pour une carte',
    happened: 'Stripe ne prend pas de paiement par carte de cette taille.',
    todo: 'Encaissez en espèces, ou ajoutez un article.',
  },
  PAYMENT_STORE_DEGRADED: {
    title: 'Les cartes attendent, car cette caisse ne peut pas les enregistrer',
    happened: 'Le disque de cette caisse ne prend plus d’écritures en sécurité.',
    todo: 'Ne prenez pas de carte. Appelez l’assistance ; les ventes terminées restent enregistrées.',
  },
  PAYMENT_CARDS_NOT_SET_UP: {
    title: 'Les cartes ne sont pas encore configurées',
    happened: 'La caisse n’a pas de clés ou pas de lecteur pour les paiements par carte.',
    todo: 'Encaissez en espèces, ou configurez Stripe dans les réglages.',
  },
  REFUND_NOT_PAID: {
    title: 'Il n’y a pas d’argent à rendre ici',
    happened: 'Stripe n’a rien prélevé pour ce paiement.',
    todo: 'Regardez la vente : un paiement non prélevé s’annule, il ne se rembourse pas.',
  },
  REFUND_NOT_AS_CASH: {
    title: 'Ce paiement ne peut pas passer en espèces',
    happened:
      'Rien n’a changé et aucun argent n’a bougé. Sa session est clôturée, ou une partie de la vente a déjà été rendue ou échangée.',
    todo: 'Remboursez la carte et ressaisissez la vente en espèces.',
  },
  REFUND_NOTHING_LEFT: {
    title: 'Tout a déjà été rendu',
    happened: 'Les remboursements de ce paiement, ici ou ailleurs, couvrent tout ce qui a été payé.',
    todo: 'Rien à faire. L’opération montre chaque remboursement.',
  },
  REFUND_TOO_MUCH: {
    title: 'C’est plus que ce qui peut être rendu',
    happened: 'Le montant dépasse ce qui a été payé moins ce qui a déjà été remboursé.',
    todo: 'Choisissez un montant plus petit.',
  },
  REFUND_LINE_GONE: {
    title: 'Ces articles ont déjà été rendus',
    happened: 'Il reste moins de pièces d’une ligne que vous n’en avez choisi.',
    todo: 'Regardez à nouveau la liste : elle montre maintenant ce qui reste.',
  },
  REFUND_SHARES_DIFFER: {
    title: 'Les parts ne font pas le remboursement',
    happened: 'Ce que rendent ensemble les cartes et les espèces n’est pas le montant du remboursement.',
    todo: 'Changez les parts jusqu’à ce qu’il ne reste rien à répartir.',
  },
  REFUND_AMOUNT_CHANGED: {
    title: 'Le montant a changé entre-temps',
    happened:
      'Quelque chose a été remboursé depuis l’ouverture de cette page, la somme du bouton n’est donc plus juste.',
    todo: 'Regardez la nouvelle somme et appuyez encore une fois.',
  },
  REFUND_NOT_IN_TROUBLE: {
    title: 'Ce remboursement n’a besoin de rien d’autre',
    happened: 'Il est arrivé, peut encore arriver, ou a déjà été compensé.',
    todo: 'Regardez le remboursement : il montre où est l’argent.',
  },
  EXCHANGE_OF_ONE_SALE: {
    title: 'Un échange à la fois',
    happened: 'Le panier reprend déjà des articles d’une autre vente.',
    todo: 'Terminez ou videz d’abord ce panier.',
  },
  REFUND_CODE_UNREADABLE: {
    title: 'Ce n’est pas le code d’un ticket',
    happened: 'Un chiffre manque ou est faux, ou c’est le code d’autre chose.',
    todo: 'Scannez-le encore une fois, ou comparez les chiffres par groupes de quatre.',
  },
  REFUND_NOT_FOUND: {
    title: 'Ce remboursement n’est pas sur cette caisse',
    happened: 'La caisse n’a pas trace d’un remboursement de ce numéro.',
    todo: 'Cherchez-le à la caisse qui l’a fait.',
  },
  REFUND_OTHER_MODE: {
    title: 'Ce paiement a été fait dans un autre mode',
    happened:
      'Les paiements test se remboursent en mode test et les réels en mode réel ; cette caisse est dans l’autre.',
    todo: 'Remboursez-le à une caisse qui est dans le mode du paiement.',
  },
  REFUND_PAYMENT_NOT_FOUND: {
    title: 'Stripe ne connaît pas ce paiement',
    happened: 'Le compte Stripe de cette caisse n’a pas de paiement avec ce code.',
    todo: 'Vérifiez le ticket : il est peut-être d’un autre magasin ou d’un autre mode.',
  },
  REVIEW_ITEM_GONE: {
    title: 'Ce n’est plus ouvert',
    happened: 'Cela a été réglé depuis l’affichage de cette page.',
    todo: 'Regardez à nouveau la liste ; ce qui est réglé se trouve sous Terminé.',
  },
  REVIEW_ITEMS_DO_NOT_FIT: {
    title: 'Les articles ne font pas le montant débité',
    happened: 'La vente n’a pas été créée, car son ticket serait faux.',
    todo: 'Choisissez une autre façon : une ligne avec tout le montant convient toujours.',
  },
  REVIEW_ALREADY_ADOPTED: {
    title: 'Une autre caisse a repris ce débit',
    happened: 'Il y est devenu une vente. Rien n’a été modifié ici.',
    todo: 'Cherchez la vente à cette caisse.',
  },
  REVIEW_REGISTER_IN_USE: {
    title: 'Cette caisse est en service',
    happened: 'Une caisse ne peut pas être retirée depuis elle-même.',
    todo: 'Retirez-la depuis une autre caisse du magasin.',
  },
  PAYOUT_NOT_FOUND: {
    title: 'Ce virement n’est pas ici',
    happened: 'Cette caisse ne le connaît pas.',
    todo: 'Regardez à nouveau la liste, ou chez Stripe.',
  },
  SHIFT_CHANGED: {
    title: 'Quelque chose a changé entre-temps',
    happened:
      'Pendant la comparaison de la session, une vente, un paiement ou un chiffre a changé. La session est toujours ouverte.',
    todo: 'Regardez la nouvelle comparaison, puis clôturez.',
  },
  SHIFT_NOT_EXPLAINED: {
    title: 'Toutes les différences n’ont pas de nom',
    happened:
      'Un paiement ne concorde pas avec Stripe et aucun responsable n’y a mis son nom. La session est toujours ouverte.',
    todo: 'Expliquez chaque ligne marquée, puis clôturez.',
  },
  SHIFT_BUSY: {
    title: 'Quelque chose est encore en cours',
    happened: 'Un paiement ou un remboursement n’est pas terminé. La session est toujours ouverte.',
    todo: 'Terminez-le ou annulez-le, puis comparez à nouveau.',
  },
  SHIFT_LINE_GONE: {
    title: 'Cette ligne n’est plus la même',
    happened: 'Sa nature ou ses chiffres ont changé depuis l’affichage, rien n’a donc été accepté.',
    todo: 'Regardez la nouvelle comparaison.',
  },
  SHIFT_NOT_FOUND: {
    title: 'Cette session n’est pas ici',
    happened: 'Cette caisse n’a pas de session clôturée de ce genre.',
    todo: 'Regardez à nouveau la liste.',
  },
  DRAWER_NOT_OPEN: {
    title: 'La session n’a pas encore de fond de caisse',
    happened: 'Les espèces n’ont pas été prises : le tiroir de cette session n’a pas été ouvert.',
    todo: 'Ouvrez la session avec ce qui est dans le tiroir, puis prenez les espèces.',
  },
  DRAWER_ALREADY_OPEN: {
    title: 'La session est déjà ouverte',
    happened: 'Quelqu’un a déjà ouvert son tiroir. Rien n’a été modifié.',
    todo: 'Continuez à vendre. Ajoutez de l’argent par le menu espèces (F4).',
  },
  DRAWER_NONE: {
    title: 'Cette caisse n’a pas de tiroir',
    happened: 'Rien n’a été enregistré.',
    todo: 'Si elle en a un, indiquez-le dans Réglages, Tiroir-caisse.',
  },
  DRAWER_NOT_ENOUGH: {
    title: 'Il n’y a pas autant dans le tiroir',
    happened: 'Il en sortirait plus que ce qui y est enregistré. Rien n’a été enregistré.',
    todo: 'Vérifiez le montant. S’il est juste, comptez d’abord le tiroir.',
  },
  DRAWER_AMOUNT_NOT_ALLOWED: {
    title: 'Ce montant ne peut pas être juste',
    happened: 'Il est nul, négatif, ou dépasse ce qui a été compté. Rien n’a été enregistré.',
    todo: 'Saisissez à nouveau le montant.',
  },
  DRAWER_NOT_COUNTED: {
    title: 'Le tiroir doit être compté',
    happened: 'Il n’a pas été compté, ou des espèces ont bougé depuis. La session est toujours ouverte.',
    todo: 'Comptez-le, puis clôturez la session.',
  },
  DRAWER_NEEDS_NOTE: {
    title: 'Que s’est-il passé au tiroir ?',
    happened:
      'Le comptage et le registre diffèrent et aucune remarque ne dit pourquoi. La session est toujours ouverte.',
    todo: 'Écrivez une remarque, puis clôturez la session.',
  },
  DRAWER_NEEDS_MANAGER: {
    title: 'Un responsable doit signer cet écart',
    happened: 'Il dépasse ce que le magasin tolère. La session est toujours ouverte.',
    todo: 'Demandez à un responsable de le signer.',
  },
  READER_NOT_FOUND: {
    title: 'Le lecteur est introuvable',
    happened: 'Aucun lecteur de ce nom ne répond sur le réseau.',
    todo: 'Vérifiez qu’il est allumé et sur le même réseau que la caisse.',
  },
  READER_OFFLINE: {
    title: 'Le lecteur est injoignable',
    happened: 'Il est éteint ou a perdu son réseau.',
    todo: 'Vérifiez son alimentation et son réseau, ou encaissez en espèces.',
  },
  READER_BUSY: {
    title: 'Le lecteur est occupé',
    happened: 'Il termine encore autre chose.',
    todo: 'Attendez un instant, puis redemandez.',
  },
  READER_IN_USE: {
    title: 'Une autre caisse utilise ce lecteur',
    happened: 'Le lecteur a été laissé là où il est.',
    todo: 'Renseignez-vous d’abord là-bas. Un responsable peut ensuite le reprendre dans les réglages.',
  },
  READER_FALLBACK_NOT_ALLOWED: {
    title: 'Le lecteur n’est joignable que par le réseau du magasin',
    happened: 'Les serveurs de Stripe ne peuvent pas prendre le relais ici, ou le réseau est revenu.',
    todo: 'Redemandez. Si cela échoue, vérifiez que le lecteur et la caisse sont sur le même réseau.',
  },
  READER_NONE_CHOSEN: {
    title: 'Aucun lecteur n’est choisi',
    happened: 'Cette caisse ne sait pas quel lecteur est le sien.',
    todo: 'Choisissez un lecteur dans les réglages.',
  },
  READER_PAGE_NOT_RUNNING: {
    title: 'La liaison avec le lecteur démarre',
    happened: 'La partie de la caisse qui parle aux lecteurs n’est pas encore là.',
    todo: 'Attendez un instant. Si cela dure, vérifiez la connexion Internet.',
  },
  READER_SDK_NOT_LOADED: {
    title: 'Le logiciel de lecteur de Stripe ne s’est pas chargé',
    happened: 'La caisse n’a pas pu l’obtenir de Stripe.',
    todo: 'Vérifiez la connexion Internet. Les espèces fonctionnent en attendant.',
  },
  READER_CODE_NOT_ACCEPTED: {
    title: 'Stripe ne connaît pas ce code',
    happened: 'Le lecteur n’a pas été enregistré.',
    todo: 'Relisez le code sur le lecteur ; il change au bout de quelques minutes.',
  },
  STRIPE_UNREACHABLE: {
    title: 'Stripe est injoignable',
    happened: 'La connexion Internet est interrompue.',
    todo: 'Les espèces fonctionnent. Les cartes attendent le retour de la ligne.',
  },
  STRIPE_KEY_REFUSED: {
    title: 'Stripe n’accepte pas la clé',
    happened: 'La clé secrète a été révoquée ou est incomplète, Stripe n’a donc rien fait.',
    todo: 'Encaissez en espèces en attendant, et faites saisir une clé valable dans les réglages.',
  },
  STRIPE_KEY_RIGHTS_MISSING: {
    title: 'Il manque un droit à la clé',
    happened: 'Stripe connaît la clé, mais elle ne permet pas cela, rien n’a donc été fait.',
    todo: 'Encaissez en espèces en attendant, et faites donner à la clé les droits que listent les réglages.',
  },
  STRIPE_WEBHOOK_RIGHTS_MISSING: {
    title: 'La clé ne peut pas gérer les webhooks',
    happened:
      'La clé restreinte n’a pas le droit « Webhook Endpoints : écriture ». Le webhook reste tel quel.',
    todo: 'Donnez ce droit à la clé chez Stripe et appuyez sur Reconfigurer ; ou créez l’endpoint là-bas à la main et enregistrez ici son secret de signature.',
  },
  STRIPE_RATE_LIMITED: {
    title: 'Stripe nous demande de ralentir',
    happened: 'Trop de demandes sont arrivées à la fois chez Stripe, il a donc écarté celle-ci.',
    todo: 'Attendez quelques secondes et essayez encore une fois.',
  },
  STRIPE_REQUEST_REFUSED: {
    title: 'Stripe n’a pas accepté la demande',
    happened: 'Stripe a compris la caisse, mais a refusé cette étape et n’a rien fait.',
    todo: 'Prenez un autre moyen de paiement et appelez l’assistance.',
  },
  STRIPE_OUTCOME_UNKNOWN: {
    title: 'On ne sait pas encore',
    happened: 'Stripe n’a pas répondu à temps.',
    todo: 'N’encaissez pas une seconde fois. La caisse continue d’elle-même d’interroger Stripe.',
  },
  ...settingsErrors,
  VAULT_UNAVAILABLE: {
    title: 'Le trousseau de cet ordinateur est fermé',
    happened: 'Les secrets ne peuvent être ni lus ni enregistrés pour l’instant.',
    todo: 'Reconnectez-vous à l’ordinateur. Si cela n’aide pas, appelez l’assistance.',
  },
  VAULT_PLAIN_TEXT_REFUSED: {
    title: 'Cet ordinateur garderait les secrets en clair',
    happened: 'La caisse ne fait pas cela, rien n’a donc été enregistré.',
    todo: 'Configurez le trousseau du système, ou appelez l’assistance.',
  },
  RELAY_UNREACHABLE: {
    title: 'Le relais est injoignable',
    happened: 'La caisse interroge elle-même Stripe en attendant.',
    todo: 'Vérifiez l’adresse et la connexion Internet.',
  },
  RELAY_NOT_SECURE: {
    title: 'Cette adresse de relais n’est pas sûre',
    happened: 'Hors de cet ordinateur, la caisse ne parle à un relais qu’en https.',
    todo: 'Utilisez l’adresse qui commence par https.',
  },
  RELAY_CODE_NOT_ACCEPTED: {
    title: 'Le relais n’accepte pas ce code',
    happened: 'La caisse n’a pas été associée.',
    todo: 'Demandez un nouveau code d’association ; chacun ne sert qu’une fois et quelques minutes.',
  },
  RELAY_MODE_DIFFERS: {
    title: 'Ce code d’association est pour un autre mode',
    happened: 'Le magasin au relais et cette caisse ne sont pas tous deux en test ou tous deux en réel.',
    todo: 'Demandez le code d’association d’un magasin dans le mode de cette caisse.',
  },
  RELAY_TOKEN_REFUSED: {
    title: 'Le relais ne connaît plus cette caisse',
    happened: 'Son accès a été retiré. La caisse interroge elle-même Stripe en attendant.',
    todo: 'Associez à nouveau la caisse dans les réglages.',
  },
  RELAY_NOT_PAIRED: {
    title: 'Cette caisse n’a pas de relais',
    happened: 'Il n’y a rien à dissocier.',
    todo: 'Associez un relais dans les réglages si vous en voulez un.',
  },
  WEBHOOK_SIGNATURE_INVALID: {
    title: 'La signature d’un webhook n’est pas valable',
    happened:
      'Un événement a été refusé parce que sa signature ne correspondait pas. Le paiement lui-même est sûr ; la caisse interroge Stripe.',
    todo: 'Comparez le secret de signature des réglages avec celui de Stripe.',
  },
  DB_FROM_THE_FUTURE: {
    title: 'Les données viennent d’une version plus récente',
    happened: 'Cette version ne les ouvre pas, pour ne rien abîmer.',
    todo: 'Réinstallez la version plus récente, ou appelez l’assistance.',
  },
  DB_DAMAGED: {
    title: 'Les données de cette caisse sont endommagées',
    happened: 'La caisse s’est arrêtée avant d’aggraver les choses.',
    todo: 'Ne supprimez rien. Appelez l’assistance, qui peut rétablir la dernière copie saine.',
  },
  DB_FULL: {
    title: 'Le disque de cette caisse est plein',
    happened: 'Cette étape n’a pas pu être enregistrée.',
    todo: 'Appelez l’assistance. Les ventes terminées restent enregistrées.',
  },
  DB_READ_ONLY: {
    title: 'Cette caisse ne peut pas écrire sur son disque',
    happened: 'Cette étape n’a pas pu être enregistrée.',
    todo: 'Appelez l’assistance. Les ventes terminées restent enregistrées.',
  },
};

export const errors: Texts['errors'] = { money, codes };
