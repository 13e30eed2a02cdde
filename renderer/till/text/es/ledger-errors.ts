import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Lo que la caja rechaza sobre informes y clientes. */
export const ledgerErrors = {
  REPORT_SPAN_NOT_ALLOWED: {
    title: 'No hay informe de estos días',
    happened: 'El primer día es posterior al último, o hay más de dos años entre ellos.',
    todo: 'Elija otros días.',
  },
  CUSTOMER_NOT_FOUND: {
    title: 'Este cliente no está aquí',
    happened: 'Esta caja no tiene esa ficha. No se cambió nada.',
    todo: 'Busque al cliente de nuevo.',
  },
  CUSTOMER_ERASED: {
    title: 'Este cliente fue borrado',
    happened: 'El nombre y las direcciones ya no están; las ventas siguen en los libros.',
    todo: 'Créelo de nuevo si quiere ser conocido.',
  },
  CUSTOMER_NEEDS_NAME: {
    title: 'Falta un nombre, un correo o un teléfono',
    happened: 'No se guardó nada: nadie encontraría a este cliente.',
    todo: 'Escriba uno de los tres.',
  },
  CUSTOMER_NEEDS_MAIL: {
    title: 'No hay dirección de correo que aceptar',
    happened: 'No se guardó nada.',
    todo: 'Escriba primero la dirección de correo.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
