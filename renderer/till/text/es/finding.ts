import type { Texts } from '../index.ts';

export const finding: Texts['finding'] = {
  searchHint: 'Ticket, importe, 4 últimas, artículo, persona',
  clearSearch: 'Borrar la búsqueda',
  filters: 'Filtros',
  addFilter: 'Filtrar',
  remove: (filter) => `Quitar el filtro ${filter}`,
  quick: {
    today: 'Hoy',
    needsLook: 'Por revisar',
    card: 'Tarjeta',
    cash: 'Efectivo',
    refunds: 'Reembolsos',
  },
  dialogTitle: 'Acotar la lista',
  from: 'Desde el día',
  until: 'Hasta el día',
  days: (from, until) => (from === until ? from : `${from} – ${until}`),
  since: (from) => `Desde el ${from}`,
  to: (until) => `Hasta el ${until}`,
  status: 'Situación',
  tender: 'Pagado con',
  cashier: 'Cajero',
  register: 'Caja',
  any: 'Todos',
  apply: 'Mostrar',
  clearAll: 'Quitar todos los filtros',
  back: 'Volver',
  daysTurned: 'El primer día es posterior al último. Elija los días al revés.',
  list: 'Ventas, las más recientes primero',
  loadingMore: 'Llegan ventas más antiguas',
  shown: (count, more) =>
    more
      ? `${String(count)} ventas mostradas, más abajo hay más`
      : count === 1
        ? '1 venta'
        : `${String(count)} ventas`,
};
