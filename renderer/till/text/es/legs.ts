import type { Texts } from '../index.ts';

export const legs: Texts['legs'] = {
  split: 'Dividir',
  part: 'Esta parte',
  all: 'Todo lo pendiente',
  reserved: (amount) => `${amount} esperan a Stripe y no se cuentan aquí`,
  half: 'La mitad',
  third: 'Un tercio',
  rest: 'Todo',
  partHint: 'Introduzca cuánto cubre este pago. El resto queda pendiente.',
  smallRest: (rest) =>
    `El resto de ${rest} es demasiado pequeño para una tarjeta: habrá que pagarlo en efectivo.`,
  smallPart: (least) => `Una tarjeta acepta ${least} o más.`,
  byCash: 'En efectivo',
  byCard: 'Con tarjeta',
  list: 'Pagos de esta venta',
  none: 'Aún no se ha pagado nada',
  states: {
    taken: 'Recibido',
    'given-back': 'Devuelto',
    approved: 'Cobrado',
    refunded: 'Reembolsado',
    'under-way': 'En curso',
    held: 'Retenido, aún no cobrado',
    'in-doubt': 'Aún sin saber',
    decided: 'Decidido, sin verificar',
    overpaid: 'Cobrado de más',
  },
  tipOf: (tip) => `propina ${tip}`,
  tips: 'Propina',
  noTip: 'Sin propina',
  ownTip: 'Otra propina',
  tipAmount: 'Importe de la propina',
  tipInReader: 'El lector pide la propina al cliente.',
  unwind: {
    open: 'Devolver todo',
    title: 'Devolver lo pagado',
    text: 'Los pagos con tarjeta se reembolsan y el efectivo se devuelve. El carrito se abre otra vez. La venta no está terminada.',
    confirm: 'Devolver todo',
    done: 'Se ha devuelto todo',
    cash: (amount) => `Devuelva ${amount} en efectivo.`,
    card: (amount) => `${amount} vuelven a la tarjeta; tardan unos días en verse en ella.`,
    read: 'Hecho',
    reasons: ['Segunda tarjeta rechazada', 'El cliente ha cambiado de idea', 'Venta equivocada'],
  },
  decide: {
    open: 'Decide el encargado',
    title: 'Decidir sobre este pago',
    text: 'Stripe aún no ha dicho qué ha sido de este pago. Su nombre figura a su lado hasta que responda, y lo que cuenta es la respuesta de Stripe.',
    verdict: 'Darlo por',
    verdicts: { 'treat-as-charged': 'Cobrado', 'treat-as-not-charged': 'No cobrado' },
    follows: {
      'treat-as-charged':
        'El cliente puede irse. La venta termina cuando Stripe lo confirme; si no lo hace, falta el dinero.',
      'treat-as-not-charged':
        'Se puede cobrar de otra forma. Si al final se cobró en la tarjeta, se reembolsa al cliente.',
    },
    confirm: 'Decidir',
    reasons: ['El lector mostró aceptado', 'El lector no mostró nada', 'El cliente lo vio en su banco'],
    by: (name, reason) => `${name}: ${reason}`,
  },
  tray: {
    title: 'Pagos aún sin saber',
    text: 'Se resuelven solos. Atienda entretanto al siguiente cliente; el turno se cierra cuando estén resueltos.',
    empty: 'Se conocen todos los pagos',
    emptyText: 'Un pago figura aquí mientras la caja espera la respuesta de Stripe.',
    sale: (number) => `Venta ${number}`,
    since: (span, cashier) => `desde hace ${span} · ${cashier}`,
    next: (span) => `pregunta de nuevo en ${span}`,
    now: 'preguntando ahora',
    doing: {
      'asking-stripe': 'La caja pregunta a Stripe si se cobró en la tarjeta.',
      'finding-the-payment':
        'No se pidió ninguna tarjeta. La caja busca en Stripe el pago que había empezado allí.',
      cancelling: 'La caja termina el pago en Stripe, para que ya no pueda cobrarse.',
      capturing: 'El banco retiene el importe; la caja vuelve a pedir a Stripe que lo cobre.',
      'waits-for-cashier':
        'La misma tarjeta pagó el mismo importe poco antes. El banco solo retiene este: abra la venta y diga si se cobra.',
      'decided-charged': 'Un encargado dijo que se cobró. Sin verificar; la caja sigue preguntando a Stripe.',
      'decided-not-charged':
        'Un encargado dijo que no se cobró. Sin verificar; la caja sigue preguntando a Stripe.',
    },
    tell: 'Al cliente que quiera pagar de otra forma: quizá se haya cobrado en la tarjeta. Si ahora aceptamos otro pago y así fue, reembolsamos la tarjeta por nuestra cuenta.',
    tellNothing:
      'No se pidió ninguna tarjeta ni se ha cobrado nada. El cliente que quiera pagar de otra forma espera a que Stripe responda, o a que decida un encargado.',
    deadline: (time) => `El banco libera la retención el ${time}.`,
    check: 'Comprobar',
    resume: 'Abrir la venta',
    decide: 'Encargado',
    missing: (number) => `Venta ${number}: falta dinero`,
    missingText: 'Un encargado lo dio por cobrado. Stripe terminó el pago sin dinero.',
  },
  settings: {
    title: 'Pagos',
    tips: 'Propinas',
    tipsWhere: { off: 'No', reader: 'En el lector', till: 'En la caja' },
    tipsText: {
      off: 'No se pide a ningún cliente.',
      reader: 'El lector pregunta antes de la tarjeta. Lo que ofrece se fija en Stripe, para la ubicación.',
      till: 'El cajero elige antes de pedir la tarjeta.',
    },
    percents: 'Opciones rápidas en la caja',
    keypad: 'Cómo se teclean los importes',
    keypadOrder: { 'cents-first': 'Primero céntimos', 'units-first': 'Primero unidades' },
    keypadText: {
      'cents-first':
        'Las últimas cifras son los céntimos: 1 2 5 0 es 12,50. Como en la mayoría de las cajas.',
      'units-first': 'Como en el papel, con una tecla para la coma: 1 2 es 12,00 y 1 2 , 5 es 12,50.',
    },
    capture: 'Cuándo se cobra la tarjeta',
    captureHow: { automatic: 'Al momento', manual: 'Retener y cobrar' },
    captureText: {
      automatic: 'El sí del banco cobra el dinero.',
      manual:
        'El banco retiene antes el importe y esta caja lo cobra justo después. Las tarjetas que no lo admiten se cobran al momento.',
    },
  },
};
