/** Refusals about products, stock and prices. In none of them money moved. */
export const catalogErrors = {
  SALE_DISCOUNT_NOT_ALLOWED: {
    title: 'Cette remise n’est pas possible',
    happened: 'Le prix reste tel quel.',
    todo: 'Accordez de 0 à 100 pour cent, ou moins que le prix.',
  },
  SALE_PRICE_NEEDED: {
    title: 'Cet article a besoin d’un prix',
    happened: 'Il n’a pas de prix fixe, rien n’a donc été ajouté au panier.',
    todo: 'Touchez-le et saisissez le prix.',
  },
  SALE_WEIGHT_NEEDED: {
    title: 'Cet article se vend au poids',
    happened: 'Rien n’a été ajouté au panier.',
    todo: 'Touchez-le et saisissez le poids.',
  },
  SALE_NOT_ENOUGH_STOCK: {
    title: 'Il n’y en a pas assez en stock',
    happened: 'Le magasin ne vend pas plus de cet article qu’il n’en a, le panier n’a donc pas changé.',
    todo: 'Vendez-en moins, ou corrigez le stock dans Articles.',
  },
  CATALOG_PRODUCT_NOT_FOUND: {
    title: 'Cet article n’est pas au catalogue',
    happened: 'Rien n’a été ajouté au panier.',
    todo: 'Cherchez par nom, ou vendez-le comme article libre.',
  },
  CATALOG_SKU_TAKEN: {
    title: 'Cette référence appartient à un autre article',
    happened: 'Rien n’a été enregistré.',
    todo: 'Donnez à chaque article sa propre référence.',
  },
  SCAN_TORN: {
    title: 'Le code n’a pas pu être lu',
    happened:
      'Le scanner s’est interrompu au milieu, la suite a donc été écartée. Les premiers caractères comptent comme saisis.',
    todo: 'Vérifiez ce qui a été saisi ou choisi, puis scannez à nouveau.',
  },
  CATALOG_CODE_TAKEN: {
    title: 'Ce code-barres appartient à un autre article',
    happened: 'Rien n’a été enregistré, car un scan doit trouver un seul article.',
    todo: 'Retirez d’abord le code de l’autre article.',
  },
  CATALOG_VARIANT_TAKEN: {
    title: 'Deux variantes ont le même nom',
    happened: 'Rien n’a été enregistré.',
    todo: 'Nommez chaque variante différemment, par exemple S, M et L.',
  },
  CATALOG_PRICE_NEEDED: {
    title: 'Un article au poids a besoin d’un prix',
    happened: 'Rien n’a été enregistré.',
    todo: 'Saisissez le prix d’un kilogramme.',
  },
  CATALOG_CATEGORY_NOT_FOUND: {
    title: 'Ce rayon n’existe plus',
    happened: 'Il a été supprimé entre-temps. Rien n’a été enregistré.',
    todo: 'Choisissez un autre rayon.',
  },
  CATALOG_CATEGORY_IN_USE: {
    title: 'Il y a des articles dans ce rayon',
    happened: 'Il n’a pas été supprimé.',
    todo: 'Déplacez d’abord ses articles vers un autre rayon.',
  },
  CATALOG_TAX_CLASS_NOT_FOUND: {
    title: 'Ce taux de taxe n’existe plus',
    happened: 'Rien n’a été enregistré.',
    todo: 'Choisissez un autre taux de taxe.',
  },
  CATALOG_PICTURE_NOT_READABLE: {
    title: 'Cette image ne convient pas',
    happened: 'L’article garde l’image qu’il avait.',
    todo: 'Choisissez une image PNG, JPEG ou WebP.',
  },
  CATALOG_IMPORT_RUNNING: {
    title: 'Une importation est en cours',
    happened: 'Rien n’a été modifié. On peut vendre en attendant.',
    todo: 'Attendez qu’elle se termine, puis réessayez.',
  },
  CATALOG_IMPORT_GONE: {
    title: 'Cette importation n’est plus là',
    happened: 'Le catalogue n’a pas changé.',
    todo: 'Choisissez à nouveau le fichier.',
  },
  CATALOG_IMPORT_HAS_ERRORS: {
    title: 'Certaines lignes sont à corriger',
    happened: 'Rien n’a été importé : soit toutes les lignes entrent, soit aucune.',
    todo: 'Téléchargez la liste, corrigez le fichier et choisissez-le à nouveau.',
  },
};
