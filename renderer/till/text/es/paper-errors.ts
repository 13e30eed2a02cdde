import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Lo que la caja rechaza sobre turnos ajenos y el camino hacia la clientela. */
export const paperErrors = {
  MAIL_NOT_IN_TRAINING: {
    title: 'En la práctica Stripe no envía nada',
    happened: 'Ningún pago de una práctica es real: no se preguntó a Stripe y no salió ningún correo.',
    todo: 'No hay que hacer nada. Con un servidor de correo propio, la práctica también puede enviar correos.',
  },
  MAIL_NEEDS_CARD: {
    title: 'Stripe solo envía recibos de pagos con tarjeta',
    happened: 'Esta venta no se pagó con tarjeta. No salió ningún correo.',
    todo: 'Imprimir el recibo o guardarlo en PDF, o configurar un servidor de correo propio.',
  },
  SHIFT_OF_OTHER: {
    title: 'Este turno es de otra persona',
    happened: 'Otra persona abrió su cajón. El turno sigue abierto y no se movió dinero.',
    todo: 'Indicar por qué se cierra, y que alguien que pueda permitirlo introduzca su PIN.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
