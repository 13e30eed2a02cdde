import type { peopleErrors as english } from '../en/people-errors.ts';

export const peopleErrors: typeof english = {
  STAFF_BADGE_UNKNOWN: {
    title: 'Nadie tiene esta tarjeta de personal',
    happened: 'El código escaneado no es de nadie que trabaje aquí.',
    todo: 'Vuelva a escanear la tarjeta de personal, o elija su nombre e introduzca su PIN.',
  },
  STAFF_NOT_A_BADGE: {
    title: 'Esto no es una tarjeta de personal',
    happened:
      'El código es de un artículo, o es demasiado corto para una tarjeta. No se ha cambiado nada, y no cuenta como intento fallido.',
    todo: 'Escanee una tarjeta de personal, o elija su nombre e introduzca su PIN.',
  },
  STAFF_BADGE_TAKEN: {
    title: 'Otra persona tiene esta tarjeta de personal',
    happened: 'La tarjeta de personal no se ha entregado.',
    todo: 'Quítesela antes a la otra persona, o escanee otra.',
  },
  STAFF_NOT_FOUND: {
    title: 'Esta persona ya no trabaja aquí',
    happened: 'No se ha cambiado nada.',
    todo: 'Mire otra vez la lista del personal y elija a otra persona.',
  },
  STAFF_NAME_TAKEN: {
    title: 'Alguien tiene ya este nombre',
    happened: 'No se ha cambiado nada, porque en los registros no se distinguiría a dos personas.',
    todo: 'Añada un apellido o una inicial.',
  },
  STAFF_RANK_TOO_HIGH: {
    title: 'No puede cambiar a esta persona',
    happened: 'Los encargados llevan a cajeros y contables. No se ha cambiado nada.',
    todo: 'Pida a un propietario que lo haga.',
  },
  STAFF_LAST_OWNER: {
    title: 'La tienda necesita un propietario',
    happened: 'Es el único propietario, así que el cambio no se ha hecho.',
    todo: 'Haga antes propietario a otra persona.',
  },
  STAFF_OWNER_FIRST: {
    title: 'Primero, el propietario',
    happened:
      'Mientras el propietario no tenga PIN, cualquiera puede usar esta caja como propietario. No se ha añadido a nadie.',
    todo: 'Ponga el nombre y el PIN del propietario, y después añada a las personas.',
  },
  STAFF_NOT_DURING_PAYMENT: {
    title: 'Un cliente está pagando',
    happened: 'La caja no cambia de manos en medio de un pago.',
    todo: 'Termine el pago o vuelva al carrito, y después cambie.',
  },
  PERMISSION_DENIED: {
    title: 'No puede hacer esto',
    happened:
      'Su función no lo incluye, así que no se ha hecho nada. Queda anotado en el registro de auditoría.',
    todo: 'Pida a un encargado que lo haga, o a un propietario que cambie los permisos de su función.',
  },
  PERMISSION_NEEDS_APPROVAL: {
    title: 'Un encargado tiene que aprobar esto',
    happened: 'Aún no se ha hecho nada.',
    todo: 'Pida a un encargado que venga e introduzca su PIN o escanee su tarjeta de personal.',
  },
  PERMISSION_NOT_CHOOSABLE: {
    title: 'Este permiso es fijo',
    happened:
      'El permiso no se ha cambiado, porque la tienda podría quedarse fuera o nadie respondería del dinero.',
    todo: 'Elija uno de los niveles que se ofrecen.',
  },
  APPROVAL_NOT_ENTITLED: {
    title: 'Esta persona no puede aprobar eso',
    happened: 'No se ha aprobado nada.',
    todo: 'Elija a alguien que pueda, como el propietario.',
  },
  APPROVAL_GONE: {
    title: 'Esta aprobación ya no vale',
    happened: 'Ha pasado demasiado tiempo, o ahora hay otra persona aquí. No se ha hecho nada.',
    todo: 'Empiece otra vez desde el botón y después apruebe.',
  },
};
