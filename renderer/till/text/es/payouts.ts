import type { Texts } from '../index.ts';

export const payouts: Texts['payouts'] = {
  title: 'Transferencias',
  back: 'Atrás',
  backToList: 'Todas las transferencias',
  notHereTitle: 'Las transferencias las lleva la caja de administración',
  notHereText:
    'Una transferencia es de toda la cuenta y no de una sola caja. Haga de esta la caja de administración para ver aquí lo que Stripe paga al banco.',
  makeBackOffice: 'Hacerla caja de administración',
  leave: 'Dejar de ser la caja de administración',
  emptyTitle: 'Aún no hay transferencias',
  emptyText: 'Stripe avisa cuando ha pagado al banco. No por eso falta dinero.',
  arrives: 'En el banco',
  status: 'Estado',
  content: 'Contenido',
  amount: 'Importe',
  kind: {
    charge: 'Cobro',
    refund: 'Reembolso',
    adjustment: 'Disputa o ajuste',
    unknown: 'Desconocido',
  },
  linesState: {
    complete: 'Completa',
    'in-progress': 'Stripe aún la está sumando',
    'not-applicable': 'Hecha a mano, Stripe no detalla nada',
  },
  statusWord: (status) =>
    ({
      paid: 'Pagada',
      pending: 'Pendiente',
      in_transit: 'En camino',
      failed: 'Fallida',
      canceled: 'Cancelada',
    })[status] ?? status,
  charges: 'Cobros',
  refunds: 'Reembolsos',
  adjustments: 'Disputas',
  unknown: 'Desconocidos',
  fees: 'Comisiones',
  net: 'Al banco',
  agrees: 'Las líneas suman el importe que recibe el banco.',
  differs:
    'Las líneas no suman el importe que recibe el banco. Mire esta transferencia en Stripe; el banco recibe lo que dice Stripe.',
  notComplete: 'Las líneas llegan cuando Stripe las ha sumado. Hasta entonces solo se conoce el importe.',
  time: 'Hora',
  what: 'Qué es',
  sale: 'Venta',
  saleNumber: (number) => `Venta ${number}`,
  noSale: 'sin venta aquí',
  fee: 'Comisión',
};
