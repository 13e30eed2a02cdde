import type { Texts } from '../index.ts';

export const exercises: Texts['exercises'] = {
  title: 'Ejercicios',
  intro:
    'Fallos a propósito, cuando nadie espera en el mostrador. De uno en uno; la venta se registra como siempre.',
  usual: 'Los cuatro que encontrará',
  rare: 'Menos frecuentes',
  start: 'Empezar',
  startNamed: (title) => `Empezar: ${title}`,
  again: 'Empezar otra vez',
  end: 'Terminar el ejercicio',
  toSale: 'Ir a la venta',
  running: (title) => `Ejercicio: ${title}`,
  todo: 'Qué hacer',
  onlyTrainingTitle: 'Los ejercicios son para la formación',
  onlyTrainingText:
    'Aquí hay conectada una cuenta real, y los fallos a propósito no tienen sitio a su lado. Inicie otro perfil en formación para practicar.',
  each: {
    'reader-not-found': {
      title: 'No se encuentra el lector',
      breaks: 'El lector se queda sin corriente al momento. El indicador de abajo lo dice.',
      todo: 'Revise su alimentación y su red. Aquí: pida una tarjeta y pulse Encender en el lector virtual. La caja se conecta sola. Entretanto funciona el efectivo.',
    },
    'webhook-signature-invalid': {
      title: 'Las firmas de los webhooks no son válidas',
      breaks:
        'Alguien ha creado un secreto de firma nuevo en Stripe. Cobre con tarjeta: su webhook se rechaza.',
      todo: 'No afecta al dinero, la caja pregunta ella misma a Stripe. Abra Ajustes, Stripe, y pulse Configurar de nuevo en Webhook.',
    },
    'captured-not-recorded': {
      title: 'Pagado, y nadie se enteró',
      breaks: 'Cobre con tarjeta: el banco dice que sí y la línea se corta un rato.',
      todo: 'No vuelva a cobrar. Diga al cliente que lo está comprobando. La caja pregunta a Stripe hasta saberlo, y la venta queda pagada.',
    },
    'card-declined': {
      title: 'La tarjeta se rechaza',
      breaks: 'Use cualquier tarjeta: el banco rechaza la primera.',
      todo: 'No se cobra nada. Pida otra tarjeta; es el mismo pago. O cobre en efectivo una vez cancelado el pago con tarjeta.',
    },
    'answer-lost': {
      title: 'Se pierde la respuesta de Stripe',
      breaks: 'Cobre con tarjeta: Stripe crea el pago y su respuesta no llega.',
      todo: 'Espere un momento. La caja encuentra el pago en Stripe y sigue con él; nunca se crea un segundo.',
    },
    'network-lost-after-approval': {
      title: 'Se pierde la respuesta del lector',
      breaks: 'Cobre con tarjeta: el banco dice que sí y la respuesta del lector no llega.',
      todo: 'No vuelva a cobrar. La caja lee el pago en Stripe y muestra Pagado.',
    },
    'stripe-unreachable': {
      title: 'No se puede acceder a Stripe',
      breaks: 'Desde ahora Stripe no responde, como cuando falla Internet.',
      todo: 'Cobre en efectivo. Un pago con tarjeta ya empezado queda en duda y se resuelve al terminar este ejercicio; atienda entretanto al siguiente cliente.',
    },
    'stripe-fails-once': {
      title: 'Stripe falla una vez',
      breaks: 'Cobre con tarjeta: Stripe responde a la primera petición con un fallo propio.',
      todo: 'Pulse Volver a pedir. La caja ha mirado si había un pago en Stripe y no lo hay, así que no se cobra nada.',
    },
    'capture-fails': {
      title: 'Retenido, y no cobrado',
      breaks: 'Cobre con tarjeta: el banco retiene el importe, y cobrarlo falla dos veces.',
      todo: 'Espere. No cuenta como pagado hasta que se cobra el dinero, y la caja sigue intentándolo.',
    },
    'reader-busy': {
      title: 'El lector está ocupado',
      breaks: 'Pida una tarjeta: alguien tiene abiertos los ajustes del lector.',
      todo: 'Cierre los ajustes en el lector y vuelva a pedirla. No se cobra nada.',
    },
    'webhooks-lost': {
      title: 'Se pierden los webhooks',
      breaks: 'Cobre con tarjeta: ya no llega ningún webhook.',
      todo: 'Nada. La venta está pagada. La caja pide ella misma a Stripe la segunda prueba, un poco más tarde.',
    },
    'webhooks-late': {
      title: 'Los webhooks llegan tarde',
      breaks: 'Cobre con tarjeta: su webhook tarda cinco segundos.',
      todo: 'Nada. La venta espera ese tiempo su segunda prueba.',
    },
    'webhooks-twice': {
      title: 'Los webhooks llegan dos veces',
      breaks: 'Cobre con tarjeta: cada webhook llega dos veces.',
      todo: 'Nada. Cada evento cuenta una vez; no verá ninguna diferencia.',
    },
    'webhooks-reordered': {
      title: 'Los webhooks se adelantan unos a otros',
      breaks: 'Cobre con tarjeta: el webhook posterior llega antes que el anterior.',
      todo: 'Nada. El orden no importa; no verá ninguna diferencia.',
    },
    'webhook-forged': {
      title: 'Un webhook falso',
      breaks: 'Un desconocido anuncia un pago de 999,00 que nunca existió. El indicador del relay lo cuenta.',
      todo: 'Nada. No lleva una firma válida, así que se rechaza y ninguna venta se entera. El contador desaparece con el próximo webhook auténtico.',
    },
  },
  stages: {
    waiting: 'Aún no visto',
    showing: 'Ahora en pantalla',
    over: 'Terminado',
  },
  needs: {
    lan: 'Solo con un lector en la red de la tienda. Cambie el acceso en Ajustes, Stripe.',
    'server-driven':
      'Solo con un lector a través de los servidores de Stripe. Cambie el acceso en Ajustes, Stripe.',
    'held-first': 'Solo si el importe se retiene antes. Cámbielo en Ajustes, Pagos.',
  },
};
