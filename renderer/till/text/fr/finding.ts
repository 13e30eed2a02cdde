import type { Texts } from '../index.ts';

export const finding: Texts['finding'] = {
  searchHint: 'Ticket, montant, 4 derniers, article, personne',
  clearSearch: 'Effacer la recherche',
  filters: 'Filtres',
  addFilter: 'Filtrer',
  remove: (filter) => `Retirer le filtre ${filter}`,
  quick: {
    today: 'Aujourd’hui',
    needsLook: 'À vérifier',
    card: 'Carte',
    cash: 'Espèces',
    refunds: 'Remboursements',
  },
  dialogTitle: 'Réduire la liste',
  from: 'Du jour',
  until: 'Au jour',
  days: (from, until) => (from === until ? from : `${from} – ${until}`),
  since: (from) => `Depuis le ${from}`,
  to: (until) => `Jusqu’au ${until}`,
  status: 'État',
  tender: 'Payé par',
  cashier: 'Caissier',
  register: 'Caisse',
  any: 'Tous',
  apply: 'Afficher',
  clearAll: 'Retirer tous les filtres',
  back: 'Retour',
  daysTurned: 'Le premier jour est après le dernier. Choisissez les jours dans l’autre sens.',
  list: 'Ventes, les plus récentes d’abord',
  loadingMore: 'Les ventes plus anciennes arrivent',
  shown: (count, more) =>
    more
      ? `${String(count)} ventes affichées, la suite plus bas`
      : count < 2
        ? `${String(count)} vente`
        : `${String(count)} ventes`,
};
