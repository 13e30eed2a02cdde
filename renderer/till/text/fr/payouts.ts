import type { Texts } from '../index.ts';

export const payouts: Texts['payouts'] = {
  title: 'Virements',
  back: 'Retour',
  backToList: 'Tous les virements',
  notHereTitle: 'Les virements sont suivis par le poste de gestion',
  notHereText:
    'Un virement concerne tout le compte et non une seule caisse. Faites de cette caisse le poste de gestion pour voir ici ce que Stripe verse à la banque.',
  makeBackOffice: 'En faire le poste de gestion',
  leave: 'Ne plus être le poste de gestion',
  emptyTitle: 'Aucun virement pour l’instant',
  emptyText: 'Stripe l’annonce une fois la banque payée. Il ne manque pas d’argent pour autant.',
  arrives: 'À la banque',
  status: 'État',
  content: 'Contenu',
  amount: 'Montant',
  kind: {
    charge: 'Paiement',
    refund: 'Remboursement',
    adjustment: 'Litige ou ajustement',
    unknown: 'Inconnu',
  },
  linesState: {
    complete: 'Complet',
    'in-progress': 'Stripe fait encore le compte',
    'not-applicable': 'Fait à la main, Stripe ne détaille rien',
  },
  statusWord: (status) =>
    ({ paid: 'Versé', pending: 'En attente', in_transit: 'En route', failed: 'Échoué', canceled: 'Annulé' })[
      status
    ] ?? status,
  charges: 'Paiements',
  refunds: 'Remboursements',
  adjustments: 'Litiges',
  unknown: 'Inconnus',
  fees: 'Frais',
  net: 'Versé à la banque',
  agrees: 'Les lignes donnent le montant que reçoit la banque.',
  differs:
    'Les lignes ne donnent pas le montant que reçoit la banque. Regardez ce virement chez Stripe ; la banque reçoit ce que dit Stripe.',
  notComplete: 'Les lignes viennent quand Stripe a fait le compte. D’ici là, seul le montant est connu.',
  time: 'Heure',
  what: 'Nature',
  sale: 'Vente',
  saleNumber: (number) => `Vente ${number}`,
  noSale: 'pas de vente ici',
  fee: 'Commission',
};
