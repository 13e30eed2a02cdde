import type { Texts } from '../index.ts';

export const frame: Texts['frame'] = {
  product: 'FlexotiumPOS Terminal',
  ribbon: {
    training: {
      name: 'FORMACIÓN',
      says: 'No se mueve dinero real. Lector virtual, catálogo de muestra.',
    },
    test: { name: 'PRUEBA', says: 'Modo de prueba de Stripe. No se mueve dinero real.' },
  },
  rail: {
    label: 'Menú principal',
    sell: 'Vender',
    transactions: 'Operaciones',
    settings: 'Ajustes',
    lock: 'Bloquear',
  },
  status: {
    label: 'Estado',
    shift: (number) => `Turno ${number}`,
    openSince: (time) => `desde ${time}`,
    leftOvernight: 'quedó abierto de noche',
    reconciled: 'Conciliado',
    matched: (matched, all) => `${matched} de ${all} cuadran`,
    nothingToReconcile: 'sin tarjetas',
    waitingForProof: (count) => `${count} en espera`,
    mismatched: (count) => (count === 1 ? '1 no cuadra' : `${count} no cuadran`),
    unsettled: (count) => (count === 1 ? '1 pago sin resolver' : `${count} pagos sin resolver`),
  },
  overnight: {
    title: (number, since) => `El turno ${number} está abierto desde ${since}`,
    text: (name) =>
      `No se cerró al final del día${name === null ? '' : `. Lo abrió ${name}`}. Lo que se venda ahora aún entra en él.`,
    toShift: 'Cerrarlo ahora',
    later: 'Más tarde',
  },
  relay: {
    none: 'Sin relay, se pregunta a Stripe',
    connecting: 'Conectando el relay',
    live: 'Relay en línea',
    away: 'Relay ausente, se pregunta a Stripe',
    refused: 'El relay rechaza esta caja',
    signatureFailures: (count) =>
      count === 1 ? '1 firma de webhook rechazada' : `${count} firmas de webhook rechazadas`,
    backlog: (count) => (count === 1 ? '1 evento de retraso' : `${count} eventos de retraso`),
  },
  reader: {
    none: 'Sin lector',
    connecting: 'Conectando',
    ready: 'Listo',
    'waiting-for-card': 'Espera la tarjeta',
    busy: 'Ocupado',
    lost: 'Sin conexión',
    'in-doubt': 'Pago en duda',
    unnamed: 'Lector',
  },
  degraded: {
    'disk-full': {
      title: 'El disco de esta caja está lleno',
      text: 'Los pagos con tarjeta esperan hasta que haya espacio. No se pierde nada; las ventas hechas siguen guardadas. Llame a soporte.',
    },
    'read-only': {
      title: 'Esta caja no puede escribir en su disco',
      text: 'Los pagos con tarjeta esperan, porque no se podría registrar nada. Las ventas hechas siguen guardadas. Llame a soporte.',
    },
    damaged: {
      title: 'Los datos de esta caja están dañados',
      text: 'Los pagos con tarjeta esperan. No borre nada; llame a soporte, que puede restaurar la última copia buena.',
    },
  },
  approval: {
    reason: 'Motivo',
    reasonHint: 'Queda en el registro, junto con el nombre.',
    pin: 'PIN del encargado',
    back: 'Atrás',
  },
  loading: 'Cargando la caja',
  startFailed: 'La caja no ha arrancado',
  tryAgain: 'Reintentar',
  dismiss: 'Cerrar este mensaje',
  reference: (reference) => `Referencia ${reference}`,
  close: 'Cerrar',
  cancel: 'Cancelar',
  save: 'Guardar',
  enterKey: 'Intro',
};
