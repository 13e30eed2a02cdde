import type { Texts } from '../index.ts';

export const lines: Texts['lines'] = {
  notice: {
    title: (since) => `Sin conexión con Stripe desde ${since}`,
    text: 'El efectivo funciona sin límite. Las tarjetas esperan a que vuelva la conexión; la caja lo ve por sí sola.',
    what: 'Qué funciona, qué espera',
    backTitle: 'Stripe vuelve a responder',
    backText: 'Las tarjetas funcionan. Lo que esperaba sigue por sí solo.',
  },
  chip: (since) => `Tarjetas en espera desde ${since}`,
  title: 'Qué funciona, qué espera',
  text: 'Todo lo que espera está guardado en esta caja y sigue por sí solo.',
  works: 'Funciona ahora',
  cash: 'Efectivo',
  cashYes: 'Funciona, con red o sin ella.',
  cards: 'Tarjetas',
  cardsYes: 'Funcionan.',
  cardsWhy: {
    away: (since) => `Esperan: Stripe no responde desde ${since}.`,
    reader: 'Esperan: no se llega al lector.',
    'not-set-up': 'Aún no están configuradas.',
    degraded: 'Esperan: esta caja no puede fiarse de su disco.',
  },
  paper: 'Tickets',
  paperYes: 'Se imprimen.',
  paperNone: 'No hay ninguna impresora configurada.',
  paperWaits: 'Esperan a la impresora.',
  lines: 'Conexiones',
  stripe: 'Stripe',
  stripeThere: 'Responde.',
  stripeAway: (since) => `No responde desde ${since}. La caja mira cada pocos segundos.`,
  relay: 'Relay',
  waits: 'En espera',
  queues: {
    unsettled: {
      name: 'Pagos aún sin saber',
      text: 'No los vuelva a cobrar. La caja pregunta a Stripe.',
    },
    proofs: {
      name: 'Pagos que esperan su prueba',
      text: 'Pagados; falta la comparación con Stripe.',
    },
    events: {
      name: 'Eventos aún no vistos',
      text: 'Vienen de Stripe y solo aceleran una comparación.',
    },
    refunds: { name: 'Reembolsos en camino', text: 'Stripe o un banco no los ha terminado.' },
    prints: { name: 'Papeles por imprimir', text: 'La impresora se vuelve a probar por sí sola.' },
  },
  mails: 'Los tickets por correo se envían al momento o no se envían; a quien pidió uno se le dice.',
  nothing: 'Nada en espera.',
  open: 'Ver',
  settings: 'Ajustes de Stripe',
  locked: {
    away: {
      title: (since) => `Las tarjetas esperan: Stripe no responde desde ${since}`,
      text: 'No se ha cobrado nada y el carrito está como estaba. Cobre en efectivo, o espere: la caja ve por sí sola cuándo vuelve la conexión.',
    },
    reader: {
      title: 'Las tarjetas esperan: no se llega al lector',
      text: 'No se ha cobrado nada y el carrito está como estaba. Cobre en efectivo, o mire el lector.',
    },
    degraded: {
      title: 'Las tarjetas esperan: esta caja no puede fiarse de su disco',
      text: 'No se ha cobrado nada y el carrito está como estaba. Cobre en efectivo y llame a soporte.',
    },
  },
};
