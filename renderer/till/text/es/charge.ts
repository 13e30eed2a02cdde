import type { Texts } from '../index.ts';

/** The earlier payment in one sentence. */
const twin: Texts['charge']['twin'] = (earlier, minutes) => {
  const ago =
    minutes < 1 ? 'hace menos de un minuto' : minutes === 1 ? 'hace 1 minuto' : `hace ${minutes} minutos`;
  const where = earlier.ofThisSale
    ? 'en esta misma venta'
    : earlier.receiptNumber === null
      ? `en la venta ${earlier.saleNumber}`
      : `en el ticket ${earlier.receiptNumber}`;
  return earlier.taken
    ? `La misma tarjeta pagó el mismo importe ${ago} ${where}.`
    : `El banco ya retiene el mismo importe en la misma tarjeta ${where}, pedido ${ago}.`;
};

export const charge: Texts['charge'] = {
  twin,
  heldBy: (register) => `${register} tiene un pago en él. No se toca: pregunte allí, o cobre de otra forma.`,
  title: 'Cobrar',
  subtitle: (number) => `Venta ${number} · un solo pago por todo, o varios`,
  alreadyPaid: (number, paid) => `Venta ${number} · ${paid} ya pagados`,
  overTheInternet: 'por Internet',
  backToCart: 'Carrito',
  ways: 'Forma de pago',
  cash: 'Efectivo',
  card: 'Tarjeta',
  locked: 'Bloqueado durante el cobro',
  paidLocked: 'Pagado. Otro escaneo abre venta nueva.',
  due: 'A pagar',
  received: 'Recibido',
  exact: 'Exacto',
  other: 'Otro',
  otherHint: 'Teclear',
  changeDue: 'Cambio',
  noChange: 'Sin cambio que dar',
  missing: 'Falta aún',
  giveBack: 'Devolver',
  keypad: 'Importe recibido',
  deleteDigit: 'Borrar la última cifra',
  rounded: (amount) => `Redondeado en efectivo, en vez de ${amount}`,
  decimalKey: 'Signo decimal',
  keypadHint: {
    centsFirst: (keys, amount) => `Primero los céntimos: ${keys} es ${amount}`,
    unitsFirst: (keys, amount) => `Primero las unidades: ${keys} es ${amount}`,
    plain: (keys, amount) => `${keys} es ${amount}`,
  },
  pressToType: '1 para teclear un importe, Intro para confirmar',
  confirmCash: 'Confirmar efectivo',
  cashMissing: 'Teclee lo recibido',
  cashLocked: {
    cancelling: {
      title: 'El pago con tarjeta se está cancelando',
      text: 'El efectivo se abre en cuanto Stripe confirme que no se ha cobrado nada.',
    },
    'suspected-twin': {
      title: 'Responda antes por el pago con tarjeta',
      text: 'El banco retiene su importe. Libérelo abajo, y el efectivo se abre en cuanto Stripe confirme que no se ha cobrado nada.',
    },
    'not-asked': {
      title: 'El pago con tarjeta aún no está anulado',
      text: 'No se ha pedido ninguna tarjeta ni se ha cobrado nada. El efectivo se abre en cuanto Stripe confirme que el pago ha terminado; atienda entretanto al siguiente cliente.',
    },
    doubt: {
      title: 'Quizá se haya cobrado en la tarjeta',
      text: 'No acepte efectivo para esta venta. La caja sigue preguntando a Stripe; atienda entretanto al siguiente cliente.',
    },
  },
  cardLocked: {
    title: 'Las tarjetas aún no están configuradas',
    text: 'No se ha cobrado nada. Cobre en efectivo, o elija un lector en los ajustes.',
    open: 'Ajustes del lector',
    none: 'Sin tarjetas',
  },
  cardStart: {
    title: 'Pagar con tarjeta',
    text: 'El lector se activa y pide una tarjeta al cliente.',
    start: 'Pedir la tarjeta',
  },
  paidInCash: 'Pagado en efectivo',
  paidInCashAndByCard: 'Pagado en efectivo y con tarjeta',
  paidByCard: 'Pagado con tarjeta',
  completed: (number, receipt, time) =>
    `Venta ${number} · ticket ${receipt} · guardada en esta caja a las ${time}`,
  receivedFor: (received, total) =>
    `Recibidos ${received} por ${total}. El cambio queda aquí hasta el próximo escaneo.`,
  approvedFacts: (facts) => facts.join(' · '),
  cardEnding: (brand, last4) => `${brand} terminada en ${last4}`,
  authorisation: (code) => `autorización ${code}`,
  takeCard: 'Recuerde al cliente su tarjeta.',
  intent: 'Pago en Stripe',
  receipt: 'Ticket',
  receiptTitle: (number) => `Ticket ${number}`,
  receiptLoading: 'Cargando el ticket',
  nextSale: 'Venta nueva',
  attempt: (attempt) => `Intento ${attempt}`,
  track: { reader: 'Lector', card: 'Tarjeta', bank: 'Banco', saved: 'Guardado' },
  carriesOn: 'La caja sigue por sí sola.',
  noCancelNow: 'Ya no se puede cancelar una vez preguntado el banco.',
  panel: {
    preparing: {
      title: 'Preparando el lector',
      text: 'Suele tardar dos segundos.',
      wait: 'Preparando',
    },
    'present-card': {
      title: 'Pida acercar, insertar o deslizar la tarjeta',
      text: 'Si nadie paga, el lector se libera en {released}.',
      wait: 'Esperando la tarjeta',
    },
    'not-picked-up': {
      title: 'El lector no reacciona',
      text: 'Mírelo. Si muestra el importe, siga como siempre. Si no, revise su alimentación y su red. Se libera en {released}.',
      wait: 'Lector sin reacción',
    },
    'card-inserted': {
      title: 'La tarjeta está en el lector',
      text: 'Deje la tarjeta dentro. El lector se está comunicando con ella.',
      wait: 'Tarjeta en el lector',
    },
    'pin-entry': {
      title: 'El cliente introduce su PIN',
      text: 'Deje la tarjeta dentro. Ahora solo el cliente puede cancelar, en el lector.',
      wait: 'Esperando el PIN',
    },
    processing: {
      title: 'Preguntando al banco',
      text: 'Deje la tarjeta dentro. No reinicie la caja ni el lector.',
      wait: 'Preguntando al banco',
    },
    'remove-card': {
      title: 'Aceptado',
      text: 'Recuerde al cliente su tarjeta. La venta se está guardando.',
      wait: 'Guardando la venta',
    },
    approved: { title: 'Aceptado', text: 'Recuerde al cliente su tarjeta.', wait: 'Aceptado' },
    declined: {
      title: 'Rechazado por el banco',
      text: 'Pida otra tarjeta u otra forma de pago. El carrito queda como está.',
      wait: 'Rechazado',
    },
    'customer-cancelled': {
      title: 'El cliente ha cancelado',
      text: 'Ha pulsado cancelar en el lector. El carrito queda como está.',
      wait: 'Cancelado por el cliente',
    },
    'timed-out': {
      title: 'No se ha presentado ninguna tarjeta',
      text: 'El lector se ha liberado a los 2 minutos, para que nadie pague esta cuenta sin querer.',
      wait: 'Sin tarjeta',
    },
    'reader-lost': {
      title: 'El lector no está disponible',
      text: 'Revise su alimentación y su red y vuelva a pedir la tarjeta, o cobre de otra forma.',
      wait: 'Lector no disponible',
    },
    'reader-busy': {
      title: 'El lector está ocupado',
      text: 'Atiende a otra caja o aún no ha terminado. Espere un momento y vuelva a pedir la tarjeta.',
      wait: 'Lector ocupado',
    },
    ready: {
      title: 'Listo para una tarjeta',
      text: 'El lector está en reposo y no acepta tarjetas hasta que la vuelva a pedir.',
      wait: 'Listo para tarjeta',
    },
    cancelling: {
      title: 'Cancelando en Stripe',
      text: 'Espere a que Stripe lo confirme. Hasta entonces aún es posible un cobro.',
      wait: 'Cancelando',
    },
    cancelled: {
      title: 'Pago con tarjeta cancelado',
      text: 'Stripe lo ha confirmado. Elija otra forma de pago; el carrito queda como está.',
      wait: 'Tarjeta cancelada',
    },
    checking: {
      title: 'Comprobando con Stripe',
      text: 'La caja se interrumpió durante este pago. Pregunta a Stripe por sí sola. No vuelva a cobrar.',
      wait: 'Comprobando',
    },
    'in-doubt': {
      title: 'Aún no lo sabemos',
      text: 'La caja sigue preguntando a Stripe. No vuelva a cobrar; atienda al siguiente cliente si hay alguno.',
      wait: 'Aún sin saber',
    },
    'not-asked': {
      title: 'Stripe no responde',
      text: 'No se ha pedido ninguna tarjeta ni se ha movido dinero. Aún no se sabe qué ha registrado Stripe de este pago; la caja sigue preguntando. Atienda al siguiente cliente si hay alguno.',
      wait: 'Tarjeta no pedida',
    },
    held: {
      title: 'El banco retiene el importe',
      text: 'Aún no se ha cobrado: Stripe no ha hecho la captura. La caja vuelve a pedirla por sí sola.',
      wait: 'Aún no cobrado',
    },
    'suspected-twin': {
      title: '¿Es una segunda compra?',
      text: 'El banco de momento solo retiene el importe, así que no se cobra nada dos veces. Pregunte al cliente y responda.',
      wait: 'Espera su respuesta',
    },
    'hold-released': {
      title: 'El banco ha liberado el importe',
      text: 'Estaba retenido y nunca se cobró, así que no se ha cobrado nada. Vuelva a pedir la tarjeta, o cobre de otra forma.',
      wait: 'No cobrado',
    },
    'decided-charged': {
      title: 'Un encargado lo da por cobrado',
      text: 'Sin verificar. El cliente puede irse; la venta termina cuando Stripe diga que tiene el dinero.',
      wait: 'Sin verificar',
    },
    'decided-not-charged': {
      title: 'Un encargado lo da por no cobrado',
      text: 'Sin verificar. Cobre de otra forma. Si al final se cobró en la tarjeta, se reembolsa.',
      wait: 'Sin verificar',
    },
    overpaid: {
      title: 'Al final se cobró en la tarjeta',
      text: 'Ese dinero sobra. Su reembolso está preparado en Revisión; cobre el resto de otra forma.',
      wait: 'Cobrado de más',
    },
  },
  declines: {
    'insufficient-funds': {
      title: 'Rechazado: fondos insuficientes',
      text: 'Pida otra tarjeta u otra forma de pago. El carrito queda como está.',
    },
    'wrong-pin': {
      title: 'Rechazado: PIN incorrecto',
      text: 'El cliente puede probar otra vez, o usar otra tarjeta. El carrito queda como está.',
    },
    'pin-required': {
      title: 'Rechazado: el banco pide el PIN',
      text: 'Pida al cliente que inserte la tarjeta en vez de acercarla.',
    },
    'card-not-accepted': {
      title: 'Rechazado: tarjeta no admitida',
      text: 'Esta tarjeta no funciona aquí. Pida otra tarjeta u otra forma de pago.',
    },
    'card-expired': {
      title: 'Rechazado: tarjeta caducada',
      text: 'Pida otra tarjeta u otra forma de pago. El carrito queda como está.',
    },
    'try-again': {
      title: 'Rechazado: el banco no respondió a tiempo',
      text: 'La misma tarjeta puede funcionar ahora. Vuelva a pedirla, o pida otra tarjeta.',
    },
    'call-bank': {
      title: 'Rechazado por el banco',
      text: 'Pida otra tarjeta, o diga al cliente que llame a su banco.',
    },
    declined: {
      title: 'Rechazado por el banco',
      text: 'Pida otra tarjeta, o diga al cliente que llame a su banco.',
    },
  },
  moneyLine: {
    'nothing-charged': () => 'No se ha cobrado nada',
    'asking-the-bank': () => 'Esperando la respuesta',
    charged: (amount) => `${amount} cobrados`,
    held: (amount) => `${amount} retenidos, aún no cobrados`,
    'charged-too-much': (amount) => `${amount} cobrados de más`,
    'not-known-yet': (amount) => `${amount} quizá cobrados`,
  },
  actions: {
    cancel: 'Cancelar',
    'other-card': 'Otra tarjeta',
    'try-again': 'Volver a pedir',
    'other-way-to-pay': 'Otra forma de pago',
    'check-with-stripe': 'Comprobar',
    'manager-decides': 'Encargado',
    'pay-the-rest': 'Pagar el resto',
    'next-customer': 'Siguiente cliente',
    'new-sale': 'Venta nueva',
    'open-reader-settings': 'Ajustes del lector',
    'over-the-internet': 'Por Internet',
    'second-purchase': 'Cobrar, es una segunda compra',
    'let-go': 'Liberar',
  },
  entryModes: { contactless: 'sin contacto', chip: 'con chip', swipe: 'banda', unknown: 'tarjeta' },
  virtualReader: {
    title: 'Lector virtual',
    training: 'Formación',
    picture: 'Lector de tarjetas',
    chooseCard: 'La tarjeta del cliente',
    hold: 'Cómo se lee la tarjeta',
    cancelByCustomer: 'El cliente cancela',
    off: 'Apagado',
    switchOn: 'Encender',
    says: {
      idle: { say: 'Bienvenido', sub: 'Listo' },
      cart: { say: 'Total', sub: '' },
      'present-card': { say: 'Acerque su tarjeta', sub: 'Visa · Mastercard · Amex' },
      'card-inserted': { say: 'Tarjeta leída', sub: 'No retire la tarjeta' },
      'enter-pin': { say: 'Introduzca su PIN', sub: '' },
      processing: { say: 'Procesando', sub: 'No retire la tarjeta' },
      'remove-card': { say: 'Retire la tarjeta', sub: 'Gracias' },
      approved: { say: 'Aceptado', sub: 'Gracias' },
      declined: { say: 'Rechazado', sub: 'No cobrado' },
    },
    methods: {
      tap: 'Acercar',
      insert: 'Insertar',
      swipe: 'Deslizar',
      'apple-pay': 'Apple Pay',
      'google-pay': 'Google Pay',
    },
    behaviours: {
      approves: 'Acepta',
      'approves-with-pin': 'Acepta, pide el PIN',
      'insufficient-funds': 'Rechaza: sin fondos',
      declined: 'Rechaza: sin motivo',
      'wrong-pin': 'Rechaza: PIN incorrecto',
      'pin-required': 'Rechaza: quiere el PIN',
      'card-not-accepted': 'Rechaza: no admitida',
      'card-expired': 'Rechaza: caducada',
      'try-again': 'Rechaza: banco sin respuesta',
      'call-bank': 'Rechaza: llamar al banco',
      wallet: 'Monedero móvil, acepta',
      'refund-fails': 'Acepta, falla el reembolso',
    },
  },
};
